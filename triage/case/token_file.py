"""Look up tokens in a sorted file mapped into memory, by binary search, whatever the size of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from triage.core.tokens import TOKEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

HIGH, LOW = "high", "low"
"""Names of the columns with the upper and the lower 64 bits of a token."""

_HALF = 2**64


def halved(values: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with its column "token" split into `HIGH` and `LOW`, as it is written to the file."""
    token, half = pl.col("token"), pl.lit(_HALF, TOKEN)
    halves = (token // half).cast(pl.UInt64).alias(HIGH), (token % half).cast(pl.UInt64).alias(LOW)
    return values.select(*halves, pl.all().exclude("token"))


def whole(halves: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with `HIGH` and `LOW` joined into "token": the inverse of `halved`."""
    token = pl.col(HIGH).cast(TOKEN) * pl.lit(_HALF, TOKEN) + pl.col(LOW).cast(TOKEN)
    return halves.select(token.alias("token"), pl.all().exclude(HIGH, LOW))


class TokenFile:
    """An open file of tokens for look-ups."""

    def __init__(self, file: Path) -> None:
        """Map a file into memory.

        Raises `OSError` or `pyarrow.ArrowInvalid` (a `ValueError`) if it is not such a file.
        """
        import pyarrow as pa  # noqa: PLC0415 - only merging and looking up map files
        from pyarrow import ipc  # noqa: PLC0415

        self._table = ipc.open_file(pa.memory_map(str(file))).read_all()
        self._high, self._low = (self._numbers(name) for name in (HIGH, LOW))
        sizes = [len(each) for each in self._high]
        self._begins = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])
        self._firsts = np.array([each[0] for each in self._high], np.uint64)

    def __len__(self) -> int:
        return int(self._begins[-1])

    def _numbers(self, name: str) -> list[NDArray[np.uint64]]:
        """Return the chunks of a column as arrays over the mapped file, without reading it."""
        pieces: list[Any] = self._table[name].chunks
        return [
            np.frombuffer(each.buffers()[1], np.uint64)[each.offset : each.offset + len(each)]
            for each in pieces
            if len(each)
        ]

    def place(self, token: int) -> int:
        """Return the index of the first row whose token is not smaller."""
        high, low = (np.uint64(each) for each in divmod(token, _HALF))
        piece = max(0, int(np.searchsorted(self._firsts, high, side="left")) - 1)
        # Tokens with the same upper half, which are extremely rare, may continue in the next chunk.
        for number in range(piece, len(self._high)):
            first, last = (int(np.searchsorted(self._high[number], high, side=side)) for side in ("left", "right"))
            at = first + int(np.searchsorted(self._low[number][first:last], low, side="left"))
            if at < len(self._high[number]):
                return int(self._begins[number]) + at
        return len(self)

    def between(self, low: int, high: int) -> pl.DataFrame:
        """Return the rows whose tokens are in [low, high)."""
        first, last = (len(self) if border >= _HALF * _HALF else self.place(border) for border in (low, high))
        rows = pl.from_arrow(self._table.slice(first, last - first))
        assert isinstance(rows, pl.DataFrame)  # noqa: S101 - a table is a frame
        return whole(rows)
