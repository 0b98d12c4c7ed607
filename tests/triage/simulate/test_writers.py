from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from triage.core.errors import UsageError
from triage.simulate.dirt import damaged
from triage.simulate.fabricators import fabricate
from triage.simulate.writers import formats, write_file

FRAME = pl.DataFrame(
    {"نام": ["علی", 'O"Hara', None], "address": ["House 1, Lahore", "two\nlines", ""], "cnic": ["1", "0002", "3"]}
)
ROWS = FRAME.rows()


def as_csv(text: str, **options: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), **options))


def told(frame: pl.DataFrame) -> list[list[str]]:
    return [frame.columns, *([cell or "" for cell in row] for row in frame.rows())]


def test_unknown_format_names_those_there_are(tmp_path: Path):
    with pytest.raises(UsageError, match="xlsx"):
        write_file(FRAME, "dbf", tmp_path / "a")


def test_formats_are_the_files_of_the_folder():
    assert {"chat", "csv", "json", "ndjson", "sql", "sqlite", "xlsx"} <= set(formats())


@pytest.mark.parametrize(
    ("options", "encoding", "dialect"),
    [
        ({}, "utf-8", {}),
        ({"bom": True}, "utf-8-sig", {}),
        ({"delimiter": ";"}, "utf-8", {"delimiter": ";"}),
        ({"delimiter": "\t", "encoding": "utf-16-le", "bom": True}, "utf-16", {"delimiter": "\t"}),
        ({"newline": "\r\n"}, "utf-8", {}),
        ({"quote": "all"}, "utf-8", {}),
    ],
)
def test_csv_is_read_back_by_a_second_implementation(
    options: dict[str, object], encoding: str, dialect: dict[str, str], tmp_path: Path
):
    write_file(FRAME, "csv", tmp_path / "a.csv", options)

    assert told(FRAME) == as_csv((tmp_path / "a.csv").read_bytes().decode(encoding), **dialect)


def test_titles_stand_above_the_header(tmp_path: Path):
    write_file(FRAME, "csv", tmp_path / "a.csv", {"titles": ("SIM DATABASE", "")})

    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("SIM DATABASE\n\n" + FRAME.columns[0])


def test_header_can_be_left_out(tmp_path: Path):
    write_file(FRAME, "csv", tmp_path / "a.csv", {"header": False})

    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("علی,")


def test_windows_arabic_has_arabic_yeh_and_nothing_unknown(tmp_path: Path):
    write_file(pl.DataFrame({"نام": ["علی قرۃ ۱۲"]}), "csv", tmp_path / "a.csv", {"encoding": "cp1256"})

    assert (tmp_path / "a.csv").read_bytes().decode("cp1256") == "نام\nعلي قرة 12\n"


def test_dirt_damages_its_share_of_lines_and_never_the_header(tmp_path: Path):
    clean = pl.DataFrame({"a": [str(n) for n in range(1000)], "b": ["x"] * 1000, "c": ["y"] * 1000})
    write_file(clean, "csv", tmp_path / "a.csv", {"dirt": 0.05, "seed": 3})
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()
    other = [line for line, right in zip(lines[1:], clean.rows(), strict=True) if line != ",".join(right)]

    assert lines[0] == "a,b,c"
    assert len(other) == 50


def test_damage_is_the_same_for_the_same_seed():
    lines = ["h,i,j", *(f"{n},b,c" for n in range(100))]

    assert damaged(lines, 0.2, 1) == damaged(lines, 0.2, 1) != damaged(lines, 0.2, 2)


def test_json_is_an_array_of_objects(tmp_path: Path):
    write_file(FRAME, "json", tmp_path / "a.json")
    write_file(FRAME, "json", tmp_path / "b.json", {"indent": True})

    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == FRAME.to_dicts()
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8")) == FRAME.to_dicts()


def test_ndjson_is_an_object_a_line(tmp_path: Path):
    write_file(FRAME, "ndjson", tmp_path / "a.ndjson")
    lines = (tmp_path / "a.ndjson").read_text(encoding="utf-8").splitlines()

    assert [json.loads(line) for line in lines] == FRAME.to_dicts()


def test_workbook_holds_text_cells(tmp_path: Path):
    write_file(FRAME, "xlsx", tmp_path / "a.xlsx", {"sheet": "بلاک"})
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["بلاک"]
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]

    assert told(FRAME) == rows


def test_database_holds_the_table(tmp_path: Path):
    for _ in range(2):
        write_file(FRAME, "sqlite", tmp_path / "a.db", {"table": 'my "table"'})
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        assert connection.execute('SELECT * FROM "my ""table"""').fetchall() == ROWS


def test_sql_makes_the_table_again(tmp_path: Path):
    write_file(FRAME, "sql", tmp_path / "a.sql", {"table": "people"})
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((tmp_path / "a.sql").read_text(encoding="utf-8"))

        assert connection.execute("SELECT * FROM people").fetchall() == ROWS


def test_chat_holds_every_value_behind_its_header(tmp_path: Path):
    frame = pl.DataFrame({"CNIC": ["3520200000011", "3520200000013"], "Name": ["ALI", None]})
    write_file(frame, "chat", tmp_path / "a.txt", {"seed": 1})
    text = (tmp_path / "a.txt").read_text(encoding="utf-8")

    assert text.count("CNIC: 352020000001") == 2
    assert text.count("Name: ") == 1


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_gzip_packs_any_format(form: str, tmp_path: Path):
    write_file(FRAME, form, tmp_path / "plain")
    write_file(FRAME, form, tmp_path / "packed.gz", {"container": "gzip"})

    assert gzip.decompress((tmp_path / "packed.gz").read_bytes()) == (tmp_path / "plain").read_bytes()


def test_zip_packs_the_file_under_its_own_name(tmp_path: Path):
    write_file(FRAME, "csv", tmp_path / "plain")
    write_file(FRAME, "csv", tmp_path / "list.csv.zip", {"container": "zip"})
    with zipfile.ZipFile(tmp_path / "list.csv.zip") as archive:
        assert archive.namelist() == ["list.csv"]
        assert archive.read("list.csv") == (tmp_path / "plain").read_bytes()


def test_missing_openpyxl_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    with pytest.raises(UsageError, match="pip install openpyxl"):
        write_file(FRAME, "xlsx", tmp_path / "a.xlsx")


def test_missing_faker_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "faker", None)

    with pytest.raises(UsageError, match="pip install Faker"):
        fabricate("faker_library", 1, 5, FRAME)
