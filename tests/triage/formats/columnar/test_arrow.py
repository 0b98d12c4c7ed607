"""Parquet, Arrow IPC, Feather and ORC: written by pyarrow, damaged by Hypothesis."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import feather, orc

from tests.triage.formats.conftest import told_by
from tests.triage.formats.damage import CASES, damaged
from triage import read
from triage.core.errors import EvidenceError

texts = st.none() | st.text(st.characters(exclude_categories=("Cs",), include_characters="علی\"'\n\0;,"), max_size=12)
tables = st.lists(st.tuples(texts, texts), max_size=20)
SCHEMA = pa.schema([("name", pa.string()), ("note", pa.string())])


def parquet(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, row_group_size=7)


def arrow_file(table: pa.Table, path: Path) -> None:
    with pa.ipc.new_file(path, table.schema) as file:
        file.write_table(table, max_chunksize=7)


def arrow_stream(table: pa.Table, path: Path) -> None:
    with pa.ipc.new_stream(path, table.schema) as file:
        file.write_table(table, max_chunksize=7)


def feather_2(table: pa.Table, path: Path) -> None:
    feather.write_feather(table, path, chunksize=7, compression="lz4")


def orc_file(table: pa.Table, path: Path) -> None:
    orc.write_table(table, path, stripe_size=1, batch_size=7)


WRITERS = [parquet, arrow_file, arrow_stream, feather_2, orc_file]
each_writer = pytest.mark.parametrize("write", WRITERS)


@each_writer
@given(rows=tables)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_tables_are_read_back(tmp_path: Path, write, rows: list[tuple[str | None, ...]]) -> None:
    path = tmp_path / "people.bin"
    write(pa.table([[row[i] for row in rows] for i in range(2)], schema=SCHEMA), path)

    told = told_by(path, tmp_path)
    assert told.rows == rows
    assert told.at == list(range(len(rows)))
    assert not told.coverage.reasons
    assert told.coverage.balances(told.evidence.size_bytes)


MOMENT = dt.datetime(2020, 1, 2, 3, 4, 5, 600_000)  # noqa: DTZ001
SEEN = [
    (pa.array([3520210000011], pa.int64()), "3520210000011"),
    (pa.array([3520210000011.0]), "3520210000011"),
    (pa.array([0.1], pa.float32()), "0.1"),
    (pa.array([Decimal("12.50")]), "12.50"),
    (pa.array([True]), "true"),
    (pa.array([MOMENT]), "2020-01-02T03:04:05.6"),
    (pa.array([MOMENT.replace(microsecond=0)]), "2020-01-02T03:04:05"),
    (pa.array([MOMENT], pa.timestamp("us", "Asia/Karachi")), "2020-01-02T08:04:05.6+0500"),
    (pa.array([dt.date(2020, 1, 2)]), "2020-01-02"),
    (pa.array([dt.time(10, 20)]), "10:20:00"),
    (pa.array(["علی".encode()]), "علی"),
    (pa.array([b"\xff\0"]), "0xff00"),
    (pa.array(["x"]).dictionary_encode(), "x"),
    (pa.array([["a", "b"]]), "a; b"),
    (pa.array([[{"a": 1}]]), '[{"a": 1}]'),
    (pa.array([None], pa.null()), None),
]


@pytest.mark.parametrize("write", [parquet, arrow_file])
def test_types_are_as_a_person_sees_them(tmp_path: Path, write) -> None:
    path = tmp_path / "types.bin"
    write(pa.table([column for column, _ in SEEN], names=[str(i) for i in range(len(SEEN))]), path)

    assert told_by(path, tmp_path).rows == [tuple(text for _, text in SEEN)]


@each_writer
def test_fields_of_structures_are_columns(tmp_path: Path, write) -> None:
    path = tmp_path / "nested.bin"
    write(pa.table({"a": pa.array([{"b": "x", "c": {"d": 1}}, None])}), path)

    told = told_by(path, tmp_path)
    assert told.sources[0].columns == ("a.b", "a.c.d")
    assert told.rows == [("x", "1"), (None, None)]


def people() -> pa.Table:
    return pa.table([[f"35202-10{i:05}-1" for i in range(100)], [f"نوٹ {i}" for i in range(100)]], schema=SCHEMA)


def test_parquet_in_chunks_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "many.parquet"
    pq.write_table(pa.table({"n": range(5000)}), path, row_group_size=700)
    whole = told_by(path, tmp_path)
    monkeypatch.setattr("triage.formats.columnar.parquet._CHUNK_ROWS", 1024)

    told = told_by(path, tmp_path)
    assert len(list(read.split(told.sources[0]))) == 5
    assert told.frames[0].equals(whole.frames[0])
    assert told.coverage == whole.coverage


@each_writer
def test_a_sample_of_a_table_has_rows(tmp_path: Path, write) -> None:
    path = tmp_path / "people.bin"
    write(people(), path)

    assert read.sample(told_by(path, tmp_path).sources[0]).height > 0


@pytest.mark.parametrize("write", [arrow_file, arrow_stream, feather_2])
def test_batches_before_a_cut_are_kept(tmp_path: Path, write) -> None:
    path = tmp_path / "people.bin"
    write(people(), path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    told = told_by(path, tmp_path)
    assert 0 < len(told.rows) < 100
    assert set(told.coverage.reasons) <= {"damaged_arrow", "end_mark_missing"}
    assert told.coverage.reasons
    assert told.coverage.balances(told.evidence.size_bytes)


def test_row_groups_beside_a_damaged_one_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "people.parquet"
    pq.write_table(people(), path, row_group_size=10, compression="gzip", use_dictionary=False)
    data = bytearray(path.read_bytes())
    group = pq.ParquetFile(path).metadata.row_group(4)
    for column in map(group.column, range(2)):
        data[column.data_page_offset : column.data_page_offset + 60] = b"\xff" * 60
    path.write_bytes(data)

    told = told_by(path, tmp_path)
    assert len(told.rows) == 90
    assert told.coverage.reasons["damaged_row_group"].count == 10
    assert told.coverage.balances(told.evidence.size_bytes)


def test_avro_is_named(tmp_path: Path) -> None:
    path = tmp_path / "people.avro"
    path.write_bytes(b"Obj\x01\x02\x16avro.schema\x02{}\0" + bytes(100))

    with pytest.raises(EvidenceError, match="unsupported:avro"):
        told_by(path, tmp_path)


@pytest.mark.parametrize(
    "data", [b"PARE" + bytes(100), b"PAR1" + bytes(100), b"ARROW1\0\0" + bytes(100), b"FEA1", b"ORC" + bytes(90)]
)
def test_what_cannot_be_read_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.bin"
    path.write_bytes(data)

    with pytest.raises(EvidenceError, match=r"encrypted|damaged"):
        told_by(path, tmp_path)


@each_writer
@given(change=damaged())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=CASES)
def test_damage_is_a_reason_or_balances(tmp_path: Path, write, change) -> None:
    path = tmp_path / "people.bin"
    write(people(), path)
    path.write_bytes(change(path.read_bytes()))
    try:
        told = told_by(path, tmp_path)
    except EvidenceError:
        return
    assert told.coverage.balances(told.evidence.size_bytes)


def test_a_damaged_name_of_a_column_is_shown(tmp_path: Path) -> None:
    table = pa.table({"namexx": ["Ali"]})
    with pa.OSFile(str(tmp_path / "a.arrow"), "wb") as file, pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table)
    path = tmp_path / "a.arrow"
    path.write_bytes(path.read_bytes().replace(b"namexx", b"name\xe5x"))
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("name\\xe5x",)
    assert told.rows == [("Ali",)]


def _with_zero(data: bytes, place: int) -> bytes:
    """Return a file of six rows whose footer says 0 at this of its places that say 6."""
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    found = [at for at in range(footer, len(data)) if data[at : at + 2] == b"\x16\x0c"]
    changed = bytearray(data)
    changed[found[place] + 1] = 0
    return bytes(changed)


@pytest.mark.parametrize(("place", "lost"), [(0, None), (-1, 6)], ids=["file", "row group"])
def test_rows_whose_number_the_footer_does_not_say_are_read_or_told(tmp_path: Path, place: int, lost: int | None):
    pq.write_table(pa.table({"name": list("abcdef"), "n": range(6)}), tmp_path / "a.parquet")
    (tmp_path / "a.parquet").write_bytes(_with_zero((tmp_path / "a.parquet").read_bytes(), place))
    told = told_by(tmp_path / "a.parquet", tmp_path)
    missing = told.coverage.reasons.get("records_missing")

    assert told.coverage.records_found == 6
    assert [row[0] for row in told.rows] == list("abcdef")[lost or 0 :]
    assert (missing and missing.count) == lost
    assert ("footer_count_wrong" in told.coverage.reasons) == (place == 0)


def test_rows_that_only_a_checksum_speaks_against_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    names = [f"name {i}" for i in range(5_000)]
    pq.write_table(
        pa.table({"name": names}), path, write_page_checksum=True, use_dictionary=False, compression="none",
        row_group_size=1_000, data_page_size=2_000,
    )  # fmt: skip
    path.write_bytes(path.read_bytes().replace(b"name 2500", b"NAME 2500", 1))
    told = told_by(path, tmp_path)

    assert [row[0].lower() for row in told.rows] == names
    assert {reason: each.count for reason, each in told.coverage.reasons.items()} == {"checksum_wrong": 1}
    assert told.coverage.balances(told.evidence.size_bytes)
