from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage.formats.delimited import reader as delimited

HEADER = ("cnic", "name", "address")
ROWS = [(f"35202-10{i:05}-1", "ALI RAZA", f"House {i}") for i in range(50)]


def text_of(rows: list[tuple[str, ...]], delimiter: str = ",", end: str = "\n") -> str:
    return end.join(delimiter.join(row) for row in rows) + end


letters = st.text(st.sampled_from("abc علی,;\"|\n\r\t '5.0"), max_size=6)
cells = letters.filter(lambda cell: cell.strip("\r\n") == cell)
tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=12).filter(
        lambda rows: all(any(row) for row in rows)
    )
)


def read_back(data: bytes) -> list[tuple[str | None, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "dump.csv")
        path.write_bytes(data)
        told = told_by(path, Path(folder))

        assert told.coverage.balances(len(data))
        return told.rows


@given(tables)
def test_what_the_csv_module_writes_is_read_back(rows: list[tuple[str, ...]]) -> None:
    width = len(rows[0])
    head = tuple(f"head_{'abcdef'[i]}" for i in range(width))
    many = [head, *[tuple(f"{i}0000{j}" for j in range(width)) for i in range(10, 40)], *rows]
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(many)

    expected = [tuple(cell.replace("\r\n", "\n") or None for cell in row) for row in many[1:]]
    found = [tuple(cell and cell.replace("\r\n", "\n") for cell in row) for row in read_back(text.getvalue().encode())]
    assert expected == found


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "||"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_dialects_are_told(delimiter: str, end: str) -> None:
    assert ROWS == read_back(text_of([HEADER, *ROWS], delimiter, end).encode())


def test_return_alone_ends_a_line() -> None:
    assert ROWS == read_back(text_of([HEADER, *ROWS], ",", "\r").encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_encodings_are_told(encoding: str) -> None:
    rows = [(f"35202-10{i:05}-1", "علي رضا", "مكان نمبر") for i in range(50)]

    assert rows == read_back(text_of([("شناختي", "نام", "پتا"), *rows]).encode(encoding))


def test_a_few_high_bytes_are_cp1252() -> None:
    rows = [*ROWS, ("35202-1000001-1", "ANDRÉ", "Café")]

    assert rows == read_back(text_of([HEADER, *rows]).encode("cp1252"))


def test_bad_bytes_are_shown_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_bytes(text_of([HEADER, *ROWS, ("1", "علی نقوی رضا", "x")]).encode() + b"2,\xff\xfe,y\n")

    told = told_by(path, tmp_path)
    assert told.rows[-1] == ("2", "\\xff\\xfe", "y")
    assert told.coverage.reasons["undecodable_bytes"].count == 2


def test_without_a_header_the_first_row_is_data(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_text(text_of(ROWS))

    told = told_by(path, tmp_path)
    assert not told.sources[0].has_header
    assert told.sources[0].columns == ("column 1", "column 2", "column 3")
    assert told.rows == ROWS


def test_titles_above_the_header_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_text("Confidential list\n\n" + text_of([HEADER, *ROWS]))

    told = told_by(path, tmp_path)
    assert told.sources[0].columns == HEADER
    assert told.rows == ROWS
    assert told.coverage.balances(path.stat().st_size)


def test_repeated_headers_are_no_records_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_text(text_of([HEADER, *ROWS, HEADER, *ROWS]))

    told = told_by(path, tmp_path)
    assert told.rows == [*ROWS, *ROWS]
    assert (told.coverage.records_found, told.coverage.rows_rejected) == (2 * len(ROWS), 0)
    assert told.coverage.reasons["repeated_header"].count == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('"35202-1000001-1,ALI,House 1', ('"35202-1000001-1', "ALI", "House 1")),
        ('35202-1000001-1,"ALI,House 1', ("35202-1000001-1", '"ALI', "House 1")),
        ("35202-1000001-1,5'11\",House 1", ("35202-1000001-1", "5'11\"", "House 1")),
        ('35202-1000001-1,AL"I,"House, 1"', ("35202-1000001-1", 'AL"I', "House, 1")),
        ("35202-1000001-1,ALI", ("35202-1000001-1", "ALI", None)),
        ("35202-1000001-1,ALI,House 1,Lahore", ("35202-1000001-1", "ALI", "House 1,Lahore")),
    ],
    ids=["stray opening", "stray in field", "inch mark", "quote inside", "short", "long"],
)
def test_one_dirty_line_costs_no_other_row(line: str, expected: tuple[str | None, ...]) -> None:
    lines = text_of([HEADER, *ROWS]).splitlines()
    dirty = "\n".join([*lines[:20], line, *lines[20:]]) + "\n"

    assert [*ROWS[:19], expected, *ROWS[19:]] == read_back(dirty.encode())


def test_two_stray_quotes_swallow_nothing() -> None:
    rows = [(a, f'"{b}' if i in (10, 40) else b, c) for i, (a, b, c) in enumerate(ROWS)]

    assert rows == read_back(text_of([HEADER, *rows]).encode())


def test_records_over_several_lines_are_one_row() -> None:
    rows = [(a, b, f"{c}\nStreet 2") for a, b, c in ROWS]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([HEADER, *rows])

    assert rows == read_back(text.getvalue().encode())


def test_a_line_of_megabytes_is_cut_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_bytes(text_of([HEADER, *ROWS]).encode() + b"x" * (20 << 20) + b"\n" + text_of(ROWS).encode())

    told = told_by(path, tmp_path)
    assert told.coverage.balances(path.stat().st_size)
    assert told.coverage.reasons["oversize"].count >= 19
    assert told.rows[: len(ROWS)] == ROWS
    assert told.rows[-len(ROWS) :] == ROWS


def test_any_chunk_size_gives_the_same_rows_at_the_same_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"35202-10{i:05}-1", "ALI\nRAZA" if i % 7 == 0 else "ALI", f"House {i}") for i in range(20_000)]
    path = tmp_path / "dump.csv"
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([HEADER, *rows])
    path.write_text(text.getvalue(), newline="")

    whole = told_by(path, tmp_path)
    monkeypatch.setattr(delimited, "CHUNK_BYTES", 65_536)
    cut = told_by(path, tmp_path)

    assert len(list(delimited.split(cut.sources[0]))) > 5
    assert whole.rows == cut.rows == rows
    assert whole.at == cut.at
    assert whole.coverage == cut.coverage


def test_pandas_and_polars_write_what_is_read(tmp_path: Path) -> None:
    frame = pl.DataFrame(ROWS, schema=HEADER, orient="row").with_columns(note=pl.lit('said "no", left'))
    frame.write_csv(tmp_path / "polars.csv")
    pd.DataFrame(frame.to_dicts()).to_csv(tmp_path / "pandas.csv", index=False)

    assert told_by(tmp_path / "polars.csv", tmp_path).rows == frame.rows()
    assert told_by(tmp_path / "pandas.csv", tmp_path).rows == frame.rows()


def test_locators_are_byte_offsets_of_records(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_text(text_of([HEADER, *ROWS]))

    data, at = path.read_bytes(), told_by(path, tmp_path).at
    assert [data[place : place + 15].decode() for place in at] == [row[0] for row in ROWS]


@pytest.mark.parametrize(
    ("encoding", "end"), [("utf-8", "\r"), ("utf-16", "\n"), ("utf-16-be", "\n"), ("cp1256", "\r\n")]
)
def test_any_encoding_may_be_cut(encoding: str, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"35202-10{i:05}-1", "علي", f"House {i}") for i in range(20_000)]
    path = tmp_path / "dump.csv"
    path.write_bytes(text_of([("cnic_no", "name", "address"), *rows], ",", end).encode(encoding))
    monkeypatch.setattr(delimited, "CHUNK_BYTES", 65_536)

    told = told_by(path, tmp_path)
    assert told.rows == rows
    assert told.coverage.balances(path.stat().st_size)


def test_a_blank_line_above_the_header_makes_no_second_header(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_text("Confidential list\n\n" + text_of([HEADER, *ROWS]))

    assert not told_by(path, tmp_path).coverage.reasons


def test_a_stray_quote_moves_no_later_cut_into_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"35202-10{i:05}-1", f"ALI\nRAZA {i}", f"House {i}, Street 2\nLahore") for i in range(20_000)]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([HEADER, *rows])
    lines = text.getvalue().split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("35202-1000100"))
    lines[at:at] = ['"35202-9999999-9,STRAY,House']
    path = tmp_path / "dump.csv"
    path.write_text("\n".join(lines), newline="")
    monkeypatch.setattr(delimited, "CHUNK_BYTES", 65_536)

    told = told_by(path, tmp_path)
    assert set(rows) - set(told.rows) == set()
    assert len(told.rows) == len(rows) + 1


def test_rows_above_a_header_are_rows(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text(
        "name,cnic,mobile\n" + "Ali,35202-1,0300\n" * 5 + "\nmobile,address,city,name\n" + "0301,No 1,B,C\n" * 6
    )
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("mobile", "address", "city", "name")
    assert told.rows == [
        ("name", "cnic", "mobile", None),
        *[("Ali", "35202-1", "0300", None)] * 5,
        *[("0301", "No 1", "B", "C")] * 6,
    ]


def test_a_title_with_a_number_is_a_row(tmp_path: Path) -> None:
    path = tmp_path / "title.csv"
    path.write_text("Made by Ali 03001234567\nname,cnic\nB,35202-1\nC,35202-2\n")
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("name", "cnic")
    assert told.rows == [("Made by Ali 03001234567", None), ("B", "35202-1"), ("C", "35202-2")]
