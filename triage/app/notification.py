"""Make a list of the persons of a case in clear text, for those who notify them: read from the evidence, and sealed.

The list is encrypted to its recipient while it is made (`triage.core.sealed_box`). Temporary files are encrypted with
the key of the case, in its spool. The audit trail names examiner and recipient before a line is written.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import polars as pl

from triage import read
from triage.app import facts
from triage.app.alike import tell_apart
from triage.app.people import LockedParts, by_dump
from triage.app.reading import detector
from triage.app.report_case import rules_of
from triage.app.verification.reread import Reread
from triage.case import Case
from triage.case.token_store import RECORDS
from triage.core import names
from triage.core.errors import UsageError
from triage.core.keys import KeyFrom
from triage.core.names import shown_file
from triage.core.people import FIELDS
from triage.core.safe import cell, printable
from triage.core.sealed_box import Sealing
from triage.detect.clear import CLEAR, SUFFIX
from triage.detect.identities import DATA
from triage.people.parts import PART_ROWS
from triage.people.persons import PERSON, attach, with_person
from triage.run.children import Children, Limits

COLUMNS = ("person", *CLEAR, "exposed", "dumps")
"""Columns of the list: several values are separated by "; ", `exposed` are the kinds of data about the person."""

_APART = "; "


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives the list: the public key; `passwords` open locked evidence again."""

    public_key: bytes
    passwords: tuple[bytes, ...] = ()


def notify(folder: Path, out: IO[bytes], recipient: Recipient, key: KeyFrom | None = None) -> int:
    """Write the sealed list of all persons of a case with an identifier; return how many.

    Raises `UsageError` if the case names no examiner, `TriageError` if the evidence has changed since the scan.
    """
    with Case.open(folder, key) as case:
        case.verify()
        examiner = facts.of_case(case)["case"].get("examiner")
        if not examiner:
            message = f"{folder} names no examiner: triage case set {folder} examiner=NAME comes before names leave it"
            raise UsageError(message)
        rules_of(case)
        tell_apart([case])
        to = recipient.public_key.hex()
        case.audit("revealed", {"what": "persons for notification", "to": to, "examiner": examiner})
        with Sealing(out, recipient.public_key) as sealed:
            sealed.write(",".join(COLUMNS).encode() + b"\n")
            written = 0
            for persons in _persons(case, recipient.passwords):
                sealed.write(_lines(persons, written))
                written += persons.height
        case.audit("revealed", {"what": "persons for notification", "to": to, "persons": written})
        return written


def _persons(case: Case, passwords: tuple[bytes, ...]) -> Iterator[pl.DataFrame]:
    """Yield the persons with their distinct values as lists, for some millions of records at a time."""
    rows = sum(run.rows for run in case.tokens.runs(RECORDS))
    shelf = LockedParts(max(1, -(-rows // PART_ROWS)), case.spool, case.key)
    known = attach(lambda columns: case.tokens.records(case.key, columns), shelf)
    for dump in by_dump(case):
        shown = printable(shown_file(dump))
        for frame in _of_dump(case, dump, passwords):
            told = with_person(frame, known).drop(FIELDS)
            shelf.lay(PERSON, told.select(PERSON, pl.all().exclude(PERSON), pl.lit(shown).alias("dump")))
    clear = [pl.col(f"{name}{SUFFIX}").drop_nulls().unique().sort() for name in CLEAR]
    for part in shelf.parts(PERSON):
        yield part.group_by(PERSON).agg(*clear, pl.col("kinds").bitwise_or(), pl.col("dump").unique().sort())


def _of_dump(case: Case, dump: str, passwords: tuple[bytes, ...]) -> Iterator[pl.DataFrame]:
    folders = tuple(Path(each) for each in case.meta.get("rules_folders", "").split(os.pathsep) if each)
    eyes = detector(folders, "off")
    with closing(Children(Limits(), case.spool)) as children:
        call = names.within(children.call, folders)
        for source in Reread(case, dump, call, passwords).sources():
            for chunk in read.split(source, call):
                for batch in read.batches(chunk, call):
                    people = eyes.revealed(source, batch, case.key)
                    if people.height:
                        yield people


def _lines(persons: pl.DataFrame, before: int) -> bytes:
    """Return the lines of some persons; cells that a spreadsheet would evaluate are marked as text."""
    exposed = [
        pl.when(pl.col("kinds") & (1 << bit) > 0).then(pl.lit(name)).otherwise(pl.lit(None, pl.String))
        for bit, name in enumerate(DATA)
    ]
    numbered = persons.sort(PERSON).with_row_index("number", before + 1)
    told = numbered.select(
        pl.col("number").cast(pl.String).alias("person"),
        *(pl.col(f"{name}{SUFFIX}").list.join(_APART).alias(name) for name in CLEAR),
        pl.concat_str(exposed, separator=_APART, ignore_nulls=True).alias("exposed"),
        pl.col("dump").list.join(_APART).alias("dumps"),
    )
    safe = told.select(pl.Series(each.name, [cell(text) for text in each], pl.String) for each in told)
    out = io.BytesIO()
    safe.write_csv(out, include_header=False)
    return out.getvalue()
