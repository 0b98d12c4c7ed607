"""vCard (2.1, 3.0, 4.0) and iCalendar: a card, an event or a task a record; one bad line never ends a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from triage.formats import Format
from triage.model import AT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.read.unfolded import Line, lines, plain
from triage.summary import Coverage, Occurrences
from triage.sums import Least

RISKY = True
FORMAT = Format(
    title="Address books and calendars (vCard, iCalendar)",
    library="own",
    how="streamed",
    limits="pictures inside cards are left out",
    accounting="every byte; a record is a card, an event or a task",
)

OTHER = "other"
_CARD = {
    "FN": "name", "N": "name parts", "TEL": "phone", "EMAIL": "email", "ADR": "address", "ORG": "organisation",
    "TITLE": "title", "BDAY": "birthday", "NOTE": "note", "URL": "url", "NICKNAME": "nickname",
}  # fmt: skip
_EVENT = {
    "SUMMARY": "summary", "DTSTART": "start", "DTEND": "end", "LOCATION": "location", "DESCRIPTION": "description",
    "ORGANIZER": "organizer", "ATTENDEE": "attendees", "CONTACT": "contact",
}  # fmt: skip
_LEFT_OUT = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_FRAMES = frozenset({"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD"})
_BATCH = 8_192


def claims(head: bytes, name: str) -> int:
    """3 for a file that begins with a card or a calendar."""
    del name
    begins = head.lstrip(b"\xef\xbb\xbf \r\n")[:16].upper()
    return 3 if begins.startswith((b"BEGIN:VCARD", b"BEGIN:VCALENDAR")) else 0


def sources(evidence: Evidence) -> Iterator[Source]:
    """One table."""
    with evidence.data.open("rb") as file:
        is_card = b"VCARD" in file.read(32).upper()
    columns = tuple(dict.fromkeys((_CARD if is_card else _EVENT).values()))
    yield Source(evidence, "cards", "", (*columns, OTHER))


def split(source: Source) -> Iterator[Chunk]:
    """One chunk: an address book is small, and read as a stream."""
    yield Chunk(source, 0, source.evidence.size_bytes)


@dataclass(slots=True)
class Records:
    """Properties in, records out."""

    columns: Sequence[str]
    rows: list[dict[str, list[str]]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    _open: dict[str, list[str]] | None = None
    _place: int = 0

    def add(self, line: Line) -> None:
        """One property."""
        names = _CARD if self.columns[0] == "name" else _EVENT
        if line.name == "BEGIN" and line.value.strip().upper() not in {"VCALENDAR", "VALARM", "VTIMEZONE"}:
            self.close()
            self._open, self._place = {}, line.at
        elif line.name == "END" and line.value.strip().upper() not in {"VALARM", "VTIMEZONE"}:
            self.close()
        elif line.name not in _FRAMES | _LEFT_OUT:
            if self._open is None:
                self._open, self._place = {}, line.at
            if not line.name:
                self.wrong.append(line.at)
            value = plain(line.value)
            if line.name in {"N", "ADR", "ORG"}:
                value = " ".join(part for part in value.split(";") if part.strip())
            column = names.get(line.name, OTHER)
            self._open.setdefault(column, []).append(value if column != OTHER else f"{line.name}: {value}")

    def close(self) -> None:
        """The record at hand is whole."""
        if self._open:
            self.rows.append(self._open)
            self.at.append(self._place)
        self._open = None

    def frame(self) -> pl.DataFrame:
        """The records so far, which are then forgotten."""
        data = {
            str(i): ["; ".join(row.get(name, ())) or None for row in self.rows] for i, name in enumerate(self.columns)
        }
        made = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
        made = made.with_columns(pl.Series(AT, self.at, pl.UInt64))
        self.rows, self.at = [], []
        return made


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Batches of records; locators are the bytes where they begin."""
    records = Records(chunk.source.columns)
    with chunk.source.evidence.data.open("rb") as file:
        for line in lines(file):
            records.add(line)
            if len(records.rows) >= _BATCH and chunk.stop - chunk.start > SEGMENT:
                frame = records.frame()
                yield Batch(frame, Coverage(records_found=frame.height, rows_read=frame.height))
    records.close()
    frame = records.frame()
    reasons = {"not_understood": Occurrences(len(records.wrong), 0, Least(min(records.wrong)))} if records.wrong else {}
    yield Batch(frame, Coverage(chunk.stop, 0, 0, frame.height, frame.height, 0, reasons))
