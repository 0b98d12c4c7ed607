"""The frames of a scan say what its JSON report says."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl
import pytest

import triage
from triage.app import frames

ROWS = "name,cnic,mobile\nSana Tariq,35202-1234567-1,0300-1234567\nAli Raza,35202-1234568-3,0300-1234568\n"


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> frames.Scan:
    folder = tmp_path_factory.mktemp("evidence")
    (folder / "list.csv").write_text(ROWS)
    (folder / "empty.csv").write_text("")
    with zipfile.ZipFile(folder / "both.zip", "w") as archive:
        archive.writestr("list.csv", ROWS)
    return triage.scan([folder], case=tmp_path_factory.mktemp("case") / "case", jobs=1)


def test_every_frame_has_its_columns_and_types(scan: frames.Scan) -> None:
    for name in ("dumps", "columns", "entities", "files", "reasons"):
        assert dict(getattr(scan, name).schema) == getattr(frames, name.upper())


def test_dumps_say_what_the_report_says(scan: frames.Scan) -> None:
    said = {dump["dump"]: dump for dump in scan.report["dumps"]}

    for row in scan.dumps.iter_rows(named=True):
        dump = said.pop(row["dump"])
        assert row["rows_read"] == dump["coverage"]["rows_read"]
        assert row["people"] == (dump["people"] or {}).get("distinct")
        assert row["verdict"] == dump["genuineness"]["verdict"]
    assert not said


def test_columns_and_entities_are_counted(scan: frames.Scan) -> None:
    cnic = scan.columns.filter(pl.col("dump") == "list.csv", pl.col("entity") == "PK_CNIC")

    assert cnic.select("column", "field", "valid", "distinct").rows() == [("cnic", "cnic", 2, 2)]
    assert scan.entities.filter(pl.col("entity") == "PK_CNIC")["valid"].to_list() == [2, 2]


def test_files_name_members_of_containers(scan: frames.Scan) -> None:
    assert scan.files.filter(pl.col("dump") == "both.zip").height == 2
    assert scan.files.filter(pl.col("unread").is_not_null())["dump"].to_list() == ["empty.csv"]


def test_a_case_is_told_again(scan: frames.Scan) -> None:
    assert triage.answers(scan.case).columns.equals(scan.columns)


def test_one_path_may_be_given_as_text(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(ROWS)

    assert triage.scan(str(tmp_path / "list.csv"), case=tmp_path / "case").dumps["dump"].to_list() == ["list.csv"]
