"""The additive statistics that a scan keeps of a dump: small, without personal data in clear text.

`Summary() + part + part ...` is the same for any cut, order, machine or crash.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from triage.core.block_sample import BlockSample
from triage.core.people import Identities
from triage.core.sums import Additive, BottomK, Least, Sampled


@dataclass(frozen=True, slots=True)
class Occurrences(Additive):
    """How often one reason for a loss occurred, how many bytes it concerns, and the first offset."""

    count: int = 0
    size_bytes: int = 0
    first_offset: Least = field(default_factory=Least)


@dataclass(frozen=True, slots=True)
class Coverage(Additive):
    """The accounting of one object of evidence.

    Law of bytes: `bytes_read + bytes_rejected + bytes_unread` is the size of the object. Law of records: `rows_read +
    rows_rejected` is `records_found`. `breaks` is how often reading broke off: a reader stopped early, the file changed
    meanwhile, or the accounting did not balance. Only then may bytes be unaccounted for, and an object with a break was
    not read completely. Offsets are bytes from the start of the object, or row numbers if the format has no byte
    offsets.
    """

    bytes_read: int = 0
    bytes_rejected: int = 0
    bytes_unread: int = 0
    records_found: int = 0
    rows_read: int = 0
    rows_rejected: int = 0
    reasons: dict[str, Occurrences] = field(default_factory=dict)
    breaks: int = 0

    def balances(self, size_bytes: int) -> bool:
        """Return true if the bytes add up to an object of this size and the rows add up to the records."""
        return (
            self.bytes_read + self.bytes_rejected + self.bytes_unread == size_bytes
            and self.rows_read + self.rows_rejected == self.records_found
        )


@dataclass(frozen=True, slots=True)
class EntityTally(Additive):
    """One entity in one column: number of candidates, of those that pass every check, and distinct valid values.

    A cell may hold several. In a column of the entity, each cell that is not empty has at least one candidate. `parts`
    are counters over closed domains (`district_code`, `operator`, `birth_year`, ...), counted over the sampled segments
    only (see `Source.keep_one_in`); `found`, `valid` and `distinct` are over all rows.
    """

    found: int = 0
    valid: int = 0
    distinct: BottomK = field(default_factory=BottomK.empty)
    parts: dict[str, Counter[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnSum(Additive):
    """One column of one table; `entities` by entity name."""

    non_empty: int = 0
    entities: dict[str, EntityTally] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marks(Additive):
    """Observations of one signal: named counts (histograms as "name=value"), sketches of keys, rows of blocks."""

    counts: Counter[str] = field(default_factory=Counter)
    sketches: dict[str, BottomK] = field(default_factory=dict)
    rows: BlockSample = field(default_factory=BlockSample)


@dataclass(frozen=True, slots=True)
class Market(Additive):
    """What the messages of one source offer for sale, and the contact points of the sellers (see `triage.market`).

    `contacts` by sealed contact point, `offers` by product, amount, currency and period, `wordings` by the sketch of an
    advertisement without its numbers, `together` by two contact points of one message. `authors` counts advertisements
    by group of authors; `counts` messages by kind.
    """

    contacts: Sampled = field(default_factory=Sampled)
    offers: Sampled = field(default_factory=Sampled)
    wordings: Sampled = field(default_factory=Sampled)
    together: Sampled = field(default_factory=Sampled)
    authors: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return self != Market()


@dataclass(frozen=True, slots=True)
class TableSum(Additive):
    """One source: `columns` by column index as text, `marks` by signal name, `market` what it offers for sale.

    `rows_sampled` rows are in the sampled segments: signals count over these. `sample` is empty if the table was read
    whole; after a quick look it holds the counts of each segment read, by its start, and the sizes of the "whole".
    """

    rows: int = 0
    rows_sampled: int = 0
    columns: dict[str, ColumnSum] = field(default_factory=dict)
    marks: dict[str, Marks] = field(default_factory=dict)
    market: Market = field(default_factory=Market)
    sample: dict[str, Counter[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary(Additive):
    """All statistics of some evidence: `tables` by `Source.key`, `coverage` by `Evidence.key`.

    `people` are tokens on their way from a worker to the case, which stores them separately from the sums.
    """

    tables: dict[str, TableSum] = field(default_factory=dict)
    coverage: dict[str, Coverage] = field(default_factory=dict)
    people: tuple[Identities, ...] = ()
