"""Decode escapes of pages and links: HTML references ("&#8209;"), percent codes ("%2B"), drawn out or joined letters.

A cell is returned as a reader sees it. It may become shorter: offsets are those of the returned cell. All functions
work on whole columns; for a column without any such sign they cost one search.
"""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

import polars as pl

_NAMED = {
    "nbsp": " ", "ensp": " ", "emsp": " ", "thinsp": " ", "zwnj": "", "zwj": "", "lrm": "", "rlm": "", "shy": "",
    "ndash": "-", "mdash": "-", "minus": "-", "hyphen": "-", "dash": "-", "lt": "<", "gt": ">", "quot": '"',
    "apos": "'", "plus": "+", "commat": "@", "period": ".", "comma": ",", "colon": ":", "sol": "/", "num": "#",
    "lowbar": "_", "lpar": "(", "rpar": ")", "equals": "=", "amp": "&",
}  # fmt: skip
"""Named references that occur in numbers and addresses (HTML Living Standard 13.5)."""

_NUMBERED = (*range(0x20, 0x7F), 0xA0, 0xAD, *range(0x0600, 0x0700), *range(0x2000, 0x2040), 0x2212)
"""Characters that are decoded from numeric references: ASCII, Urdu, blanks and dashes."""

_IN_LINKS = (*range(0x20, 0x7F), 0xA0, *range(0x0600, 0x0700), *range(0x2000, 0x2020))

_REFERENCE = "&#[xX]?[0-9A-Fa-f]{2,5};|&[a-z]{2,6};"
_PERCENT = r"%(?:25)?(?:2[0BbCcDdFf6]|3[AaDdFf]|40|[Dd][89ABab]%)"
_DRAWN = "\u0640"
"""Tatweel: it lengthens a letter and is none itself."""


def unescaped(cells: pl.Series) -> pl.Series:
    """Return cells with HTML references and percent codes decoded; null stays null."""
    if _has(cells, "%", _PERCENT):
        cells = pl.DataFrame({"cell": cells}).select(_of_links(pl.col("cell")))["cell"]
    return _of_html(cells) if _has(cells, "&", _REFERENCE) else cells


def _has(cells: pl.Series, sign: str, pattern: str) -> bool:
    """Return true if a cell has the pattern; the sign in it is searched first, which costs next to nothing."""
    could = cells.str.contains(sign, literal=True)
    return bool(could.any()) and bool(cells.filter(could).str.contains(pattern).any())


def joined(cells: pl.Series) -> pl.Series:
    """Return cells in single letters: not lengthened, no two letters in one sign (lam-alef), no separate accents."""
    if not cells.str.contains("[\u0300-\u036f\u0640\ufb50-\ufdff\ufe70-\ufefc]").any():
        return cells
    told = _drawn()
    return cells.str.replace_many(list(told), list(told.values()))


def _of_html(cells: pl.Series) -> pl.Series:
    told = _references()
    # Twice: what was escaped twice ("&amp;#45;") is an escape once more.
    for _ in range(2):
        cells = cells.str.replace_many(list(told), list(told.values()), leftmost=True)
    return cells


def _of_links(cell: pl.Expr) -> pl.Expr:
    """Return cells with percent codes decoded, only if they have a typical code: any text may have a percent sign."""
    told = _percents()
    plain = cell
    for _ in range(2):
        plain = plain.str.replace_many(list(told), list(told.values()), leftmost=True)
    return pl.when(cell.str.contains(_PERCENT)).then(plain).otherwise(cell)


@cache
def _references() -> dict[str, str]:
    found = {f"&{name};": meaning for name, meaning in _NAMED.items()}
    for code in _NUMBERED:
        found |= dict.fromkeys(
            (f"&#{code};", f"&#0{code};", f"&#x{code:x};", f"&#x{code:X};", f"&#X{code:X};"), chr(code)
        )
    return found


@cache
def _percents() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in _IN_LINKS:
        upper = "".join(f"%{byte:02X}" for byte in chr(code).encode())
        found |= dict.fromkeys((upper, upper.lower()), chr(code))
    return found


@cache
def _drawn() -> dict[str, str]:
    """Return signs that are several letters, each with its letters.

    Signs of one letter are folded one for one (`triage.recognizers.text`).
    """
    found = dict.fromkeys((_DRAWN, *map(chr, range(0x0300, 0x0370))), "")
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        letters = normalize("NFKC", chr(code))
        if len(letters) > 1 and letters.strip() and not letters.startswith(" "):
            found[chr(code)] = letters
    return found
