"""Tell signs that part cells with the numbers of people from the same signs inside names of pages, mail and files."""

from __future__ import annotations

import re

RARE = tuple("*$@%!/\\\u00ac\u00a4\u2022")
"""Candidates where they part numbers of people from other cells, and mere signs elsewhere."""

_OF_NAMES = re.compile(
    r"(?i)(?P<slash>(?::|[\w-]\.[a-z]{2,8})/|(?:^|[\s\"',;|])(?:[a-z]:)?[/\\]\w)|(?P<at>[\w.+-]@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}\b)"
)
"""Pattern of an address of the web or a path, and of mail: their slashes and signs part no cells."""

_OF_PERSON = re.compile(r'\s*["\']?(?:[1-9]\d{4}-?\d{7}-?\d|(?:\+?92|0092|0)?3\d{2}[- ]?\d{7})["\']?\s*')
"""Pattern of a cell that is a CNIC or a mobile number and nothing else."""

_AMOUNT = re.compile(r"(?<![\d,])-?\d{1,3}(?:,\d{2,3}){1,4}(?![\d,])")
"""Pattern of an amount whose digits are grouped, by thousands or as in lakhs."""

_NEARLY_ALL = 0.95


def fills_cells(rows: list[str], delimiter: str) -> bool:
    """Return true if a number of a person is a whole cell in most lines: commas of addresses part no numbers."""
    return 2 * sum(any(map(_OF_PERSON.fullmatch, row.split(delimiter))) for row in rows) > len(rows)


def is_of_names(rows: list[str], sign: str) -> bool:
    """Return true for a sign inside the addresses of the web or of mail, or the paths, that most lines have."""
    group = {"/": "slash", "\\": "slash", "@": "at"}.get(sign)
    if group is None:
        return False
    return 2 * sum(any(match[group] for match in _OF_NAMES.finditer(row)) for row in rows) > len(rows)


def is_in_amounts(rows: list[str]) -> bool:
    """Return true for printed columns, with blanks between them, in which commas only group the digits of amounts."""
    told = [row for row in rows if "," in row]
    return sum("  " in row and "," not in _AMOUNT.sub("", row) for row in told) >= _NEARLY_ALL * len(told)
