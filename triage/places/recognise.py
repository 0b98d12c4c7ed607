"""Find the kind of export that a table comes from, by table name, column names and path, with `rules/places`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import polars as pl

from triage.core.messages import NOWHERE, Placing
from triage.core.model import Evidence, Source
from triage.core.places import AMBIGUOUS, DAY_FIRST, MONTH_FIRST
from triage.rules.model import PlaceRule, PlaceTable, Rules

TYPE = "type"
"""Name of the fact by which `PlaceRule.kinds` selects the kind of place."""

_NEAR = 8
"""Number of folders above a file that are examined."""

_LINES = 12
"""Number of first lines in which the name of a site may be."""

_PLAIN = re.compile(r"[\w ()-]+")
_LONGEST_FACT = 200
_MONTHS = 12
_LEAST_DAYS = 3
"""Fewest different days, for each month, that tell days from months."""

_YEAR_LAST = re.compile(r"\D{0,3}(\d{1,2})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(\d{4}|\d{2})")


def recognised(source: Source, sample: pl.DataFrame, rules: Rules) -> Placing:
    """Return what the most specific matching rule states about a table; `NOWHERE` if none matches."""
    columns = {name.lower(): index for index, name in reversed([*enumerate(source.columns)])}
    path = path_of(source.evidence)
    fitting = [
        (len(table.has), rule.confidence, rule.id, rule, table)
        for rule in rules.places.values()
        if (not rule.reader or rule.reader == source.reader) and _says(rule, sample)
        for table in rule.tables
        if _has(table, columns) and _whole(table.table).fullmatch(source.table) and _whole(rule.path).search(path)
        if not _is_other(table, source.columns, sample)
    ]
    if not fitting:
        return NOWHERE
    *_, rule, table = max(fitting, key=lambda each: each[:3])
    facts = {**_from_path(rule, path), **_facts(table, source.columns, sample)}
    told = _told(rule, table, source.columns, facts)
    order = date_order(sample, told.parts.get("time", ()))
    return replace(told, facts={**facts, "dates": order}) if order else told


def date_order(sample: pl.DataFrame, columns: Sequence[int]) -> str:
    """Return which part of dates that end with the year is the day; "" if no date ends with the year.

    It is the part that exceeds twelve, or else the reading in which the dates ascend more consistently, or else the
    part that differs more.
    """
    texts = [text for column in columns for text in sample[str(column)].drop_nulls()]
    dates = [(int(found[1]), int(found[2]), int(found[3])) for text in texts if (found := _YEAR_LAST.match(text))]
    if not dates:
        return ""
    first, second = max(each[0] for each in dates), max(each[1] for each in dates)
    if max(first, second) > _MONTHS:
        return DAY_FIRST if first > _MONTHS else MONTH_FIRST
    by_day = sum(b < a for a, b in pairwise([(year, month, day) for day, month, year in dates]))
    by_month = sum(b < a for a, b in pairwise([(year, month, day) for month, day, year in dates]))
    if by_day != by_month:
        return DAY_FIRST if by_day < by_month else MONTH_FIRST
    return _by_days(dates)


def _by_days(dates: Sequence[tuple[int, int, int]]) -> str:
    """Return the order that the days themselves tell: a chat of a week has several days and one month.

    Messages on the same day of one month after the other are hardly ever written.
    """
    firsts, seconds = {each[0] for each in dates}, {each[1] for each in dates}
    few, many = sorted((len(firsts), len(seconds)))
    if many < _LEAST_DAYS or many < _LEAST_DAYS * few:
        return AMBIGUOUS
    return DAY_FIRST if len(firsts) > len(seconds) else MONTH_FIRST


def path_of(evidence: Evidence) -> str:
    """Return the last folders, the name and the members of an object, joined by slashes."""
    return "/".join((*_last(evidence.path), *evidence.members))


def _says(rule: PlaceRule, sample: pl.DataFrame) -> bool:
    """Return whether one of the first lines of a text says what the rule asks for."""
    if not rule.says:
        return True
    return bool(sample.width) and any(map(_whole(rule.says).search, sample["0"].drop_nulls().head(_LINES)))


@lru_cache(1_024)
def _last(path: Path) -> tuple[str, ...]:
    return path.parts[-_NEAR:]


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _has(table: PlaceTable, columns: Mapping[str, int]) -> bool:
    return all(
        each.lower() in columns if _PLAIN.fullmatch(each) else any(map(_whole(each).fullmatch, columns))
        for each in table.has
    )


def _is_other(table: PlaceTable, columns: Sequence[str], sample: pl.DataFrame) -> bool:
    """Return whether a value says that a table which looks alike is another: who gives his card is no customer.

    Where a column is empty its values are names of columns: rows of a field and its value are read as one record.
    """
    return any(
        any(_whole(value).fullmatch(each) for each in [*sample[str(index)].drop_nulls()] or columns)
        for name, value in table.unless.items()
        for index in _matching(name, columns)
    )


def _told(rule: PlaceRule, table: PlaceTable, columns: Sequence[str], facts: Mapping[str, str]) -> Placing:
    parts = {part: found for part, each in table.message.items() if (found := _matching(each, columns))}
    whose = {index: role for pattern, role in [*table.columns.items()][::-1] for index in _matching(pattern, columns)}
    return Placing(
        rule=rule.id,
        platform=rule.platform,
        kind=rule.kinds.get(facts.get(TYPE, ""), rule.kind),
        form=rule.form,
        confidence=rule.confidence,
        reasons=(f"the table has {', '.join(_first(table, columns))}" if table.has else f"the path fits {rule.form}",),
        facts=dict(facts),
        parts=parts,
        whose=table.whose,
        columns=whose,
        own=len(columns),
    )


def _first(table: PlaceTable, columns: Sequence[str]) -> list[str]:
    """Return the first column that matches each pattern."""
    return [columns[found[0]] for each in table.has if (found := _matching(each, columns))]


def _matching(pattern: str, columns: Sequence[str]) -> tuple[int, ...]:
    """Return the columns that match a pattern, those of its first alternative first."""
    found = [i for each in _alternatives(pattern) for i, name in enumerate(columns) if _whole(each).fullmatch(name)]
    return tuple(dict.fromkeys(found))


@cache
def _alternatives(pattern: str) -> tuple[str, ...]:
    """Return the top-level alternatives of a pattern."""
    parts, depth = [""], 0
    for letter, before in zip(pattern, f" {pattern}", strict=False):
        depth += (letter in "([") - (letter in ")]") if before != "\\" else 0
        if letter == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return tuple(parts)


def _from_path(rule: PlaceRule, path: str) -> dict[str, str]:
    found = _whole(rule.path).search(path)
    return {name: value for name, value in found.groupdict().items() if value} if found else {}


def _facts(table: PlaceTable, columns: Sequence[str], sample: pl.DataFrame) -> dict[str, str]:
    """Return the first value of each column that states a fact."""
    found: dict[str, str] = {}
    for fact, pattern in table.facts.items():
        for index in _matching(pattern, columns):
            filled = sample[str(index)].drop_nulls()
            if filled.len():
                found[fact] = str(filled[0])[:_LONGEST_FACT]
                break
    return found
