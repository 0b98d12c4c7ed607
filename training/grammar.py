"""Expand templates: "[a|b|]" becomes one of its alternatives, "{slot}" a text of the caller.

>>> from random import Random
>>> expand("{M} has [paid|paid]", {"M": "Ali"}, Random(1), {"M": "PERSON"})
('Ali has paid', [(0, 3, 'PERSON')])
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from random import Random

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")

Span = tuple[int, int, str]
"""[start, end) in characters, label."""


def expand(
    template: str, slots: Mapping[str, object], random: Random, labels: Mapping[str, str] | None = None
) -> tuple[str, list[Span]]:
    """Return a text and the spans of the slots that have a label. A slot is a text, or a function that makes one."""
    text = choose(template, random)
    made: list[str] = []
    spans: list[Span] = []
    at, length = 0, 0
    for match in _SLOT.finditer(text):
        made.append(text[at : match.start()])
        length += match.start() - at
        at = match.end()
        slot = slots[match[1]]
        value = str(slot() if callable(slot) else slot)
        label = (labels or {}).get(match[1])
        if label is None and ("{" in value or "[" in value):
            value = expand(value, slots, random)[0]
        if label:
            spans.append((length, length + len(value), label))
        made.append(value)
        length += len(value)
    return "".join([*made, text[at:]]), spans


def choose(template: str, random: Random) -> str:
    """Return the template with each group of alternatives replaced by one of them, inner groups first."""
    while match := _CHOICE.search(template):
        template = template[: match.start()] + random.choice(match[1].split("|")) + template[match.end() :]
    return template


def templates(path: Path) -> dict[str, list[str]]:
    """Return the templates of a file by kind of text (a line "== kind" begins one)."""
    found: dict[str, list[str]] = defaultdict(list)
    kind = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            kind = line[3:].strip()
        elif line.strip() and not line.startswith("# "):
            found[kind].append(line)
    return dict(found)
