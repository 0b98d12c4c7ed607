"""Lines of vCard and iCalendar: folded ones joined, quoted-printable and other alphabets decoded; none is lost."""

from __future__ import annotations

import quopri
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

_LONGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """One property: [`at`, ...) in bytes; `name` in capitals without its group; `value` decoded."""

    at: int
    name: str
    parameters: str
    value: str


def lines(file: IO[bytes]) -> Iterator[Line]:
    """The properties of a file in their order; a line that is none has the name ""."""
    at = place = 0
    kept = b""
    for raw in file:
        line = raw.rstrip(b"\r\n")
        soft = kept.endswith(b"=") and b"QUOTED-PRINTABLE" in kept[:200].upper()
        if kept and (line[:1] in {b" ", b"\t"} or soft) and len(kept) < _LONGEST:
            kept = kept[:-1] + line if soft else kept + line[1:]
        else:
            if kept:
                yield _line(place, kept)
            kept, place = line, at
        at += len(raw)
    if kept:
        yield _line(place, kept)


def _line(at: int, raw: bytes) -> Line:
    head, colon, value = raw.partition(b":")
    name, _, parameters = head.decode("latin-1").partition(";")
    if not colon or not name.strip() or len(name) > 64:
        return Line(at, "", "", _decoded(raw, ""))
    if "QUOTED-PRINTABLE" in parameters.upper():
        value = quopri.decodestring(value)
    return Line(at, name.rpartition(".")[2].strip().upper(), parameters, _decoded(value, parameters))


def _decoded(value: bytes, parameters: str) -> str:
    said = parameters.upper().partition("CHARSET=")[2].partition(";")[0].strip('"').lower()
    for codec in (said, "utf-8", "cp1256" if said == "windows-1256" else "cp1252"):
        try:
            return value.decode(codec).replace("\x00", "") if codec else value.decode("utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return value.decode("latin-1")


def plain(value: str) -> str:
    """A value without the escapes of vCard and iCalendar."""
    told = value.replace("\\\\", "\x00").replace("\\n", "\n").replace("\\N", "\n")
    return told.replace("\\,", ",").replace("\\;", ";").replace("\x00", "\\")
