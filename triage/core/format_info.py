"""What a reader, or an opener of containers, says of itself, for `docs/formats.md` and `triage doctor`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One format as a person asks for it; each field is a short text without a full stop.

    `name` is one word, of its own among readers and among openers: sources carry it, and reports show it.
    `library` reads it ("own" = our code); `how` is "streamed", "spooled" or "whole" (in memory, under limits);
    `limits` are what it does not read; `accounting` says what is counted as bytes and as records.
    """

    name: str
    title: str
    library: str
    how: str
    limits: str
    accounting: str
