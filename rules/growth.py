"""Patterns that backtrack without end: refused before a scan runs them.

Python's engine tries every way to match, and a pattern such as `((x|x)*)*a` has twice as many ways with each further
character. Such growth shows on a text of some dozen characters: it would take years, and everything else takes less
than a millisecond, so that the limit does not depend on how fast the machine is. Rust's engine never backtracks.
"""

from __future__ import annotations

from itertools import product

import regex

from triage.rules.model import Rule, RuleError

_SECONDS = 2.0
_REPEATED = 48
_TYPICAL = "a1A -ش"
"""A character of each kind that classes of patterns name."""

_MOST_UNITS = 10
_ESCAPE = regex.compile(r"\\(?:[pPx]\{[^}]*\}|.)|\(\?[a-zA-Z:]*|[\[\](){}^$.|?*+]")


def refuse_growth(rule: Rule) -> None:
    """Raise `RuleError` for the first pattern of a rule that needs more than two seconds for a text of 100 characters.

    A pattern that does not compile is left to `triage rules check`.
    """
    for pattern in rule.patterns:
        try:
            compiled = regex.compile(pattern.regex)
        except regex.error:
            continue
        for probe in _probes(pattern.regex):
            try:
                compiled.search(probe, timeout=_SECONDS)
            except TimeoutError as error:
                message = (
                    f"{rule.file}: line {rule.line}: {rule.id}: pattern {pattern.name!r} takes ever longer, twice as "
                    "long with each further character: write it without a repetition inside a repetition"
                )
                raise RuleError(message) from error


def _probes(pattern: str) -> list[str]:
    """Texts that repeat what the pattern may repeat, and end with what it does not expect."""
    own = dict.fromkeys(_ESCAPE.sub("", pattern))
    units = [*own][:_MOST_UNITS] + [each for each in _TYPICAL if each not in own]
    pairs = [f"{first}{second}" for first, second in product(units[:_MOST_UNITS], repeat=2)]
    return [f"{unit * _REPEATED}\x00" for unit in (*units, *pairs)]
