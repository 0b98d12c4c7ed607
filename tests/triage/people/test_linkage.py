"""Names without a number, matched across dumps: the same people are found, strangers are not, nobody is counted."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata

import polars as pl
import pytest

from triage.core.described import ADDRESS, BORN, FATHER, NAME, PLACE
from triage.core.people import FIELDS
from triage.people import linkage
from triage.people.linkage import Linked, linked
from triage.simulate import DumpSpec, dump
from triage.simulate.population import Population

ROWS = 800


def people(seed: int, rows: int = ROWS) -> pl.DataFrame:
    spec = DumpSpec("job_applicants", rows, seed=seed, people=Population(districts=("Lahore",)))
    frame = dump(spec).frame
    return frame.select(
        pl.col("name").hash(7).alias(NAME),
        pl.col("father").hash(7).alias(FATHER),
        pl.col("address").hash(7).alias(ADDRESS),
        pl.col("dob").str.to_date(strict=False).alias(BORN),
        pl.lit("Lahore").alias(PLACE),
        pl.int_range(pl.len()).cast(pl.UInt128).alias("cnic"),
    ).with_columns(pl.lit(None, pl.UInt128).alias(name) for name in FIELDS if name != "cnic")


def bare(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.lit(None, pl.UInt128).alias("cnic"))


def told(*dumps: pl.DataFrame) -> list[Linked]:
    frames = [frame.with_columns(pl.lit(number, pl.UInt32).alias("dump")) for number, frame in enumerate(dumps)]
    return linked(lambda columns: iter([each.select(columns) for each in frames]), sum(map(len, dumps)))


@pytest.mark.parametrize("beside", [(FATHER,), (BORN,), (ADDRESS,), (FATHER, BORN, ADDRESS)])
def test_people_without_a_number_are_found_by_their_name_and_more(beside: tuple[str, ...]) -> None:
    base = people(1)
    hidden = [pl.lit(None).cast(base[name].dtype).alias(name) for name in (FATHER, BORN, ADDRESS) if name not in beside]
    other = pl.concat([bare(base[: ROWS // 2]), bare(people(2, ROWS // 2))]).with_columns(hidden)

    (found,) = told(base, other)
    distinct = other.unique([NAME, *beside]).height
    assert (found.of, found.among) == (1, 0)
    assert found.rows == pytest.approx(ROWS / 2, rel=0.15)
    assert found.with_number == found.rows
    assert found.rows <= distinct


def test_strangers_of_one_city_are_nobody() -> None:
    found = told(people(1), bare(people(2)), bare(people(3)))

    assert sum(each.rows for each in found) <= 0.01 * ROWS


def test_names_alone_match_nobody_and_records_with_numbers_are_left_to_the_exact_count() -> None:
    base = people(1)
    names = bare(base).with_columns(pl.lit(None).cast(base[name].dtype).alias(name) for name in (FATHER, BORN, ADDRESS))

    assert told(base, names) == []
    assert told(base, base) == []
    assert told(bare(base)) == []


def test_of_very_many_records_some_names_are_compared_and_the_counts_scaled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkage, "MOST_ROWS", ROWS // 2)
    (found,) = told(people(1), bare(people(1)))

    assert found.is_scaled
    assert found.rows == pytest.approx(ROWS, rel=0.25)


def test_the_extra_is_loaded_only_when_it_is_asked_for_and_named_when_it_is_missing() -> None:
    code = (
        "import sys; import triage.cli, triage.app.compare, triage.people.linkage as own\n"
        "print([name for name in ('splink', 'duckdb') if name in sys.modules])\n"
        "sys.modules['splink'] = None\n"
        "try: own.check()\nexcept Exception as error: print(type(error).__name__, error)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert out.splitlines() == [
        "[]",
        "UsageError matching names needs an extra: pip install 'leak-triage[linkage]'",
    ]


@pytest.mark.parametrize("package", ["splink", "duckdb"])
def test_what_the_extra_brings_may_be_used_and_passed_on(package: str) -> None:
    about = metadata.metadata(package)

    told_by = [about.get("License") or "", about.get("License-Expression") or "", *(about.get_all("Classifier") or [])]
    assert any("MIT" in each for each in told_by)
