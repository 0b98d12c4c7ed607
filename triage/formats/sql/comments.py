"""Patterns of SQL comments, which may be wherever whitespace may, even between two values of a row.

What MySQL runs depending on its version (`/*!50705 ... */`) is not a comment: only its two ends are skipped, because
servers of that version and later execute the content (https://dev.mysql.com/doc/refman/8.4/en/comments.html, read
2026-11-29). A number that begins with 99999 is no version, and encloses a comment.
"""

from __future__ import annotations

import re

_ENCLOSED = r"/\*(?!M?!(?!99999))[\s\S]*?"
_BY_VERSION = r"/\*M?!\d*+|\*/"

_CONTINUED = r"-[ \t]*+(?=\r?\n)"
"""Pattern of the hyphen that SQL*Plus requires at the end of a continued line."""

COMMENT = rf"(?:--[^\n]*+|\#[^\n]*+|{_ENCLOSED}\*/|{_BY_VERSION}|{_CONTINUED})"
OPEN_COMMENT = rf"(?:{_ENCLOSED}(?:\*/|\Z)|{_BY_VERSION})"
"""Pattern of a comment between stars, which may stay open until the end of the text."""

GAP = rf"(?:\s++|{COMMENT})*+"
SOME_GAP = rf"(?:\s++|{COMMENT})++"
"""Patterns of whitespace and comments: GAP may be empty, SOME_GAP may not."""

MARK = re.compile(r"--|/\*|#")
"""Pattern of the start of a comment."""

_QUOTED_OR_COMMENT = re.compile(rf"""('(?:[^'\\]|\\.|'')*'|"[^"]*"|`[^`]*`|\[[^\]]*\])|{COMMENT}""", re.DOTALL)


def uncommented(text: str) -> str:
    """Return names and definitions without comments; quoted text stays."""
    return _QUOTED_OR_COMMENT.sub(lambda each: each[1] or " ", text) if MARK.search(text) else text
