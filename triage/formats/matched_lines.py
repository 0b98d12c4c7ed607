"""Open what searching for a word printed (grep, ripgrep, findstr): the lines of each file become a member again.

A line says in which file it was found, and often at which number: `data/list.csv:12:Sana Tariq,35202-...`. Without that
the line is what it was in its file, and is read as such: a table, SQL, JSON, or text. Lines around a match have a dash
in place of the colon, and two dashes are between groups. So are lines with what a program wrote before each: numbers
that count them (`cat -n`, an editor), and the sign of a quotation (`> ...`) in a mail.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import IO

from triage.core.budget import Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.text.dialect import text_of

FORMAT = Format(
    name="matched_lines",
    title="Lines found by grep, ripgrep or findstr; numbered lines; lines quoted in a mail (`> ...`)",
    library="own",
    how="spooled",
    limits="names of files end in a known ending of texts; not in UTF-16",
    accounting="every byte; the lines of each file are a member, without the name and number before them",
)

_ENDINGS = (
    "csv|tsv|psv|txt|sql|log|json|jsonl|ndjson|xml|ldif|vcf|dat|bak|lst|list|out|dump|text|md|html?|php|py|js|ya?ml"
)
_PLACED = re.compile(
    rb"(?P<file>(?:[A-Za-z]:[\\/])?[^:\r\n\"'<>{}|@,;=]{1,300}?\.(?:" + _ENDINGS.encode() + rb"))"
    rb"(?:(?P<sign>[:-])(?P<line>[0-9]{1,9})(?P=sign)|:)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rb"(?P<line>[0-9]{1,9})[:-](?! ?[0-9]{2}(?::[0-9]{2})?(?:[^0-9]|$))")
_COUNTED = re.compile(rb" {0,12}(?P<line>[0-9]{1,9})(?P<sign>\t| {1,4}\| ?| {2,4}|[.)](?=[ \t])) {0,4}(?=\S)")
_CITED = re.compile(rb"(?:> ?){1,6}")
"""What programs write before lines that they count, and before those that they quote."""

_GROUPS = (b"--", b"")
_NONE = re.compile(rb"(?:grep: |rg: )?(?:Binary file .{1,300} matches|.{1,300}: binary file matches.*)\r?")
"""Lines that separate groups of matches, or name a file that is no text."""

_LOOKED_AT, _LEAST, _SHARE = 500, 3, 0.95
_MOST_FILES = 1_000
"""Most files in the first lines: more are no names of files, but something that changes with each line."""


def opens(head: bytes, name: str) -> Claim:
    """Claim CONTENT for lines that nearly all begin with the name of a file, or with numbers that rise."""
    del name
    first = head[:1_024]
    if _pattern(first) is None:
        return Claim.NONE
    lines = [line for line in head.split(b"\n")[:_LOOKED_AT] if line.rstrip() not in _GROUPS and not _NONE.match(line)]
    lines = lines[:-1] if len(lines) > _LEAST and len(head) >= 1 << 16 else lines
    if len(lines) < _LEAST or text_of(head) is None:
        return Claim.NONE
    placed = [match for line in lines if (match := _PLACED.match(line))]
    if len(placed) >= _SHARE * len(lines):
        return Claim.CONTENT.when(_are_files(placed))
    if _CITED.match(first):
        rests = [_CITED.sub(b"", line, count=1) for line in lines if _CITED.match(line)]
        return Claim.CONTENT.when(len(rests) == len(lines) and any(map(bytes.strip, rests)))
    if (counted := [match for line in lines if (match := _COUNTED.match(line))]) and len(counted) == len(lines):
        return Claim.CONTENT.when(_are_counted(counted))
    numbers = [int(match["line"]) for line in lines if (match := _NUMBERED.match(line))]
    is_rising = all(before < after for before, after in pairwise(numbers))
    return Claim.CONTENT.when(len(numbers) == len(lines) and is_rising and _have_other_delimiters(lines))


def _pattern(first: bytes) -> re.Pattern[bytes] | None:
    """Return the pattern of what stands before the first line; null for other lines."""
    return next((each for each in (_PLACED, _CITED, _NUMBERED, _COUNTED) if each.match(first)), None)


def _are_counted(counted: list[re.Match[bytes]]) -> bool:
    """Return true if each number is one more than that before, and its sign is no delimiter of the lines themselves."""
    numbers = [int(match["line"]) for match in counted]
    signs = {match["sign"].strip(b" ") or b"  " for match in counted}
    again = max(sum(sign in match.string[match.end() :] for match in counted) for sign in signs)
    if signs == {b"\t"} and not counted[0].string.startswith(b" "):
        return False  # a first column of numbers, which no program has padded
    is_apart = len(signs) == 1 and (signs <= {b".", b")"} or 2 * again < len(counted))
    return is_apart and all(after == before + 1 for before, after in pairwise(numbers))


def _are_files(placed: list[re.Match[bytes]]) -> bool:
    """Return true if the names repeat, or the numbers in a name rise: other words before a colon do neither."""
    files = Counter(match["file"] for match in placed)
    is_numbered = 2 * sum(match["line"] is not None for match in placed) > len(placed)
    return len(files) <= _MOST_FILES and (is_numbered or 2 * len(files) <= len(placed))


def _have_other_delimiters(lines: list[bytes]) -> bool:
    """Return true if what follows the numbers has no further colons: `1:user:password` is a list of its own."""
    rests = [_NUMBERED.sub(b"", line, count=1) for line in lines]
    return sum(b":" in rest or not rest.strip() for rest in rests) < len(rests) / 2


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the lines of each file, in order; a file that comes again later is a member of its own."""
    with container.data.open("rb") as file:
        for name, lines in groupby(_lines(file, container.name), key=lambda each: each[0]):
            yield from spool.take(name, (line for _, line in lines))


def _lines(file: IO[bytes], own: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name of the file, line without name and number); lines without a name belong to the file before them."""
    name = f"(lines of) {own}"
    first = file.readline()
    file.seek(0)
    pattern = _pattern(first) or _NUMBERED
    for line in file:
        match = pattern.match(line)
        if match is None:
            if line.strip() not in _GROUPS:
                yield name, line
            continue
        if pattern is _PLACED:
            name = match["file"].decode("utf-8", "backslashreplace")
        yield name, line[match.end() :]
