"""Comments of SQL: they may be wherever a blank may, between two values of a row too.

What MySQL runs by its version (`/*!50705 ... */`) is no comment: only its two ends are passed over, since servers of
that version and later read what is within (https://dev.mysql.com/doc/refman/8.4/en/comments.html, read
2026-11-29). A number that begins with 99999 is of no version, and encloses a comment.
"""

from __future__ import annotations

import re

_ENCLOSED = r"/\*(?!M?!(?!99999))[\s\S]*?"
_BY_VERSION = r"/\*M?!\d*+|\*/"

_CONTINUED = r"-[ \t]*+(?=\r?\n)"
"""What SQL*Plus wants before the end of a line that goes on."""

COMMENT = rf"(?:--[^\n]*+|\#[^\n]*+|{_ENCLOSED}\*/|{_BY_VERSION}|{_CONTINUED})"
OPEN_COMMENT = rf"(?:{_ENCLOSED}(?:\*/|\Z)|{_BY_VERSION})"
"""One between stars, which may stay open to the end of the text."""

GAP = rf"(?:\s++|{COMMENT})*+"
SOME_GAP = rf"(?:\s++|{COMMENT})++"
"""Blanks and comments: perhaps none, and at least one."""

MARK = re.compile(r"--|/\*|#")
"""How comments begin."""

_QUOTED_OR_COMMENT = re.compile(rf"""('(?:[^'\\]|\\.|'')*'|"[^"]*"|`[^`]*`|\[[^\]]*\])|{COMMENT}""", re.DOTALL)


def uncommented(text: str) -> str:
    """Names and definitions without the comments between them; what is in quotes stays."""
    return _QUOTED_OR_COMMENT.sub(lambda each: each[1] or " ", text) if MARK.search(text) else text
