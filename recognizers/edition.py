"""Rules by their digest: what is made of the same rules is made once in a process."""

from __future__ import annotations

from dataclasses import dataclass, field

from triage.rules.model import Rules


@dataclass(frozen=True, slots=True)
class Edition:
    """Rules that `functools.cache` can hold: two editions are equal where their digests are."""

    digest: str
    rules: Rules = field(compare=False, repr=False)

    @classmethod
    def of(cls, rules: Rules) -> Edition:
        """Return the edition of these rules."""
        return cls(rules.digest, rules)
