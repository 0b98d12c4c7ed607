"""Find keys in brackets or marks, `[NAME] Sana Tariq`, and fields with their length, `<NAME:10>Sana Tariq`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

from triage.core.names import is_header, same

KEY = r"[^\W\d_][\w .()/#&'-]{0,38}?"
"""Pattern of a key."""

_ENCLOSED = re.compile(
    rf"^[^\w\n\[{{(<*_`]{{0,12}}(?:[\[{{(<\u3010\u00ab]|\*\*?|__?|``?)\s*({KEY})\s*"
    r"(?:[\]})>\u3011\u00bb]|\*\*?|__?|``?)[\s:=|>\u2192\u00bb-]*(.*)$"
)
"""Pattern of a key in brackets or marks: `[NAME] Sana Tariq`, `<NAME> ...`, `*NAME* ...`."""

_TAGGED = re.compile(r"<([^\W\d_][\w.-]{0,38}):\d{1,6}(?::\w)?>([^<]*)")
_TAGGED_END = re.compile(r"<eo[rh]>", re.IGNORECASE)
"""Patterns of a field with its length, `<NAME:11>Sana Tariq` (ADIF), and of what ends a record."""

BEHIND = "*_` |\u2502\u2503\u2551"
"""Characters that may end a line behind its value: marks, and the sides of a box."""


def tagged(line: str) -> list[tuple[str, str]]:
    """Return the fields with their length in a line; empty for fewer than two."""
    found = _TAGGED.findall(line) if "<" in line else []
    return [(key, value.strip()) for key, value in found] if len(found) > 1 else []


def marked(line: str, known: Container[str]) -> tuple[str, str] | None:
    """Return the pair of a line whose key is in brackets or marks; null without one."""
    found = _ENCLOSED.match(line)
    is_key = found and (same(found[1]) in known or (found[2] and is_header(found[1])))
    return (found[1], found[2].strip().strip(BEHIND)) if found and is_key else None


def enclosed(lines: Sequence[str]) -> frozenset[str]:
    """Return the keys in brackets that are as frequent as header words in brackets; empty if few are header words."""
    counts = Counter(same(found[1]) for line in lines if (found := _ENCLOSED.match(line)) and found[2])
    named = [count for key, count in counts.items() if is_header(key)]
    return frozenset(key for key, count in counts.items() if len(named) > 1 and 2 * count >= min(named))


def lines_of(text: str) -> list[str]:
    """Return the lines of a text; what tags end is a line too."""
    return (_TAGGED_END.sub("\n", text) if ":" in text and "<" in text else text).split("\n")
