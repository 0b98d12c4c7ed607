"""Parse lines of PostgreSQL's COPY: delimited text with backslashes or CSV, depending on its options.

Options: https://www.postgresql.org/docs/17/sql-copy.html (read 2026-11-29), those of servers before 9.0 too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from triage.formats.sql.comments import GAP, SOME_GAP
from triage.formats.sql.literals import COLUMNS, PATH, of_bytea
from triage.text.record_splitter import split_quoted

COPY = re.compile(
    rf"\\?COPY{SOME_GAP}({PATH}){GAP}({COLUMNS})?{GAP}FROM\s+p?stdin\b"
    r"((?:[^;'\n(]|'[^']*+'|\((?:[^()']|'[^']*+')*+\)|\n\s*+(?=(?:WITH|DELIMITERS?|NULL|CSV|HEADER|QUOTE)\b))*+)"
    r"(?:;[^\n]*+)?\n",
    re.IGNORECASE,
)
"""Pattern of the statement, or of `psql`'s command with the same name, which no semicolon ends."""

_LONGEST_CSV = 64
"""Most lines of a CSV record."""

_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|(.))", re.DOTALL)
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a COPY: how its rows are written."""

    is_csv: bool
    delimiter: str
    null: str
    quote: str = '"'
    has_header: bool = False
    is_slashed: bool = False
    """True if a backslash escapes a quote in CSV."""

    def record(self, text: str, at: int, stop: int) -> tuple[list[str | None], int]:
        """Return the cells of the record at `at`, whose first line ends at `stop`, and the record's last newline."""
        if not self.is_csv:
            fields = self._fields(text[at:stop].removesuffix("\r"))
            return [None if field == self.null else unescaped(field) for field in fields], stop
        found, stop = self._of_csv(text, at, stop)
        return [None if field in {"", self.null} else field for field in found], stop

    def _fields(self, line: str) -> Sequence[str]:
        if "\\" + self.delimiter not in line:
            return line.split(self.delimiter)
        sign = re.escape(self.delimiter)
        return re.findall(rf"(?:^|(?<={sign}))((?:\\.|(?!{sign})[^\\])*+)(?:{sign}|$)", line)

    def _of_csv(self, text: str, at: int, stop: int) -> tuple[Sequence[str], int]:
        """Return a CSV record and the newline that ends it; a quote that stays open is an ordinary character."""
        first = stop
        for _ in range(_LONGEST_CSV):
            if (fields := self._quoted(text[at:stop].removesuffix("\r"))) is not None:
                return fields, stop
            stop = text.find("\n", stop + 1)
            if stop < 0 or text.startswith("\\.", stop + 1):
                break
        return text[at:first].removesuffix("\r").split(self.delimiter), first

    def _quoted(self, line: str) -> Sequence[str] | None:
        if self.quote == '"':
            return split_quoted(line, self.delimiter, slashed=self.is_slashed)
        swap = {ord(self.quote): '"', ord('"'): self.quote}
        fields = split_quoted(line.translate(swap), self.delimiter, slashed=self.is_slashed)
        return None if fields is None else [field.translate(swap) for field in fields]


@lru_cache(maxsize=64)
def options(said: str) -> Options:
    """Return the options written after FROM stdin, in old and new syntax."""
    is_csv = bool(re.search(r"\bCSV\b", said, re.IGNORECASE))
    quote = _chosen("QUOTE", said) or '"'
    null = _chosen("NULL", said)
    return Options(
        is_csv,
        _chosen("(?:USING\\s+)?DELIMITERS?", said) or ("," if is_csv else "\t"),
        ("" if is_csv else "\\N") if null is None else null,
        quote if len(quote) == 1 else '"',
        bool(re.search(r"\bHEADER\b(?!\s*(?:false|off|0))", said, re.IGNORECASE)),
        is_csv and _chosen("ESCAPE", said) == "\\",
    )


def _chosen(option: str, said: str) -> str | None:
    """Return the text given for an option; null without the option."""
    found = re.search(rf"\b{option}\s+(?:AS\s+)?(E?)'((?:[^']|'')*)'", said, re.IGNORECASE)
    if not found:
        return None
    text = found[2].replace("''", "'")
    return _plain(text) if found[1] or (len(text) > 1 and text[0] == "\\" and text != "\\N") else text


def _plain(text: str) -> str:
    return _ESCAPE.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    """Return the character for an escape: a byte by its number, or a control character."""
    if found[3]:
        return _ESCAPES.get(found[3], found[3])
    return chr(int(found[1], 16) if found[1] else int(found[2], 8) & 0xFF)


def unescaped(field: str) -> str:
    """Return a field without its backslashes; hexadecimal bytes that are text become that text."""
    return of_bytea(_plain(field)) if "\\" in field else field
