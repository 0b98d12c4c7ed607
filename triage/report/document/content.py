"""Describe the content of a dump: tables, columns, entities, people, and distributions of values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from triage.core.messages import COPY, ROLES, SUBJECT, of
from triage.core.model import Answer, Role, Source
from triage.core.names import shown
from triage.core.persons_in_names import Kind
from triage.core.summary import ColumnSum, EntityTally, TableSum
from triage.report.document.custody import Custody
from triage.report.document.numbers import nearest
from triage.rules.model import Rules

PERSON_NUMBERS = ("PK_CNIC", "PK_MOBILE_NUMBER", "PK_NIC_OLD", "PK_PASSPORT")
"""Entities by which people are counted, the better first."""


class _Part(NamedTuple):
    """A distribution: the counted part of an entity, in columns of one field."""

    name: str
    entity: str
    field: str
    part: str


_PARTS = (
    _Part("province", "PK_CNIC", "cnic", "province"),
    _Part("district", "PK_CNIC", "cnic", "district_code"),
    _Part("gender_by_cnic", "PK_CNIC", "cnic", "sex"),
    _Part("gender_by_name", "PERSON", "name", "gender"),
    _Part("gender", "GENDER", "gender", "gender"),
    _Part("operator", "PK_MOBILE_NUMBER", "mobile", "operator"),
    _Part("birth_year", "DATE_OF_BIRTH", "dob", "year"),
    _Part("bank", "IBAN_CODE", "iban", "bank"),
)

_GENDERS = {"M": "male", "F": "female", "X": "other"}


def tables(answer: Answer, custody: Custody) -> list[dict[str, Any]]:
    """Return every table of the dump, sorted by file and name."""
    return sorted(
        (_table(source, answer.summary.tables.get(source.key, TableSum()), custody) for source in answer.sources),
        key=lambda table: (table["member"], table["name"] or ""),
    )


def entities(answer: Answer, rules: Rules) -> dict[str, Any]:
    """Return what was found in all columns together, by entity, and by the role of the persons (`whose`)."""
    titles = {rule.entity: rule.title for rule in rules.entities.values()}
    whole: dict[str, dict[str, EntityTally]] = {}
    for whose, column in _columns(answer):
        for entity, tally in column.entities.items():
            told = whole.setdefault(entity, {})
            told[whose] = told.get(whose, EntityTally()) + tally
    return {
        entity: {
            "title": titles.get(entity, entity),
            **_tally(sum(told.values(), EntityTally())),
            "whose": {role: _tally(told[role]) for role in ROLES if role in told and told[role].found},
        }
        for entity, told in sorted(whole.items())
        if any(tally.found for tally in told.values())
    }


def people(answer: Answer) -> dict[str, Any]:
    """Return how many people the records are about, by CNIC, else mobile number, old NIC or passport.

    Null if neither was found.
    """
    by, whole = person_number(answer)
    if not by:
        return {"distinct": None, "low": None, "high": None, "by": None}
    # An estimate above the number of values that were counted is known to be too high.
    low, high = (min(end, whole.valid) for end in whole.distinct.distinct_interval())
    return {"distinct": _distinct(whole), "low": low, "high": high, "by": by}


def person_number(answer: Answer) -> tuple[str, EntityTally]:
    """Return the entity by which people are counted in this dump, and its tally; "" if there is none.

    Sellers, buyers, authors and persons only looked up are not counted. An entity with a column of its own is preferred
    to one that was only found in other cells, unless it has less than a third as many values.
    """
    own = {
        role.entity for source in answer.sources for role in source.roles if of(source).whose_is(role.column) == SUBJECT
    }
    columns = [column for whose, column in _columns(answer) if whose == SUBJECT]
    tallies = {
        by: sum((column.entities.get(by, EntityTally()) for column in columns), EntityTally()) for by in PERSON_NUMBERS
    }
    most = max(_distinct(each) for each in tallies.values())
    for by in sorted(tallies, key=lambda by: by not in own and 3 * _distinct(tallies[by]) < most):
        if tallies[by].distinct:
            return by, tallies[by]
    return "", EntityTally()


def distributions(answer: Answer, rules: Rules) -> dict[str, dict[str, int]]:
    """Return the valid values of the sampled rows by category, with names instead of codes, sorted.

    Empty distributions are left out.
    """
    found: dict[str, dict[str, int]] = {}
    for part in _PARTS:
        counts = sum((_parts_in(answer, part)), Counter[str]())
        named: Counter[str] = Counter()
        names = _names(part, rules)
        for code, count in counts.items():
            named[names.get(code, f"unlisted {code}" if names else code)] += count
        if named:
            found[part.name] = dict(sorted(named.items()))
    return found


def _columns(answer: Answer) -> Iterator[tuple[str, ColumnSum]]:
    """Yield the role and sums of every column; repetitions of other sources are left out."""
    for source in answer.sources:
        table, placing = answer.summary.tables.get(source.key, TableSum()), of(source)
        for number, column in table.columns.items():
            if (whose := placing.whose_is(int(number))) != COPY:
                yield whose, column


def _parts_in(answer: Answer, part: _Part) -> Iterator[Counter[str]]:
    for source in answer.sources:
        table, placing = answer.summary.tables.get(source.key, TableSum()), of(source)
        for role in source.roles:
            is_theirs = role.field == part.field and placing.whose_is(role.column) == SUBJECT
            if is_theirs and str(role.column) in table.columns:
                tally = table.columns[str(role.column)].entities.get(part.entity, EntityTally())
                yield tally.parts.get(part.part, Counter())


def _names(part: _Part, rules: Rules) -> dict[str, str]:
    if part.part in {"sex", "gender"}:
        return _GENDERS
    if part.name == "district":
        return {row["district_code"]: row["district"] for row in rules.table("cnic_districts")}
    if part.name == "province":
        return {row["district_code"][0]: row["province"] for row in rules.table("cnic_districts")}
    return {}


def _table(source: Source, table: TableSum, custody: Custody) -> dict[str, Any]:
    roles = {role.column: role for role in source.roles}
    return {
        "member": custody.names[source.evidence.key],
        "name": shown(source.table) or None,
        "format": source.reader,
        "encoding": source.encoding,
        "has_header": source.has_header,
        "rows": table.rows,
        "rows_sampled": table.rows_sampled,
        "notes": list(source.notes),
        "columns": [
            {
                **_column(name, roles.get(index, Role(index)), table.columns.get(str(index), ColumnSum())),
                "whose": of(source).whose_is(index),
            }
            for index, name in enumerate(source.columns)
        ],
    }


def _column(name: str, role: Role, column: ColumnSum) -> dict[str, Any]:
    return {
        "name": shown(name, Kind.COLUMN),
        "entity": role.entity or None,
        "field": role.field or None,
        "confidence": nearest(role.confidence, 2),
        "non_empty": column.non_empty,
        **_tally(column.entities.get(role.entity, EntityTally())),
        "reasons": list(role.reasons),
        "second": role.second or None,
        "also": {
            entity: _tally(tally)
            for entity, tally in sorted(column.entities.items())
            if entity != role.entity and tally.found
        },
    }


def _tally(tally: EntityTally) -> dict[str, int]:
    return {"found": tally.found, "valid": tally.valid, "distinct": _distinct(tally)}


def _distinct(tally: EntityTally) -> int:
    """Return the number of distinct valid values, never more than valid values."""
    return min(tally.distinct.distinct(), tally.valid)
