"""Turn key-value blocks into records: "Name : ... / CNIC : ... / Address : ...", one block per record.

In English, Roman Urdu or Urdu; with bullets, emoji, bold marks and rulers; several pairs on a line; one message after
the other. Text that belongs to no pair is kept in the last column of its record: nothing is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from triage.core.model import AT
from triage.core.names import is_header, is_header_word, names_somebody, same
from triage.records.labelled_line import labelled
from triage.records.marked_keys import BEHIND, KEY, enclosed, lines_of, marked, tagged
from triage.records.printed_lines import plain
from triage.records.unknown_keys import keys_in_turn

_WHOSE = re.compile(r"([^\W\d_][\w ./]{0,20}) of ([^\W\d_].{2,60})")
"""Pattern of a label that names whose the value is."""

OTHER = "(other text)"
"""Name of the last column: lines that are not pairs, and keys that are not columns of the source."""

_ARROW = r"[-=~]{1,2}>|[:=\uff1a\ufe55\u2192\u279c\u27a1\u27a4\u00bb]\ufe0f?"
_SIGN = rf"(?:{_ARROW}| [-\u2013\u2014~] | >{{1,2}} |[.\u2026]{{3,}})+"
_PAIR = re.compile(rf"^[^\w\n]{{0,12}}({KEY})[\s*_`~]{{0,6}}{_SIGN}[\s*_`~]{{0,6}}(\S.*)?$")
_RULER = re.compile(r"^[^\w]*$")
_RECORD = re.compile(r"^(?:-\[ [^\]\d]{2,12} \d+ \][-+]*|\*{5,} ?\d+\. [^*\d]{2,12} ?\*{5,})\s*$")
"""Pattern of the line that psql -x and mysql write above each record, in the language of the server."""

_SECTION = re.compile(r"^\s*\[[^\[\]]+\]\s*$")  # a section title as in configuration files
_LISTED = re.compile(r"^\W{0,8}(?:\d{1,3}[.):]\s*)?\W{0,4}(?:(?:\+|00)?92|0)?3\d\d[ -]?\d{7}(?!\d)[^:=\n]{0,40}$")
"""Pattern of a line in a list of the numbers that a block's person has: "2) 0300-1234567 - Jazz"."""

_NUMBERED = re.compile(r"^\W{0,8}\d{1,6}[.)]\s+")
_AROUND = " \t[]*_#=~<>"
"""Characters that may surround a title."""

_EXPANDED = re.compile(r"^([^\W\d_][\w .()/#&'-]{0,62}?) *\| ?(.*)$")  # a pair as psql -x writes it
_CELLS = re.compile(r"^\s*([^\W\d_][\w .()/#&'-]{0,38}?)\s*[,;\t]\s*\"?(.*?)\"?\s*$")  # a pair as two cells of a row
_SIGNED = re.compile(r"^(\s*[^\W\d_][\w .()/#&'-]{0,38}?)\s*:\s*(?=[,;\t])")  # a label with its sign in a cell
_PIECES = re.compile(r"\s*[|¦•]\s*|\s{4,}")
_AMOUNT = re.compile(
    r"(?i)^\W*(?:(?:rs|pkr|only|just|sirf)\W*)*\d{1,3}(?:,?\d{3}|\d{0,2}) ?(?:k|hazar|/-|/=|rs|pkr|rup\w+)?\W*$"
)
"""An amount of money: a key with nothing else names what is sold."""

_BARS = 3  # bars of a line of a box that has two cells

_WORDS, _OF_PERSONS = 5, ("PERSON", "PK_CNIC")
_LEAST_KEYS = 2
_ALONE = 0.8
"""Fewest keys of a block that is alone, and the share of its lines that must be pairs."""

_FEW_LINES = 4
"""Most lines of several pairs that may be an advertisement, if no key names data of a person."""

_LOOKED_AT = 4_000


def pair(line: str) -> tuple[str, str] | None:
    """Return the key and value of a line; null if it is not a pair. The value of a key without one is "".

    >>> pair("🔹 *Name:* Sana Tariq")
    ('Name', 'Sana Tariq')
    """
    match = _PAIR.match(line)
    if match is None or len(match[1].split()) > _WORDS or "://" in line[: match.end(1) + 3]:
        return None
    return match[1].strip(" .#*_-"), (match[2] or "").strip().strip(BEHIND)


def pairs(line: str, known: Container[str] = ()) -> list[tuple[str, str]]:
    """Return the pairs of a line, several if it has several; empty if the line, or a part of it, is not a pair.

    A comma or a tab makes a pair only after a header word, or after a key that is `known`. What stands far behind a
    name is no part of it ("Name: SANA TARIQ      JUNIOR CLERK"): a value with the key "".
    """
    if fields := tagged(line):
        return fields
    line = boxed(line) or line
    line = _SIGNED.sub(r"\1", line)
    pieces = [piece for piece in _PIECES.split(line) if piece.strip()]
    if len(pieces) > 1:
        found = [pair(piece) for piece in pieces]
        if all(found):
            return [each for each in found if each]
        if found[0] and is_header_word(found[0][0], _OF_PERSONS[:1]):
            return [found[0], *(("", piece) for piece in pieces[1:])]
    if "|" in line and (match := _EXPANDED.match(line)):
        return [(match[1], match[2].strip())]
    if several := labelled(line, known):
        return several
    one = pair(line) or marked(line, known) or _in_cells(line, known)
    return _of_somebody(*one) if one else []


def _of_somebody(key: str, value: str) -> list[tuple[str, str]]:
    """Return a pair, as two if its label names whose it is: "CNIC of Sana Mir: 35202-..."."""
    named = _WHOSE.fullmatch(key) if " of " in key else None
    if named and is_header_word(named[1]) and names_somebody(named[2]):
        return [("Name", named[2]), (named[1], value)]
    return [(key, value)]


def boxed(line: str) -> str:
    """Return the two cells of a line of a box, the label first and a bar between; "" for another line.

    >>> boxed("| OWNER | Sana Tariq |")
    'OWNER | Sana Tariq'
    """
    body = plain(line).strip()
    if not body.startswith("|") or not body.endswith("|") or body.count("|") != _BARS:
        return ""
    label, value = (cell.strip() for cell in body[1:-1].split("|"))
    if not label:
        return ""
    return f"{value} | {label}" if is_header(value) and not is_header_word(label) else f"{label} | {value}"


def _in_cells(line: str, known: Container[str]) -> tuple[str, str] | None:
    """Return the pair of a line of two cells; null without one."""
    cells = _CELLS.match(line)
    return (cells[1], cells[2]) if cells and (same(cells[1]) in known or is_header(cells[1])) else None


def is_ruler(line: str) -> bool:
    """Return true for a line without a word (empty or a ruler), or one that a database writes above a record."""
    return bool(_RULER.match(line) or _RECORD.match(line))


def table(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the columns, if most lines of these texts are pairs and some keys repeat; else ().

    Keys are in order of appearance, as first written, then `OTHER`. At least two keys must be header words of the
    rules, or all must repeat in the same order: in a chat the names of the speakers repeat too. A single block has each
    key once, and counts if it names a person. A line that is not a pair counts once: what a bot writes around each
    answer repeats. Lines that list numbers belong to the block that they are in: a CNIC and such a list are one record.
    """
    filled, several, listed, loose = 0, 0, 0, set[str]()
    seen: dict[str, Counter[str]] = {}
    written: dict[str, str] = {}
    lines = [line for text in texts[:_LOOKED_AT] for line in lines_of(text) if not is_ruler(line)]
    known = enclosed(lines)
    for line in lines:
        if found := pairs(line, known):
            filled += 1
            several += len(found) > 1
        elif filled and _LISTED.match(line):
            listed += 1
        else:
            loose.add(line.strip())
        for key, value in found:
            written.setdefault(same(key), key)
            seen.setdefault(same(key), Counter())[value] += 1
    kept = _kept(seen)
    named = set(filter(is_header_word, kept))
    told = [key for key in named if not all(map(_AMOUNT.match, seen[key]))]
    if 2 * filled < filled + len(loose) or 2 * sum(seen[key].total() for key in kept) < filled:
        return ()
    is_list = listed > 0 and any(is_header_word(key, _OF_PERSONS[1:]) for key in named)
    if len(named) < 2 and not is_list:
        unknown = keys_in_turn(texts[:_LOOKED_AT])
        return (*unknown, OTHER) if unknown else ()
    varied = any(len(seen[key]) > 1 for key in kept)
    if several and filled < _FEW_LINES and not _is_person(told):
        return ()
    if not varied and (
        len(kept) + is_list < _LEAST_KEYS or filled < _ALONE * (filled + len(loose)) or not _is_person(told)
    ):
        return ()
    return (*(written[key] for key in kept), OTHER)


def table_of_one(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the columns, if the pairs of a single table describe one record; else ().

    Nothing repeats in it, so most keys must be header words: two columns of any list look like keys and values too.
    """
    columns = table([*lines, *lines])
    named = sum(is_header_word(key) for key in columns[:-1])
    return columns if 2 * named >= len(columns) - 1 else ()


def _kept(seen: Mapping[str, Counter[str]]) -> list[str]:
    """Return the keys that are columns: those that repeat, and header words, unless another key is frequent."""
    most = max((values.total() for values in seen.values()), default=0)
    often = {key: values.total() for key, values in seen.items() if key and values.total() >= most / 20}
    return [key for key, count in often.items() if count > 1 or is_header_word(key)]


def _is_person(keys: Iterable[str]) -> bool:
    """Return true if a key asks for a person's name or identity number, which keys of an advertisement do not."""
    return any(is_header_word(key, _OF_PERSONS) for key in keys)


@dataclass(slots=True)
class Records:
    """Collects lines into records. A record begins when its first key, or any key that it already has, comes again.

    An indented line continues the value before it; a line after an empty line and right above a record is its title,
    such as "[Sana Tariq]".
    """

    columns: Sequence[str]
    rows: list[dict[str, str]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    _open: dict[str, str] = field(default_factory=dict)
    _place: int = 0
    _last: str = ""
    _titles: list[tuple[int, str]] = field(default_factory=list)
    _is_divided: bool = True
    _known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = {same(name): name for name in self.columns[:-1]}

    def add(self, at: int, text: str) -> None:
        """Add a line, or a paragraph of several lines, that begins at this locator."""
        for line in lines_of(text):
            if _RECORD.match(line):
                self.close()
            if is_ruler(line):
                self._place_titles()
                self._is_divided = True
            else:
                self._line(at, line)

    def _line(self, at: int, line: str) -> None:
        found = pairs(line, self._known)
        named = [(self._known.get(same(key), ""), key, value) for key, value in found]
        if any(name in self._open for name, _, _ in named if name):
            self._end()
        if found:
            self._place_titles()
        if not self._open:
            self._place = at
        for name, key, value in named:
            self._take(name, key, value)
        if named:
            self._last, self._is_divided = named[-1][0], False
        elif self._last and self._open.get(self._last) and line[:1].isspace() and not self._titles:
            self._open[self._last] += f"\n{line.strip()}"
        elif self._is_divided or _SECTION.match(line):
            self._titles.append((at, _NUMBERED.sub("", line).strip(_AROUND)))
        else:
            self._keep(line.strip())

    def _place_titles(self) -> None:
        """Add lines that may be titles to the current record."""
        if self._titles and not self._open:
            self._place = self._titles[0][0]
        for _, line in self._titles:
            self._keep(line)
        self._titles = []

    def _take(self, name: str, key: str, value: str) -> None:
        if name and value:
            self._open[name] = value
        elif value or not name:
            self._keep(f"{key}: {value}" if key else value)
        else:
            self._open.setdefault(name, "")

    def _keep(self, line: str) -> None:
        before = self._open.get(OTHER, "")
        self._open[OTHER] = f"{before}\n{line}" if before else line

    def close(self) -> None:
        """Close the current record, which is complete."""
        self._place_titles()
        self._end()

    def _end(self) -> None:
        if self._open:
            self.rows.append(self._open)
            self.at.append(self._place)
        self._open, self._last = {}, ""

    def frame(self) -> pl.DataFrame:
        """Return the records collected so far as a frame, and forget them."""
        data = {str(i): [row.get(name) or None for row in self.rows] for i, name in enumerate(self.columns)}
        made = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
        made = made.with_columns(pl.Series(AT, self.at, pl.UInt64))
        self.rows, self.at = [], []
        return made


def rows(texts: Iterable[str], at: Iterable[int], columns: Sequence[str]) -> pl.DataFrame:
    """Return the records of these texts, with columns "0", "1", ... and the locator of each one's first line."""
    records = Records(columns)
    for place, text in zip(at, texts, strict=True):
        records.add(place, text)
    records.close()
    return records.frame()
