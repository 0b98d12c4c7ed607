"""The answers of a scan as Polars frames, for programs: the same numbers as in the JSON report.

No frame holds personal data: names of files, tables and columns are masked as in the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

Document = Mapping[str, Any]
"""The report as `--format json` writes it (`docs/report.schema.json`)."""

DUMPS = {
    "dump": pl.String,
    "sha256": pl.String,
    "size_bytes": pl.Int64,
    "format": pl.String,
    "kind": pl.String,
    "kind_confidence": pl.Float64,
    "complete": pl.Boolean,
    "rows_read": pl.Int64,
    "rows_rejected": pl.Int64,
    "bytes_read": pl.Int64,
    "bytes_rejected": pl.Int64,
    "bytes_unread": pl.Int64,
    "people": pl.Int64,
    "people_low": pl.Int64,
    "people_high": pl.Int64,
    "people_by": pl.String,
    "verdict": pl.String,
    "fabricated_at_least": pl.Float64,
    "consistent_with_genuine": pl.Float64,
    "consistent_low": pl.Float64,
    "consistent_high": pl.Float64,
    "gate": pl.String,
}
"""Columns of `Scan.dumps`."""

COLUMNS = {
    "dump": pl.String,
    "member": pl.String,
    "table": pl.String,
    "column": pl.String,
    "entity": pl.String,
    "field": pl.String,
    "confidence": pl.Float64,
    "non_empty": pl.Int64,
    "found": pl.Int64,
    "valid": pl.Int64,
    "distinct": pl.Int64,
}
"""Columns of `Scan.columns`."""

ENTITIES = {
    "dump": pl.String,
    "entity": pl.String,
    "title": pl.String,
    "found": pl.Int64,
    "valid": pl.Int64,
    "distinct": pl.Int64,
}
"""Columns of `Scan.entities`."""

FILES = {
    "dump": pl.String,
    "member": pl.String,
    "size_bytes": pl.Int64,
    "sha256": pl.String,
    "container": pl.Boolean,
    "bytes_read": pl.Int64,
    "unread": pl.String,
}
"""Columns of `Scan.files`."""

REASONS = {
    "dump": pl.String,
    "reason": pl.String,
    "count": pl.Int64,
    "size_bytes": pl.Int64,
}
"""Columns of `Scan.reasons`."""


@dataclass(frozen=True)
class Scan:
    """The answers of one case.

    `report` is the JSON document, `case` the folder it is stored in; `complete` states whether everything was read.
    """

    report: Document
    case: Path
    complete: bool

    @cached_property
    def dumps(self) -> pl.DataFrame:
        """Return one row per dump: what it is, what was read, how many people, how genuine (`DUMPS`)."""
        return _frame(DUMPS, (_dump(dump) for dump in self.report["dumps"]))

    @cached_property
    def columns(self) -> pl.DataFrame:
        """Return one row per column of a table: what it holds, with its counts (`COLUMNS`)."""
        return _frame(COLUMNS, (row for dump in self.report["dumps"] for row in _columns(dump)))

    @cached_property
    def entities(self) -> pl.DataFrame:
        """Return one row for each kind of personal data in a dump (`ENTITIES`)."""
        rows = (
            {"dump": dump["dump"], "entity": entity, **counts}
            for dump in self.report["dumps"]
            for entity, counts in dump["entities"].items()
        )
        return _frame(ENTITIES, rows)

    @cached_property
    def files(self) -> pl.DataFrame:
        """Return one row per file, and per member of a container (`FILES`)."""
        rows = (
            {"dump": dump["dump"], "size_bytes": each["bytes"], **each}
            for dump in self.report["dumps"]
            for each in dump["files"]
        )
        return _frame(FILES, rows)

    @cached_property
    def reasons(self) -> pl.DataFrame:
        """Return one row per reason why something was not read, or not completely (`REASONS`)."""
        rows = (
            {"dump": dump["dump"], "size_bytes": each["bytes"], **each}
            for dump in self.report["dumps"]
            for each in dump["coverage"]["reasons"]
        )
        return _frame(REASONS, rows)


def _frame(schema: Mapping[str, Any], rows: Iterator[Mapping[str, Any]]) -> pl.DataFrame:
    """Return one row per mapping; keys that the schema lacks are left out, missing ones are null."""
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


def _dump(dump: Document) -> Document:
    coverage, judged = dump["coverage"], dump["genuineness"]
    people, share = dump.get("people") or {}, judged["consistent_with_genuine"]
    return {
        **coverage,
        "dump": dump["dump"],
        "sha256": dump["sha256"],
        "size_bytes": dump["bytes"],
        "format": dump["format"],
        "kind": dump["dump_type"]["name"],
        "kind_confidence": dump["dump_type"]["confidence"],
        "people": people.get("distinct"),
        "people_low": people.get("low"),
        "people_high": people.get("high"),
        "people_by": people.get("by"),
        "verdict": judged["verdict"],
        "fabricated_at_least": judged["fabricated_at_least"]["value"],
        "consistent_with_genuine": share["estimate"],
        "consistent_low": share["low"],
        "consistent_high": share["high"],
        "gate": share["gate"],
    }


def _columns(dump: Document) -> Iterator[Document]:
    for table in dump["tables"]:
        for column in table["columns"]:
            place = {"dump": dump["dump"], "member": table["member"], "table": table["name"]}
            yield {**column, **place, "column": column["name"]}
