"""Literals and names of SQL: what a value, a name and a line of COPY stand for.

Text is Latin-1 of the file's bytes, so that places are byte offsets; `letters` gives what they stand for.
"""

from __future__ import annotations

import codecs
import re
from functools import cache, lru_cache

NAME = r'(?:`(?:[^`]|``)+`|"(?:[^"]|"")+"|\[[^\]]+\]|[\w$]+)'
PATH = rf"{NAME}(?:\s*\.\s*{NAME})*"
PLAIN = r"'(?:[^']++|'')*+'"
SLASHED = r"'(?:[^'\\]++|\\.|'')*+'"
"""Strings: where only a doubled quote escapes, and where a backslash does too."""

DOUBLE = r'"(?:[^"\\]++|\\.|"")*+"'
"""A string of MySQL in double quotes."""

_QUOTES = ((r"\[", r"\]"), (r"\{", r"\}"), (r"\(", r"\)"), "<>", "!!", (r"\|", r"\|"), "~~", "##")
CHOSEN = "[qQ]'(?:" + "|".join(f"{each[0]}.{{0,32767}}?{each[-1]}" for each in _QUOTES) + ")'"
"""A string of Oracle between quotes that its writer chose."""

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "Z": "\x1a", "b": "\b"}
_FIRST = frozenset(
    {"cast", "convert", "try_cast", "to_date", "to_timestamp", "str_to_date", "to_clob", "to_char", "n", "replace"}
)
"""Functions whose first argument is what a person sees."""


_SIMPLE = r"\s*+(?:'[^'\\]*+'|(?i:NULL)\b|-?\d[\d.]*+)\s*+"
SIMPLE_TUPLE = re.compile(rf"\({_SIMPLE}(?:,{_SIMPLE})*+\)")
"""A tuple of strings without escapes, numbers and NULL: nearly all tuples of a dump, and read in one go."""

_SIMPLE_VALUE = re.compile(r"'([^'\\]*+)'|((?i:NULL))|(-?\d[\d.]*+)")


def simple_values(tuple_: str) -> list[str | None]:
    """The cells of a `SIMPLE_TUPLE`, as `value` would tell them one by one."""
    return [None if null else text or number for text, null, number in _SIMPLE_VALUE.findall(tuple_)]


@cache
def value_pattern(string: str) -> re.Pattern[str]:
    """One value of a tuple, and the comma or bracket behind it."""
    call = _call(string)
    typed = rf"(?:[\w.]++\s*+)?{string}(?:::[\w .]++(?:\([\d, ]*+\))?(?:\[\])?[\w ]*+)?"
    atom = rf"(?:{typed}|[\w.$@]++\s*+{call}|[\w.$@]++)"
    return re.compile(
        rf"\s*+(?:(?P<null>NULL\b)|[Ee](?P<slashed>{SLASHED})|(?P<chosen>[Nn]?{CHOSEN})"
        rf"|(?P<sign>_\w+\s*+|[NEXB]|U&)?(?P<text>{string})(?:::[\w ]++)?|(?P<double>{DOUBLE})"
        rf"|\$(?P<tag>\w*+)\$(?P<dollar>.*?)\$(?P=tag)\$(?:::[\w ]++)?"
        rf"|(?P<joined>{atom}(?:\s*+(?:\|\||\+)\s*+{atom})*+)"
        rf"|(?P<other>(?:[^,()';\[]++|{call}|\[(?:[^\]']++|{string})*+\])*+))\s*+(?P<end>[,)])",
        re.IGNORECASE | re.DOTALL,
    )


def value(found: re.Match[str], *, slashed: bool) -> str | None:
    """What a match of `value_pattern` stands for: text, null for NULL."""
    if found["null"]:
        return None
    if found["text"] is not None:
        return _signed(found["sign"] or "", found["text"], slashed=slashed)
    if literal := found["slashed"] or found["double"]:
        return _unescaped(literal, slashed=True, quote=literal[0])
    if found["chosen"]:
        return str(found["chosen"][found["chosen"].index("'") + 2 : -2])
    if found["dollar"] is not None:
        return str(found["dollar"])
    return _joined((found["joined"] or found["other"] or "").strip(), slashed=slashed)


def _signed(sign: str, literal: str, *, slashed: bool) -> str:
    """A string with a sign before it: X'...' is bytes, U&'...' has letters by number."""
    kind = sign.strip().upper()
    if kind == "X":
        return _of_bytes(literal[1:-1], f"0x{literal[1:-1]}")
    text = _unescaped(literal, slashed=slashed)
    return _by_number(text, r"\\(?:\+([0-9A-Fa-f]{6})|([0-9A-Fa-f]{4}))") if kind == "U&" else text


def _unescaped(literal: str, *, slashed: bool, quote: str = "'") -> str:
    text = literal[1:-1].replace(quote * 2, quote)
    if slashed and "\\" in text:
        text = re.sub(r"\\(.)", lambda each: _ESCAPES.get(each[1], each[1]), text, flags=re.DOTALL)
    return text


def _by_number(text: str, pattern: str) -> str:
    """Text whose letters are written by their numbers."""
    return re.sub(pattern, lambda each: chr(int(next(filter(None, each.groups())), 16)), text)


def _call(string: str) -> str:
    """A pattern for what stands in brackets: strings, and brackets to a depth of four."""
    inner = rf"[^()']++|{string}"
    for _ in range(4):
        inner = rf"[^()']++|{string}|\((?:{inner})*+\)"
    return rf"\((?:{inner})*+\)"


def _joined(text: str, *, slashed: bool) -> str:
    """Strings that are put together: 'a' || chr(10) || 'b'."""
    string = SLASHED if slashed else PLAIN
    parts = re.findall(rf"(?:[^'|+(]++|{string}|{_call(string)})++", text) if "||" in text or "+" in text else ()
    if len(parts) < 2 or "'" not in text:
        return _computed(text, slashed=slashed)
    return "".join(_computed(part.strip(), slashed=slashed) for part in parts)


def _computed(text: str, *, slashed: bool) -> str:
    """Text of a literal that is no plain string: hexadecimal bytes, calls of functions, typed strings."""
    if re.fullmatch(r"0[xX](?:[0-9A-Fa-f]{2})+", text):
        return _of_bytes(text[2:], text)
    if called := re.fullmatch(r"([\w.]+)\s*\((.*)\)", text, re.DOTALL):
        told = _called(called[1].lower(), called[2].strip(), slashed=slashed)
        return text if told is None else told
    strings = re.findall(SLASHED if slashed else PLAIN, text)
    return _unescaped(strings[0], slashed=slashed) if len(strings) == 1 and "[" not in text else text


def _called(name: str, inside: str, *, slashed: bool) -> str | None:
    """What a call of a function stands for; null where nobody knows."""
    string = SLASHED if slashed else PLAIN
    strings = [_unescaped(each, slashed=slashed) for each in re.findall(string, inside)]
    if name in {"chr", "char", "nchar"} and inside.isdigit() and int(inside) < 0x110000:
        return chr(int(inside))
    if name == "concat":
        parts = re.findall(rf"(?:[^,'(]++|{string}|{_call(string)})++", inside)
        return "".join(_computed(part.strip(), slashed=slashed) for part in parts)
    if not strings or (len(strings) > 1 and name not in _FIRST):
        return None
    if name in {"hextoraw", "unhex"}:
        return _of_bytes(strings[0], strings[0])
    if name == "unistr":
        return _by_number(strings[0], r"\\u?\+?([0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{4})")
    return _replaced(strings[0], inside)


def _replaced(value: str, inside: str) -> str:
    """What SQLite's replace() of signs by char(10) makes of a value."""
    for old, code in re.findall(rf"({PLAIN})\s*,\s*char\((\d+)\)", inside):
        value = value.replace(old[1:-1], chr(int(code)))
    return value


def _of_bytes(digits: str, written: str) -> str:
    """Bytes as letters one for one where they are UTF-8 text, else as they were written."""
    try:
        raw = bytes.fromhex(digits)
        raw.decode("utf-8")
    except ValueError:
        return written
    return raw.decode("latin-1")


def copied(cell: str) -> str | None:
    """One cell of a COPY line: text, null for its mark."""
    if cell == "\\N":
        return None
    if "\\" in cell:
        cell = re.sub(r"\\(.)", lambda each: _ESCAPES.get(each[1], each[1]), cell)
    return cell


def letters(cell: str | None, codec: str) -> str | None:
    """What the bytes of a cell stand for; "" is the codec of text that is letters already."""
    if cell is None or not codec or cell.isascii():
        return cell
    return cell.encode("latin-1", "as_utf_8").decode(codec, "backslashreplace")


def _as_utf_8(error: UnicodeError) -> tuple[bytes, int]:
    """Letters beyond Latin-1 come from numbers in the text, not from bytes of the file."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - a codec calls it for nothing else
    return error.object[error.start : error.end].encode("utf-8", "surrogatepass"), error.end


codecs.register_error("as_utf_8", _as_utf_8)


def unquoted(name: str) -> str:
    """A name without its quotes."""
    inner = name[1:-1] if name[0] in '`"[' else name
    return inner.replace("``", "`").replace('""', '"')


@lru_cache(maxsize=64)
def last_name(path: str) -> str:
    """The table of "schema.table"."""
    return unquoted(re.findall(NAME, path)[-1])
