"""Read the manifest of an Android application, and addresses, numbers and keys among the strings of its files.

It reads binary XML (the manifest), resource tables, compiled code (`classes.dex`, Hermes) and native libraries. Strings
become rows if they identify somebody: a URL, a telephone number, an e-mail address, the key of a service.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import polars as pl

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import AT, ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage
from triage.formats.app.strings import dex_strings, manifest, pool_strings, runs

RISKY = True
BEGINS = (b"dex\n0", b"\x03\x00\x08\x00", b"\x02\x00\x0c\x00", b"\x7fELF", b"\xc6\x1f\xbc\x03")
FORMAT = Format(
    name="app_strings",
    title="Files of Android applications (manifest, resources, code, native libraries)",
    library="own",
    how="whole",
    limits="512 MiB a file; of code only strings that are addresses, numbers or keys; nothing is run or compiled back",
    accounting="every byte; a record is an attribute of the manifest, or a string that tells of somebody",
)

COLUMNS = ("what", "text", "package")
_LARGEST = 512 * 1024 * 1024
_ADDRESS = r"(?:https?|ftp|wss?|tg|whatsapp)://[^\s\"'<>\\]{4,2000}|(?:wa|t)\.me/[\w+/?=-]+"
_LETTERS = r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[A-Za-z]{2,24}){1,4}"
_TELEPHONE = r"(?<![\w.])(?:\+?92|0092|0)[ -]?3\d{2}[ -]?\d{3}[ -]?\d{4}(?![\w.])"
_SERVICES = r"[\w-]{1,64}\.(?:firebaseio\.com|firebasedatabase\.app|appspot\.com)"
_KEY = rf"AIza[\w-]{{35}}|\b\d{{8,10}}:AA[\w-]{{33}}|\b1:\d{{10,14}}:android:[0-9a-f]{{16,}}|{_SERVICES}"
_TELLING = re.compile(
    rf"(?P<address>{_ADDRESS})|(?P<email>{_LETTERS})|(?P<key>{_KEY})|(?P<telephone>{_TELEPHONE})", re.IGNORECASE
)
_OF_EVERYBODY = re.compile(
    r"https?://(?:schemas\.android\.com|www\.w3\.org|ns\.adobe\.com|xmlpull\.org|java\.sun\.com)/"
)


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE by the first bytes; of ELF programs only libraries, which are named ".so"."""
    if head.startswith(b"\x7fELF"):
        return Claim.SIGNATURE.when(name.lower().endswith(".so"))
    return Claim.SIGNATURE.when(head.startswith(BEGINS))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table. Raises `EvidenceError` for a file that is too large to be read into memory."""
    if evidence.size_bytes > _LARGEST:
        raise EvidenceError("over_memory")
    options = json.dumps({"rows": len(_rows(evidence.data, evidence.sha256))})
    yield Source(evidence, "app_strings", "", COLUMNS, options=options, segment=ROW_SEGMENT)


def split(source: Source) -> Iterator[Chunk]:
    """Yield one chunk."""
    yield Chunk(source, 0, max(1, source.option("rows")))


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch; locators count rows."""
    evidence = chunk.source.evidence
    rows = _rows(evidence.data, evidence.sha256)
    data = {str(i): [row[i] for row in rows] for i in range(len(COLUMNS))}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, range(len(rows)), pl.UInt64))
    yield Batch(frame, Coverage(bytes_read=evidence.size_bytes, records_found=len(rows), rows_read=len(rows)))


@lru_cache(2)
def _rows(data: Path, sha256: str) -> tuple[tuple[str, str, str | None], ...]:
    """Return the rows of a file, cached between `sources` and `batches`."""
    del sha256
    raw = data.read_bytes()
    rows: list[tuple[str, str, str | None]] = []
    if raw.startswith(b"\x03\x00\x08\x00"):
        for element, attribute, value in manifest(raw):
            is_name = element == "manifest" and attribute == "package"
            rows.append((f"{element} {attribute}", value, value if is_name else None))
    strings = {
        b"dex\n": dex_strings,
        b"\x03\x00\x08\x00": pool_strings,
        b"\x02\x00\x0c\x00": pool_strings,
    }.get(raw[:4], runs)(raw)
    told = dict.fromkeys((what, found) for text in strings for what, found in _telling(text))
    return (*rows, *((what, found, None) for what, found in told))


def _telling(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a string that identify somebody, each with its kind."""
    for found in _TELLING.finditer(text):
        if not _OF_EVERYBODY.match(found[0]):
            yield str(found.lastgroup), found[0].rstrip(".,;)")
