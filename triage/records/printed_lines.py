"""Recognise tables as programs print them: where columns begin, which lines only draw, which continue a record.

SQL*Plus, sqlcmd, db2, isql and PowerShell underline the names of columns (`---- ----`), psql and Markdown use bars, and
others draw boxes, of ASCII characters or of box-drawing characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_RULED = re.compile(r"^\s*(?:-{2,}|={2,})(?:[ \t]+(?:-+|=+))+\s*$")
_SPAN = re.compile(r"[-=]+")
_RULER = re.compile(r"^[\s+|:=-]+$")
_COUNTED = re.compile(
    r"^\s*\(?[0-9,.]{1,15} [^\W\d_]{2,12}(?:\(s\))?(?: [^\W\d_]{2,12}){0,2}\.?"
    r"(?: \([0-9.,]+ [^\W\d_]{1,8}\))?\)?\.?\s*$"
)
"""The line below a table with the number of its rows, in the language of the server."""

_MARKED = re.compile(r"(\*\*\*|\*\*|__|~~|`|\*)(?=[^*_~`\s])([^*~`]{1,300}?)\1")
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(([^()\s]{1,400})\)")
"""Patterns of a cell of Markdown: between marks, and a link."""

_LINES_OF_BOXES = str.maketrans(
    {
        **dict.fromkeys("│┃║", "|"),
        **dict.fromkeys("─━═", "-"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╭╮╰╯╞╡╪╫╒╕╘╛╤╧╟╢╥╨╓╖╙╜┏┓┗┛┣┫┳┻╋┝┥┠┨┯┷┿╇╈╂", "+"),
    }
)
_LOOKED_AT = 60
"""Lines within which the first ruler must be."""

_CUT = 0.9
"""Share of the lines that have a blank at the place where columns are cut."""


def plain(line: str) -> str:
    """Return a line of a table with bars and dashes in place of box-drawing characters."""
    return line if line.isascii() else line.translate(_LINES_OF_BOXES)


def is_drawn(line: str) -> bool:
    """Return true for a ruler, and for the line below a table with the number of its rows."""
    return bool(_RULER.match(line) or _COUNTED.match(line))


def is_ruler(line: str) -> bool:
    """Return true for a line that only draws."""
    return bool(_RULER.match(line))


def ruled(lines: Sequence[str]) -> tuple[list[int], int] | None:
    """Return (offsets at which columns begin, index of the line of names) of a ruled table; null for other lines.

    Columns are cut between the dashes, at the place where the lines below have a blank: numbers may extend further left
    than the dashes.
    """
    for place, line in enumerate(lines[1:_LOOKED_AT], 1):
        if _RULED.match(line) and not is_ruler(lines[place - 1]):
            spans = [(each.start(), each.end()) for each in _SPAN.finditer(line)]
            below = [each for each in lines[place + 1 :] if not is_drawn(each) and each != lines[place - 1]]
            starts = _starts(spans, below)
            names = _named(lines[place - 1], starts)
            return (starts, place - 1) if below and len(starts) > 1 and all(names) else None
    return None


def _starts(spans: list[tuple[int, int]], below: Sequence[str]) -> list[int]:
    """Return the offsets at which columns begin; [0] if most lines have no blank between two spans."""
    starts = [0]
    for (_, end), (start, _) in pairwise(spans):
        blank = {at: sum(line[at : at + 1].strip() == "" for line in below) for at in range(end, start)}
        best = max(blank, key=lambda at: (blank[at], at))
        if blank[best] < _CUT * len(below):
            return [0]
        starts.append(best + 1)
    return starts


def _named(line: str, starts: Sequence[int]) -> list[str]:
    return [line[start:stop].strip() for start, stop in zip(starts, [*starts[1:], None], strict=True)]


def unmarked(cell: str) -> str:
    """Return a cell of Markdown without the marks around it; of a link its text, and its address if that says more.

    >>> [unmarked(cell) for cell in ("**Sana Mir**", "`35202-1`", "[0300 1](https://wa.me/923001)", "a * b", "**")]
    ['Sana Mir', '35202-1', '0300 1', 'a * b', '**']
    """
    if marked := _MARKED.fullmatch(cell):
        return unmarked(marked[2])
    link = _LINK.fullmatch(cell)
    if link is None:
        return cell
    said = "".join(filter(str.isalnum, link[1])).lstrip("0")
    return link[1] if said and said in "".join(filter(str.isalnum, link[2])) else f"{link[1]} {link[2]}"


def goes_on(line: str) -> bool:
    """Return true for a line of psql whose record continues in the next line: a cell ends in a plus."""
    return any(cell.endswith("+") and len(cell) > 1 for cell in line.split("|"))


def joined(cells: Sequence[str], more: Sequence[str]) -> list[str]:
    """Return the cells of a record with those of its next line appended, without the signs of continuation."""
    return [
        " ".join(part for part in (first.removesuffix("+").rstrip(), second) if part)
        for first, second in zip(cells, more, strict=True)
    ]
