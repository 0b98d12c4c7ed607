from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from tests.real.people import CALLS, ROWS
from tests.real.test_reading import each_writer, evidence_of
from tests.real.writers import WRITERS, Writer
from triage import read
from triage.core.errors import EvidenceError
from triage.core.model import Evidence
from triage.core.summary import Coverage

KEPT = Path(__file__).parents[1] / "data" / "real"

delimited = (".csv", ".tsv")
"""Their last record ends where the file ends: a cut inside its last cell leaves no trace."""


def coverage_of(evidence: Evidence) -> Coverage:
    """Return the books of an object, as a scan would keep them."""
    try:
        parts = [
            batch.coverage
            for source in read.identify(evidence)
            for chunk in read.split(source)
            for batch in read.batches(chunk)
        ]
    except EvidenceError:
        return Coverage(bytes_unread=evidence.size_bytes)
    return reduce(add, parts, Coverage())


def rows_of_tables(evidence: Evidence) -> int:
    """Rows that were read, without the statements of a dump that are text."""
    try:
        sources = [source for source in read.identify(evidence) if source.table != "(statements)"]
        chunks = [chunk for source in sources for chunk in read.split(source)]
        return sum(batch.coverage.rows_read for chunk in chunks for batch in read.batches(chunk))
    except EvidenceError:
        return 0


def is_said(evidence: Evidence) -> bool:
    """Return true when the books name a reason for what is missing."""
    books = coverage_of(evidence)
    return bool(evidence.unread or books.bytes_unread or books.reasons)


def nothing_is_lost_unsaid(writer: Writer, path: Path, folder: Path) -> bool:
    found = evidence_of(path, folder / "spool")
    rows = sum(rows_of_tables(each) for each in found)
    return rows == len(ROWS) + len(writer.also) * len(CALLS) or any(map(is_said, found))


def written(data: bytes, writer: Writer, folder: Path) -> Path:
    path = folder / writer.file
    path.write_bytes(data)
    for log in KEPT.glob(f"{writer.file}-*"):
        shutil.copyfile(log, folder / log.name)
    return path


@pytest.mark.parametrize("share", [0.5, 0.7, 0.9])
@pytest.mark.parametrize(
    "writer", [w for w in WRITERS if not w.file.endswith(delimited)], ids=lambda writer: writer.file
)
def test_dump_cut_short_says_so(writer: Writer, share: float, tmp_path: Path):
    data = (KEPT / writer.file).read_bytes()
    path = written(data[: int(len(data) * share)], writer, tmp_path)

    assert nothing_is_lost_unsaid(writer, path, tmp_path)


@each_writer
def test_records_lost_to_damage_are_counted(writer: Writer, tmp_path: Path):
    data = (KEPT / writer.file).read_bytes()
    middle = len(data) // 2
    path = written(data[:middle] + b"'(((\x00\xff" + data[middle + 6 :], writer, tmp_path)

    assert nothing_is_lost_unsaid(writer, path, tmp_path)


@each_writer
def test_books_of_a_damaged_dump_balance(writer: Writer, tmp_path: Path, dump: Callable[[Writer], Path]):
    data = dump(writer).read_bytes()
    path = written(data[: len(data) // 3] + bytes(50) + data[len(data) // 2 :], writer, tmp_path)

    for evidence in evidence_of(path, tmp_path / "spool"):
        books = coverage_of(evidence)
        assert evidence.unread or books.balances(evidence.size_bytes), books
