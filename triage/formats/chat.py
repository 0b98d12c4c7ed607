"""Read chats exported as text, by WhatsApp and others: one record per message, with date and author.

A message may have many lines; records inside it are extracted as from any message (`triage.places`). How messages begin
is defined in `triage/text/message_heads.py`. A file that is named like such an export, but whose messages begin in an
unknown way, is read as a chat too, with a note.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import polars as pl

from triage.core.format_info import Claim, Format
from triage.core.model import AT, Batch, Chunk, Evidence, Source
from triage.core.names import is_header_word
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.key_value_blocks import placed_lines, ranges
from triage.text.dialect import text_of
from triage.text.encoding import mark_length, of
from triage.text.message_heads import Message, head, head_of_unknown_build

FORMAT = Format(
    name="chat",
    title="Chats exported as text (WhatsApp and others)",
    library="own",
    how="streamed",
    limits="dates in numbers stay as written: which part is the day is not decided; other calendars are made ours",
    accounting="every byte; a record is a message",
)

_NO_AUTHOR = re.compile(
    r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|SEVERE|CRITICAL|ALERT|FATAL)\b|[=/\[\]{}<>]|\w\.\w"
)
"""Pattern of what programs write before a colon (a level, a process, a class), which is nobody's name."""

_LEAST = 3
_SHARE = 0.05
_MOSTLY = 0.8
"""Share of messages with authors that is enough to recognise a chat."""

_SPOKEN = 0.3
"""Share of messages by people or the messenger that is enough if a sign follows the time."""

_EXPORTED = re.compile(
    r"^_chat\.txt$|(?:WhatsApp[- ]Chat|Chat (?:de|di|do) WhatsApp|Discussion WhatsApp|محادثة واتساب|WhatsApp چیٹ)"
    r".*\.txt$",
    re.IGNORECASE,
)
"""Pattern of the names of exported chats."""

_UNKNOWN = "; the heads of its messages are written in a way that is not known: who wrote what is not told"
_LONGEST_NAME = 30

_AHEAD = 1 << 20


def claims(head_bytes: bytes, name: str) -> Claim:
    """Claim SIGNATURE if many lines begin messages with authors, or the file is named like an export of a chat."""
    text = text_of(head_bytes)
    return Claim.SIGNATURE.when(text is not None and _kind(text, name))


def _kind(text: str, name: str) -> str:
    """Return "known" for a chat whose messages begin in a known way, "unknown" for another chat, "" for no chat."""
    lines = [line for line in text.splitlines()[:2_000] if line.strip()]
    begun = {index: message for index, line in enumerate(lines) if (message := head(line))}
    is_named = bool(_EXPORTED.search(name))
    enough = len(begun) >= (1 if is_named else _LEAST) and len(begun) >= _SHARE * len(lines)
    if enough and min(begun) < _LEAST and _is_talk([*begun.values()]):
        return "known"
    if not is_named:
        return ""
    times = sum(head_of_unknown_build(line) is not None for line in lines)
    return "unknown" if times >= max(_LEAST, _SHARE * len(lines)) else ""


def _is_talk(messages: list[Message]) -> bool:
    """Return true if people talk: most messages have authors, or fewer do but a sign follows the time.

    Sentences of the messenger count too. A log has times as well, but has programs before the colons.
    """
    authored = [message for message in messages if message.author and not _NO_AUTHOR.search(message.author)]
    if len(authored) >= _MOSTLY * len(messages):
        return True
    signed = sum(bool(message.sign) for message in messages)
    said = sum(message.is_event for message in messages)
    return 2 * signed > len(messages) and len(authored) + said >= _SPOKEN * len(messages)


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table of messages."""
    with evidence.data.open("rb") as file:
        start = file.read(1 << 18)
    encoding, grounds = of(evidence.data)
    text = text_of(start) or ""
    kind = _kind(text, evidence.name) or "known"
    authors = _with_colons(text.splitlines()) if kind == "known" else []
    yield Source(
        evidence,
        "chat",
        "",
        ("date", "author", "text", "event"),
        encoding=encoding,
        options=json.dumps({"mark": mark_length(start), "heads": kind, "authors": authors}),
        notes=(f"encoding {encoding}: {grounds}", f"messages of a chat{_UNKNOWN if kind == 'unknown' else ''}"),
    )


def _with_colons(lines: Sequence[str]) -> list[str]:
    """Return the authors whose names contain a colon, the longest first.

    All lines of such an author have the same text up to a second colon, and that text is not a key of a record.
    """
    told = [message for line in lines if (message := head(line)) and message.author]
    counts = Counter(message.author for message in told)
    longer: Counter[tuple[str, str]] = Counter()
    rests: dict[tuple[str, str], set[str]] = {}
    for message in told:
        more, sign, rest = message.lines[0].partition(": ")
        if sign and len(more) <= _LONGEST_NAME and not is_header_word(more.strip()):
            longer[message.author, more] += 1
            rests.setdefault((message.author, more), set()).add(rest)
    found = [
        f"{author}: {more}"
        for (author, more), count in longer.items()
        if count >= _LEAST and count == counts[author] and len(rests[author, more]) > 1
    ]
    return sorted(found, key=len, reverse=True)


def split(source: Source) -> Iterator[Chunk]:
    """Yield byte ranges that begin where a message does."""
    yield from ranges(source, _next_message, _AHEAD)


def _next_message(data: bytes, source: Source) -> int:
    """Return the number of bytes before the first line that begins a message; all of them if none does."""
    places = [at for at, _ in placed_lines(data, source.encoding)][1:]
    begun = head if source.option("heads") == "known" else head_of_unknown_build
    for at, stop in pairwise([*places, len(data)]):
        if begun(data[at:stop].decode(source.encoding, "backslashreplace").strip("\r\n")):
            return at
    return len(data)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch with the messages of the chunk; locators are the byte offsets where they begin."""
    source = chunk.source
    with source.evidence.data.open("rb") as file:
        file.seek(chunk.start)
        raw = file.read(chunk.stop - chunk.start)
    told = [*_messages(raw, chunk)]
    texts = ["\n".join(message.lines).strip() or None for message in told]
    data = {
        "0": [message.date or None for message in told],
        "1": [message.author or None for message in told],
        "2": [None if message.is_event else text for message, text in zip(told, texts, strict=True)],
        "3": [text if message.is_event else None for message, text in zip(told, texts, strict=True)],
    }
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, [message.at for message in told], pl.UInt64))
    reasons = {}
    if source.option("heads") == "unknown" and told:
        reasons = {"unknown_message_heads": Occurrences(len(told), 0, Least(chunk.start))}
    yield Batch(frame, Coverage(len(raw), 0, 0, frame.height, frame.height, reasons=reasons))


def _messages(raw: bytes, chunk: Chunk) -> Iterator[Message]:
    """Yield the messages of some bytes; text before the first one is a message without a head."""
    source, message = chunk.source, Message(chunk.start)
    authors, is_known = tuple(source.option("authors")), source.option("heads") == "known"
    for at, line in placed_lines(raw, source.encoding):
        begun = head(line, authors) if is_known else head_of_unknown_build(line)
        if begun:
            if message.lines:
                yield message
            message, message.at = begun, chunk.start + at
        elif line.strip():
            message.lines.append(line)
    if message.lines:
        yield message
