"""Split a line of several labelled values: "Name: Sana, CNIC: 35202-...", with commas, semicolons or spaces between.

After a comma any few words before a colon are a label, elsewhere only a header word of the rules is: a comma or a colon
inside a value does not end it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator

from triage.core.names import is_header, is_header_word, same

_SIGN = re.compile(r"[\s*_`~]*(?:[:\uff1a\ufe55](?!//)|(?<![=<>!])=(?!=))[\s*_`~]*")
_BORDER = re.compile(r"[,;\u060c\u061b|]\s*|\s/\s|(?<=\S)&(?=\S)|\t|\s{2,}")
_LABEL = re.compile(r"[^\W\d_][\w .()/#'-]{0,38}")
_FIRST = re.compile(r"[^\w\n]{0,12}(?:\d{1,7}[.):\s-]\W{0,4})?")
"""Pattern of what may precede the first label: a bullet, or a running number."""

_AROUND = " \t,;\u060c\u061b|&*_`~\"'"
_BEHIND = re.compile(r"\s/[\s*_-]*$")
"""Pattern of a slash between two pairs."""

_MOST_WORDS = 4
_FARTHEST = 256
"""Characters before a colon in which its label is looked for; a label has at most 39, and marks around it."""

_LEAST = 2
"""Fewest labels of a line that must be header words; an advertisement has one, that of the telephone."""


def labelled(line: str, known: Container[str] = ()) -> list[tuple[str, str]]:
    """Return (label, value) for each label of a line that begins with one and has two header words; else an empty list.

    >>> labelled("Name: Sana Tariq, CNIC: 35202-1234567-1")
    [('Name', 'Sana Tariq'), ('CNIC', '35202-1234567-1')]
    """
    if line.count(":") + line.count("=") + line.count("\uff1a") < 2:
        return []
    found = list(_labels(line, known))
    named = sum(is_header_word(label) or same(label) in known for _, label, _ in found)
    if named < _LEAST or _FIRST.fullmatch(line[: found[0][0]]) is None:
        return []
    stops = [begin for begin, _, _ in found[1:]] + [len(line)]
    return [
        (label, _BEHIND.sub("", line[behind:stop]).strip(_AROUND))
        for (_, label, behind), stop in zip(found, stops, strict=True)
    ]


def _labels(line: str, known: Container[str]) -> Iterator[tuple[int, str, int]]:
    """Yield for each label the offset where it begins, its text, and the offset where its value begins.

    The time is linear in the length of the line: borders are found once, and only the last words before a sign are
    looked at.
    """
    borders = [each.span() for each in _BORDER.finditer(line)]
    starts = [start for start, _ in borders]
    after = 0
    for sign in _SIGN.finditer(line):
        end = sign.start()
        last = bisect_left(starts, end) - 1
        if last >= 0 and borders[last][1] > end and line[borders[last][0] + 1] == "/":
            last -= 1  # a slash right before the sign parts nothing
        begin = min(borders[last][1], end) if last >= 0 and starts[last] >= after else after
        is_near = end - begin <= _FARTHEST
        begin = max(begin, end - _FARTHEST)
        begin += len(line[begin:end]) - len(line[begin:end].lstrip(_AROUND + "-\u2022"))
        is_bounded = is_near and (begin > after or not after)
        if (at := _label_at(line, (begin, end), known, is_bounded=is_bounded)) >= 0:
            yield at, line[at:end].strip(_AROUND), sign.end()
            after = sign.end()


def _label_at(line: str, place: tuple[int, int], known: Container[str], *, is_bounded: bool) -> int:
    """Return the offset of the label inside `place`, after a border or made of known words; -1 if there is none."""
    begin, end = place
    text = line[begin:end]
    words = [begin + each.start() for each in re.finditer(r"\S+", text)]
    if is_bounded and len(words) <= _MOST_WORDS and _LABEL.fullmatch(text):
        return begin
    for at in words[-_MOST_WORDS:]:
        label = line[at:end]
        if _LABEL.fullmatch(label) and (is_header(label) or same(label) in known):
            return at
    return -1
