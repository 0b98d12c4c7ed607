"""DBF tables: written by `dbf`, damaged by Hypothesis."""

from __future__ import annotations

import base64
import datetime as dt
import shutil
import struct
import zipfile
from collections import Counter
from pathlib import Path

import dbf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.triage.formats.conftest import Told, told_by
from tests.triage.formats.damage import CASES, damaged
from triage import find, read
from triage.core.errors import EvidenceError
from triage.core.summary import Coverage
from triage.formats.dbf import reader as dbf_reader

SPEC = {
    "db3": "name C(30); n N(12,2); born D; ok L; note M",
    "fp": "name C(30); n N(12,2); born D; ok L; note M",
    "clp": "name C(30); n N(12,2); born D; ok L; note M",
    "vfp": "name C(30); n N(12,2); born D; ok L; note M; i I; b B; y Y; t T",
}
urdu = st.text(st.sampled_from("علي رضا'\"\n;,abc"), max_size=12).map(str.strip)
rows = st.lists(
    st.tuples(
        urdu,
        st.none() | st.integers(-99_999, 99_999),
        st.none() | st.dates(dt.date(1900, 1, 1)),
        st.none() | st.booleans(),
        urdu,
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


def write(path: Path, kind: str, given_rows: list[tuple[object, ...]], page: str = "cp1256") -> None:
    for each in path.parent.glob(f"{path.stem}.*"):
        each.unlink()
    table = dbf.Table(str(path), SPEC[kind], dbf_type=kind, codepage=page)
    table.open(dbf.READ_WRITE)
    for name, n, born, ok, note, is_deleted in given_rows:
        table.append({"name": name, "n": n, "born": born, "ok": ok, "note": note})
        if is_deleted:
            dbf.delete(table[-1])
    table.close()


@pytest.mark.parametrize("kind", SPEC)
@given(given_rows=rows)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_tables_are_read_back_deleted_rows_too(tmp_path: Path, kind: str, given_rows: list[tuple[object, ...]]) -> None:
    path = tmp_path / "people.dbf"
    write(path, kind, given_rows)

    told = told_by(path, tmp_path)
    expected = [
        (
            name,
            None if n is None else f"{n}.00",
            None if born is None else str(born),
            None if ok is None else str(ok).lower(),
            note or None,
            "yes" if is_deleted else None,
        )
        for name, n, born, ok, note, is_deleted in given_rows
    ]
    assert [(*row[:4], row[4] or None, row[-1]) for row in told.rows] == expected
    assert not told.coverage.reasons
    assert told.coverage.balances(path.stat().st_size)


def people(folder: Path, kind: str = "fp") -> Path:
    path = folder / "people.dbf"
    write(path, kind, [(f"n{i}", i, dt.date(1990, 5, 17), True, f"memo {i}", i == 3) for i in range(20)])
    return path


def test_types_of_visual_foxpro_are_as_a_person_sees_them(tmp_path: Path) -> None:
    path = tmp_path / "types.dbf"
    table = dbf.Table(str(path), "i I; b B; y Y; t T", dbf_type="vfp", codepage="cp1252")
    table.open(dbf.READ_WRITE)
    table.append({"i": -7, "b": 0.1, "y": -12.5, "t": dt.datetime(2020, 1, 2, 3, 4, 5)})  # noqa: DTZ001
    table.close()

    assert told_by(path, tmp_path).rows == [("-7", "0.1", "-12.5000", "2020-01-02T03:04:05", None)]


@pytest.mark.parametrize("kind", ["db3", "fp", "vfp"])
def test_a_missing_memo_file_is_counted_and_the_rows_stay(tmp_path: Path, kind: str) -> None:
    path = people(tmp_path, kind)
    for each in [*tmp_path.glob("*.dbt"), *tmp_path.glob("*.fpt")]:
        each.unlink()

    told = told_by(path, tmp_path)
    assert len(told.rows) == 20
    assert told.coverage.reasons["memo_file_missing"].count == 20


def test_a_damaged_memo_file_is_counted_and_the_rows_stay(tmp_path: Path) -> None:
    path = people(tmp_path)
    memo = next(tmp_path.glob("*.fpt"))
    memo.write_bytes(memo.read_bytes()[:700])

    told = told_by(path, tmp_path)
    assert len(told.rows) == 20
    assert {"memo_missing", "memo_damaged"} & set(told.coverage.reasons)


def test_a_memo_file_is_read_with_its_table_or_alone(tmp_path: Path) -> None:
    path = people(tmp_path)
    memo = next(tmp_path.glob("*.fpt"))
    with pytest.raises(EvidenceError, match="memo_read_with_its_table"):
        told_by(memo, tmp_path)

    path.unlink()
    told = told_by(memo, tmp_path)
    assert [text for (text,) in told.rows] == [f"memo {i}" for i in range(20)]
    assert told.coverage.balances(memo.stat().st_size)


@pytest.mark.parametrize(("table", "memo"), [("dbc", "dct"), ("SCX", "SCT"), ("frx", "FRT"), ("pjx", "pjt")])
@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_memos_of_tables_of_foxpro_itself_are_read(tmp_path: Path, table: str, memo: str, kind: str) -> None:
    home = tmp_path / "app"
    home.mkdir()
    people(tmp_path)
    for ending, own in (("dbf", table), ("fpt", memo)):
        shutil.copyfile(tmp_path / f"people.{ending}", home / f"people.{own}")
        shutil.copyfile(tmp_path / f"people.{ending}", home / f"people.{ending}")
    source = home
    if kind == "zip":
        source = tmp_path / "app.zip"
        with zipfile.ZipFile(source, "w") as archive:
            for each in sorted(home.iterdir()):
                archive.write(each, each.name)
    found, reasons = [], Counter[str]()
    for each in find.evidence([source], tmp_path / "spool"):
        if each.is_container or each.unread:
            continue
        try:
            for batch in (b for s in read.identify(each) for c in read.split(s) for b in read.batches(c)):
                found += batch.frame["4"].to_list()
                reasons.update(batch.coverage.reasons)
        except EvidenceError as error:
            reasons[error.reason] += 1

    assert Counter(found) == {f"memo {i}": 2 for i in range(20)}
    assert set(reasons) <= {"memo_read_with_its_table"}


@pytest.mark.parametrize("said", [0, 19, 21, 2**31])
def test_a_wrong_record_count_is_counted_and_every_row_is_read(tmp_path: Path, said: int) -> None:
    path = people(tmp_path)
    data = bytearray(path.read_bytes())
    data[4:8] = said.to_bytes(4, "little")
    path.write_bytes(data)

    told = told_by(path, tmp_path)
    assert len(told.rows) == 20
    reason = "records_missing" if said > 20 else "records_beyond_header_count"
    assert told.coverage.reasons[reason].count == abs(said - 20)


def test_a_partial_last_record_is_counted(tmp_path: Path) -> None:
    path = people(tmp_path)
    path.write_bytes(path.read_bytes()[:-10])

    told = told_by(path, tmp_path)
    assert len(told.rows) == 19
    assert told.coverage.reasons["partial_last_record"].count == 1
    assert told.coverage.balances(path.stat().st_size)


def test_the_code_page_is_guessed_from_letters_where_the_header_has_none(tmp_path: Path) -> None:
    path = tmp_path / "people.dbf"
    write(path, "db3", [("علي رضا", 1, None, None, "", False)] * 5)
    data = bytearray(path.read_bytes())
    data[29] = 0
    path.write_bytes(data)

    told = told_by(path, tmp_path)
    assert told.rows[0][0] == "علي رضا"
    assert "cp1256" in told.sources[0].notes[0]


@pytest.mark.parametrize("rest", [b"", b"\x1a", b" half a row"])
def test_a_table_in_chunks_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rest: bytes) -> None:
    path = tmp_path / "many.dbf"
    field = b"A".ljust(11, b"\0") + b"C" + bytes(4) + bytes([20]) + bytes(15)
    head = struct.pack("<BBBBIHH20x", 3, 124, 5, 17, 200_000, 65, 21) + field + b"\r"
    path.write_bytes(head + b"".join(b" %020d" % i for i in range(200_000)) + rest)
    whole = told_by(path, tmp_path)
    monkeypatch.setattr("triage.formats.dbf.reader._CHUNK_BYTES", 1)

    told = told_by(path, tmp_path)
    assert len(list(read.split(told.sources[0]))) == 4
    assert told.frames[0].equals(whole.frames[0])
    assert told.coverage == whole.coverage
    assert told.coverage.balances(path.stat().st_size)


def test_nulls_of_visual_foxpro_are_nulls(tmp_path: Path) -> None:
    path = tmp_path / "nulls.dbf"
    table = dbf.Table(str(path), "a C(5) null; b N(5,0) null; c C(5)", dbf_type="vfp", codepage="cp1252")
    table.open(dbf.READ_WRITE)
    table.append({"a": dbf.Null, "b": 1, "c": "x"})
    table.append({"a": "y", "b": dbf.Null, "c": "z"})
    table.close()

    told = told_by(path, tmp_path)
    assert told.sources[0].columns == ("A", "B", "C", "(deleted)")
    assert told.rows == [(None, "1", "x", None), ("y", None, "z", None)]


def test_values_that_are_none_of_their_type_are_kept_and_counted(tmp_path: Path) -> None:
    path = people(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"19900517", b"1990/5/7", 3).replace(b"19.00", b"1x.00"))

    told = told_by(path, tmp_path)
    assert told.rows[0][2] == "1990/5/7"
    assert told.rows[19][1] == "1x.00"
    assert told.coverage.reasons["bad_date"].count == 3
    assert told.coverage.reasons["bad_number"].count == 1


def test_a_sample_of_a_table_has_rows(tmp_path: Path) -> None:
    assert read.sample(told_by(people(tmp_path), tmp_path).sources[0]).height == 20


FOUND_BY_FUZZING = {
    "a varying column of no bytes": "QwEJAGMIAC1DACQAJGP///9ZWVlZWVlJWVkAAABMUUMBAIBDAAA4ACQAUVEyUVFRAEMRAQBjCABDAGMk"
    "ACT//1FRUVFRUVH/WVlRJP//WVlZWVlZWVlZWVlZJABZAFEuWVlZWVlZWWNj",
}


@pytest.mark.parametrize("case", FOUND_BY_FUZZING)
def test_what_fuzzing_found_is_read_or_a_reason(tmp_path: Path, case: str) -> None:
    path = tmp_path / "a.dbf"
    path.write_bytes(base64.b64decode(FOUND_BY_FUZZING[case]))
    (source,) = dbf_reader.sources(next(find.evidence([path], tmp_path)))
    told = [batch for chunk in dbf_reader.split(source) for batch in dbf_reader.batches(chunk)]

    assert sum((batch.coverage for batch in told), Coverage()).balances(path.stat().st_size)


@pytest.mark.parametrize("kind", SPEC)
@given(change=damaged())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=CASES)
def test_damage_is_a_reason_or_balances(tmp_path_factory: pytest.TempPathFactory, kind: str, change) -> None:
    kept = tmp_path_factory.getbasetemp() / f"dbf-{kind}"
    if not kept.exists():
        kept.mkdir()
        people(kept, kind)
    folder = tmp_path_factory.mktemp("damaged")
    for each in kept.iterdir():
        shutil.copy(each, folder)
    path = folder / "people.dbf"
    path.write_bytes(change(path.read_bytes()))
    try:
        told: Told = told_by(path, folder)
    except EvidenceError:
        return
    assert told.coverage.balances(path.stat().st_size)
