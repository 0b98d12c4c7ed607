"""Kinds of lines that hold one value: a number that only people have, another number, or a text."""

from __future__ import annotations

import re

_KINDS = (
    ("cnic", re.compile(r"[1-9]\d{4}[- ]?\d{7}[- ]?\d")),
    ("mobile", re.compile(r"(?:\+?92|0092|0)?[- ]?3\d{2}[- ]?\d{7}")),
    ("email", re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")),
    ("number", re.compile(r"[\d\W_]+")),
)
OF_PEOPLE = ("cnic", "mobile", "email")
_NUMBERED = re.compile(r"^\W{0,4}\d{1,6}[.):]\s+(?=\S)")


def kind_of(line: str) -> str:
    """Return what a line is: "cnic", "mobile", "email", "number" or "text"; "" for an empty one."""
    bare = without_number(line).strip()
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(bare)), "text") if bare else ""


def without_number(line: str) -> str:
    """Return a line without the running number at its start."""
    return _NUMBERED.sub("", line)
