"""Spreadsheets, databases and SQL dumps: made here by the libraries; dumps of real programs are in tests/real."""

from __future__ import annotations

import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage import find, read
from triage.core.errors import EvidenceError

HEADER = ("cnic", "name", "note")
cells = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n'\"\\`;,()"), max_size=12)
tables = st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=15)
ROWS = [(f"35202-10{i:05}-1", "علی رضا", f'it\'s (a) "note"; -- {i}\\') for i in range(300)]


def database(path: Path, rows: list[tuple[str, ...]]) -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("create table people (cnic text, name text, note text)")
    connection.executemany("insert into people values (?, ?, ?)", rows)
    connection.commit()
    return connection


@given(tables)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sqlite_tables_are_read_back(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    path = tmp_path / "dump.db"
    database(path, rows).close()

    told = told_by(path, tmp_path)
    assert told.rows == rows
    assert told.coverage.balances(path.stat().st_size)


@given(tables)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sqlite_dumps_are_read_back(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    connection = database(tmp_path / "dump.db", rows)
    path = tmp_path / "dump.sql"
    path.write_text("\n".join(connection.iterdump()), encoding="utf-8", newline="")
    connection.close()

    told = told_by(path, tmp_path)
    assert told.rows == rows
    assert told.coverage.balances(path.stat().st_size)


def test_rows_in_the_log_are_read_and_nothing_is_written_beside(tmp_path: Path) -> None:
    path = tmp_path / "live.db"
    connection = database(path, ROWS[:100])
    connection.execute("pragma journal_mode = wal")
    connection.executemany("insert into people values (?, ?, ?)", ROWS[100:])
    connection.commit()
    copy = tmp_path / "seized"
    copy.mkdir()
    for each in tmp_path.glob("live.db*"):
        (copy / each.name).write_bytes(each.read_bytes())
    connection.close()
    before = {each.name: each.read_bytes() for each in copy.iterdir()}

    assert told_by(copy / "live.db", tmp_path).rows == ROWS
    assert {each.name: each.read_bytes() for each in copy.iterdir()} == before


def test_a_damaged_database_keeps_the_rows_before_the_damage(tmp_path: Path) -> None:
    path = tmp_path / "dump.db"
    database(path, ROWS * 40).close()
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 40_960] = b"\xff" * 40_960
    path.write_bytes(data)

    told = told_by(path, tmp_path)
    assert 0 < len(told.rows) < len(ROWS) * 40
    assert "damaged_database" in told.coverage.reasons
    assert told.coverage.balances(path.stat().st_size)


def test_numbers_and_blobs_of_sqlite_are_text(tmp_path: Path) -> None:
    path = tmp_path / "dump.db"
    connection = sqlite3.connect(path)
    connection.execute("create table t (a, b, c, d, e)")
    connection.execute("insert into t values (3520210000011, 1.5, null, x'ff00', x'616263')")
    connection.commit()
    connection.close()

    assert told_by(path, tmp_path).rows == [("3520210000011", "1.5", None, "0xff00", "abc")]


def book(path: Path, rows: list[tuple[object, ...]], title: str = "") -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    if title:
        sheet.append([title])
    for row in [HEADER, *rows]:
        sheet.append(row)
    hidden = workbook.create_sheet("old")
    hidden.sheet_state = "hidden"
    for row in [HEADER, *rows[:5]]:
        hidden.append(row)
    workbook.save(path)


def test_sheets_are_read_back_hidden_ones_too(tmp_path: Path) -> None:
    path = tmp_path / "dump.xlsx"
    book(path, ROWS, "List of members")

    told = told_by(path, tmp_path)
    assert [source.columns for source in told.sources] == [HEADER, HEADER]
    assert told.sources[1].notes == ("the sheet is hidden",)
    assert told.rows == ROWS
    assert told.frames[1].height == 5
    assert told.coverage.balances(path.stat().st_size)


def test_numbers_and_dates_are_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "dump.xlsx"
    book(path, [(3520210000011, 0.1 + 0.2, date(1990, 5, 17))] * 3)

    assert told_by(path, tmp_path).rows[0] == ("3520210000011", "0.3", "1990-05-17")


def test_a_cut_spreadsheet_is_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "dump.xlsx"
    book(path, ROWS)
    path.write_bytes(path.read_bytes()[:3000])

    with pytest.raises(EvidenceError, match="damaged"):
        told_by(path, tmp_path)


def test_a_document_type_in_a_sheet_resolves_nothing(tmp_path: Path) -> None:
    path, bad = tmp_path / "dump.xlsx", tmp_path / "bad.xlsx"
    book(path, ROWS)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                entity = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
                data = data.replace(b"<worksheet", entity + b"<worksheet", 1)
                data = data.replace(b"35202-1000000-1", b"&x;")
            new.writestr(name, data)

    hostname = Path("/etc/hostname").read_text().strip() if Path("/etc/hostname").exists() else "-"
    assert hostname not in str(told_by(bad, tmp_path).rows[:3])


def test_a_broken_old_spreadsheet_is_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "dump.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))

    with pytest.raises(EvidenceError, match="damaged_spreadsheet"):
        told_by(path, tmp_path)


MYSQL = r"""-- MySQL dump 10.13
CREATE TABLE `people` (
  `cnic` varchar(15) NOT NULL DEFAULT '',
  `name` varchar(50),
  `note` decimal(10,2),
  PRIMARY KEY (`cnic`)
) ENGINE=InnoDB;
/*!40000 ALTER TABLE `people` DISABLE KEYS */;
INSERT INTO `people` VALUES
('35202-1000000-1','O\'HARA','a;b\nc'),('35202-1000001-1',NULL,12.50),('3',_binary 'x','it''s');
-- Dump completed
"""

POSTGRES = (
    "-- PostgreSQL database dump\nCREATE TABLE public.people (\n    cnic text,\n    name text,\n    note text\n);\n"
    "COPY public.people (cnic, name, note) FROM stdin;\n35202-1000000-1\tO'HARA\ta;b\\nc\n35202-1000001-1\t\\N\t12.50\n"
    "3\tx\tit's\n\\.\n-- PostgreSQL database dump complete\n"
)

MSSQL = (
    "CREATE TABLE [dbo].[people]([cnic] [nvarchar](15), [name] [nvarchar](50), [note] [nvarchar](50))\nGO\n"
    "INSERT [dbo].[people] ([cnic], [name], [note]) VALUES (N'35202-1000000-1', N'O''HARA', N'a;b\nc')\n"
    "INSERT [dbo].[people] ([cnic], [name], [note]) VALUES (N'35202-1000001-1', NULL, CAST(12.50 AS Decimal(10, 2)))\n"
    "INSERT [dbo].[people] ([cnic], [name], [note]) VALUES (N'3', N'x', N'it''s')\nGO\n"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(MYSQL, "utf-8"), (POSTGRES, "utf-8"), (MSSQL, "utf-8"), (MSSQL, "utf-16")],
    ids=["mysql", "postgresql", "sql server", "sql server utf-16"],
)
def test_dialects_of_sql_are_told(text: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.sql"
    path.write_bytes(text.encode(encoding))

    told = told_by(path, tmp_path)
    assert told.sources[0].columns == HEADER
    assert [row[:2] for row in told.rows] == [("35202-1000000-1", "O'HARA"), ("35202-1000001-1", None), ("3", "x")]
    assert [told.rows[0][2], told.rows[2][2]] == ["a;b\nc", "it's"]
    assert told.coverage.balances(path.stat().st_size)


def test_a_cut_sql_dump_keeps_the_rows_before(tmp_path: Path) -> None:
    rows = ",".join(f"('35202-10{i:05}-1','ALI',{i})" for i in range(500))
    path = tmp_path / "dump.sql"
    path.write_text(f"{MYSQL.partition('INSERT')[0]}INSERT INTO `people` VALUES {rows}"[:8_000])

    told = told_by(path, tmp_path)
    assert len(told.rows) > 200
    assert told.coverage.balances(8_000)


def test_text_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text("[1/2/24, 10:00] Ali: salam\n\nwasalam bhai\n")

    told = told_by(path, tmp_path)
    assert told.sources[0].is_text
    assert [row[0] for row in told.rows] == ["[1/2/24, 10:00] Ali: salam", "wasalam bhai"]


def test_a_binary_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_bytes(bytes(range(256)) * 64)

    with pytest.raises(EvidenceError, match="unknown_binary"):
        told_by(path, tmp_path)


def test_dates_that_are_none_titles_and_formulas_are_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    for row in [
        ["by Ali 03001234567"],
        [],
        ["name", "cnic", "day"],
        ["A", 3520212345671, date(2000, 1, 2)],
        ["B", 7, '=A1&"0301"'],
    ]:
        sheet.append(row)
    sheet["B4"].number_format = "dd/mm/yyyy"
    book.save(tmp_path / "book.xlsx")
    told = told_by(tmp_path / "book.xlsx", tmp_path)

    assert told.rows == [
        ("by Ali 03001234567", None, None), ("A", "3520212345671", "2000-01-02"), ("B", "7", '=A1&"0301"'),
    ]  # fmt: skip


def test_what_a_workbook_says_outside_its_cells_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["name", "town"])
    sheet.append(["A", "B"])
    sheet["A2"].comment = openpyxl.comments.Comment("call 03009998887", "me")
    sheet["A2"].hyperlink = "mailto:ali@example.com"
    sheet.oddFooter.center.text = "footer 03001112223"
    book.save(tmp_path / "book.xlsx")
    told = told_by(tmp_path / "book.xlsx", tmp_path)
    notes = "\n".join(told.frames[-1]["0"].to_list())

    assert (told.sources[-1].table, told.sources[-1].is_text) == ("(notes)", True)
    assert all(each in notes for each in ("call 03009998887", "mailto:ali@example.com", "footer 03001112223"))
    assert told.coverage.balances((tmp_path / "book.xlsx").stat().st_size)


XML_PEOPLE = "".join(f"<p:man p:id='{i}'><p:name>Ali {i}</p:name></p:man>\n" for i in range(9))


@pytest.mark.parametrize(
    ("begin", "reasons"),
    [
        ("<?xml version='1.0'?>\n<p:all xmlns:p='http://a'>", set()),
        ("<?xml version='1.0'?>\n<p:all>", set()),
        ("<?xml version='1.0'?>\n<!DOCTYPE all SYSTEM 'all.dtd'>\n<p:all xmlns:p='relative' xml:id='1'>", set()),
        ("<?xml version='1.0'?>\n<p:all xmlns:p='http://a'><br>", {"damaged_xml"}),
    ],
    ids=["namespace", "none", "type", "unclosed"],
)
def test_xml_with_names_of_any_kind_is_records(begin: str, reasons: set[str], tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(f"{begin}{XML_PEOPLE}</p:all>")
    told = told_by(tmp_path / "a.xml", tmp_path)

    assert [row for row in told.rows if f"Ali {8}" in row]
    assert sum("Ali" in str(row) for row in told.rows) == 9
    assert {source.reader for source in told.sources} == {"xml_records"}
    assert set(told.coverage.reasons) == reasons


def test_xml_damaged_at_once_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<?xml version='1.0'?>\n<a>35202-1234567-1<b\n")
    (item,) = find.evidence([tmp_path / "a.xml"], tmp_path)
    found = read.identify(item)

    assert next(found).reader == "lines"
    with pytest.raises(EvidenceError, match="damaged_xml"):
        next(found)
