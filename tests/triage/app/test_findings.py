"""The stream of finds for programs: places, masks, and what could not be read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl
import pytest

import triage
from triage.app.findings import FINDINGS
from triage.core.errors import UsageError

ROWS = "name,cnic\nSana Tariq,35202-1234567-2\nBilal Ahmed,61101-7654321-3\n"


def zipped(folder: Path) -> Path:
    path = folder / "seized.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", ROWS)
        archive.writestr("b.7z", b"7z\xbc\xaf\x27\x1c" + b"\xff" * 40)
    return path


def test_finds_of_a_member_say_where_they_stand(tmp_path: Path) -> None:
    path = zipped(tmp_path)

    finds = pl.concat(triage.findings(path)).filter(pl.col("entity") == "PK_CNIC")

    assert finds.columns == list(FINDINGS)
    assert finds.select("file", "member", "column", "row", "at", "value").rows() == [
        (str(path), "a.csv", "cnic", 1, 10, "35202-*******-*"),
        (str(path), "a.csv", "cnic", 2, 37, "61101-*******-*"),
    ]


def test_values_are_clear_only_where_asked_for(tmp_path: Path) -> None:
    path = zipped(tmp_path)

    masked, clear = (set(pl.concat(triage.findings(path, reveal=reveal))["value"]) for reveal in (False, True))

    assert {"3520212345672", "6110176543213"} <= clear
    assert not clear & masked


def test_persons_and_numbers_in_names_of_files_are_masked_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "Sana Tariq 35202-1234567-2.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Bilal Ahmed 0300-1234567.csv", ROWS)

    masked, clear = (pl.concat(triage.findings(path, reveal=reveal)) for reveal in (False, True))

    told = " ".join({*masked["file"], *masked["member"]})
    assert not [word for word in ("Tariq", "1234567", "Bilal") if word in told]
    assert {*clear["file"]} == {str(path)}
    assert {*clear["member"]} == {"Bilal Ahmed 0300-1234567.csv"}


def test_what_could_not_be_read_is_told(tmp_path: Path) -> None:
    finds = triage.findings(zipped(tmp_path))

    assert sum(frame.height for frame in finds) == 4
    assert finds.unread["member"].str.starts_with("b.7z").to_list() == [True]


def test_a_stream_begins_again(tmp_path: Path) -> None:
    finds = triage.findings(zipped(tmp_path))

    assert pl.concat(finds).equals(pl.concat(finds))
    assert finds.unread.height == 1


def test_a_path_that_is_not_there_is_a_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        next(iter(triage.findings(tmp_path / "nowhere.csv")))
