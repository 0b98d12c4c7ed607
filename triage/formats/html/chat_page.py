"""Read messages on pages of Telegram Desktop, of the web view of channels, of Discord, Facebook and Instagram.

Each message is a row with the parts of the message model (`triage.core.messages`); text outside all messages, such as
the title of the page, is a table of lines. Class names are those of the exporters.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
from lxml import etree

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import AT, ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.html.message_blocks import KINDS, Said, Taken
from triage.formats.html.reader import charset

RISKY = True
FORMAT = Format(
    name="chat_page",
    title="Pages of messages (Telegram Desktop, web view of a channel, Discord, Facebook, Instagram)",
    library="lxml",
    how="whole",
    limits="pages of more than 64 MiB are read as any page; styles and scripts say nothing",
    accounting="every byte; a record is a message, or a line outside of all messages",
)
HAS = (b"<",)

COLUMNS = ("message", "time", "author", "text", "link", "media", "forwarded from", "reply to", "event", "chat")
OTHER = "(outside of {})"
"""The table of what is outside of all messages, by the kind of page."""
_LARGEST = 64 * 1024 * 1024


def claims(head: bytes, name: str) -> Claim:
    """Claim EXACT for a page with two blocks of messages, or a whole page with one."""
    del name
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return Claim.EXACT.when(begins == b"<" and any(kind.sign.search(head) for kind in KINDS))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield the messages, which account for the bytes, and the lines outside of them."""
    if evidence.size_bytes > _LARGEST:
        raise EvidenceError("over_memory")
    taken = _taken(evidence.data, evidence.sha256)
    for table, columns, is_text in ((taken.kind, COLUMNS, False), (OTHER.format(taken.kind), ("text",), True)):
        options = json.dumps({"rows": len(taken.others) if is_text else len(taken.said)})
        yield Source(evidence, "chat_page", table, columns, not is_text, is_text, options=options, segment=ROW_SEGMENT)


def split(source: Source) -> Iterator[Chunk]:
    """Yield one chunk: a page is parsed as a whole."""
    yield Chunk(source, 0, max(1, source.option("rows")))


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch; locators count messages, or lines."""
    source = chunk.source
    taken = _taken(source.evidence.data, source.evidence.sha256)
    if source.is_text:
        yield _batch([(line,) for line in taken.others], 1, Coverage())
        return
    rows = [_row(each) for each in taken.said]
    wrong = {reason: Occurrences(1, 0, Least(0)) for reason in taken.wrong}
    yield _batch(rows, len(COLUMNS), Coverage(bytes_read=source.evidence.size_bytes, reasons=wrong))


def _row(said: Said) -> tuple[str | None, ...]:
    links, media = "; ".join(said.links), "; ".join(said.media)
    told = (said.id, said.time, said.author, said.text, links, media, said.forwarded, said.reply, said.event, said.chat)
    return tuple(each or None for each in told)


def _batch(rows: Sequence[tuple[str | None, ...]], width: int, books: Coverage) -> Batch:
    data = {str(i): [row[i] for row in rows] for i in range(width)}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, range(len(rows)), pl.UInt64))
    return Batch(frame, books + Coverage(records_found=len(rows), rows_read=len(rows)))


@lru_cache(2)
def _taken(data: Path, sha256: str) -> Taken:
    """Return the content of a page, cached for the other table of the same page."""
    del sha256
    raw = data.read_bytes()
    text = raw.decode(charset(raw[:65_536]), "backslashreplace").replace("\0", "")
    parser = etree.HTMLParser(huge_tree=True, no_network=True, recover=True, encoding="utf-8")
    try:
        root: Any = etree.fromstring(text.encode("utf-8", "backslashreplace"), parser)
    except etree.XMLSyntaxError as error:
        raise EvidenceError("damaged_document") from error
    if root is None:
        raise EvidenceError("damaged_document")
    kind = next((each for each in KINDS if each.sign.search(raw[:65_536])), KINDS[0])
    taken = replace(kind.take(root), kind=kind.name)
    if raw.rstrip()[-1:] != b">":
        taken.wrong.append("truncated")
    return taken
