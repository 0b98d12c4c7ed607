"""A sample of blocks of consecutive rows, which can be added up and keeps the order of rows within a block.

Which blocks are kept is decided by their hashes alone, so the sample is the same for any cut, order or machine. It
holds what signals compute of a row, never a cell: codes of closed lists, counts, and hashes of values.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import polars as pl

BLOCKS = 256
"""Number of blocks kept."""

BLOCK_ROWS = 256
"""Number of rows kept of each block: the first ones."""

BLOCK, AT, SOURCE = "block", "at", "source"
"""Names of the columns, all UInt64: hash of the row's block, locator of the row in its source, number of the source."""


@dataclass(frozen=True, slots=True, eq=False)
class BlockSample:
    """Rows of the blocks with the smallest hashes.

    `frame` has `BLOCK`, `AT`, `SOURCE` and the columns that a signal computed, sorted by block and locator; null means
    that no row was sampled. Columns that one part lacks are null in the sum.
    """

    frame: pl.DataFrame | None = None

    @classmethod
    def of(cls, frame: pl.DataFrame) -> Self:
        """Return the sample of the rows in a frame."""
        import polars as pl  # noqa: PLC0415 - a summary is a noun: what only names it need not load Polars

        if not frame.height:
            return cls()
        blocks = frame[BLOCK].unique().sort().head(BLOCKS)
        kept = frame if blocks.len() < BLOCKS else frame.filter(pl.col(BLOCK) <= blocks[-1])
        kept = kept.sort(BLOCK, AT, maintain_order=True)
        return cls(kept.filter(pl.int_range(pl.len()).over(BLOCK) < BLOCK_ROWS))

    @classmethod
    def total(cls, parts: Iterable[BlockSample]) -> BlockSample:
        """Return the sum of many samples, sorted once."""
        import polars as pl  # noqa: PLC0415

        frames = [part.frame for part in parts if part.frame is not None]
        if len(frames) < 2:
            return cls(frames[0]) if frames else cls()
        both = pl.concat(frames, how="diagonal_relaxed")
        return cls.of(both.select(sorted(both.columns)))

    def __add__(self, other: BlockSample) -> BlockSample:
        return self.total((self, other))

    def __bool__(self) -> bool:
        return self.frame is not None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BlockSample):
            return NotImplemented
        if self.frame is None or other.frame is None:
            return self.frame is other.frame
        names = sorted(self.frame.columns)
        return names == sorted(other.frame.columns) and self.frame.select(names).equals(other.frame.select(names))

    def __hash__(self) -> int:
        return hash(None if self.frame is None else self.frame.height)

    def to_json(self) -> str:
        """Return the frame as compressed Arrow in base64; "" if the sample is empty."""
        if self.frame is None:
            return ""
        file = io.BytesIO()
        self.frame.write_ipc(file, compression="zstd")
        return base64.b64encode(file.getvalue()).decode("ascii")

    @classmethod
    def from_json(cls, text: Any) -> Self:
        """Return the sample that `to_json` wrote."""
        import polars as pl  # noqa: PLC0415

        return cls(pl.read_ipc(io.BytesIO(base64.b64decode(text))) if text else None)
