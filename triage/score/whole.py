"""Combine the verdicts on the kinds of records of a dump into one: shares of rows, each kind weighted by its rows.

Kinds without an estimate may be wholly genuine or wholly made up: their rows widen the range. Kinds of other people's
data and tables without persons have no part in the shares and are counted separately.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from triage.core.apart import Apart
from triage.core.model import Interval, Reason
from triage.core.plurals import count_of
from triage.rules.model import SignalRule
from triage.score.estimate import Share
from triage.score.one_kind import KindVerdict
from triage.score.row_checks import setting

_NO_PERSON = "no row of a table holds a person, and what is found in text is counted and not judged"
_MANY = "tables of too many kinds: the largest are judged"


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """The verdicts on the kinds of a dump that are judged, the largest first, and what is not judged."""

    kinds: tuple[KindVerdict, ...]
    apart: tuple[Apart, ...]
    gate: str

    @classmethod
    def of(cls, kinds: Sequence[KindVerdict], apart: Sequence[Apart], rule: SignalRule) -> Whole:
        """Return the verdicts of a dump, with kinds of other people's data set apart."""
        ours = tuple(kind for kind in kinds if not kind.is_foreign)
        foreign = [kind for kind in kinds if kind.is_foreign]
        others = [Apart(kind.share.gate, kind.scope.tables, kind.scope.rows) for kind in foreign]
        gate = _gate(ours, rule) if ours else (foreign[0].share.gate if foreign else _NO_PERSON)
        return cls(ours, (*others, *(each for each in apart if each.rows)), gate)

    @property
    def records(self) -> int:
        """The number of judged rows: each holds a person."""
        return sum(kind.scope.rows for kind in self.kinds)

    @property
    def rows(self) -> int:
        """The number of judged rows; of all rows if none can be judged."""
        return self.records or sum(each.rows for each in self.apart)

    @property
    def joint(self) -> float:
        """The share of rows whose columns could be checked against each other."""
        return self._mean([float(kind.is_joint) for kind in self.kinds])

    @property
    def at_least(self) -> float:
        """Number A: the rows of all kinds that cannot be genuine, as a share of all judged rows."""
        return self._mean([kind.at_least for kind in self.kinds])

    @property
    def share(self) -> Share:
        """Number B."""
        return self._share(lambda kind: kind.share)

    @property
    def signs(self) -> Share:
        """Number B by the listed fabricators alone, by which signs of fabrication are reported."""
        return self._share(lambda kind: kind.signs)

    @property
    def wary(self) -> Interval | None:
        """Number B if sellers who leave hardly a mark are listed too."""
        return self._interval(lambda kind: kind.wary)

    @property
    def by_checks(self) -> Interval | None:
        """Number B by the explained checks alone."""
        return self._interval(lambda kind: kind.by_checks)

    def reasons(self) -> Iterator[Reason]:
        """Yield the reasons of every kind; if there are several kinds, each names the rows it is about."""
        for kind in self.kinds:
            rows = f"Of {count_of(kind.scope.rows, 'row')} of one kind: " if len(self.kinds) > 1 else ""
            yield from (replace(each, statement=f"{rows}{each.statement}") for each in kind.reasons)

    def limits(self) -> Iterator[str]:
        """Yield what the verdict cannot know, the particular sentences first, none twice."""
        if self.gate:
            yield f"No estimate is offered: {self.gate}."
        said = [each for kind in self.kinds for each in kind.limits]
        common = [each for each in dict.fromkeys(said) if all(each in kind.limits for kind in self.kinds)]
        yield from (each for each in dict.fromkeys(said) if each not in common and not each.startswith("No estimate"))
        for each in self.apart:
            if not self.gate or self.kinds:
                yield f"{count_of(each.rows, 'row is', 'rows are')} not judged: {each.why}."
        yield from (each for each in common if not each.startswith("No estimate"))

    def _interval(self, of: Callable[[KindVerdict], Share | None]) -> Interval | None:
        if self.gate or not any(of(kind) for kind in self.kinds):
            return None
        share = self._share(of)
        return Interval(share.estimate, share.low, share.high)

    def _share(self, of: Callable[[KindVerdict], Share | None]) -> Share:
        """Return the mean over rows; a kind without a share may be anything between 0 and 1 - its number A."""
        if not self.kinds:
            return Share(0.5, 0.0, 1.0, self.gate)
        told = [own if (own := of(kind)) and not own.gate else None for kind in self.kinds]
        low = self._mean([own.low if own else 0.0 for own in told])
        high = self._mean([own.high if own else 1 - kind.at_least for own, kind in zip(told, self.kinds, strict=True)])
        known = [(own.estimate, kind.scope.rows) for own, kind in zip(told, self.kinds, strict=True) if own]
        rows = sum(count for _, count in known)
        middle = sum(each * count for each, count in known) / rows if rows else 0.5
        return Share(min(max(middle, low), high), low, high, self.gate)

    def _mean(self, shares: Sequence[float]) -> float:
        rows = sum(kind.scope.rows for kind in self.kinds)
        if len(shares) == 1 or not rows:
            return shares[0] if shares else 0.0
        return sum(share * kind.scope.rows for share, kind in zip(shares, self.kinds, strict=True)) / rows


def too_many(rows: int, tables: int) -> Apart:
    """Return the entry for tables that are not judged because there are too many kinds of them."""
    return Apart(_MANY, tables, rows)


def without_person(rows: int, tables: int) -> Apart:
    """Return the entry for rows that hold no person."""
    return Apart("they hold no person", tables, rows)


def _gate(kinds: Sequence[KindVerdict], rule: SignalRule) -> str:
    """Return the reason why the dump has no estimate: that of most rows without one, if these are too many; else ""."""
    closed = [kind for kind in kinds if kind.share.gate]
    rows = sum(kind.scope.rows for kind in closed)
    if rows <= setting(rule, "gated_most") * sum(kind.scope.rows for kind in kinds):
        return ""
    return max(closed, key=lambda kind: kind.scope.rows).share.gate
