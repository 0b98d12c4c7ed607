"""Small sources of one layout that are counted in one frame get what each gets alone."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

import triage.rules
from triage import score
from triage.core.keys import Key
from triage.core.model import AT, Batch, Evidence, Source
from triage.core.people import Identities
from triage.core.summary import Coverage
from triage.detect import Detector
from triage.detect.counted_together import MOST_ROWS, layouts

RULES = triage.rules.load()
DETECTOR = Detector(RULES, score.observers(RULES), "off")
KEY = Key(bytes(range(32)))

PEOPLE = ("name", "father name", "cnic", "mobile", "dob", "gender", "address", "nominee name", "nominee cnic")
ROWS = (
    ("Sana Tariq", "Tariq Khan", "35202-1234567-2", "0300-1234567", "12-03-1989", "F", "House 3, Lahore", "Ali Khan",
     "61101-7654321-3"),
    ("Ali Raza", "Raza Khan", "61101-7654321-3", "0321-7654321", "01-01-1990", "M", "Street 9, Karachi", None, None),
    ("Ali Raza", "Raza Khan", "61101-7654321-3", "0321-7654321", "01-01-1990", "M", "Street 9, Karachi", None, None),
    ("Nadia Khan", None, "42101-00-1", "none, 0333-1111111", "31-31-1990", "M", "Lahore 42101-7654321-2", "Hina Butt",
     "42101-7654329-2"),
    ("0300-7654321 Hina", "", "", "03009876543", "", "", "Mardan", "", ""),
)  # fmt: skip
NOTES = (
    ("1", "call 0300-1234567 or 0333-7654321 of 35202-1234567-2", "ok"),
    ("2", "35202-1234567-2 and 61101-7654321-3 came", "sana.tariq@example.com"),
    ("3", None, "nothing"),
)


def source(name: str, columns: tuple[str, ...], rows: list[tuple[str | None, ...]], start: int) -> tuple[Source, Batch]:
    """Return a source with its rows, the first of them at this place, decided by the rows of all of its layout."""
    evidence = Evidence("seized", Path(name), (), Path(name), 1_000, f"{len(name)}{name}")
    frame = pl.DataFrame(rows, schema={str(at): pl.String for at in range(len(columns))}, orient="row")
    at = pl.int_range(start, start + 97 * len(rows), 97, dtype=pl.UInt64, eager=True).alias(AT)
    sample = pl.DataFrame(ROWS if columns == PEOPLE else NOTES, schema=frame.schema, orient="row")
    made = DETECTOR.decide(Source(evidence, "delimited", "", columns), sample)
    return made, Batch(frame.with_columns(at), Coverage())


def several() -> list[tuple[Source, Batch]]:
    """Return sources of two layouts, some of them in several segments, and one too large."""
    starts = (0, 7, 65_500, 300_000)
    people = [source(f"p{at}", PEOPLE, [*ROWS[at:], *ROWS[:1]], start) for at, start in enumerate(starts)]
    notes = [source(f"n{at}", ("id", "remarks", "more"), list(NOTES[at:]), 5) for at in range(3)]
    return [*people, *notes, source("large", PEOPLE, list(ROWS[1:2]) * (MOST_ROWS + 1), 0)]


def rows(people: pl.DataFrame) -> pl.DataFrame:
    """Return rows in an order of their own; a column without a value is none."""
    filled = people.select(sorted(name for name in people.columns if people[name].null_count() < people.height))
    return filled.sort(filled.columns)


def assert_same(told: Identities | None, alone: Identities | None) -> None:
    if told is None or alone is None:
        assert told is alone
        return
    assert told.source == alone.source
    assert_frame_equal(rows(told.records), rows(alone.records))
    values = [
        each.values.group_by("token", "kind", "column").agg(pl.col("count").sum().cast(pl.UInt32))
        for each in (told, alone)
    ]
    assert_frame_equal(rows(values[0]), rows(values[1]))


def test_each_source_gets_what_it_gets_alone() -> None:
    given = several()

    assert [len(each) for each in layouts(given)] == [4, 3]
    assert {role.entity for each, _ in given for role in each.roles} >= {"PERSON", "PK_CNIC", "PK_MOBILE_NUMBER"}
    assert any(role.person for role in given[0][0].roles)
    assert all(people is not None for _, people in DETECTOR.observed_all(given[:4], KEY))
    for (table, people), each in zip(DETECTOR.observed_all(given, KEY), given, strict=True):
        alone, people_alone = DETECTOR.observed(*each, KEY)
        assert table.columns == alone.columns
        assert table == alone
        assert_same(people, people_alone)
