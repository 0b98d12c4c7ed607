"""Turn a document's paragraphs and table rows into one text source and one source per kind of table.

Pages repeat a table on every sheet, or show each person as a small table of keys and values. So tables with the same
columns are one source, and small tables of keys and values are records of one source. A document has a bounded number
of sources whatever it holds, because each of them is read by its own pass over the document.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from triage.core.errors import EvidenceError
from triage.core.model import AT, ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.names import is_header_word, is_value, names_somebody, same
from triage.core.summary import Coverage
from triage.records import key_values, paragraphs
from triage.records.closing_lines import is_closing
from triage.records.header_row import find_header, tells
from triage.records.paragraphs import Paragraph
from triage.records.parted_tables import End, Row, parted

_BATCH = 8_192
_LOOKED_AT = 500
"""Number of rows by which the columns of a table are decided."""

_MOST = 24
"""Most kinds of tables in one document that get their own source; all others share one."""

_PAIRS = (2, 4)
"""Numbers of cells of a row that may be keys and values alternately."""

_MOST_LINES = 4_000
_LONGEST_TITLE, _MOST_WORDS = 60, 9


Piece = Paragraph | Row | End
Pieces = Callable[[Evidence], Iterator[Piece]]


def sources(evidence: Evidence, reader: str, pieces: Pieces) -> Iterator[Source]:
    """Yield the text of a document, then each kind of its tables.

    Raises the error that ends the pieces if neither text nor a table precedes it.
    """
    looked, trouble = _look(pieces(evidence), ())
    if trouble is not None and not (looked.texts or looked.kinds.columns):
        raise trouble
    yield paragraphs.source(evidence, reader, looked.texts)
    is_turned = _are_behind(looked.pairs)
    lines = [line for cells in looked.pairs for line in _lines(cells, is_turned=is_turned)]
    keys = key_values.table(lines) if looked.tables > 1 else key_values.table_of_one(lines)
    if keys:
        looked, _ = _look(pieces(evidence), keys)
        yield _source(evidence, reader, "cards", keys, {"keys": keys, "group": -1, "labels_behind": is_turned})
    for group, columns in enumerate(looked.kinds.columns):
        name = f"table {group + 1}" if group < _MOST else "other tables"
        if group < _MOST and (title := _title(looked.titles.get(looked.kinds.firsts[group], ""))):
            name = f"{name}: {title}"
        has_header = looked.kinds.has_header[group]
        yield _source(evidence, reader, name, columns, {"keys": keys, "group": group, "header": has_header})


split = paragraphs.split


def batches(chunk: Chunk, pieces: Pieces) -> Iterator[Batch]:
    """Yield the paragraphs of the text, which accounts for the bytes, or the rows of one kind of table."""
    source = chunk.source
    if not source.table:
        texts = (piece for piece in pieces(source.evidence) if isinstance(piece, Paragraph))
        yield from paragraphs.batches(chunk, texts)
        return
    group = source.option("group")
    cards = key_values.Records(source.columns) if group < 0 else None
    kept: list[Row] = []
    with contextlib.suppress(EvidenceError):  # the text of the same document reports it
        for each, rows in _Kinds(source.option("keys")).told(pieces(source.evidence)):
            if each != group:
                continue
            kept.extend(rows)
            if len(kept) >= _BATCH:
                yield _batch(source, kept, cards)
                kept = []
    yield _batch(source, kept, cards)


@dataclass(slots=True)
class _Looked:
    """The result of one pass over a document: paragraphs, rows that may be keys and values, and kinds of tables."""

    kinds: _Kinds
    texts: list[Paragraph] = field(default_factory=list)
    pairs: list[tuple[str, ...]] = field(default_factory=list)
    tables: int = 0
    titles: dict[int, str] = field(default_factory=dict)
    """The text right above a table, by the table's number."""

    above: str = ""

    def note(self, piece: Piece) -> None:
        """Add a piece to what was seen."""
        if isinstance(piece, Paragraph):
            self.above = self.above if is_closing(piece.text) else piece.text or self.above
            if len(self.texts) < paragraphs.LOOKED_AT and piece.text:
                self.texts.append(piece)
        elif isinstance(piece, Row):
            if len(self.titles) < _MOST_LINES:
                self.titles.setdefault(piece.table, self.above)
            self.above = ""
            if len(piece.cells) in _PAIRS and len(self.pairs) < _MOST_LINES:
                self.pairs.append(piece.cells)
        else:
            self.tables += 1


def _title(text: str) -> str:
    """Return the text above a table as its title; "" for a sentence or more, and for one that names somebody."""
    title = " ".join(text.split()).strip(" :.*#")
    is_short = len(title) <= _LONGEST_TITLE and len(title.split()) <= _MOST_WORDS
    return title if is_short and not is_value(title) and not names_somebody(title) else ""


def _look(pieces: Iterator[Piece], keys: Sequence[str]) -> tuple[_Looked, EvidenceError | None]:
    looked = _Looked(_Kinds(keys))

    def seen() -> Iterator[Piece]:
        for piece in pieces:
            looked.note(piece)
            if not isinstance(piece, Paragraph):
                yield piece

    try:
        for _ in looked.kinds.told(seen()):
            pass
    except EvidenceError as error:
        return looked, error
    return looked, None


@dataclass(slots=True)
class _Kinds:
    """Groups tables by their columns, in the order in which these are decided.

    `keys` are those of tables that are one record of keys and values each; () if there are none.
    """

    keys: Sequence[str]
    columns: list[tuple[str, ...]] = field(default_factory=list)
    has_header: list[bool] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    """The number of the first table of each group."""

    _numbers: dict[tuple[str, ...], int] = field(default_factory=dict)
    _waiting: dict[int, list[Row]] = field(default_factory=dict)
    _decided: dict[int, int] = field(default_factory=dict)

    def told(self, pieces: Iterable[Piece]) -> Iterator[tuple[int, list[Row]]]:
        """Yield (group, rows) without headers; group -1 holds tables of keys and values. Paragraphs are skipped."""
        try:
            for piece in parted(pieces):
                if isinstance(piece, Row):
                    yield from self._row(piece)
                elif isinstance(piece, End):
                    yield from self._decide(piece.table)
                    self._decided.pop(piece.table, None)
        except EvidenceError:
            yield from self._rest()
            raise
        yield from self._rest()

    def _rest(self) -> Iterator[tuple[int, list[Row]]]:
        for table in list(self._waiting):
            yield from self._decide(table)

    def _row(self, row: Row) -> Iterator[tuple[int, list[Row]]]:
        if row.table in self._decided:
            yield self._decided[row.table], [row]
            return
        waiting = self._waiting.setdefault(row.table, [])
        waiting.append(row)
        if len(waiting) == _LOOKED_AT:
            yield from self._decide(row.table)

    def _decide(self, table: int) -> Iterator[tuple[int, list[Row]]]:
        rows = self._waiting.pop(table, None)
        if rows is None:
            return
        if self._is_card(rows):
            self._decided[table] = -1
            yield -1, rows
            return
        columns, top = _columns(rows)
        group = self._group(columns, has_header=top is not None)
        self.firsts.extend([table] * (len(self.columns) - len(self.firsts)))
        self._decided[table] = group
        if group == _MOST and top is not None:
            top = None
        above = [row for row in rows[: top or 0] if tells([*map(str.strip, row.cells)])]
        yield group, rows if top is None else above + rows[top + 1 :]

    def _is_card(self, rows: list[Row]) -> bool:
        known = {same(key) for key in self.keys[:-1]}
        keyed = sum(len(row.cells) in _PAIRS and any(same(cell) in known for cell in row.cells[:2]) for row in rows)
        return bool(known) and keyed * 2 > len(rows)

    def _group(self, columns: tuple[str, ...], *, has_header: bool) -> int:
        group = self._numbers.get(columns, min(len(self._numbers), _MOST))
        if group == len(self.columns):
            self.columns.append(columns if group < _MOST else _numbered(len(columns)))
            self.has_header.append(has_header and group < _MOST)
        if group < _MOST:
            self._numbers[columns] = group
        elif len(columns) > len(self.columns[group]):
            self.columns[group] = _numbered(len(columns))
        return group


def _columns(rows: list[Row]) -> tuple[tuple[str, ...], int | None]:
    """Return the names of the columns, and the index of the header row; null if there is none."""
    width = max(len(row.cells) for row in rows)
    padded = [[*row.cells, *[""] * (width - len(row.cells))] for row in rows]
    top = find_header(padded, width) if len(padded) > 1 else None
    return (_numbered(width) if top is None else tuple(padded[top])), top


def _numbered(width: int) -> tuple[str, ...]:
    return tuple(f"column {i + 1}" for i in range(width))


def _lines(cells: Sequence[str], *, is_turned: bool) -> list[str]:
    """Return the keys and values of a row as lines "key: value"; `is_turned` if keys stand behind their values."""
    first, second = (cells[1::2], cells[::2]) if is_turned else (cells[::2], cells[1::2])
    pairs = zip(first, second, strict=True) if len(cells) in _PAIRS else ()
    return [f"{key.strip().rstrip(' :')}: {value}" for key, value in pairs if key.strip()]


def _are_behind(rows: Sequence[Sequence[str]]) -> bool:
    """Return true if labels stand behind their values, as on pages that are written from right to left."""
    first, second = (sum(is_header_word(cell.rstrip(" :")) for row in rows for cell in row[i::2]) for i in (0, 1))
    return second > first


def _source(evidence: Evidence, reader: str, table: str, columns: Sequence[str], options: dict[str, object]) -> Source:
    return Source(
        evidence,
        reader,
        table,
        tuple(columns),
        has_header=bool(options.pop("header", True)),
        options=json.dumps(options),
        segment=ROW_SEGMENT,
    )


def _batch(source: Source, rows: list[Row], cards: key_values.Records | None) -> Batch:
    frame = _frame(source, rows) if cards is None else _cards(rows, cards, is_turned=source.option("labels_behind"))
    return Batch(frame, Coverage(records_found=frame.height, rows_read=frame.height))


def _frame(source: Source, rows: list[Row]) -> pl.DataFrame:
    """Return a frame with one row each; surplus cells are joined into the last column."""
    width = len(source.columns)
    fit = [
        row.cells if len(row.cells) <= width else (*row.cells[: width - 1], " ".join(row.cells[width - 1 :]))
        for row in rows
    ]
    data = {str(i): [cells[i] or None if i < len(cells) else None for cells in fit] for i in range(width)}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    return frame.with_columns(pl.Series(AT, [row.at for row in rows], pl.UInt64))


def _cards(rows: list[Row], cards: key_values.Records, *, is_turned: bool) -> pl.DataFrame:
    """Return one record per table, or several if its keys repeat."""
    table = -1
    for row in rows:
        if row.table != table:
            cards.close()
            table = row.table
        cards.add(row.at, "\n".join(_lines(row.cells, is_turned=is_turned)) or " ".join(row.cells))
    cards.close()
    return cards.frame()
