"""Lines that machines read on passports and cards (MRZ), one document a record: name, number, birth, CNIC.

The lines of a passport are two of 44 characters (TD3), those of a card three of 30 (TD1); scanners lose some of the
fillers at their ends. Check digits are not kept: the values are checked as those of any column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from triage.core.format_info import Claim, Format
from triage.core.model import AT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage
from triage.text.dialect import text_of

FORMAT = Format(
    name="passport_lines",
    title="Machine-readable lines of passports and cards (MRZ: TD3, TD1)",
    library="own",
    how="streamed",
    limits="no visas of two lines of 36; no check digits",
    accounting="every byte; a record is a document, or a line between documents",
)
HAS = (b"<<",)

COLUMNS = ("document", "name", "passport no", "nationality", "date of birth", "gender", "date of expiry", "cnic",
           "other lines")  # fmt: skip

_FROM, _BIRTH, _SEX = "(?P<{0}country>[A-Z<]{{3}})", r"(?P<{0}birth>[0-9]{{6}})[0-9<]", "(?P<{0}sex>[MFX<])"
_UNTIL, _NATION = r"(?P<{0}until>[0-9]{{6}})[0-9<]", "(?P<{0}nation>[A-Z<]{{3}})"
_NUMBER, _NAME, _END = (
    "(?P<{0}number>[A-Z0-9<]{{9}})[0-9<]",
    "(?P<{0}name>[A-Z]+<[A-Z<]{{4,38}})",
    r"[ \t]*\r?(?:\n|\Z)",
)
_PASSPORT = (
    r"(?P<{0}kind>P[A-Z<])" + _FROM + _NAME + r"[ \t]*\r?\n"
    + _NUMBER + _NATION + _BIRTH + _SEX + _UNTIL + r"(?P<{0}more>[A-Z0-9<]{{0,16}})" + _END
)  # fmt: skip
_CARD = (
    r"(?P<{0}kind>[IAC][A-Z0-9<])" + _FROM + _NUMBER + r"(?P<{0}more>[A-Z0-9<]{{5,15}})[ \t]*\r?\n"
    + _BIRTH + _SEX + _UNTIL + _NATION + r"[A-Z0-9<]{{0,12}}[ \t]*\r?\n" + _NAME + _END
)  # fmt: skip
"""Patterns of both, with a place for a prefix of their groups: ICAO Doc 9303, parts 4 and 5, read 2026-11-30."""

_RECORD = re.compile(rf"^(?:{_PASSPORT.format('p')}|{_CARD.format('c')}|(?P<line>[^\n]*)(?:\n|\Z))", re.MULTILINE)
_DOCUMENT = re.compile(f"^(?:{_PASSPORT.format('')})|^(?:{_CARD.format('x')})", re.MULTILINE)
_PARTS = ("kind", "name", "number", "nation", "birth", "sex", "until", "more")

_LEAST, _SHARE = 2, 0.5
_CHUNK_BYTES = 4 * 1024 * 1024
_LINES = re.compile(rb"\n(?=[PIAC][A-Z0-9<][A-Z<]{3}[A-Z0-9<]{5})")

_THIS_YEAR = "26"
"""Two-digit years of birth above this are of the last century."""


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE if at least two documents make up half of the text at the start."""
    del name
    text = text_of(head)
    found = [each[0] for each in _DOCUMENT.finditer(text)] if text else []
    return Claim.SIGNATURE.when(len(found) >= _LEAST and sum(map(len, found)) > _SHARE * len((text or "").strip()))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table."""
    yield Source(evidence, "passport_lines", "", COLUMNS)


def split(source: Source) -> Iterator[Chunk]:
    """Yield chunks that begin with a document, or with the file."""
    start, size = 0, source.evidence.size_bytes
    with source.evidence.data.open("rb") as file:
        while start < size:
            file.seek(start)
            block = file.read(_CHUNK_BYTES)
            begins = [match.end() for match in _LINES.finditer(block)] if start + len(block) < size else []
            stop = start + (begins[-1] if begins else len(block))
            yield Chunk(source, start, stop)
            start = stop


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch: each document, and each line that is part of none; located by the first byte."""
    with chunk.source.evidence.data.open("rb") as file:
        file.seek(chunk.start)
        text = file.read(chunk.stop - chunk.start).decode("latin-1")  # a letter a byte, so that places are bytes
    found = [each for each in _RECORD.finditer(text) if each[0].strip()]
    given = {part: [each[f"p{part}"] or each[f"c{part}"] for each in found] for part in _PARTS}
    frame = pl.DataFrame(given, schema=dict.fromkeys(_PARTS, pl.String)).select(*_cells())
    lines = pl.Series([each["line"] for each in found], dtype=pl.String)
    at = pl.Series(AT, [chunk.start + each.start() for each in found], pl.UInt64)
    frame = frame.with_columns(lines.str.strip_chars().alias(str(len(COLUMNS) - 1)), at)
    yield Batch(frame, Coverage(chunk.stop - chunk.start, 0, 0, frame.height, frame.height))


def _cells() -> list[pl.Expr]:
    """Return the cells of a document: the given names stand behind two fillers, the family's before them."""
    plain = {part: pl.col(part).str.replace_all("<", "", literal=True).replace("", None) for part in _PARTS}
    family, given = (pl.col("name").str.extract(form) for form in ("^(.*?)<<", "<<(.*)$"))
    whole = pl.concat_str(given.fill_null(""), pl.lit(" "), family.fill_null(pl.col("name")))
    cells = {
        "kind": plain["kind"],
        "name": whole.str.replace_all("<", " ", literal=True).str.replace_all(" +", " ").str.strip_chars(),
        "number": plain["number"],
        "nation": plain["nation"],
        "birth": _date(pl.col("birth"), pl.col("birth").str.slice(0, 2) > _THIS_YEAR),
        "sex": plain["sex"],
        "until": _date(pl.col("until"), pl.lit(value=False)),
        "more": plain["more"].str.extract("^([1-8][0-9]{12})"),
    }
    return [cells[part].alias(str(number)) for number, part in enumerate(_PARTS)]


def _date(six: pl.Expr, is_last_century: pl.Expr) -> pl.Expr:
    """Return YYMMDD as an ISO date."""
    century = pl.when(is_last_century).then(pl.lit("19")).otherwise(pl.lit("20"))
    dash = pl.lit("-")
    return pl.concat_str(century, six.str.slice(0, 2), dash, six.str.slice(2, 2), dash, six.str.slice(4, 2))
