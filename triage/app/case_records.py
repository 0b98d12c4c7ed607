"""Read the records of open cases several times: the first ones stay in memory, the others are decrypted each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from triage.case import Case
from triage.case.token_store import RECORDS
from triage.core.model import digest

HELD_BYTES = 2**28
"""Most bytes of records that stay in memory: those of two to four million."""

AT_ONCE = 200_000
"""Records that are yielded at once where the files of a case are smaller: each step costs as much for few of them."""

_NO_DUMP = 2**32 - 1
"""Number in place of a dump that the case does not hold."""


class _Held(NamedTuple):
    """Records in memory without their empty columns: of six identifiers of 16 bytes most lists have two."""

    frame: pl.DataFrame
    schema: pl.Schema

    @classmethod
    def of(cls, frame: pl.DataFrame) -> _Held:
        """Return what is kept of a frame."""
        return cls(frame.select(each for each in frame if each.null_count() < frame.height), frame.schema)

    def whole(self, columns: Sequence[str]) -> pl.DataFrame:
        """Return the records with at least these columns, "dump" and "source"."""
        told = {name: self.schema[name] for name in (*columns, "dump", "source")}
        empty = [pl.lit(None, kind).alias(name) for name, kind in told.items() if name not in self.frame.columns]
        return self.frame.with_columns(empty)


class CaseRecords:
    """The records of some cases with one key; their dumps are numbered in the order of the cases."""

    def __init__(self, cases: Sequence[tuple[Case, Sequence[str]]]) -> None:
        """Take each case with the names of its dumps."""
        self._cases = cases
        self._held: list[_Held] = []
        self._was_read = False

    def __call__(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Yield these columns of all records, with the number of each one's `dump` (UInt32) and its `source`."""
        wanted = [*dict.fromkeys([*columns, "dump", "source"])]
        yield from _together(each.select(wanted) for each in self._each(columns))

    def _each(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        held = list(self._held)
        yield from (each.whole(columns) for each in held)
        if self._was_read:
            yield from self._read(columns, len(held))
            return
        self._was_read, size = True, 0
        for frame in self._read((), 0):
            kept = _Held.of(frame)
            size += int(kept.frame.estimated_size())
            # What is held are the first files, without a gap: a later one that is small is not.
            if size <= HELD_BYTES:
                self._held.append(kept)
            yield frame

    def _read(self, columns: Sequence[str], after: int) -> Iterator[pl.DataFrame]:
        """Yield columns (none = all) of the records in each file, without the first files."""
        first = before = 0
        for case, dumps in self._cases:
            names = {digest(name): number for number, name in enumerate(dumps, first)}
            numbers = _numbers(case.tokens.sources(), names)
            for frame in case.tokens.records(case.key, [*columns], after - before):
                dump = numbers[frame["source"].to_numpy()]
                told = frame.with_columns(pl.Series("dump", dump))
                yield told.filter(pl.col("dump") != _NO_DUMP) if dump.max(initial=0) == _NO_DUMP else told
            first += len(names)
            before += len(case.tokens.runs(RECORDS))


def _numbers(sources: pl.DataFrame, names: dict[str, int]) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """Return the number of the dump of each source, by the number of the source."""
    numbers = np.full(int(sources["source"].max() or 0) + 1, _NO_DUMP, np.uint32)  # type: ignore[arg-type]
    numbers[sources["source"].to_numpy()] = [names.get(each, _NO_DUMP) for each in sources["dump"]]
    return numbers


def _together(frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield the same rows in frames of at least `AT_ONCE`, except the last."""
    some: list[pl.DataFrame] = []
    height = 0
    for frame in frames:
        some.append(frame)
        height += frame.height
        if height >= AT_ONCE:
            yield pl.concat(some)
            some, height = [], 0
    if some:
        yield pl.concat(some)
