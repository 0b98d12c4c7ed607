"""Literals and names of SQL: what a value, a name and a line of COPY stand for.

Text is Latin-1 of the file's bytes, so that places are byte offsets; `decoded` gives the letters that they stand for.
"""

from __future__ import annotations

import re
from functools import cache

NAME = r'(?:`(?:[^`]|``)+`|"(?:[^"]|"")+"|\[[^\]]+\]|[\w$]+)'
PATH = rf"{NAME}(?:\s*\.\s*{NAME})*"
PLAIN = r"'(?:[^']++|'')*+'"
SLASHED = r"'(?:[^'\\]++|\\.|'')*+'"
"""Strings: where only a doubled quote escapes, and where a backslash does too."""

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "Z": "\x1a", "b": "\b"}


@cache
def value_pattern(string: str) -> re.Pattern[str]:
    """One value of a tuple, and the comma or bracket behind it."""
    return re.compile(
        rf"\s*+(?:(?P<null>NULL\b)|(?:_\w+\s*+|[NEXB])?(?P<text>{string})(?:::[\w ]++)?"
        rf"|(?P<other>(?:[^,()']++|{_call(string)})*+))\s*+(?P<end>[,)])",
        re.IGNORECASE | re.DOTALL,
    )


def value(found: re.Match[str], *, slashed: bool) -> str | None:
    """What a match of `value_pattern` stands for: text, null for NULL."""
    if found["null"]:
        return None
    if found["text"] is None:
        return decoded(_computed(found["other"].strip()))
    if found[0].lstrip()[:1] in {"X", "x"}:
        return decoded(_computed(f"0x{found['text'][1:-1]}"))
    text = found["text"][1:-1].replace("''", "'")
    if slashed and "\\" in text:
        text = re.sub(r"\\(.)", lambda each: _ESCAPES.get(each[1], each[1]), text, flags=re.DOTALL)
    return decoded(text)


def _call(string: str) -> str:
    """A pattern for what stands in brackets: strings, and brackets to a depth of four."""
    inner = rf"[^()']++|{string}"
    for _ in range(4):
        inner = rf"[^()']++|{string}|\((?:{inner})*+\)"
    return rf"\((?:{inner})*+\)"


def _computed(text: str) -> str:
    """Text of a literal that is no plain string: hexadecimal bytes, replace(..., char(10)), CAST(N'...')."""
    if re.fullmatch(r"0[xX](?:[0-9A-Fa-f]{2})+", text):
        return _of_bytes(bytes.fromhex(text[2:]), text)
    first = re.search(PLAIN, text)
    if not first:
        return text
    value = first[0][1:-1].replace("''", "'")
    for old, code in re.findall(rf"({PLAIN})\s*,\s*char\((\d+)\)", text[first.end() :]):
        value = value.replace(old[1:-1], chr(int(code)))
    return value


def _of_bytes(raw: bytes, written: str) -> str:
    """Bytes as letters one for one where they are UTF-8 text, else as they were written."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return written
    return raw.decode("latin-1")


def copied(cell: str) -> str | None:
    """One cell of a COPY line: text, null for its mark."""
    if cell == "\\N":
        return None
    if "\\" in cell:
        cell = re.sub(r"\\(.)", lambda each: _ESCAPES.get(each[1], each[1]), cell)
    return decoded(cell)


def decoded(cell: str) -> str:
    """The letters that the bytes stand for."""
    if cell.isascii():
        return cell
    try:
        return cell.encode("latin-1").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return cell


def unquoted(name: str) -> str:
    """A name without its quotes."""
    inner = name[1:-1] if name[0] in '`"[' else name
    return decoded(inner.replace("``", "`").replace('""', '"'))


def last_name(path: str) -> str:
    """The table of "schema.table"."""
    return unquoted(re.findall(NAME, path)[-1])
