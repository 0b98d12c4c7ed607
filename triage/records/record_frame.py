"""Turn JSON objects into a frame of strings with the columns of the source, and account for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from triage.core.model import AT, Batch
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.records.json_pairs import Pairs
from triage.records.nested_values import cells
from triage.records.quick_cells import quick_cells

Record = Pairs | dict[str, Any]
"""A record as its pairs, or a plain one as a fast parser left it."""

OTHER = "(other keys)"
"""Name of the last column: values whose keys are not columns of the source, as "key=value; ..."."""


MOST_COLUMNS = 1_000
"""Most keys that become columns; if keys are values themselves, their number is unlimited."""


def columns_of(objects: Iterable[object]) -> tuple[str, ...]:
    """Return the paths of all objects in order of appearance, then `OTHER`."""
    names: dict[str, None] = {}
    for each in objects:
        names.update(dict.fromkeys(_cells(each)))
        if len(names) > MOST_COLUMNS:
            names = dict.fromkeys(list(names)[:MOST_COLUMNS])
    names.pop(OTHER, None)
    return (*names, OTHER)


def keys_of(value: object) -> Collection[str]:
    """Return the paths of one object."""
    return _cells(value).keys()


@dataclass(slots=True)
class Rows:
    """Collects the objects of one chunk as they are read."""

    columns: Sequence[str]
    at: list[int] = field(default_factory=list)
    kept: list[dict[str, str]] = field(default_factory=list)
    """Records after those of the frames."""

    frames: list[pl.DataFrame] = field(default_factory=list)
    wrong: dict[str, Occurrences] = field(default_factory=dict)
    loose: int = 0
    """Number of records that were read although they are not strict JSON."""

    def add(self, offset: int, value: object) -> None:
        """Add one record."""
        self.at.append(offset)
        self.kept.append(_cells(value))

    def add_columns(self, offsets: Sequence[int], cells: Mapping[str, Sequence[str | None]]) -> None:
        """Add a record for each offset, whose cells are given by path."""
        self._frame_kept()
        self.at.extend(offsets)
        known, empty = self.columns[:-1], [None] * len(offsets)
        data: dict[str, Sequence[str | None]] = {str(i): cells.get(name, empty) for i, name in enumerate(known)}
        own = {*known}
        loose = {name: column for name, column in cells.items() if name not in own}
        data[str(len(known))] = [
            "; ".join(f"{name}={value}" for name, value in zip(loose, row, strict=True) if value is not None) or None
            for row in zip(*loose.values(), strict=True)
        ] if loose else empty  # fmt: skip
        self.frames.append(pl.DataFrame(data, schema=dict.fromkeys(data, pl.String)))

    def reject(self, offset: int, reason: str, size_bytes: int) -> None:
        """Count one record that could not be parsed."""
        self.wrong[reason] = self.wrong.get(reason, Occurrences()) + Occurrences(1, size_bytes, Least(offset))

    def batch(self, size_bytes: int) -> Batch:
        """Return the collected records as a batch that accounts for `size_bytes` bytes."""
        if self.kept or not self.frames:
            self._frame_kept()
        frame = pl.concat(self.frames).with_columns(pl.Series(AT, self.at, pl.UInt64))
        lost = sum(each.size_bytes for each in self.wrong.values())
        bad = sum(each.count for each in self.wrong.values())
        books = Coverage(
            bytes_read=size_bytes - lost,
            bytes_rejected=lost,
            records_found=frame.height + bad,
            rows_read=frame.height,
            rows_rejected=bad,
            reasons=self.wrong | ({"not_strict_json": Occurrences(self.loose)} if self.loose else {}),
        )
        return Batch(frame, books)

    def _frame_kept(self) -> None:
        """Make a frame of the records that were added one by one."""
        known = self.columns[:-1]
        own = set(known)
        data = {str(i): [row.get(name) for row in self.kept] for i, name in enumerate(known)}
        data[str(len(known))] = [
            None
            if row.keys() <= own
            else "; ".join(f"{key}={value}" for key, value in row.items() if key not in own) or None
            for row in self.kept
        ]
        self.frames.append(pl.DataFrame(data, schema=dict.fromkeys(data, pl.String)))
        self.kept = []


_ABOUT = frozenset({"_source", "_index", "_type", "_score", "_version", "_seq_no", "_primary_term"})


def _cells(value: object) -> dict[str, str]:
    return quick_cells(value) if value.__class__ is dict else cells(_row(value))


def _row(value: object) -> object:
    """Return the pairs of a record: of an Elasticsearch hit its `_source` and id, of a bare value one cell."""
    if not isinstance(value, Pairs):
        return Pairs([("value", value)])
    inner = [each for key, each in value if key == "_source" and isinstance(each, Pairs)]
    return Pairs([*inner[0], *(pair for pair in value if pair[0] not in _ABOUT)]) if inner else value
