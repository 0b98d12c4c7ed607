"""Values that can be added: the only classes of the pipeline that define `+`.

Every statistic of a scan is one of seven: an integer, a `Counter` over a closed domain, `Least`, `BottomK`, `Sampled`,
a `BlockSample`, or a dictionary of Additives added key by key. No float is ever summed: its addition is not
associative, so the order of the chunks would show in the report.
"""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import dataclass, field, fields
from functools import cache, reduce
from typing import TYPE_CHECKING, Any, Self, get_args, get_type_hints

import numpy as np

from triage.core.block_sample import BlockSample

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl
    from numpy.typing import NDArray

K = 4096
"""Hashes kept by a `BottomK`: distinct counts are exact below, and within 3.1 % (95 %) above."""

_HASHES = 2.0**64
_FEW = 2
"""Fewest parts for which there is something to add."""

MOST = 4096
"""Most distinct things of one kind that a table keeps (see `Sampled`)."""

_GROUPS = 4096


class Additive:
    """A dataclass that adds field by field; the zero is the class called without arguments."""

    __slots__ = ()

    def __add__(self, other: Self) -> Self:
        return type(self)(**{f.name: _add(getattr(self, f.name), getattr(other, f.name)) for f in fields(self)})  # type: ignore[arg-type]

    @classmethod
    def total(cls, parts: Iterable[Self]) -> Self:
        """Return the sum of many parts; the same as adding them with `+`, but each field is sorted only once."""
        kept = list(parts)
        if len(kept) < _FEW or cls.__add__ is not Additive.__add__:
            return reduce(_add, kept) if kept else cls()
        return cls(**{f.name: _total([getattr(part, f.name) for part in kept]) for f in fields(cls)})  # type: ignore[arg-type]

    def to_json(self) -> dict[str, Any]:
        """Return the fields as JSON values; zero fields are left out."""
        return {f.name: _to_json(v) for f in fields(self) if (v := getattr(self, f.name))}  # type: ignore[arg-type]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the object that `to_json` wrote."""
        hints = _hints(cls)  # type: ignore[arg-type]  # a class is hashable
        return cls(**{name: _from_json(hints[name], value) for name, value in data.items()})


@dataclass(frozen=True, slots=True)
class Sampled(Additive):
    """A sample of distinct things, each by a name that begins with three hexadecimal digits of its own hash.

    Of more than `MOST` things those are kept whose digits are below 4096 >> `level`: the same things for any cut and
    order, each with all its sightings.
    """

    level: int = 0
    entries: dict[str, Sighting] = field(default_factory=dict)

    def __add__(self, other: Sampled) -> Sampled:
        return Sampled.of(_add(self.entries, other.entries), max(self.level, other.level))

    @classmethod
    def of(cls, entries: dict[str, Sighting], level: int = 0) -> Sampled:
        """Return a sample of these entries at the first level, from this one up, that leaves at most `MOST`."""
        kept = _below(entries, level)
        while len(kept) > MOST:
            level += 1
            kept = _below(kept, level)
        return cls(level, kept)

    @staticmethod
    def level_of(names: pl.Series) -> tuple[int, pl.Series]:
        """Return the level of a sample of distinct names (String), and which of them it keeps (Boolean).

        To make entries only of these is much cheaper than to make all.
        """
        group = names.str.slice(0, 3).str.to_integer(base=16)
        level = 0
        while (group < _GROUPS >> level).sum() > MOST:
            level += 1
        return level, group < _GROUPS >> level


@dataclass(frozen=True, slots=True)
class Least:
    """The smallest integer seen; null if there was none. Used for first offsets."""

    value: int | None = None

    def __add__(self, other: Least) -> Least:
        seen = [v for v in (self.value, other.value) if v is not None]
        return Least(min(seen, default=None))

    def __bool__(self) -> bool:
        return self.value is not None


@dataclass(frozen=True, slots=True, eq=False)
class BottomK:
    """The `K` smallest distinct 64-bit hashes, each with its number of occurrences.

    A hash among the smallest of the whole is among the smallest of every part that holds it, so the counts are exact
    and the union of any cut is the same. It is a fair sample of distinct values with their multiplicities. Reference:
    Cohen and Kaplan, "Summarizing data using bottom-k sketches", PODC 2007.
    """

    hashes: NDArray[np.uint64]
    counts: NDArray[np.int64]

    @classmethod
    def empty(cls) -> BottomK:
        """Return an empty sketch."""
        return cls(np.empty(0, np.uint64), np.empty(0, np.int64))

    @classmethod
    def of(cls, hashes: NDArray[np.uint64]) -> BottomK:
        """Return the sketch of these hashes, one per value, repeats included."""
        wanted = 4 * K
        if len(hashes) > wanted:
            # A selection is cheaper than sorting all hashes; it is enough if it leaves `K` distinct ones.
            near = np.partition(hashes, wanted)[wanted]
            small = hashes[hashes <= near]
            distinct, counts = np.unique(small, return_counts=True)
            if len(distinct) >= K:
                return cls(distinct[:K], counts[:K].astype(np.int64))
        distinct, counts = np.unique(hashes, return_counts=True)
        return cls(distinct[:K], counts[:K].astype(np.int64))

    def __add__(self, other: BottomK) -> BottomK:
        return self.total((self, other))

    @classmethod
    def total(cls, parts: Iterable[BottomK]) -> BottomK:
        """Return the sum of many sketches, sorted once."""
        kept = [part for part in parts if len(part.hashes)]
        if len(kept) < _FEW:
            return kept[0] if kept else cls.empty()
        distinct, where = np.unique(np.concatenate([part.hashes for part in kept]), return_inverse=True)
        counts = np.zeros(len(distinct), np.int64)
        np.add.at(counts, where, np.concatenate([part.counts for part in kept]))
        return cls(distinct[:K], counts[:K])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BottomK):
            return NotImplemented
        return np.array_equal(self.hashes, other.hashes) and np.array_equal(self.counts, other.counts)

    def __hash__(self) -> int:
        return hash((self.hashes.tobytes(), self.counts.tobytes()))

    def __bool__(self) -> bool:
        return len(self.hashes) > 0

    @property
    def is_exact(self) -> bool:
        """Return true if the sketch holds every distinct value."""
        return len(self.hashes) < K

    def distinct(self) -> int:
        """Return the number of distinct values: exact below `K`, else the unbiased estimate (K-1)/U(K)."""
        if self.is_exact:
            return len(self.hashes)
        return round((K - 1) / ((float(self.hashes[-1]) + 1.0) / _HASHES))

    def distinct_interval(self) -> tuple[int, int]:
        """Return a 95 % interval for `distinct`; both ends are equal if the count is exact."""
        n = self.distinct()
        if self.is_exact:
            return n, n
        spread = 1.96 / (K - 2) ** 0.5
        return round(n * (1 - spread)), round(n * (1 + spread))


@dataclass(frozen=True, slots=True)
class Sighting(Additive):
    """How often something was seen, and first at which locator.

    `first` is a locator, `since` and `until` are seconds from 1970 (`until` is negated, so that the least is the last).
    `how` counts the ways in which it was seen, `authors` the groups of its authors (see `triage.market`).
    """

    messages: int = 0
    first: Least = field(default_factory=Least)
    since: Least = field(default_factory=Least)
    until: Least = field(default_factory=Least)
    how: Counter[str] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)


def _below(entries: dict[str, Sighting], level: int) -> dict[str, Sighting]:
    return {name: each for name, each in entries.items() if int(name[:3], 16) < _GROUPS >> level}


@cache
def _hints(noun: type[Additive]) -> dict[str, Any]:
    """Return the types of the fields, cached because the lookup takes longer than making the object."""
    return get_type_hints(noun)


def _add(left: Any, right: Any) -> Any:
    if isinstance(left, Counter):
        return left + right
    if isinstance(left, dict):
        return {
            key: _add(left[key], right[key]) if key in left and key in right else (left if key in left else right)[key]
            for key in [*left, *(k for k in right if k not in left)]
        }
    return left + right


def _total(values: list[Any]) -> Any:
    """Return the sum of many values of one kind, as `_add` gives it one after the other."""
    first = values[0]
    if isinstance(first, Counter):
        summed: Counter[Any] = Counter()
        for value in values:
            summed.update(value)
        return +summed
    if isinstance(first, dict):
        by_key: dict[Any, list[Any]] = {}
        for value in values:
            for key, each in value.items():
                by_key.setdefault(key, []).append(each)
        return {key: each[0] if len(each) < _FEW else _total(each) for key, each in by_key.items()}
    if isinstance(first, Additive | BottomK | BlockSample):
        return type(first).total(values)
    return reduce(_add, values)


def _to_json(value: Any) -> Any:
    if isinstance(value, Additive | BlockSample):
        return value.to_json()
    if isinstance(value, Least):
        return value.value
    if isinstance(value, BottomK):
        return [_pack(value.hashes), _pack(value.counts)]
    if isinstance(value, dict):
        return {key: _to_json(each) for key, each in value.items()}
    return value


def _from_json(kind: Any, value: Any) -> Any:
    origin = getattr(kind, "__origin__", kind)
    if origin is Counter:
        return Counter(value)
    if origin is dict:
        inner = get_args(kind)[1]
        return {key: _from_json(inner, each) for key, each in value.items()}
    if origin is Least:
        return Least(value)
    if origin is BottomK:
        return BottomK(_unpack(value[0], np.uint64), _unpack(value[1], np.int64))
    if isinstance(origin, type) and issubclass(origin, Additive | BlockSample):
        return origin.from_json(value)
    return value


def _pack(numbers: NDArray[Any]) -> str:
    return base64.b64encode(numbers.astype(numbers.dtype.newbyteorder("<")).tobytes()).decode("ascii")


def _unpack(text: str, kind: type[np.generic]) -> NDArray[Any]:
    little = np.dtype(kind).newbyteorder("<")
    return np.frombuffer(base64.b64decode(text), little).astype(kind)
