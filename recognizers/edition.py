"""Rules compared by their digest, so that what depends only on them is computed once per process."""

from __future__ import annotations

from dataclasses import dataclass, field

from triage.rules.model import Rules


@dataclass(frozen=True, slots=True)
class Edition:
    """Rules that `functools.cache` can use as a key: two editions are equal if their digests are."""

    digest: str
    rules: Rules = field(compare=False, repr=False)

    @classmethod
    def of(cls, rules: Rules) -> Edition:
        """Return the edition of these rules."""
        return cls(rules.digest, rules)
