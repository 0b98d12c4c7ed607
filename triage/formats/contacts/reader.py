"""Read vCard (2.1, 3.0, 4.0) and iCalendar: one record per contact, event or task; a bad line never ends a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from triage.core.format_info import Claim, Format
from triage.core.model import AT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.contacts.unfold import Line, lines, parts, plain
from triage.text.encoding import decide

RISKY = True
FORMAT = Format(
    name="cards",
    title="Address books and calendars (vCard, iCalendar)",
    library="own",
    how="streamed",
    limits="pictures inside cards are members of their own; time zones of calendars are left out",
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
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_SEVERAL = frozenset({"N", "ADR", "ORG"})
_FRAMES = frozenset({"VERSION", "PRODID", "CALSCALE", "METHOD"})
_RECORDS = frozenset({"VCARD", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
_ZONE = "VTIMEZONE"
_SCHEMES = ("mailto:", "tel:", "sms:")
_BATCH = 8_192
_HEAD = 65_536


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a file that begins with a contact or calendar, or is named so and has one near the start."""
    text = _upper(head)
    begins = text.lstrip(" \r\n")[:16].startswith(("BEGIN:VCARD", "BEGIN:VCALENDAR"))
    named = name.lower().endswith((".vcf", ".vcard", ".ics", ".ical")) and _kind(text) != ""
    return Claim.SIGNATURE.when(begins or named)


def _upper(head: bytes) -> str:
    """Return the head in capitals, whatever the width of its characters."""
    return head.replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe").upper()


def _kind(text: str) -> str:
    """Return VCARD or VCALENDAR, whichever begins first; "" if neither does."""
    found = {text.find(f"BEGIN:{kind}"): kind for kind in ("VCARD", "VCALENDAR")}
    return found.get(min((at for at in found if at >= 0), default=-2), "")


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table."""
    with evidence.data.open("rb") as file:
        head = file.read(_HEAD)
    encoding, grounds = decide(head)
    columns = tuple((_CARD if _kind(_upper(head)) == "VCARD" else _EVENT).values())
    notes = (f"encoding {encoding}: {grounds}",)
    yield Source(evidence, "cards", "", (*columns, OTHER), encoding=encoding, notes=notes)


def split(source: Source) -> Iterator[Chunk]:
    """Yield one chunk: an address book is small, and read as a stream."""
    yield Chunk(source, 0, source.evidence.size_bytes)


@dataclass(slots=True)
class Records:
    """Collects content lines into records."""

    columns: Sequence[str]
    rows: list[dict[str, list[str]]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    _open: dict[str, list[str]] | None = None
    _place: int = 0
    _in_zone: bool = False

    def add(self, line: Line) -> None:
        """Add one content line."""
        framed = line.value.strip().upper()
        if line.name == "BEGIN":
            self._in_zone = framed == _ZONE or (self._in_zone and framed not in _RECORDS)
            if framed in _RECORDS:
                self.close()
                self._open, self._place = {}, line.at
        elif line.name == "END":
            self._in_zone = self._in_zone and framed != _ZONE
            if framed in _RECORDS or framed == "VCALENDAR":
                self.close()
        elif line.name not in _FRAMES and not self._in_zone:
            self._say(line)

    def _say(self, line: Line) -> None:
        is_address = line.value[:8].lower().startswith(("http:", "https:"))
        if line.name in _BINARY and not is_address:
            return
        if self._open is None:
            self._open, self._place = {}, line.at
        if not line.name:
            self.wrong.append(line.at)
        names = _CARD if self.columns[0] == "name" else _EVENT
        column, value = names.get(line.name, OTHER), _value(line)
        if value.strip():
            self._open.setdefault(column, []).append(value if column != OTHER else f"{line.name}: {value}")

    @property
    def is_open(self) -> bool:
        """True inside a record."""
        return bool(self._open)

    def close(self) -> None:
        """Close the current record, which is complete."""
        if self._open:
            self.rows.append(self._open)
            self.at.append(self._place)
        self._open = None

    def frame(self) -> pl.DataFrame:
        """Return the records collected so far as a frame, and forget them."""
        data = {
            str(i): ["; ".join(row.get(name, ())) or None for row in self.rows] for i, name in enumerate(self.columns)
        }
        made = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
        made = made.with_columns(pl.Series(AT, self.at, pl.UInt64))
        self.rows, self.at = [], []
        return made


def _value(line: Line) -> str:
    """Return a property's value without escapes and URI scheme, with the name that a parameter gives for a person."""
    value = " ".join(parts(line.value)) if line.name in _SEVERAL else plain(line.value)
    for scheme in _SCHEMES:
        if value[: len(scheme)].lower() == scheme:
            value = value[len(scheme) :]
    said = line.parameter("CN")
    return f"{said} <{value}>" if said and said != value else value


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield batches of records; locators are the byte offsets where they begin."""
    records = Records(chunk.source.columns)
    with chunk.source.evidence.data.open("rb") as file:
        for line in lines(file, chunk.source.encoding):
            records.add(line)
            if len(records.rows) >= _BATCH and chunk.stop - chunk.start > SEGMENT:
                frame = records.frame()
                yield Batch(frame, Coverage(records_found=frame.height, rows_read=frame.height))
    is_cut = records.is_open
    records.close()
    frame = records.frame()
    reasons = {"not_understood": Occurrences(len(records.wrong), 0, Least(min(records.wrong)))} if records.wrong else {}
    if is_cut:
        reasons["truncated"] = Occurrences(1, 0, Least(chunk.stop))
    yield Batch(frame, Coverage(chunk.stop, 0, 0, frame.height, frame.height, 0, reasons))
