"""Unfold content lines of vCard and iCalendar, and decode quoted-printable and other encodings; no line is lost."""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from triage.text.line_ends import ended_letters, has_lone_returns

_LONGEST = 1 << 20
_BLOCK = 1 << 16
_HEAD = re.compile(rb'((?:[^":]|"[^"]*")*):')
_ENDED = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_BASE64 = re.compile(rb"[A-Za-z0-9+/=]+")
_BINARY = re.compile(rb"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One content line: `at` in bytes; `name` in capitals without its group; `value` decoded."""

    at: int
    name: str
    parameters: str
    value: str

    def parameter(self, name: str) -> str:
        """Return the value of one parameter; "" if it is absent."""
        match = re.search(rf'(?:^|;){name}=("[^"]*"|[^;]*)', self.parameters, re.IGNORECASE)
        return match[1].strip('"') if match else ""


def lines(file: IO[bytes], codec: str) -> Iterator[Line]:
    """Yield the content lines of a file in order; a malformed line has the name "".

    `codec` is the encoding of values that declare none; of pictures only the first line is kept.
    """
    at = place = size = 0
    kept: list[bytes] = []
    is_quoted = is_binary = False
    for raw, width in _raw(file, codec):
        line = raw.rstrip(b"\r\n")
        soft = is_quoted and kept[-1].endswith(b"=")
        folded = line[:1] in {b" ", b"\t"} or soft or (is_binary and _BASE64.fullmatch(line) is not None)
        if kept and folded and size < _LONGEST:
            if soft:
                kept[-1] = kept[-1][:-1]
            if not is_binary:
                kept.append(line if soft else line[1:])
                size += len(line)
        elif line or kept:
            if kept:
                yield _line(place, b"".join(kept), codec)
            kept, place, size = [line] if line else [], at, 0
            is_quoted = b"QUOTED-PRINTABLE" in line[:200].upper()
            is_binary = _BINARY.match(line) is not None
        at += width
    if kept:
        yield _line(place, b"".join(kept), codec)


def _raw(file: IO[bytes], codec: str) -> Iterator[tuple[bytes, int]]:
    """Yield each line and its length in bytes in the file; lines in UTF-16 are converted to UTF-8."""
    if codec.startswith("utf-16"):
        for text in _wide(file, codecs.getincrementaldecoder(codec)("replace")):
            yield text.removeprefix("\ufeff").encode("utf-8", "replace"), len(text.encode(codec, "surrogatepass"))
        return
    rest = b""
    while raw := file.readline(_LONGEST):
        *whole, rest = _ENDED.findall(rest + raw) if has_lone_returns(raw) else [rest + raw]
        if rest.endswith(b"\n") or len(rest) >= _LONGEST:
            whole, rest = [*whole, rest], b""
        for line in whole:
            yield line.removeprefix(b"\xef\xbb\xbf"), len(line)
    if rest:
        yield rest, len(rest)


def _wide(file: IO[bytes], decoder: codecs.IncrementalDecoder) -> Iterator[str]:
    rest = ""
    while block := file.read(_BLOCK):
        text = rest + decoder.decode(block)
        held = text.endswith("\r")  # its newline may come with the next block
        *whole, rest = ended_letters(text.removesuffix("\r") if held else text, "\r").split("\n")
        rest += "\r" * held
        yield from (f"{line}\n" for line in whole)
        if len(rest) > _LONGEST:
            yield rest
            rest = ""
    yield rest + decoder.decode(b"", final=True)


def _line(at: int, raw: bytes, codec: str) -> Line:
    match = _HEAD.match(raw)
    head, colon, value = (match[1], b":", raw[match.end() :]) if match else raw.partition(b":")
    name, _, told = head.decode("latin-1").partition(";")
    if not colon or not name.strip() or len(name) > 64:
        return Line(at, "", "", _decoded(raw, "", codec))
    parameters = _decoded(told.encode("latin-1"), "", codec)
    if "QUOTED-PRINTABLE" in parameters.upper():
        value = quopri.decodestring(value)
    return Line(at, name.rpartition(".")[2].strip().upper(), parameters, _decoded(value, parameters, codec))


def _decoded(value: bytes, parameters: str, codec: str) -> str:
    said = parameters.upper().partition("CHARSET=")[2].partition(";")[0].strip('"').lower()
    narrow = "utf-8" if codec.startswith("utf-16") else codec
    for each in (said, "utf-8", narrow, "cp1252"):
        try:
            return value.decode(each).replace("\x00", "") if each else value.decode("utf-8")
        except (UnicodeError, LookupError, ValueError):
            continue
    return value.decode("latin-1")


def plain(value: str) -> str:
    """Return a value without the escapes of vCard and iCalendar."""
    told = value.replace("\\\\", "\x00").replace("\\n", "\n").replace("\\N", "\n")
    return told.replace("\\,", ",").replace("\\;", ";").replace("\x00", "\\")


def parts(value: str) -> list[str]:
    """Return the parts of a value that has several, such as a name or an address; empty ones are left out."""
    return [plain(part) for part in re.split(r"(?<!\\);", value) if part.strip()]
