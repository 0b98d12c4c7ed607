"""Evidence -> Source -> Chunk -> batches of strings, one format a file.

A format is a module of this folder with `claims`, `sources`, `split` and `batches`. The highest claim on the first
bytes wins: 0 no, 1 the name fits, 2 the content fits, 3 a signature. What nobody claims and is no text is
"unknown_binary".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from types import ModuleType

import polars as pl

from triage.errors import EvidenceError
from triage.model import AT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.plugs import modules

HEAD_BYTES = 65_536
_SAMPLE_BYTES = 262_144


def reader(name: str) -> ModuleType:
    """The module that reads a format."""
    return modules(__name__, "claims")[name]


def identify(evidence: Evidence) -> tuple[Source, ...]:
    """The tables and texts in evidence. Raises `EvidenceError` where nobody can read it."""
    with evidence.data.open("rb") as file:
        head = file.read(HEAD_BYTES)
    claims = {name: module.claims(head, evidence.name) for name, module in modules(__name__, "claims").items()}
    best = max(claims.values())
    if best == 0:
        raise EvidenceError("unknown_binary")
    chosen = min(name for name, claim in claims.items() if claim == best)
    return tuple(reader(chosen).sources(evidence))


def split(source: Source) -> Iterator[Chunk]:
    """The chunks of a source; their ranges tile it."""
    chunks: Iterator[Chunk] = reader(source.reader).split(source)
    return chunks


def batches(chunk: Chunk) -> Iterator[Batch]:
    """The records of a chunk."""
    found: Iterator[Batch] = reader(chunk.source.reader).batches(chunk)
    return found


def sample(source: Source, rows: int = 200) -> pl.DataFrame:
    """So many rows each from the head, the middle and the tail of a source, without the locator."""
    chunks = list(split(source))
    picked = [_beginning(chunks[i]) for i in sorted({0, len(chunks) // 2, len(chunks) - 1})] if chunks else []
    frames = [batch.frame.head(rows) for chunk in picked for batch in islice(batches(chunk), 1)]
    empty = pl.DataFrame(schema={str(i): pl.String for i in range(len(source.columns))})
    return pl.concat([empty, *(frame.drop(AT) for frame in frames)])


def _beginning(chunk: Chunk) -> Chunk:
    """The first records of a chunk that is a range of bytes; the last of them may be cut off."""
    is_bytes = chunk.source.segment == SEGMENT
    return replace(chunk, stop=min(chunk.stop, chunk.start + _SAMPLE_BYTES)) if is_bytes else chunk
