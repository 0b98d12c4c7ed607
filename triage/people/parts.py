"""Keep rows partitioned by the range of a token, so that what belongs together is counted at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

PART_ROWS = 500_000
"""Records per partition: the most that is held in memory at once, several columns of each."""


class Parts:
    """Partitions in memory."""

    def __init__(self, parts: int) -> None:
        self._parts = parts
        self._laid: dict[str, list[pl.DataFrame]] = {}
        self._kept: dict[tuple[str, int], list[Any]] = {}

    def lay(self, name: str, frame: pl.DataFrame) -> None:
        """Store rows under a name, partitioned by their first column; no token is null."""
        laid = self._laid.setdefault(name, [])
        if frame.height:
            laid.append(frame)
        if sum(each.height for each in laid) >= PART_ROWS:
            self._put_away(name)

    def _put_away(self, name: str) -> None:
        """Partition the rows that were laid so far: many frames at once, so that pieces are not too many."""
        if not (laid := self._laid.pop(name, [])):
            return
        frame = pl.concat(laid)
        for number, some in ({0: frame} if self._parts == 1 else _by_part(frame, self._parts)).items():
            self._kept.setdefault((name, number), []).append(self.put(some))

    def parts(self, name: str) -> Iterator[pl.DataFrame]:
        """Yield the partitions under a name in the order of their tokens, and remove them."""
        for (part,) in self.together(name):
            if part is not None:
                yield part

    def together(self, *names: str) -> Iterator[list[pl.DataFrame | None]]:
        """Yield for each range of tokens the partitions under some names, null = no rows, and remove them."""
        for name in names:
            self._put_away(name)
        for number in range(self._parts):
            kept = [self._kept.pop((name, number), None) for name in names]
            yield [None if some is None else pl.concat([self.take(each) for each in some]) for some in kept]

    def put(self, frame: pl.DataFrame) -> Any:
        """Return what is stored for a frame."""
        return frame

    def take(self, kept: Any) -> pl.DataFrame:
        """Return the stored frame."""
        frame: pl.DataFrame = kept
        return frame


def _by_part(frame: pl.DataFrame, parts: int) -> dict[int, pl.DataFrame]:
    token = pl.col(frame.columns[0])
    part = (token // pl.lit(-(-(2**128) // parts), pl.UInt128)).cast(pl.UInt32)
    each = frame.with_columns(part.alias(".part")).partition_by(".part", as_dict=True, include_key=False)
    return {int(number): some for (number,), some in each.items()}
