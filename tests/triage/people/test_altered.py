"""Altered copies, field by field: who is described alike under another number, and nobody among strangers."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from triage.core.described import ADDRESS, BORN, DESCRIBED, FATHER, NAME, NETWORK
from triage.core.people import FIELDS
from triage.people.altered import _sample, altered

ROWS = 2_000


def people(seed: int) -> pl.DataFrame:
    """Return invented records; another seed gives other people, of the same names."""
    rng = np.random.default_rng(seed)
    serial = np.arange(ROWS) * 4_999 + seed * 10**8
    return pl.DataFrame(
        {
            NAME: pl.Series((rng.pareto(1.0, ROWS) * 20).astype(np.uint64) % 900, dtype=pl.UInt64),
            FATHER: pl.Series((rng.pareto(1.0, ROWS) * 20).astype(np.uint64) % 900, dtype=pl.UInt64),
            BORN: pl.Series(rng.integers(0, 15_000, ROWS), dtype=pl.Int32).cast(pl.Date),
            "cnic": pl.Series(serial, dtype=pl.UInt128),
            "mobile": pl.Series(serial + 10**12, dtype=pl.UInt128),
        }
    )


def _with_dumps(*dumps: pl.DataFrame) -> list[pl.DataFrame]:
    frames = []
    for number, frame in enumerate(dumps):
        lacking = [pl.lit(None, kind).alias(name) for name, kind in DESCRIBED.items() if name not in frame.columns]
        numbers = [pl.lit(None, pl.UInt128).alias(name) for name in FIELDS if name not in frame.columns]
        sex = [pl.lit(None, pl.Boolean).alias("is_woman")] if "is_woman" not in frame.columns else []
        frames.append(frame.with_columns(pl.lit(number, pl.UInt32).alias("dump"), *lacking, *numbers, *sex))
    return frames


def told(*dumps: pl.DataFrame) -> dict[tuple[int, int], tuple[str, float, float]]:
    found = altered(lambda _: iter(_with_dumps(*dumps)), sum(map(len, dumps)))
    return {pair: (each.by, each.linked, each.share) for pair, each in found.items()}


@pytest.mark.parametrize("share", [0.1, 0.5, 1.0])
def test_altered_digits_of_cards_are_counted(share: float) -> None:
    base = people(1)
    is_made = pl.int_range(pl.len()) < share * ROWS
    copy = base.with_columns(pl.when(is_made).then(pl.col("cnic") + 10**6).otherwise("cnic").alias("cnic"))

    (found,) = told(base, copy, people(2)).items()
    pair, (_, linked, rows) = found
    assert pair == (0, 1)
    assert linked > 0.9
    assert rows == pytest.approx(share, abs=0.05)


def test_the_sexes_of_the_cards_of_both_dumps_are_told() -> None:
    base = people(1).with_columns((pl.int_range(pl.len()) % 4 == 0).alias("is_woman"))
    copy = base.with_columns(pl.col("cnic") + 10**6, pl.lit(value=False).alias("is_woman"))

    (found,) = altered(lambda _: iter(_with_dumps(base, copy)), 2 * ROWS).values()
    assert found.women == (0.25, 0.0)


def test_all_numbers_may_be_altered() -> None:
    base = people(1)
    copy = base.with_columns(pl.col("cnic") + 10**6, pl.col("mobile") + 10**7)

    assert told(base, copy.sample(fraction=1.0, shuffle=True, seed=3))[0, 1][2] == pytest.approx(1.0, abs=0.05)


def test_altered_contacts_are_counted_by_the_card() -> None:
    base = people(1).drop(FATHER, BORN)
    copy = base.with_columns(pl.when(pl.int_range(pl.len()) % 2 == 0).then(pl.col("mobile") + 7).otherwise("mobile"))

    assert told(base, copy)[0, 1][2] == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(("step", "kept"), [(0, 1.0), (1, 0.0)])
def test_other_mobile_numbers_keep_their_code_or_do_not(step: int, kept: float) -> None:
    code = pl.Series(NETWORK, np.arange(ROWS) % 20 + 300, dtype=pl.UInt16)
    base = people(1).drop(FATHER, BORN).with_columns(code)
    copy = base.with_columns(pl.col("mobile") + 7, (pl.col(NETWORK) - 300 + step) % 20 + 300)

    codes = altered(lambda _: iter(_with_dumps(base, copy)), 2 * ROWS)[0, 1].codes
    assert codes.kept == pytest.approx(kept, abs=0.05)
    assert codes.by_chance == pytest.approx(0.05, abs=0.01)
    assert codes.mix == pytest.approx(1.0, abs=0.05)


def test_a_copy_and_strangers_of_the_same_names_are_not_altered() -> None:
    assert not told(people(1), people(1))
    assert not told(people(1), people(2), people(3))
    assert not told(*(people(seed).drop(BORN, FATHER) for seed in (1, 2)))


@pytest.mark.parametrize("differs", [FATHER, BORN])
def test_namesakes_of_other_fathers_or_births_are_other_people(differs: str) -> None:
    names = pl.DataFrame({NAME: pl.Series(range(15), dtype=pl.UInt64), "cnic": pl.Series(range(15), dtype=pl.UInt128)})
    of = {name: kind for name, kind in DESCRIBED.items() if name == differs}
    one, other = (
        names.with_columns(pl.col("cnic") + step, pl.lit(step).cast(pl.Int32).cast(of[differs]).alias(differs))
        for step in (100, 200)
    )

    assert told(one, other) == {}


@pytest.mark.parametrize(("street", "copies"), [(0, 1), (1, 0)])
def test_other_mail_addresses_are_altered_only_at_the_same_postal_address(street: int, copies: int) -> None:
    where = pl.Series(range(ROWS), dtype=pl.UInt64)
    base = people(1).with_columns(where.alias(ADDRESS), pl.col("cnic").alias("email"))
    copy = base.with_columns((where + street * ROWS).alias(ADDRESS), pl.col("email") + 1)

    assert len(told(base, copy)) == copies


def test_a_part_of_a_list_may_be_altered() -> None:
    base = people(1)
    part = base[300:700].with_columns(pl.col("cnic") + 10**6)

    _, linked, rows = told(base, part)[0, 1]
    assert linked > 0.8
    assert rows == pytest.approx(1.0, abs=0.05)


def test_one_dump_is_compared_with_nothing() -> None:
    assert not told(people(1))
    assert ADDRESS in DESCRIBED


def test_a_name_that_thousands_bear_is_left_out_of_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.people.altered.MOST_ROWS", 500)
    monkeypatch.setattr("triage.people.altered._COMMON", 400)
    base = people(1).with_columns(
        pl.when(pl.int_range(pl.len()) % 2 == 0).then(pl.lit(0, pl.UInt64)).otherwise(NAME).alias(NAME)
    )
    copy = base.with_columns(pl.col("cnic") + 10**6)
    kept, times = _sample(lambda _: iter(_with_dumps(base, copy)), 8)

    assert 0 not in kept[NAME]
    assert 0 < kept.height < 1_000
    assert kept.height * times == pytest.approx(2 * ROWS)
    assert told(base, copy)[0, 1][2] > 0.9
