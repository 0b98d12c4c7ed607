"""Recognise key-value blocks whose keys are not header words: "Sr: 6 / Remarks: ...", "col1: ... / col2: ...".

They are recognised by their order: the same keys follow each other, block after block, with other values. Speakers of a
chat and levels of a log repeat too, but not in the same order, or without anything between blocks; an advertisement
repeats its values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from triage.core.names import is_name_word, is_value, same

_LINE = re.compile(r"^\W{0,12}?([^\W\d_][\w .()/#&'-]{0,38}?)[ \t]*(?::(?=\s|$)|=(?!=))")
_MOST_KEYS, _LEAST_RECORDS = 60, 3
_FEWEST_UNDIVIDED = 3
"""Fewest keys of blocks that nothing separates."""

_FULL, _MOST_KEYS_MISSING = 0.8, 0.5
"""Share of the records that usually have a key, and largest share of keys that fewer records have."""

_WORDS = 5


def keys_in_turn(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the keys, as first written; () if these lines are not such blocks.

    One line that is not a pair, such as a title or a number, may separate two blocks. Indented lines belong to a value.
    """
    written: dict[str, str] = {}
    order: list[str] = []
    lines: set[str] = set()
    loose, dividers = 0, 0
    for line in (line for text in texts for line in (f"{text}\n" if "\n" in text else text).split("\n")):
        if match := _LINE.match(line):
            written.setdefault(same(match[1]), match[1].strip())
            order.append(same(match[1]))
            lines.add(line)
        elif any(map(str.isalnum, line)):
            loose += not line[:1].isspace()
        else:
            dividers += 1
    places = {key: place for place, key in enumerate(written)}
    records = 1 + sum(places[after] <= places[before] for before, after in pairwise(order))
    counts = Counter(order)
    fewest = 2 if dividers + loose >= records - 1 else _FEWEST_UNDIVIDED
    is_varied = 2 * (len(lines) - len(places)) >= records
    is_one = is_varied and records >= _LEAST_RECORDS and fewest <= len(places) <= _MOST_KEYS and loose <= records
    if not is_one or records != counts[order[0]] or any(map(_is_of_a_person, written.values())):
        return ()
    missing = sum(count < _FULL * records for count in counts.values())
    return tuple(written.values()) if missing <= _MOST_KEYS_MISSING * len(places) else ()


def _is_of_a_person(key: str) -> bool:
    """Return true for the name of a speaker, or a sentence before a colon."""
    return is_value(key) or is_name_word(key) or len(key.split()) > _WORDS
