"""Give rows of known databases the values that their other tables hold: who wrote a message, the title of its chat.

Which they are stands in `rules/tables/database_references.csv`. A table whose keys are not unique gives one value a
key, so that the number of rows stays the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from triage.core.names import table

DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading raises at damage: Python fails at messages of SQLite's that quote bytes of the file, too."""


@dataclass(frozen=True, slots=True)
class Query:
    """How a table is read together with others: names of the further columns, their expressions, and the joins."""

    names: tuple[str, ...]
    values: tuple[str, ...]
    joins: str


@dataclass(frozen=True, slots=True)
class _Reference:
    column: str
    steps: tuple[tuple[str, str, str], ...]
    name: str
    unless: str


@cache
def _references() -> Mapping[str, tuple[_Reference, ...]]:
    """Return the references by the name of the table whose rows they are for."""
    found: dict[str, list[_Reference]] = {}
    for row in table("database_references"):
        steps = tuple(_step(each) for each in (row["steps"] or "").split())
        found.setdefault(row["table"], []).append(_Reference(row["column"], steps, row["name"], row["unless"] or ""))
    return {name: tuple(each) for name, each in found.items()}


def _step(text: str) -> tuple[str, str, str]:
    path, _, value = text.partition("=")
    name, _, key = path.partition(".")
    return name, key, value


def query_of(database: sqlite3.Connection, name: str, columns: Sequence[str]) -> Query | None:
    """Return how a table is read together with the tables it refers to; null if it refers to none.

    Tables that are not there, have not these columns or are damaged are left out.
    """
    own = {each.lower() for each in columns}
    said: dict[str, list[str]] = {}
    joins: dict[tuple[str, ...], str] = {}
    for each in _references().get(name, ()):
        if each.column.lower() not in own or each.name.lower() in own or not _has(database, each.steps):
            continue
        value = f"t.{quoted(each.column)}"
        for at in range(len(each.steps)):
            value = _joined(joins, (each.column, *map(".".join, each.steps[: at + 1])), each.steps[at], value)
        if each.unless.lower() in own:
            value = f"case when not coalesce(t.{quoted(each.unless)}, 0) then {value} end"
        said.setdefault(each.name, []).append(f"nullif({value}, '')")
    values = tuple(f"coalesce({', '.join(each)}, null)" for each in said.values())
    return Query((*said,), values, "".join(joins.values())) if said else None


def _joined(joins: dict[tuple[str, ...], str], path: tuple[str, ...], step: tuple[str, str, str], key: str) -> str:
    """Return the expression of a value behind a step, and add the join of that step if it is new."""
    name, has, gives = step
    path = (*path[:-1], f"{name}.{has}={gives}")
    alias = f"r{[*joins].index(path) if path in joins else len(joins)}"
    if path not in joins:
        told = f"select {quoted(has)} k, min({quoted(gives)}) v from {quoted(name)} group by 1"  # noqa: S608 - quoted
        joins[path] = f" left join ({told}) {alias} on {alias}.k = {key}"
    return f"{alias}.v"


def _has(database: sqlite3.Connection, steps: Sequence[tuple[str, str, str]]) -> bool:
    """Return whether the tables of these steps are there, with their columns, and can be read to their end."""
    try:
        for name, key, value in steps:
            columns = {str(row[1]) for row in database.execute(f"pragma table_xinfo({quoted(name)})")}
            if not {key, value} <= columns:
                return False
            database.execute(f"select count({quoted(value)}) from {quoted(name)}").fetchone()  # noqa: S608 - quoted
    except DAMAGE:
        return False
    return True


def quoted(name: str) -> str:
    """Return a name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'
