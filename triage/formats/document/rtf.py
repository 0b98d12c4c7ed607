"""Read the text of Rich Text Format, without its control words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Batch, Chunk, Evidence, Source
from triage.records import paragraphs
from triage.records.paragraphs import Paragraph

RISKY = True
FORMAT = Format(
    name="rtf",
    title="Rich Text (RTF)",
    library="striprtf",
    how="whole",
    limits="64 MiB; pictures and objects are members of their own",
    accounting="every byte; a record is a line, of heads, notes, links and properties too",
)

_LARGEST = 64 * 1024 * 1024

_BESIDE = re.compile(
    r"(?:\\\*\s*)?\\(?:header[lrf]?|footer[lrf]?|footnote|annotation|atnauthor|fldinst"
    r"|info|author|operator|manager|company|title|subject|keywords|doccomm|comment)(?![A-Za-z])"
)
"""Pattern of what begins text outside the body, which the library skips: headers, notes, links, properties."""


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for the magic number."""
    del name
    return Claim.SIGNATURE.when(head.lstrip()[:5] == b"{\\rtf")


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one text, or one table of key-value blocks."""
    yield paragraphs.source(evidence, "rtf", _lines(evidence))


split = paragraphs.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield the lines; locators count from 1."""
    yield from paragraphs.batches(chunk, _lines(chunk.source.evidence))


def _lines(evidence: Evidence) -> Iterator[Paragraph]:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - only for this kind

    if evidence.size_bytes > _LARGEST:
        raise EvidenceError("over_budget")
    raw = evidence.data.read_bytes().decode("latin-1")
    try:
        text = str(rtf_to_text(_BESIDE.sub(r"\\par", raw), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise EvidenceError("damaged_document") from error
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Paragraph(number, line)
    if raw.count("{") > raw.count("}"):
        yield Paragraph(0, "", "truncated")
