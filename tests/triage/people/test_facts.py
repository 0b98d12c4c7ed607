"""What is known of persons, each counted once, against the rules in words."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from triage.core.described import AGE, AREA, BORN, PLACE
from triage.people.facts import COLUMNS, Asked, Facts, together
from triage.people.groups import Groups

DAY = date(2026, 11, 30)
ASKED = Asked(DAY, {352: "Lahore", 421: "Karachi"})
SCHEMA = {"kinds": pl.UInt64, "is_woman": pl.Boolean, BORN: pl.Date, AGE: pl.UInt8, AREA: pl.UInt32, PLACE: pl.String}
ROW = st.tuples(
    st.integers(0, 3),
    st.sampled_from([None, True, False]),
    st.none() | st.dates(date(1950, 1, 1), date(2030, 1, 1)),
    st.none() | st.integers(0, 99),
    st.sampled_from([None, 35202, 42101, 99999]),
    st.sampled_from([None, "Quetta"]),
)


def facts(rows: list[tuple[object, ...]], person: list[int]) -> Facts:
    frame = pl.DataFrame(rows, SCHEMA, orient="row")
    told = Facts()
    told.add(together(frame, Groups.by(pl.Series(person))), ASKED)
    return told


def is_minor(born: date | None, age: int | None) -> bool | None:
    by_birth = None if born is None or born > DAY else (born.year + 18, born.month, born.day) > (2026, 11, 30)
    by_age = None if age is None else age < 18
    return None if by_birth is None and by_age is None else bool(by_birth or by_age)


@given(st.lists(ROW, min_size=1, max_size=8))
def test_one_record_a_person_is_told_as_the_rules_say(rows: list[tuple[object, ...]]) -> None:
    told = facts(rows, list(range(len(rows))))
    minors = [is_minor(row[2], row[3]) for row in rows]  # type: ignore[arg-type]
    names = {35202: "Lahore", 42101: "Karachi"}
    districts = [names.get(row[4]) or row[5] or "" for row in rows]  # type: ignore[call-overload]

    assert set(SCHEMA) == set(COLUMNS)
    assert (told.minors, told.of_known_age) == (minors.count(True), len(rows) - minors.count(None))
    assert told.women == sum(row[1] is True for row in rows)
    assert told.by_district == {name: districts.count(name) for name in set(districts)}


@given(st.lists(ROW, min_size=2, max_size=6))
def test_the_records_of_a_person_count_once_and_any_may_tell_of_a_minor(rows: list[tuple[object, ...]]) -> None:
    told = facts(rows, [7] * len(rows))
    minors = [is_minor(row[2], row[3]) for row in rows]  # type: ignore[arg-type]

    assert told.by_kinds.total() == told.by_district.total() == 1
    if any(row[2] is None or row[2] <= DAY for row in rows) and True in minors:  # type: ignore[operator]
        assert told.minors <= 1
    if all(row[2] is None for row in rows):
        assert told.minors == (True in minors)
