from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from triage import find, read
from triage.app.scan import Options, scan
from triage.core.accounting import UNBALANCED, checked, closing, named, overlap, reason, refused, unread
from triage.core.errors import EvidenceError
from triage.core.model import AT, Batch, Chunk, Evidence, Source
from triage.core.progress import Silent
from triage.core.summary import Coverage
from triage.formats import plain_text

SOURCE = Source(Evidence("d", Path("d"), (), Path("d"), 10, ""), "lines", "", ("text",))


@pytest.mark.parametrize(
    ("books", "bytes_unread", "reasons"),
    [
        pytest.param(Coverage(bytes_read=10), 0, [], id="all read"),
        pytest.param(Coverage(7, 3), 0, [], id="some rejected"),
        pytest.param(unread(10, "encrypted"), 0, [], id="all unread"),
        pytest.param(Coverage(6, reasons=reason("truncated", 6), breaks=1), 4, [], id="a reader that came no further"),
        pytest.param(Coverage(6, reasons=reason("bad_utf8", 2)), 4, [UNBALANCED], id="a remark is no excuse"),
        pytest.param(Coverage(6), 4, [UNBALANCED], id="bytes that nobody speaks of"),
        pytest.param(Coverage(11), 0, [UNBALANCED], id="bytes counted twice"),
        pytest.param(Coverage(10, records_found=3, rows_read=2), 0, [UNBALANCED], id="a record lost"),
        pytest.param(Coverage(10, records_found=3, rows_read=2, rows_rejected=1), 0, [], id="a record rejected"),
    ],
)
def test_books_are_closed_so_that_bytes_tile_the_object(books: Coverage, bytes_unread: int, reasons: list[str]):
    late = closing(books, 10)

    assert (late.bytes_unread, sorted(late.reasons)) == (bytes_unread, reasons)


def test_chunks_that_own_the_same_bytes_overlap():
    chunk = Chunk(SOURCE, 0, 5)

    assert not overlap([chunk, replace(chunk, start=5, stop=10)])
    assert overlap([chunk, replace(chunk, start=4, stop=10)])


def test_what_is_read_with_another_object_is_no_loss():
    assert refused(10, "log_read_with_its_database") == Coverage(bytes_read=10)
    assert refused(10, "encrypted") == Coverage(reasons=reason("encrypted"), breaks=1)


@pytest.mark.parametrize(
    ("at", "rows_read", "is_wrong"),
    [
        pytest.param([0, 9], 2, False, id="as it should be"),
        pytest.param([], 0, False, id="nothing"),
        pytest.param([0, 9], 3, True, id="a row that is in no frame"),
        pytest.param([0, 9], 1, True, id="a row that is in no book"),
        pytest.param([0, 10], 2, True, id="a row of the next chunk"),
        pytest.param([0, None], 2, False, id="a place that is not known"),
    ],
)
def test_a_batch_holds_the_rows_that_its_books_speak_of(at: list[int | None], rows_read: int, *, is_wrong: bool):
    frame = pl.DataFrame({"0": ["x"] * len(at), AT: at}, schema={"0": pl.String, AT: pl.UInt64})
    books = checked(Chunk(SOURCE, 0, 10), Batch(frame, Coverage(records_found=rows_read, rows_read=rows_read)))

    assert (books.breaks, set(books.reasons)) == ((1, {UNBALANCED}) if is_wrong else (0, set()))


def scanned(path: Path, case: Path) -> dict[str, Any]:
    """Return the coverage of one file, and whether the scan says that it is complete."""
    result = scan([path], Options(case=case, jobs=1), Silent())
    (dump,) = result.document["dumps"]
    return {**dump["coverage"], "status": 0 if result.complete else 3}


def loses_bytes(chunk: Chunk) -> Iterator[Batch]:
    for batch in READ(chunk):
        yield replace(batch, coverage=replace(batch.coverage, bytes_read=batch.coverage.bytes_read - 1))


def counts_bytes_twice(chunk: Chunk) -> Iterator[Batch]:
    for batch in READ(chunk):
        yield replace(batch, coverage=replace(batch.coverage, bytes_read=batch.coverage.bytes_read + 1))


def loses_a_row(chunk: Chunk) -> Iterator[Batch]:
    for batch in READ(chunk):
        yield replace(batch, frame=batch.frame.head(-1))


def loses_a_record(chunk: Chunk) -> Iterator[Batch]:
    for batch in READ(chunk):
        yield replace(batch, coverage=replace(batch.coverage, records_found=batch.coverage.records_found + 1))


READ = plain_text.batches


@pytest.mark.parametrize("wrong", [loses_bytes, counts_bytes_twice, loses_a_row, loses_a_record])
def test_a_scan_whose_books_do_not_balance_says_so(wrong: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.txt"
    path.write_text("Sana Tariq\n\nBilal\n")
    honest = scanned(path, tmp_path / "honest")
    monkeypatch.setattr(plain_text, "batches", wrong)
    told = scanned(path, tmp_path / "wrong")

    assert (honest["status"], honest["reasons"]) == (0, [])
    assert (told["status"], [each["reason"] for each in told["reasons"]]) == (3, [UNBALANCED])


def test_evidence_that_is_gone_by_the_time_it_is_read_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.txt"
    path.write_text("Sana Tariq\n")
    identify = read.identify

    def too_late(evidence: Evidence, *args: Any) -> Iterator[Source]:
        path.unlink()
        yield from identify(evidence, *args)

    monkeypatch.setattr(read, "identify", too_late)
    told = scanned(path, tmp_path / "case")
    assert (told["status"], [each["reason"] for each in told["reasons"]]) == (3, ["changed_while_read", "gone"])
    assert told["bytes_unread"] == 11


def test_evidence_that_changes_while_it_is_read_is_not_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.txt"
    path.write_text("Sana Tariq\n")
    monkeypatch.setattr(find, "changed", lambda _: True)
    told = scanned(path, tmp_path / "case")

    assert (told["status"], [each["reason"] for each in told["reasons"]]) == (3, ["changed_while_read"])


def test_a_fault_of_ours_is_counted_with_its_place():
    assert named(EvidenceError("reader_failed", "ValueError in xml.py:12")) == "reader_failed: ValueError in xml.py:12"
    assert named(EvidenceError("damaged_page", "page 7")) == "damaged_page"
