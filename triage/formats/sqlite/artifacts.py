"""Read Autopsy's artifacts as records: a table for each kind, a row for each artifact, a column for each attribute.

In the database an attribute is a row of `blackboard_attributes`, so that a message is as many rows as it has parts.
Source: schema of The Sleuth Kit's case database; read 2026-11-30.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress

from triage.formats.sqlite.references import DAMAGE, quoted

ATTRIBUTES = "blackboard_attributes"
_NEEDED = {
    ATTRIBUTES: ("artifact_id", "artifact_type_id", "attribute_type_id", "value_text"),
    "blackboard_artifact_types": ("artifact_type_id", "type_name"),
    "blackboard_attribute_types": ("attribute_type_id", "type_name"),
}
_VALUES = ("value_text", "value_int64", "value_int32", "value_double")
_KINDS = (
    f"select a.artifact_type_id, t.type_name, a.attribute_type_id, u.type_name "  # noqa: S608
    f"from {ATTRIBUTES} a join blackboard_artifact_types t using (artifact_type_id) "
    "join blackboard_attribute_types u on u.attribute_type_id = a.attribute_type_id group by 1, 3 order by 1, 3"
)
_LEFT = (
    f"select count(*) from {ATTRIBUTES} where artifact_id is null "  # noqa: S608 - a constant
    "or artifact_type_id is null or artifact_type_id not in (select artifact_type_id from blackboard_artifact_types) "
    "or attribute_type_id is null "
    "or attribute_type_id not in (select attribute_type_id from blackboard_attribute_types)"
)


def artifacts(database: sqlite3.Connection) -> Iterator[tuple[str, tuple[str, ...], int, str]]:
    """Yield name, columns, number of rows and query of each kind of artifact; nothing if it is no such database.

    Nothing is yielded either where an attribute has no kind: then the table is read as it is.
    """
    with suppress(*DAMAGE):
        found = _kinds(database)
        has = {str(row[1]) for row in database.execute(f"pragma table_info({ATTRIBUTES})")}
        for (number, name), attributes in found.items():
            value = f"coalesce({', '.join(each for each in _VALUES if each in has)}, null)"
            told = [
                f"group_concat(distinct case when attribute_type_id = {each} then {value} end) {quoted(title)}"
                for each, title in attributes.items()
            ]
            columns = ("artifact_id", *attributes.values())
            select = f"select artifact_id, {', '.join(told)}, null from {ATTRIBUTES} "  # noqa: S608 - numbers, quoted
            select += f"where artifact_type_id = {number} group by artifact_id order by artifact_id"
            yield name, columns, _rows(database, number), select


def _kinds(database: sqlite3.Connection) -> Mapping[tuple[int, str], dict[int, str]]:
    """Return, by kind of artifact, the names of its attributes by number."""
    for name, columns in _NEEDED.items():
        if not set(columns) <= {str(row[1]) for row in database.execute(f"pragma table_info({name})")}:
            return {}
    (left,) = database.execute(_LEFT).fetchone()
    found: dict[tuple[int, str], dict[int, str]] = {}
    for number, kind, attribute, title in database.execute(_KINDS):
        found.setdefault((int(number), str(kind)), {})[int(attribute)] = str(title)
    return {} if left else found


def _rows(database: sqlite3.Connection, number: int) -> int:
    """Return the number of artifacts of a kind."""
    asked = f"select count(distinct artifact_id) from {ATTRIBUTES} where artifact_type_id = ?"  # noqa: S608 - a constant
    (count,) = database.execute(asked, (number,)).fetchone()
    return int(count)
