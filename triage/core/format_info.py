"""Protocols for readers and openers of formats, and how a format describes itself and claims a file.

Readers and openers are modules in `triage/formats/`; a test checks each of them against its protocol.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from triage.core.budget import Spool
    from triage.core.model import Batch, Chunk, Evidence, Source


class Claim(IntEnum):
    """How sure a format is that a file is of its kind; the format with the highest claim gets the file."""

    NONE = 0
    """The file is of another kind."""
    TEXT = 1
    """The file is text, which may be of any kind."""
    NAME = 2
    """The name fits, or the content does not contradict."""
    CONTENT = 3
    """The content fits."""
    RECORDS = 4
    """The content repeats records that only this kind has."""
    SIGNATURE = 5
    """The content has a signature, or a structure that no other format has."""
    EXACT = 6
    """The content has the signature of a wider format and the features of this one, such as a workbook inside a zip."""

    def when(self, condition: object) -> Claim:
        """Return this claim if the condition holds, else `NONE`."""
        return self if condition else Claim.NONE


@dataclass(frozen=True, slots=True)
class Format:
    """Description of one format for people; each field is a short text without a full stop.

    `name` is one word, unique among readers and among openers: sources carry it, and reports show it. `library` reads
    the format ("own" = code of this program); `how` is "streamed", "spooled" or "whole" (in memory, under limits);
    `limits` are what it does not read; `accounting` states what is counted as bytes and as records.
    """

    name: str
    title: str
    library: str
    how: str
    limits: str
    accounting: str


class Reader(Protocol):
    """A module that reads tables or texts.

    `RISKY = True` in it states that it parses what can crash or hang a parser: it is then called in a child process.
    """

    FORMAT: Format

    def claims(self, head: bytes, name: str) -> Claim:
        """Return how sure the reader is that it reads a file, from its first 64 KiB and its name."""

    def sources(self, evidence: Evidence) -> Iterator[Source]:
        """Yield the tables and texts of a file. Raises `EvidenceError` if it can read none, or not all."""

    def split(self, source: Source) -> Iterator[Chunk]:
        """Yield the chunks of a source; their ranges cover it without gap or overlap."""

    def batches(self, chunk: Chunk) -> Iterator[Batch]:
        """Yield the records of a chunk in batches, each with its accounting."""


class Opener(Protocol):
    """A module that opens containers.

    `READ_TOO = True` in it states that a container of this kind is also read as a document, such as an e-mail; if that
    depends on the file, the module has `is_read_too(head)`. `opens_file(data, head)` is called if no opener claims the
    head of a file.
    """

    FORMAT: Format

    def opens(self, head: bytes, name: str) -> Claim:
        """Return how sure the opener is that it opens a file, from its first 64 KiB and its name."""

    def members(self, container: Evidence, spool: Spool) -> Iterator[Evidence]:
        """Yield the members of a container, spooled and hashed, or with the reason why they are unread."""
