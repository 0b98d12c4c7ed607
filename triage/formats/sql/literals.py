"""Decode SQL literals and names: values, names, and fields of COPY.

The text is the file's bytes as Latin-1, so that offsets are byte offsets; `letters` decodes the characters.
"""

from __future__ import annotations

import codecs
import re
from functools import cache, lru_cache

from triage.formats.sql.comments import COMMENT, GAP, uncommented

NAME = r'(?:`(?:[^`]|``)+`|"(?:[^"]|"")+"|\[[^\]]+\]|[\w$]+)'
PATH = rf"{NAME}(?:\s*\.\s*{NAME})*"
COLUMNS = rf'\((?:`[^`]*+`|"[^"]*+"|\[[^\]]*+\]|{COMMENT}|[^)])*+\)'
"""Pattern of the column names in brackets after the name of a table."""

PLAIN = r"'(?:[^']++|'')*+'"
SLASHED = r"'(?:[^'\\]++|\\.|'')*+'"
"""Patterns of strings: PLAIN if only a doubled quote escapes, SLASHED if a backslash does too."""

DOUBLE = r'"(?:[^"\\]++|\\.|"")*+"'
"""Pattern of a MySQL string in double quotes."""

_QUOTES = ((r"\[", r"\]"), (r"\{", r"\}"), (r"\(", r"\)"), "<>", "!!", (r"\|", r"\|"), "~~", "##")
CHOSEN = "[qQ]'(?:" + "|".join(f"{each[0]}.{{0,32767}}?{each[-1]}" for each in _QUOTES) + ")'"
"""Pattern of an Oracle string between quotes that its writer chose."""

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "Z": "\x1a", "b": "\b"}
_FIRST = frozenset(
    "cast coalesce convert date ifnull isnull json lower ltrim n nvl replace rtrim str_to_date timestamp to_char"
    " to_clob to_date to_nclob to_timestamp trim try_cast try_convert upper".split()
)
"""Functions whose first string argument is the visible value."""

_TYPE = re.compile(r"\s+(?:AS|USING)\s+[\w ]+(?:\([\w, ]*\))?\s*\Z", re.IGNORECASE)
_LAST_LETTER = 0x10FFFF


_SIMPLE = r"\s*+(?:'[^'\\]*+'|(?i:NULL)\b|-?\d[\d.]*+)\s*+"
SIMPLE_TUPLE = re.compile(rf"\({_SIMPLE}(?:,{_SIMPLE})*+\)")
"""Pattern of a tuple of numbers, NULL and strings without escapes: nearly all tuples of a dump, matched in one go."""

_SIMPLE_VALUE = re.compile(r"'([^'\\]*+)'|((?i:NULL))|(-?\d[\d.]*+)")


def simple_values(tuple_: str) -> list[str | None]:
    """Return the cells of a `SIMPLE_TUPLE`; same result as calling `value` on each."""
    return [None if null else text or number for text, null, number in _SIMPLE_VALUE.findall(tuple_)]


_NO_ALIAS = "UNION|FROM|WHERE|ON|LIMIT|ORDER|GO|INTO|RETURNING|INSERT|SELECT|EXEC|EXECUTE|CALL"
_SELECTED_END = (
    rf"(?:{GAP}(?:AS\b{GAP})?(?P<alias>(?!(?:{_NO_ALIAS})\b)(?:{NAME}|{PLAIN})))?"
    rf"{GAP}(?P<end>,|(?=[;)]|\Z|(?:{_NO_ALIAS})\b))"
)


@cache
def value_pattern(string: str) -> re.Pattern[str]:
    """Return the pattern of one value of a tuple with comments around it, and the comma or bracket after it."""
    other = rf"(?P<other>(?:[^,()';\[]++|{_call(string)}|\[(?:[^\]']++|{string})*+\])*+)"
    return _pattern(string, r"[\w .]++(?:\([\d, ]*+\))?(?:\[\])?[\w ]*+", rf"{other}){GAP}(?P<end>[,)])")


@cache
def selected_pattern(string: str) -> re.Pattern[str]:
    """Return the pattern of one value of a SELECT or SET, the name before or after it, and what ends it."""
    type_ = r"[\w.]++(?:[ ](?:varying|precision))?(?:\([\d, ]*+\))?(?:\[\])?"
    before = rf"{GAP}(?:@?(?P<before>{NAME}){GAP}={GAP})?"
    return _pattern(string, type_, rf"(?P<other>-?[\d.]++)){_SELECTED_END}", before)


def _pattern(string: str, kind: str, ends: str, begins: str = "") -> re.Pattern[str]:
    """Return the pattern of a value, given the patterns of a type's name, of what ends it and of what precedes it."""
    call, literal = _call(string), _literal(string)
    type_ = rf"::{kind}"
    typed = rf"(?:{literal}|[\w.]++\s*+{string})(?:{type_})?"
    atom = rf"(?:{typed}|[\w.$@]++\s*+{call}|{call}|[\w.$@]++)"
    return re.compile(
        rf"{begins}{GAP}(?:(?P<null>NULL\b(?:{type_})?+"
        rf"|(?:TRY_)?CAST\s*\(\s*NULL\s+AS\s+[\w ]++(?:\([\w, ]*+\))?\s*+\))"
        rf"|[Ee](?P<slashed>{SLASHED})|(?P<chosen>[Nn]?{CHOSEN})"
        rf"|(?P<sign>_\w+\s*+|[NEXB]|U&)?(?P<text>{string})(?:::{kind})?|(?P<double>{DOUBLE})"
        rf"|\$(?P<tag>\w*+)\$(?P<dollar>.*?)\$(?P=tag)\$(?:::{kind})?"
        rf"|(?P<joined>{atom}(?:{GAP}(?:\|\||\+|&){GAP}{atom}|{GAP}{literal})*+)|{ends}",
        re.IGNORECASE | re.DOTALL,
    )


def _literal(string: str) -> str:
    """Return the pattern of a single-quoted string of any kind."""
    return rf"(?:(?<!\w)[Nn]?{CHOSEN}|(?<!\w)[Ee]{SLASHED}|{string})"


def value(found: re.Match[str], *, slashed: bool) -> str | None:
    """Return the text of a match of `value_pattern`; null for NULL."""
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
    """Return a string with a prefix: X'...' is bytes, U&'...' has characters by number."""
    kind = sign.strip().upper()
    if kind == "X":
        return _of_bytes(literal[1:-1], f"0x{literal[1:-1]}")
    text = _unescaped(literal, slashed=slashed)
    if kind == "U&":
        return _by_number(text, r"\\(?:\+([0-9A-Fa-f]{6})|([0-9A-Fa-f]{4}))")
    return text if slashed else of_bytea(text)


def _unescaped(literal: str, *, slashed: bool, quote: str = "'") -> str:
    text = literal[1:-1].replace(quote * 2, quote)
    if slashed and "\\" in text:
        text = re.sub(r"\\(.)", lambda each: _ESCAPES.get(each[1], each[1]), text, flags=re.DOTALL)
    return text


def _by_number(text: str, pattern: str) -> str:
    """Return text with characters given by number decoded; an invalid number stays as written."""
    told = re.sub(pattern, lambda each: _letter(int(next(filter(None, each.groups())), 16)) or each[0], text)
    return _whole(told)


def _letter(number: int) -> str:
    """Return the character with this number; "" if there is none."""
    return chr(number) if number <= _LAST_LETTER else ""


def _whole(text: str) -> str:
    """Return text with surrogate pairs joined; a lone surrogate becomes U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _call(string: str) -> str:
    """Return the pattern of text in brackets: strings, and brackets nested up to four deep."""
    inner = rf"[^()']++|{string}"
    for _ in range(4):
        inner = rf"[^()']++|{string}|\((?:{inner})*+\)"
    return rf"\((?:{inner})*+\)"


def _joined(text: str, *, slashed: bool) -> str:
    """Return concatenated strings as one: 'a' || chr(10) || 'b'. NULL adds nothing."""
    parts = _parts(text, "|+&", slashed=slashed) if re.search(r"\|\||[+&]", text) else ()
    if len(parts) < 2 or "'" not in text:
        return _computed(text, slashed=slashed)
    return "".join(_computed(part, slashed=slashed) for part in parts if part.upper() != "NULL")


def _parts(text: str, between: str, *, slashed: bool) -> list[str]:
    """Return the parts between separators, outside strings and brackets."""
    string = SLASHED if slashed else PLAIN
    pattern = rf"(?:{_literal(string)}|[^'({re.escape(between)}]|{_call(string)})++"
    return [part.strip() for part in re.findall(pattern, text, re.DOTALL)]


def _computed(text: str, *, slashed: bool) -> str:
    """Return the text of a literal that is not a plain string: hexadecimal bytes, function calls, typed strings."""
    if re.fullmatch(r"0[xX](?:[0-9A-Fa-f]{2})+", text):
        return _of_bytes(text[2:], text)
    if called := re.fullmatch(r"([\w.]*)\s*\((.*)\)", text, re.DOTALL):
        told = _called(called[1].lower(), called[2].strip(), slashed=slashed)
        return text if told is None else told
    string = _literal(SLASHED if slashed else PLAIN)
    strings = re.findall(string, text, re.DOTALL)
    is_row = len(strings) > 1 and re.fullmatch(rf"(?:\w+\s*)?{string}(?:{GAP}{string})+", text, re.DOTALL)
    if is_row or (len(strings) == 1 and "[" not in text.replace(strings[0], "")):
        return "".join(_of_literal(each, slashed=slashed) for each in strings)
    return text


def _of_literal(literal: str, *, slashed: bool) -> str:
    """Return the text of a single-quoted string of any kind."""
    if literal[0] in "qQnN":
        return literal[literal.index("'") + 2 : -2]
    return _unescaped(literal.lstrip("eE"), slashed=slashed or literal[0] in "eE")


def _called(name: str, inside: str, *, slashed: bool) -> str | None:
    """Return the value of a function call, or of text in brackets; null if it is unknown."""
    if name in {"chr", "char", "nchar"}:
        return _of_numbers(inside)
    if name in {"concat", "concat_ws"}:
        parts = [each for each in _parts(inside, ",", slashed=slashed) if each.upper() != "NULL"]
        texts = [_joined(part, slashed=slashed) for part in parts]
        return "".join(texts) if name == "concat" or not texts else texts[0].join(texts[1:])
    if not name:
        return _joined(inside, slashed=slashed) if len(_parts(inside, ",", slashed=slashed)) == 1 else None
    arguments = [each for each in _parts(inside, ",", slashed=slashed) if "'" in each]
    if not arguments or (len(arguments) > 1 and name not in _FIRST):
        return None
    first = _joined(_TYPE.sub("", arguments[0]), slashed=slashed)
    return _made(name, first, inside)


def _made(name: str, first: str, inside: str) -> str:
    """Return the result of a function on its first string, or the string itself for other functions."""
    if name in {"hextoraw", "unhex"}:
        return _of_bytes(first, first)
    if name == "unistr":
        return _by_number(first, r"\\u?\+?([0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{4})")
    return _replaced(first, inside) if name == "replace" else first


def _of_numbers(inside: str) -> str | None:
    """Return the characters of char(65, 66); null if a number is invalid."""
    if not re.fullmatch("[0-9]{1,9}(?: *, *[0-9]{1,9})*", inside):
        return None
    told = [_letter(int(each)) for each in inside.split(",")]
    return _whole("".join(told)) if all(told) else None


def _replaced(value: str, inside: str) -> str:
    """Return the value after SQLite's replace() of a mark by char(10)."""
    for old, code in re.findall(rf"({PLAIN})\s*,\s*char\(([0-9]{{1,7}})\)", inside):
        value = value.replace(old[1:-1], _letter(int(code)) or old[1:-1])
    return value


def _of_bytes(digits: str, written: str) -> str:
    """Return bytes as Latin-1 characters, one for one, if they are UTF-8 text; else the literal as written."""
    try:
        raw = bytes.fromhex(digits)
        raw.decode("utf-8")
    except ValueError:
        return written
    return raw.decode("latin-1")


def of_bytea(text: str) -> str:
    r"""Return bytes as PostgreSQL writes them (\x and digits) decoded, if they are text; anything else unchanged."""
    return _of_bytes(text[2:], text) if text.startswith("\\x") else text


def letters(cell: str | None, codec: str) -> str | None:
    """Return a cell with its bytes decoded; "" is the codec of text that is decoded already."""
    if cell is None or not codec or cell.isascii():
        return cell
    return cell.encode("latin-1", "as_utf_8").decode(codec, "backslashreplace")


def _as_utf_8(error: UnicodeError) -> tuple[bytes, int]:
    """Encode characters beyond Latin-1, which come from escapes in the text and not from bytes of the file."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - a codec calls it for nothing else
    return error.object[error.start : error.end].encode("utf-8", "surrogatepass"), error.end


codecs.register_error("as_utf_8", _as_utf_8)


@lru_cache(maxsize=64)
def named(columns: str | None) -> tuple[str, ...]:
    """Return the names in the brackets after a table; () if there are none."""
    return tuple(unquoted(each) for each in re.findall(NAME, uncommented(columns))) if columns else ()


def unquoted(name: str) -> str:
    """Return a name without its quotes."""
    inner = name[1:-1] if name[0] in '`"[' else name
    return inner.replace("``", "`").replace('""', '"')


@lru_cache(maxsize=64)
def last_name(path: str) -> str:
    """Return the table's name from "schema.table"."""
    return unquoted(re.findall(NAME, path)[-1])
