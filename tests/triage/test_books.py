from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from triage.books import UNBALANCED, closing, overlap, reason, refused, unread
from triage.model import Chunk, Evidence, Source
from triage.summary import Coverage

SOURCE = Source(Evidence("d", Path("d"), (), Path("d"), 10, ""), "lines", "", ("text",))


@pytest.mark.parametrize(
    ("books", "bytes_unread", "reasons"),
    [
        pytest.param(Coverage(bytes_read=10), 0, [], id="all read"),
        pytest.param(Coverage(7, 3), 0, [], id="some rejected"),
        pytest.param(unread(10, "encrypted"), 0, [], id="all unread"),
        pytest.param(Coverage(6, reasons=reason("truncated", 6)), 4, [], id="a reader that came no further"),
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
    assert refused(10, "encrypted") == Coverage(reasons=reason("encrypted"))
