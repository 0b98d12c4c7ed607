"""Compute formulas that only join constants: some programs leave the result to the first who opens the workbook."""

from __future__ import annotations

import re

_CONSTANT = re.compile(r'"((?:[^"]|"")*)"|(?<![\w$.:!])\d+(?:\.\d+)?(?![\w$.:!(])')
"""Pattern of a text in quotes, or of a number that is no part of a reference to a cell."""

_JOINING = re.compile(r"(?:(?:_xlfn\.)?(?:CONCATENATE|CONCAT|TRIM|T)\s*(?=\()|[\s&,;()])*", re.IGNORECASE)
"""Pattern of what joins constants and changes none of them."""


def joined(formula: str) -> str | None:
    """Return the text of a formula that joins constants; null if it refers to cells, or calculates."""
    if not _JOINING.fullmatch(_CONSTANT.sub("", formula)):
        return None
    found = [match[0] if match[1] is None else match[1].replace('""', '"') for match in _CONSTANT.finditer(formula)]
    return "".join(found) or None
