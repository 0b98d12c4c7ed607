"""One file of sorted tokens, mapped into memory: a token is found by halving, whatever the size of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from triage.core.tokens import TOKEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

HIGH, LOW = "high", "low"
"""The upper and the lower 64 bits of a token, as they are in the file."""

_HALF = 2**64


def halved(values: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with its tokens in two columns, as they are written."""
    token, half = pl.col("token"), pl.lit(_HALF, TOKEN)
    halves = (token // half).cast(pl.UInt64).alias(HIGH), (token % half).cast(pl.UInt64).alias(LOW)
    return values.select(*halves, pl.all().exclude("token"))


def whole(halves: pl.DataFrame) -> pl.DataFrame:
    """Return what `halved` was given."""
    token = pl.col(HIGH).cast(TOKEN) * pl.lit(_HALF, TOKEN) + pl.col(LOW).cast(TOKEN)
    return halves.select(token.alias("token"), pl.all().exclude(HIGH, LOW))


class TokenFile:
    """A file of values, open to be looked into."""

    def __init__(self, file: Path) -> None:
        """Map a file. Raises `OSError` or `pyarrow.ArrowInvalid` (a `ValueError`) where it is none."""
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
        """Return the pieces of a column as they lie in the file, which is not read."""
        pieces: list[Any] = self._table[name].chunks
        return [
            np.frombuffer(each.buffers()[1], np.uint64)[each.offset : each.offset + len(each)]
            for each in pieces
            if len(each)
        ]

    def place(self, token: int) -> int:
        """Return the place of the first row whose token is not smaller."""
        high, low = (np.uint64(each) for each in divmod(token, _HALF))
        piece = max(0, int(np.searchsorted(self._firsts, high, side="left")) - 1)
        # Of tokens with the same upper half (there is hardly one in a lifetime) the next piece may hold some.
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
