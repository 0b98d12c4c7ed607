"""What is known of a dump besides its tokens, and what one dump is to another."""

from __future__ import annotations

from dataclasses import dataclass, field

from triage.people.judged import Judged

SAME_COLUMNS = 0.75
"""Share of the columns of two dumps, all told, that both must have to be editions of one list."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a dump besides its tokens: a hash of its files, its judgement and its columns.

    `fields` are the kinds of data of its columns; `headers` the names of those without one, null if they have none.
    `is_earlier` if it was seized in an earlier case.
    """

    sha256: str = ""
    judged: Judged = field(default_factory=Judged)
    fields: frozenset[str] = frozenset()
    headers: frozenset[str] | None = None
    is_earlier: bool = False

    def has_columns_of(self, other: Known) -> bool:
        """Return whether two dumps have nearly the same columns, by their names only if both have names."""
        own, their = self.fields, other.fields
        if self.headers is not None and other.headers is not None:
            own, their = own | self.headers, their | other.headers
        return len(own & their) >= SAME_COLUMNS * len(own | their)


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` and `copy` are numbers of dumps; `is_directed` if the second was made after, or from, the first.

    A subset, a teaser and a part are the second: they were taken from the first.
    """

    source: int
    copy: int
    word: str
    reason: str
    is_directed: bool = False
