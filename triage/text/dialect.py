"""Decide whether bytes are text, split them into lines, and find their delimiter and quote."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import lru_cache

from triage.core.names import is_header
from triage.text.delimiter_signs import RARE, fills_cells, is_in_amounts, is_of_names
from triage.text.encoding import decide
from triage.text.line_ends import in_newlines
from triage.text.record_splitter import split_quoted

HEAD_BYTES = 1 << 18
"""Number of bytes at the start of a file by which these decisions are made."""

_DELIMITERS = (
    ",", "\t", ";", "|", "||", "~", "^", "\x01", "\x1f", "\u00a6", "\u060c", "\u00a7", "@@", "::", "$$", "%%", "##",
    ":", "#", *"\x04\x05\x06\x07\x08\x0e\x10\x11\x12\x13\x14\x15\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\u00b6",
)  # fmt: skip
"""Candidates for the delimiter: no control characters that frame messages (STX, ETX) or set colours in IRC."""

COMMON = (",", ";", "|", "\t")
"""Delimiters that may replace each other in a file that was merged from several programs' files."""

_PAIR = 2
_LINES = 500
"""Number of lines by which the delimiter is decided."""

_QUOTED = re.compile(r'(?<![^,;|\t\n])"(?:[^"]|""){0,20000}+"(?=[,;|\t\n]|\Z)')
"""Pattern of a quoted cell, which may span several lines."""

_KEYED = re.compile(r"\W{0,3}\w[\w.()/-]{0,38}\s?:(?:\s|$)")
"""Pattern of a key-value line: one word, a colon, a space."""

_FEW_ROWS = 12
"""Most lines of one key-value block; in a longer text a user name of a password list may equal a header word."""

_STRANGE = re.compile("[\x02-\x08\x0e-\x1a]")
_HOLE = re.compile("\0{16,}")
_BEGINS = 4096
"""Number of characters by which text is distinguished from noise."""

_FEWEST_BYTES = 256
"""Fewest bytes of text that must precede noise."""

_FEW = 3
"""Most characters that text should not contain, in a short text; and most kinds of control characters in a text."""

_MARKED = 0.25
"""Largest share of control characters in a text that uses them as frames, colours or delimiters."""

_LEAST_MARKED = 64
"""Fewest characters of a text in a one-byte encoding for control characters to be accepted in it."""

_QUOTED_WORD = re.compile(r'"(?:[^"\\]|\\.|"")*"|-?[0-9.][0-9.eE+:/-]*|NA|NaN|-?Inf|TRUE|FALSE')
_QUOTED_WORDS = re.compile(rf"(?:{_QUOTED_WORD.pattern})(?: (?:{_QUOTED_WORD.pattern}))+\s*")
_SIGNS_OF_WORDS = ("#", "~", "^", "$$", "%%", "##", "::", "@@")
"""Delimiters that are also signs of tags, remarks, sums and programs, where a blank stands before them."""

_NEARLY_ALL, _MOSTLY = 0.95, 0.6
_WORDS_AND_NUMBER = re.compile(r"(?:[^\W\d_]+[\s.:/#]+){3}[^,\d]{0,20}\d(?:[ -]?\d){9}|(?:[^\s,]+\s){8}[^\s,]")
"""Pattern of words before the number of a person, or of nine words, inside one cell."""

_STAMPED = re.compile(r"[\u200e\u200f]*(?:\[\d|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:.]\d\d[^,;|\t]{0,12} - )")
"""Pattern of the start of a line of a chat or log: a time in square brackets, or date and time before a dash."""


def is_text(head: bytes) -> bool:
    """Return true if bytes decode as text."""
    return text_of(head) is not None


@lru_cache(maxsize=4)
def text_of(head: bytes) -> str | None:
    """Return the start of a file decoded as text; null if it is binary."""
    if not head:
        return None
    encoding, _ = decide(head)
    text = head.decode(encoding, "replace").lstrip("\ufeff")
    begins = text[:_BEGINS]
    if (hole := _HOLE.search(begins)) and hole.start() > 512:  # a file that was cut and filled up with nothing
        begins = _HOLE.sub("", begins)
    controls = _STRANGE.findall(begins)
    nul, odd, size = begins.count("\0"), begins.count("\ufffd"), len(begins)
    strange = 0 if nul == 0 and _are_marks(controls, size, head) else len(controls)
    is_mixed = encoding == "utf-8"  # most letters beyond ASCII are whole: the others are of another encoding
    strange += 0 if is_mixed and odd <= 0.2 * size else odd
    is_binary = (strange > 0.02 * size and strange > min(_FEW, size / 8)) or nul > 0.1 * size
    return None if is_binary and not _turns_to_noise(head[: 2 * _BEGINS]) else text


def _are_marks(controls: list[str], size: int, head: bytes) -> bool:
    """Return true if control characters structure the text: they are of few kinds, or all else is valid UTF-8."""
    if len(controls) > _MARKED * size:
        return False
    return (len(set(controls)) <= _FEW and size >= _LEAST_MARKED) or _is_utf8(head[: 4 * _BEGINS])


def _is_utf8(head: bytes) -> bool:
    """Return true for valid UTF-8, except for a character cut off at the end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _turns_to_noise(head: bytes) -> bool:
    """Return true if the first quarter is valid text, which is what a damaged compressed stream looks like."""
    begins = head[: max(len(head) // 4, _FEWEST_BYTES)]
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(begins)
    except UnicodeDecodeError:
        return False
    is_long = len(begins) >= _FEWEST_BYTES and text.count("\n") > 1
    return is_long and not _STRANGE.search(text) and "\0" not in text


def lines_of(text: str, *, whole: bool) -> list[str]:
    """Return the lines of the start of a file, without a last line that may be cut off."""
    rows = in_newlines(text).split("\n")
    if rows and (not whole or not rows[-1]):
        rows.pop()
    return rows


@lru_cache(maxsize=4)
def dialect(text: str) -> str:
    """Return the delimiter whose count per line is the most constant; "" if there is none, as in a chat or log.

    If quoted cells span several lines, their content is ignored if that makes the lines more alike.
    """
    whole = len(text) < HEAD_BYTES // 4
    rows = [row for row in lines_of(text, whole=whole)[:_LINES] if row.strip()]
    if sum(bool(_STAMPED.match(row)) for row in rows) > len(rows) / 10:
        return ""
    best, delimiter = _best(rows)
    if any(row.count('"') % 2 for row in rows):
        bare = _QUOTED.sub('""', in_newlines(text)).split("\n")[:_LINES]
        short = [row for row in bare[: len(bare) if whole else -1] if row.strip()]
        score, other = _best(short)
        if score > best:
            rows, delimiter = short, other
    if _are_sentences(rows, delimiter):
        return ""
    delimiter = _around(rows, delimiter) or delimiter
    if not delimiter:
        return _of_several(_seen(rows), len(rows)) or (" " if _are_quoted_words(rows) else "")
    twice = delimiter * 2
    if all(row.count(delimiter) == 2 * row.count(twice) for row in rows):
        return twice
    return _within(rows, delimiter) or delimiter


def are_sentences(text: str) -> bool:
    """Return true for lines of prose with commas, such as statements that name a person, an address and numbers."""
    return _are_sentences(
        [row for row in lines_of(text, whole=len(text) < HEAD_BYTES // 4)[:_LINES] if row.strip()], ","
    )


def _are_sentences(rows: list[str], delimiter: str) -> bool:
    """Return true if a blank follows each delimiter and most lines have words before a number in one of their parts."""
    told = [row for row in rows if delimiter in row] if delimiter == "," else []
    if 2 * len(told) < len(rows) or any(row.count(",") != row.count(", ") for row in told):
        return False
    is_headed = any(sum(map(is_header, row.split(","))) > 1 for row in rows[:_FEW_ROWS])
    return not is_headed and sum(bool(_WORDS_AND_NUMBER.search(row)) for row in told) > _MOSTLY * len(told)


def _best(rows: list[str]) -> tuple[float, str]:
    """Return the best score and its delimiter for these lines; "" if no delimiter is good enough."""
    found, text = list[tuple[float, str]](), "\n".join(rows)
    for each in (sign for sign in (*_DELIMITERS, *RARE) if sign in text):
        counts = Counter(_fields(row, each) for row in rows)
        width, times = max(counts.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        score = times / max(1, len(rows)) * (1 + min(width, 20) / 100)
        if width < 2 or times < 2 or score <= 0.6 or (each in RARE and not fills_cells(rows, each)):
            continue
        if not _is_mere_sign(rows, each, width) and not is_of_names(rows, each):
            found.append((score, each))
    if len(found) > 1 and (whole := [each for each in found if fills_cells(rows, each[1])]):
        found = whole
    return max(found, key=lambda each: each[0], default=(0.0, ""))


def _are_quoted_words(rows: list[str]) -> bool:
    """Return true for cells in quotes with one blank between them, as R writes tables; its header may lack one."""
    counts = [len(_QUOTED_WORD.findall(row)) if _QUOTED_WORDS.fullmatch(row) else 0 for row in rows]
    width = max(set(counts[1:]), key=counts.count, default=0)
    quoted = sum('"' in row for row in rows)
    return (
        width > 1
        and counts[0] in {width, width - 1}
        and counts[1:].count(width) >= _NEARLY_ALL * (len(rows) - 1)
        and quoted >= _NEARLY_ALL * len(rows)
    )


def _around(rows: list[str], inner: str) -> str:
    """Return the delimiter around cells in which alone another delimiter occurs, as in `7,"Sana | 0300-1234567"`.

    "" if there is none. Either the cells are quoted, or the first line shows that the other delimiter occurs only in
    the last cell of every line.
    """
    if not inner or inner in rows[0]:
        return ""
    bare = [_QUOTED.sub('""', row) for row in rows]
    score, outer = _best(bare)
    if not any(inner in row for row in bare):
        return outer if score >= 1 else ""
    if f" {inner} " not in "\n".join(bare):
        return ""
    for outer in COMMON:
        width = _fields(bare[0], outer)
        if outer != inner and width > 1 and all(_is_last_cell(row, inner, (outer, width)) for row in bare):
            return outer
    return ""


def _is_last_cell(row: str, inner: str, cells: tuple[str, int]) -> bool:
    """Return whether a line has `width` cells, and the other delimiter only in the last one with spaces around it."""
    outer, width = cells
    *firsts, last = row.split(outer)
    return (
        len(firsts) == width - 1 and inner not in outer.join(firsts) and last.count(inner) == last.count(f" {inner} ")
    )


def _seen(rows: list[str]) -> Counter[tuple[str, int]]:
    """Return how many lines have how many fields, for each common delimiter."""
    return Counter((each, _fields(row, each)) for each in COMMON for row in rows)


def _fields(row: str, delimiter: str) -> int:
    """Return the number of fields of a line."""
    if delimiter not in row:
        return 1
    return len(split_quoted(row, delimiter) or row.split(delimiter)) if '"' in row else row.count(delimiter) + 1


def _is_mere_sign(rows: list[str], delimiter: str, width: int) -> bool:
    """Return true for a character that ends lines, as in code, or that follows a sentence or a key."""
    if width == 2 and sum(row.rstrip().endswith(delimiter) for row in rows) > 0.6 * len(rows):
        return True
    is_remark = delimiter in _SIGNS_OF_WORDS and not fills_cells(rows, delimiter) and _stands_apart(rows, delimiter)
    is_link = delimiter == ":" and width == _PAIR and 2 * sum("://" in row for row in rows) > len(rows)
    if is_remark or is_link:
        return True
    if delimiter not in {":", "#"}:
        return delimiter == "," and is_in_amounts(rows)
    firsts = [row.partition(delimiter)[0] for row in rows if delimiter in row]
    if delimiter == ":" and _are_keys(rows, firsts):
        return True
    is_apart = 2 * sum(f"{delimiter} " in row for row in rows) < len(rows)  # a blank follows a sign of prose
    if width > _PAIR and is_apart and fills_cells(rows, delimiter):
        return False
    return sum(" " in first.strip() or first[:1] in {"{", '"', "["} for first in firsts) > 0.2 * len(firsts) or (
        delimiter == "#" and width < 3
    )


def _stands_apart(rows: list[str], sign: str) -> bool:
    """Return true if most lines have a blank before the sign, as before a tag or a remark, and it parts no names."""
    is_named = sum(map(is_header, rows[0].split(sign))) > 1
    return not is_named and 2 * sum(f" {sign}" in row for row in rows) > len(rows)


def _are_keys(rows: list[str], firsts: list[str]) -> bool:
    """Return true if the words before ": " repeat, or if a short text has a header word among them."""
    written = sum(bool(_KEYED.match(row)) for row in rows)
    is_again = 2 * len(set(firsts)) <= len(firsts)
    return 2 * written > len(rows) and (is_again or (len(rows) <= _FEW_ROWS and any(map(is_header, firsts))))


def _of_several(seen: Counter[tuple[str, int]], rows: int) -> str:
    """Return the commonest delimiter of a file in several dialects whose rows all have as many fields.

    "" if the file is not like that.
    """
    for width in range(30, 2, -1):
        times = {each: seen[each, width] for each in COMMON if seen[each, width] >= 2}
        if len(times) > 1 and sum(times.values()) > 0.7 * rows:
            return max(COMMON, key=lambda each: times.get(each, 0))
    return ""


def _within(rows: list[str], delimiter: str) -> str:
    """Return the longer delimiter that a delimiter is always part of, such as "~|~"; "" if there is none."""
    runs = Counter(run for row in rows[:100] for run in re.findall(r"[^\w\s\"'()\[\]{}]{2,8}", row) if delimiter in run)
    longest, times = max(runs.items(), key=lambda item: item[1], default=("", 0))
    if len(longest) < 2 or any(row.replace(longest, "").count(delimiter) for row in rows):
        return ""
    return longest if times >= len(rows[:100]) and len({row.count(longest) for row in rows}) == 1 else ""
