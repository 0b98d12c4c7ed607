from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from regex import compile as compiled

from triage.recognizers import fold_column, form, load
from triage.rules import load as load_rules
from triage.rules.model import Pattern

CELLS = st.lists(
    st.one_of(
        st.none(), st.from_regex(r"[0-9]{5}[- ]?[0-9]{7}[- ]?[0-9]", fullmatch=True), st.text("0123 -", max_size=18)
    )
)


PATTERNS = sorted({each.regex for rule in load_rules().entities.values() for each in rule.patterns})


@pytest.mark.parametrize(
    "pattern", [*PATTERNS, r"[(](a)\(", r"[]()](b)", r"[^]()](b)", "(?:a)(?P<n>b)(?<m>c)(?<=d)(?!e)"]
)
def test_groups_are_those_of_the_compiled_pattern(pattern: str):
    assert len(form.groups(pattern)[0]) == compiled(pattern).groups


@pytest.mark.parametrize(
    ("pattern", "is_whole"),
    [
        ("^(a)$", True),
        ("^(a|b)$", True),
        ("^(?:a)$", False),
        ("^(a)|x(?:b)$", False),
        ("^(a)(b)$", False),
        ("(a)", False),
        (" ^(a)$", False),
    ],
)
def test_a_whole_cell_pattern_is_told_from_its_brackets(pattern: str, *, is_whole: bool):
    assert form.is_whole(pattern) is is_whole


@given(CELLS)
def test_clean_forms_first_changes_no_value(cells: list[str | None]):
    rules = load_rules()
    cnic = load(rules)["PK_CNIC"]
    slow = type(cnic)(replace(cnic.rule, patterns=cnic.rule.patterns[1:]), rules)
    frame = pl.DataFrame({"cell": fold_column(pl.Series(cells, dtype=pl.String))})
    fast_values, slow_values = (frame.select(each.value(pl.col("cell"))).to_series() for each in (cnic, slow))

    assert fast_values.equals(slow_values, null_equal=True)


@given(CELLS)
def test_steps_for_present_rows_leave_the_others_null(cells: list[str | None]):
    frame = pl.DataFrame({"cell": cells}, schema={"cell": pl.String})
    lengths = frame.select(
        form.sparse(pl.col("cell"), lambda it: it + "x", lambda it: it.str.len_bytes(), dtype=pl.UInt32)
    )

    assert lengths.to_series().to_list() == [None if cell is None else len(cell) + 1 for cell in cells]


@pytest.mark.parametrize("times", [1, 500])
@pytest.mark.parametrize("way", [form.sparse, lambda text, *steps: form.distinct(*steps)(text)])
def test_few_and_many_texts_come_out_alike_and_in_their_order(way: Callable[..., pl.Expr], times: int):
    cells = ["Sana", None, "Ali", "Sana", "", "\u0633\u0646\u0627"] * times
    frame = pl.DataFrame({"cell": cells}, schema={"cell": pl.String})
    told = frame.select(way(pl.col("cell"), lambda it: it + it, lambda it: pl.when(it != "AliAli").then(it + "x")))

    expected = [None if cell in {None, "Ali"} else f"{cell}{cell}x" for cell in cells]
    assert told.to_series().to_list() == expected


def test_of_few_texts_each_is_told_once(monkeypatch: pytest.MonkeyPatch):
    seen: list[str] = []

    def told(texts: pl.Series) -> pl.Series:
        seen.extend(texts.to_list())
        return texts + "x"

    monkeypatch.setattr(form, "_KEPT", 3)
    step = form.distinct(lambda it: it.map_batches(told, return_dtype=pl.String))
    batches = [["Sana", None, "Sana"], ["Ali", "Sana"], ["Noor", "Hina"], ["Zoya", "Sana"], [None]]
    found = [
        pl.DataFrame({"it": each}, {"it": pl.String}).select(step(pl.col("it")))["it"].to_list() for each in batches
    ]

    assert found == [[None if name is None else f"{name}x" for name in each] for each in batches]
    assert seen == ["Sana", "Ali", "Noor", "Hina", "Zoya"]


def test_what_is_kept_of_texts_does_not_grow(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(form, "_KEPT", 3)
    kept = form._Distinct((lambda it: it + "x",))  # noqa: SLF001 - its size is all that shows it

    for number in range(50):
        assert kept.of(pl.Series("it", [f"Sana {number}"])).to_list() == [f"Sana {number}x"]
        assert len(kept._kept) <= 4  # noqa: SLF001


def test_of_several_patterns_the_leftmost_is_taken():
    rule = load_rules().entities["cnic"]
    mine = replace(rule, patterns=(Pattern("b", "(b)", 0.5), Pattern("a", "(x)?(a)", 0.5)))
    found = pl.DataFrame({"cell": ["xab", "bxa", "c", None]}).select(form.first(pl.col("cell"), mine))

    assert found.to_series().to_list() == ["x", "b", None, None]


def test_whole_cell_patterns_alone_suffice():
    rule = load_rules().entities["cnic"]
    mine = replace(rule, patterns=(Pattern("a", "^(a+)$", 0.5),))
    found = pl.DataFrame({"cell": ["aa", "ab", None]}).select(form.first(pl.col("cell"), mine))

    assert found.to_series().to_list() == ["aa", None, None]


def test_without_patterns_nothing_is_found():
    mine = replace(load_rules().entities["cnic"], patterns=())
    found = pl.DataFrame({"cell": ["aa", "ab", None]}).select(form.first(pl.col("cell"), mine))

    assert found.to_series().to_list() == [None, None, None]


@given(CELLS)
def test_texts_in_two_parts_go_each_its_own_way(cells: list[str | None]):
    frame = pl.DataFrame({"it": cells}, schema={"it": pl.String})
    steps = (lambda text: pl.when(text.str.len_chars() > 3).then(text.str.slice(1))), form.as_it_is, form.nothing
    for alike in steps:
        for others in steps:
            told = frame.select(form.parted(pl.col("it"), "-", alike, others).alias("so"))["so"].to_list()
            ways = [
                frame.slice(row, 1).select((alike if cell and "-" in cell else others)(pl.col("it"))).item()
                for row, cell in enumerate(cells)
            ]
            assert told == ways
