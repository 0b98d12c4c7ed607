"""Split a line of several labelled values: "Name: Sana, CNIC: 35202-...", with commas, semicolons or spaces between.

After a comma any few words before a colon are a label, elsewhere only a header word of the rules is: a comma or a colon
inside a value does not end it.
"""

from __future__ import annotations

import re
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
    """Yield for each label the offset where it begins, its text, and the offset where its value begins."""
    after = 0
    for sign in _SIGN.finditer(line):
        begin = max((each.end() for each in _BORDER.finditer(line, after, sign.start())), default=after)
        begin += len(line[begin : sign.start()]) - len(line[begin : sign.start()].lstrip(_AROUND + "-\u2022"))
        if (at := _label_at(line, (begin, sign.start()), known, is_bounded=begin > after or not after)) >= 0:
            yield at, line[at : sign.start()].strip(_AROUND), sign.end()
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
