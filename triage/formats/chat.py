"""Chats that WhatsApp and others export as text: a message a record, with its date and author.

A message may have many lines; records in it are taken out as those of any message (`triage.places`). The ways of
writing a message's head are those of public parsers of such exports, in Western, Arabic and Urdu digits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import polars as pl

from triage.core.format_info import Claim, Format
from triage.core.model import AT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage
from triage.formats.key_value_blocks import is_narrow, placed_lines
from triage.recognizers.text import fold
from triage.text.dialect import text_of
from triage.text.encoding import mark_length, of

FORMAT = Format(
    name="chat",
    title="Chats exported as text (WhatsApp and others)",
    library="own",
    how="streamed",
    limits="dates stay as written: which part is the day is not decided",
    accounting="every byte; a record is a message",
)

_HEAD = re.compile(
    r"^[\s\u200e\u200f]*\[?(?P<date>[0-9]{1,4}[./-] ?[0-9]{1,2}[./-] ?[0-9]{1,4}\.?)(?:,|,? klo)?\s+"
    r"(?P<time>[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\s?[apAP]\.?\s?[mM]\.?|\s?[\u0635\u0645])?)"
    r"(?P<sign>\]?(?:\s-|:)?) (?P<rest>.*)$"
)
_AUTHOR = re.compile(r"^[\u200e\u200f\s]*(.{1,60}?): ")
_CELLS = tuple("|;,")
"""Signs after a date by which it is the first cell of a row."""

_NO_AUTHOR = re.compile(
    r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|SEVERE|CRITICAL|ALERT|FATAL)\b|[=/\[\]{}<>]|\w\.\w"
)
"""What programs write before a colon: a level, a process, a class; nobody is called so."""

_SYSTEM = re.compile(
    r"end-to-end encrypted|created (?:this )?group|joined using|was added|added |removed |\bleft$"
    r"|changed (?:the|their|to|this)|security code|disappearing messages|You're now an admin"
    r"|\u0634\u0627\u0645\u0644|\u06af\u0631\u0648\u067e"
)
"""Sentences of messengers themselves, which have no author; also "joined" and "group" in Urdu."""

_LEAST = 3
_SHARE = 0.05
_MOSTLY = 0.8
"""Share of messages with authors if nothing else tells a chat."""

_SPOKEN = 0.3
"""Share of messages of people or the messenger where a sign is after the time."""

_CHUNK = 8 * 1024 * 1024
_AHEAD = 1 << 20


@dataclass(slots=True)
class Message:
    """One message: where its head begins, and its lines. `sign`: what is after its time."""

    at: int
    date: str = ""
    author: str = ""
    lines: list[str] = field(default_factory=list)
    sign: str = ""


def head(line: str) -> Message | None:
    """Return the message that begins on this line; null if none does."""
    folded = fold(line)
    match = _HEAD.match(folded)
    if match is None:
        return None
    rest = line[match.start("rest") :]
    if "\t" in line[: match.start("rest")] or rest.startswith(_CELLS):
        return None
    author = _AUTHOR.match(rest)
    text = rest[author.end() :] if author else rest
    date = f"{folded[slice(*match.span('date'))]} {folded[slice(*match.span('time'))]}"
    return Message(0, date, author[1].strip() if author else "", [text], match["sign"])


def claims(head_bytes: bytes, name: str) -> Claim:
    """Claim SIGNATURE if messages with authors begin on many lines, the first among them."""
    del name
    text = text_of(head_bytes)
    if text is None:
        return Claim.NONE
    lines = [line for line in text.splitlines()[:2_000] if line.strip()]
    begun = {index: message for index, line in enumerate(lines) if (message := head(line))}
    enough = len(begun) >= _LEAST and len(begun) >= _SHARE * len(lines)
    return Claim.SIGNATURE.when(enough and min(begun) < _LEAST and _is_talk([*begun.values()]))


def _is_talk(messages: list[Message]) -> bool:
    """Return true if people talk.

    Most messages have authors, or some and a sign after the time, or a messenger speaks.

    A log has times too, and what it writes before a colon is a program.
    """
    authored = [message for message in messages if message.author and not _NO_AUTHOR.search(message.author)]
    if len(authored) >= _MOSTLY * len(messages):
        return True
    signed = sum(bool(message.sign) for message in messages)
    said = sum(bool(_SYSTEM.search(message.lines[0])) for message in messages if not message.author)
    return 2 * signed > len(messages) and len(authored) + said >= _SPOKEN * len(messages)


def sources(evidence: Evidence) -> Iterator[Source]:
    """One table of messages."""
    with evidence.data.open("rb") as file:
        start = file.read(1 << 18)
    encoding, grounds = of(evidence.data)
    yield Source(
        evidence,
        "chat",
        "",
        ("date", "author", "text"),
        encoding=encoding,
        options=json.dumps({"mark": mark_length(start)}),
        notes=(f"encoding {encoding}: {grounds}", "messages of a chat"),
    )


def split(source: Source) -> Iterator[Chunk]:
    """Ranges of bytes that begin where a message does; one range where characters are wider than a byte."""
    size, start = source.evidence.size_bytes, 0
    if not is_narrow(source.encoding):
        yield Chunk(source, 0, size)
        return
    with source.evidence.data.open("rb") as file:
        while start < size:
            stop = min(size, start // SEGMENT * SEGMENT + _CHUNK)
            if stop < size:
                file.seek(stop)
                stop += _next_message(file.read(_AHEAD), source.encoding)
            yield Chunk(source, start, min(stop, size))
            start = stop


def _next_message(data: bytes, encoding: str) -> int:
    """Bytes to the first line on which a message begins; all of them if none does."""
    places = [at for at, _ in placed_lines(data, encoding)][1:]
    for at, stop in pairwise([*places, len(data)]):
        if head(data[at:stop].decode(encoding, "backslashreplace").strip("\r\n")):
            return at
    return len(data)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """One batch: the messages of the chunk; locators are the bytes where they begin."""
    source = chunk.source
    with source.evidence.data.open("rb") as file:
        file.seek(chunk.start)
        raw = file.read(chunk.stop - chunk.start)
    told = [
        (message.at, message.date, message.author, "\n".join(message.lines).strip())
        for message in _messages(raw, chunk.start, source.encoding)
    ]
    data = {str(i): [message[i + 1] or None for message in told] for i in range(len(source.columns))}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, [at for at, *_ in told], pl.UInt64))
    yield Batch(frame, Coverage(len(raw), 0, 0, frame.height, frame.height))


def _messages(raw: bytes, start: int, encoding: str) -> Iterator[Message]:
    """Yield the messages of some bytes; what is before the first is a message without a head."""
    message = Message(start)
    for at, line in placed_lines(raw, encoding):
        begun = head(line)
        if begun:
            if message.lines:
                yield message
            message = Message(start + at, begun.date, begun.author, begun.lines)
        elif line.strip():
            message.lines.append(line)
    if message.lines:
        yield message
