"""Persons are exact: against the same rules, read record by record."""

from __future__ import annotations

from collections import defaultdict

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from triage.core.described import DESCRIBED
from triage.core.people import FIELDS, PRIMARY, RECORD
from triage.people import counting
from triage.people.parts import Parts
from triage.people.persons import attach, with_person

Row = tuple[int | None, ...]
_IDS = [st.none() | st.integers(10 * level + 1, 10 * level + 3) for level in range(len(FIELDS))]
ROWS = st.lists(st.tuples(*_IDS), min_size=1, max_size=14)


def frame(rows: list[Row]) -> pl.DataFrame:
    columns = {name: pl.Series([row[i] for row in rows], dtype=pl.UInt128) for i, name in enumerate(FIELDS)}
    return pl.DataFrame(
        {
            **columns,
            RECORD: pl.Series([hash(row) % 2**64 for row in rows], dtype=pl.UInt128),
            "kinds": pl.Series([sum(1 << i for i, each in enumerate(row) if each) for row in rows], dtype=pl.UInt64),
            "is_woman": pl.Series([None] * len(rows), dtype=pl.Boolean),
            "dump": pl.Series([number % 3 for number in range(len(rows))], dtype=pl.UInt32),
            "row": range(len(rows)),
        }
    ).with_columns(pl.lit(None, kind).alias(name) for name, kind in DESCRIBED.items())


def whose(row: Row, known: dict[int, int | None]) -> int | None:
    """Return the person of a record, by the rules in words."""
    cnic, *others = row
    if cnic is not None:
        return cnic
    primary, secondary = others[: len(PRIMARY) - 1], others[len(PRIMARY) - 1 :]
    for group in (primary, secondary):
        held = [each for each in group if each is not None]
        if held:
            told = {known.get(each) for each in held} - {None}
            return told.pop() if len(told) == 1 else held[0]
    return None


def one_by_one(rows: list[Row]) -> list[int | None]:
    known: dict[int, int | None] = {}
    for level in range(1, len(FIELDS)):
        seen: dict[int, set[int | None]] = defaultdict(set)
        for row in rows:
            if row[level] is not None and any(each is not None for each in row[:level]):
                surer = (*row[:level], *([None] * (len(FIELDS) - level)))
                seen[row[level]].add(whose(surer, known))  # type: ignore[index]
        known |= {value: persons.pop() for value, persons in seen.items() if len(persons) == 1}
    return [whose(row, known) for row in rows]


@given(ROWS, st.integers(1, 3))
def test_every_record_is_of_the_person_that_the_rules_say(rows: list[Row], parts: int) -> None:
    whole = frame(rows)
    told = with_person(whole, attach(lambda _: iter([whole[:5], whole[5:]]), Parts(parts))).sort("row")

    assert told["person"].to_list() == one_by_one(rows)


@given(ROWS)
def test_two_cnics_are_never_one_person_and_order_does_not_matter(rows: list[Row]) -> None:
    def told(of: list[Row]) -> dict[Row, int | None]:
        whole = frame(of)
        persons = with_person(whole, attach(lambda _: iter([whole]), Parts(1))).sort("row")["person"].to_list()
        return dict(zip(of, persons, strict=True))

    forth = told(rows)
    assert forth == told(rows[::-1])
    assert all(person == row[0] for row, person in forth.items() if row[0] is not None)


@given(ROWS, st.integers(1, 4))
def test_counts_are_those_of_sets_however_many_parts(rows: list[Row], parts: int) -> None:
    whole = frame(rows)
    counts = counting.count(lambda _: iter([whole]), counting.Extent(3, len(rows)), lambda _: Parts(parts))
    persons = one_by_one(rows)
    held = [
        {p for p, d in zip(persons, whole["dump"], strict=True) if d == dump and p is not None} for dump in range(3)
    ]
    records = [set(whole.filter(pl.col("dump") == dump)[RECORD]) for dump in range(3)]

    for one in range(3):
        assert counts.persons.only[one] == len(held[one] - set().union(*held[:one], *held[one + 1 :]))
        for other in range(3):
            assert counts.persons.shared[one, other] == len(held[one] & held[other])
            assert counts.records.shared[one, other] == len(records[one] & records[other])
    assert counts.persons.distinct == len(set().union(*held)) == counts.facts.by_kinds.total()
    assert counts.nameless.sum() == persons.count(None)
