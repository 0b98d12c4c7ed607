"""Lines that close a list or a page and are no record: "Total: 1200", "*** End of list ***", "Page 3 of 40"."""

from __future__ import annotations

import re
from functools import lru_cache

from triage.core.names import table

_LONGEST = 160
_NUMBER = r"(?:[\d]{1,9}|\d{1,3}(?:,\d{2,3}){1,6})(?:\.\d{1,2})?"
_WHEN = r"[\d:/., -]{4,30}(?:am|pm)?"


def is_closing(line: str) -> bool:
    """Return true for a line that counts, ends or numbers what stands above it, by `rules/tables/closing_lines.csv`.

    >>> [is_closing(line) for line in ("Total: 1200", "*** END OF LIST ***", "Page 3 of 40", "Total Khan")]
    [True, True, True, False]
    """
    if len(line) > _LONGEST:
        return False
    bare = " ".join(line.strip(" \t\r\n*-=_.:#()[]|<>~").split())
    return bool(bare) and _pattern(_words()).fullmatch(bare) is not None


def _words() -> tuple[tuple[str, str], ...]:
    return tuple((row["kind"], row["word"]) for row in table("closing_lines"))


@lru_cache(maxsize=8)
def _pattern(rows: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    words = {kind: _any_of(rows, kind) for kind in ("total", "unit", "between", "end", "page", "made")}
    mark = r"[\s:=#.(/-]*"
    rest = rf"(?:{mark}(?:{words['unit']}|{words['between']})\b){{0,6}}"
    return re.compile(
        rf"{words['total']}\b{rest}(?:{mark}{_NUMBER}{rest}{mark})?"
        rf"|{words['unit']}{mark}{_NUMBER}"
        rf"|{_NUMBER}\s*{words['unit']}\b(?:\(s\)?)?{rest}"
        rf"|{words['end']}"
        rf"|{words['page']}{mark}\d{{1,6}}(?:\s*(?:of|/|out of)\s*\d{{1,6}})?"
        rf"|{words['made']}{mark}{_WHEN}",
        re.IGNORECASE,
    )


def _any_of(rows: tuple[tuple[str, str], ...], wanted: str) -> str:
    words = sorted((word for kind, word in rows if kind == wanted), key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(word) for word in words)})"
