"""Several dumps as one: nothing is counted twice, and no more can be real than the strictest dump allows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.people.once import Claim, together

DUMPS = "abcd"


def claim(of: int, fabricated: float = 0.0, real: float = 0.5) -> Claim:
    """Return what is said of a dump of which a share is fabricated for certain."""
    most = of - int(of * fabricated)
    middle = min(int(of * real), most)
    return Claim(of, most, (middle, middle // 2, min(2 * middle, most)))


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Claim], dict[frozenset[str], int]]:
    """Draw dumps that hold things together, each with the claim that its own things bear."""
    sets = st.dictionaries(st.frozensets(st.sampled_from(DUMPS), min_size=1), st.integers(0, 500), max_size=8)
    held = draw(sets)
    claims = {}
    for name in DUMPS:
        size = sum(count for dumps, count in held.items() if name in dumps)
        claims[name] = claim(size, draw(st.floats(0, 1)), draw(st.floats(0, 1)))
        if draw(st.booleans()):
            claims[name] = Claim(size, claims[name].at_most)
    return claims, held


@given(cases())
def test_no_more_can_be_real_than_things_are_there(case: tuple[dict[str, Claim], dict[frozenset[str], int]]):
    claims, held = case
    told = together(claims, held).whole

    assert told.of == sum(held.values())
    assert told.at_most <= min(told.of, sum(each.at_most for each in claims.values()))
    if told.range:
        estimate, low, high = told.range
        assert 0 <= low <= estimate <= high <= told.at_most


@given(cases(), st.data())
def test_at_most_holds_whatever_things_are_real(
    case: tuple[dict[str, Claim], dict[frozenset[str], int]], data: st.DataObject
):
    claims, held = case
    real = {dumps: data.draw(st.integers(0, count)) for dumps, count in held.items()}
    allowed = {name: sum(count for dumps, count in real.items() if name in dumps) for name in claims}
    loose = {name: Claim(each.of, max(each.at_most, allowed[name])) for name, each in claims.items()}

    assert together(loose, held).whole.at_most >= sum(real.values())


@given(cases())
def test_a_copy_adds_nothing(case: tuple[dict[str, Claim], dict[frozenset[str], int]]):
    claims, held = case
    copied = {**claims, "copy": claims["a"]}
    both = {frozenset((*dumps, "copy")) if "a" in dumps else dumps: count for dumps, count in held.items()}
    before, after = together(claims, held), together(copied, both)

    assert (after.whole.of, after.whole.at_most) == (before.whole.of, before.whole.at_most)
    assert after.again == before.again + claims["a"].of


def test_dumps_with_nothing_in_common_are_added_up():
    told = together({"a": claim(100, 0.1), "b": claim(300, 0.5, 0.1)}, {frozenset("a"): 90, frozenset("b"): 300})

    assert told.whole == Claim(400, 240, (80, 40, 150))
    assert (told.open_of, told.again) == (0, 0)


def test_dumps_of_which_nothing_is_known_are_added_up():
    assert together({"a": claim(100), "b": claim(100)}, {}).whole.at_most == 200


def test_a_part_of_a_fabricated_list_can_hold_no_more_than_the_list():
    part = frozenset("ab")
    told = together({"a": Claim(1000, 7, (0, 0, 7)), "b": Claim(50, 50)}, {part: 50, frozenset("a"): 950})

    assert told.whole == Claim(1000, 7, (0, 0, 7))


def test_what_a_dump_without_an_estimate_has_beyond_the_others_is_open():
    told = together({"a": claim(100), "b": Claim(150, 150)}, {frozenset("ab"): 100, frozenset("b"): 50})

    assert (told.whole.of, told.open_of, told.again) == (150, 50, 100)
