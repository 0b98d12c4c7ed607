from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import add
from pathlib import Path

import polars as pl
import pytest

from tests.real.people import CALLS, COLUMNS, ROWS, Row
from tests.real.writers import WRITERS, Writer
from triage import find, read
from triage.core.model import AT, Evidence, Source
from triage.core.summary import Coverage

OTHER_KEYS = ("(other keys)",)
"""JSON has a column more, for keys that the first records do not have: empty here."""

Dump = Callable[[Writer], Path]

each_writer = pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.file)


def evidence_of(path: Path, spool: Path) -> list[Evidence]:
    spool.mkdir(exist_ok=True)
    return [each for each in find.evidence([path], spool) if not each.is_container or each.is_read_too]


def sources_of(path: Path, spool: Path) -> dict[str, Source]:
    return {source.table: source for each in evidence_of(path, spool) for source in read.identify(each)}


def frame_of(source: Source) -> pl.DataFrame:
    return pl.concat(batch.frame for chunk in read.split(source) for batch in read.batches(chunk))


def rows_of(source: Source) -> list[Row]:
    return frame_of(source).drop(AT).rows()


def people_in(path: Path, spool: Path, writer: Writer) -> Source:
    sources = sources_of(path, spool)
    return sources[writer.table] if writer.table else next(iter(sources.values()))


@each_writer
def test_cells_read_are_the_cells_written(writer: Writer, dump: Dump, tmp_path: Path):
    people = people_in(dump(writer), tmp_path / "spool", writer)
    expected = [tuple(writer.change(column, cell) for column, cell in zip(COLUMNS, row, strict=True)) for row in ROWS]

    assert people.columns[: len(COLUMNS)] == COLUMNS
    assert people.columns[len(COLUMNS) :] in {(), OTHER_KEYS}
    # Not "==" of the lists: the first row that differs says more than a page of them.
    for row, written in zip(rows_of(people), expected, strict=True):
        assert tuple(no_difference(writer, cell) for cell in row[: len(COLUMNS)]) == written
        assert not any(row[len(COLUMNS) :])


def no_difference(writer: Writer, cell: str | None) -> str | None:
    """Where a format cannot tell null and empty text apart a reader may answer either."""
    return cell if writer.change("note", "") == "" else cell or None


@each_writer
def test_every_byte_and_record_is_accounted_for(writer: Writer, dump: Dump, tmp_path: Path):
    for evidence in evidence_of(dump(writer), tmp_path / "spool"):
        parts = [
            batch.coverage
            for source in read.identify(evidence)
            for chunk in read.split(source)
            for batch in read.batches(chunk)
        ]
        coverage = reduce(add, parts, Coverage())

        assert coverage.balances(evidence.size_bytes), coverage
        assert coverage.rows_rejected == 0


@pytest.mark.parametrize("writer", [w for w in WRITERS if w.also], ids=lambda writer: writer.file)
def test_other_tables_of_an_sql_dump_are_tables_of_their_own(writer: Writer, dump: Dump, tmp_path: Path):
    sources = sources_of(dump(writer), tmp_path / "spool")

    assert {writer.table, *writer.also} == set(sources) - {"(statements)"}
    assert list(CALLS) == rows_of(sources[writer.also[0]])
