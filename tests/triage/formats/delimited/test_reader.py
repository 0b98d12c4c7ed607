from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage import find, read
from triage.core.format_info import Claim
from triage.formats.delimited import reader as delimited
from triage.formats.delimited.proof import parse
from triage.formats.delimited.repair import dirty, mend
from triage.text.bulk_parse import Signs
from triage.text.byte_offsets import count, places
from triage.text.clean_lines import are_clean, lines_of

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


def test_repeated_headers_are_rejected_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_text(text_of([HEADER, *ROWS, HEADER, *ROWS]))

    told = told_by(path, tmp_path)
    assert told.rows == [*ROWS, *ROWS]
    assert told.coverage.rows_rejected == 1
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
    "data",
    [
        b"a,b\nc,\xff\n",
        b"a,b\nc\n",
        b"a,b\nc,d,e\n",
        b'a,"b\nc,d\n',
        b'a,b"\nc,d\n',
        b'a,"b"\rc\nd,e\n',
        b"a,b\n\n",
        b"a,b\r\n\r\n",
        b"a,b\nc\n\n",
        b"a,b\rc,d\n",
        b'a,"' + b"\n" * 64 + b'"\n',
    ],
    ids=[
        "not utf-8",
        "short",
        "long",
        "open quote",
        "quote inside",
        "return behind a quote",
        "blank line",
        "blank line with a return",
        "short and blank",
        "lone return",
        "too many lines",
    ],
)
def test_no_proof_for_what_is_not_clean(data: bytes) -> None:
    assert parse(data, ",", 2) is None


@pytest.mark.parametrize(
    ("data", "starts"),
    [(b"a,b\nc,d\n", [0, 4]), (b"a,b\nc,d", [0, 4]), (b'"a\n,",b\nc,"d"\n', [0, 8]), (b'"a""b",c\nd,e\n', [0, 9])],
    ids=["plain", "no last newline", "newline in quotes", "doubled quote"],
)
def test_proof_gives_the_starts_of_records(data: bytes, starts: list[int]) -> None:
    proven = parse(data, ",", 2)

    assert proven is not None
    assert starts == proven.starts.tolist()


strange = st.text(st.sampled_from('a,"\n\r\\|\0ع \ufeff'), max_size=40)
"""Letters of which delimited text is made, in any order."""

Cells = tuple[str | None, ...]


def one_by_one(data: bytes, delimiter: str, width: int) -> tuple[list[Cells], list[int], dict[str, list[int]]]:
    """Rows, the line of each, and what was wrong on which line, without any look at many lines together."""
    lines, at = lines_of(data), 0
    rows: list[Cells] = []
    begins: list[int] = []
    wrong: dict[str, list[int]] = {}
    while at < len(lines):
        if not lines.text(at, at + 1)[0].removesuffix("\r"):
            at += 1
            continue
        found, taken = dirty(lines, at, delimiter, width)
        for cells, reason in found:
            rows.append(tuple(cells))
            begins.append(at)
            if reason:
                wrong.setdefault(reason, []).append(at)
        at += taken
    return rows, begins, wrong


@given(strange, st.integers(1, 3), st.sampled_from([",", "|", "||"]))
def test_mended_text_is_what_one_by_one_gives(text: str, width: int, delimiter: str) -> None:
    data = text.encode()
    mended = mend(data, delimiter, width)

    assert (mended.frame.rows(), mended.line.tolist(), mended.wrong) == one_by_one(data, delimiter, width)


@given(st.lists(strange.map(lambda line: line.replace("\n", "")), max_size=6), st.integers(1, 3))
def test_a_line_is_clean_whatever_stands_beside_it(found: list[str], width: int) -> None:
    lines = lines_of("".join(f"{line}\n" for line in found).encode())
    alone = [are_clean(lines_of(f"{line}\n".encode()), Signs(","), width).tolist() for line in found]

    assert are_clean(lines, Signs(","), width).tolist() == [each for line in alone for each in line]


@given(strange, st.integers(1, 3))
def test_what_is_proven_is_what_one_by_one_gives(text: str, width: int) -> None:
    data = text.encode()
    proven = parse(data, ",", width)
    if proven is not None:
        rows, begins, wrong = one_by_one(data, ",", width)
        assert proven.frame.rows() == rows
        assert proven.starts.tolist() == lines_of(data).starts[begins].tolist()
        assert not wrong


plain = cells.filter(lambda cell: "\r" not in cell)


@given(st.lists(st.lists(plain, min_size=2, max_size=2), min_size=1), st.sampled_from(["\n", "\r\n"]))
def test_what_a_writer_writes_is_proven(rows: list[list[str]], end: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows(rows)

    assert parse(text.getvalue().encode(), ",", 2) is not None


@given(st.binary(max_size=300), st.sampled_from(b'\n"\0\xff'))
def test_places_are_where_a_byte_stands(data: bytes, byte: int) -> None:
    raw = np.frombuffer(data * 3, np.uint8)

    assert places(raw, byte).tolist() == [at for at, each in enumerate(data * 3) if each == byte]
    assert count(raw, byte) == (data * 3).count(byte)


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


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("sep=;\nname;cnic\nA;35202-1\n", ("name", "cnic"), [("A", "35202-1")]),
        ("name,town\n'Ali, K','X'\n'B','C'\n", ("name", "town"), [("Ali, K", "X"), ("B", "C")]),
        ('name,town\n"Ali \\"K\\"","X, Y"\n1,2\n', ("name", "town"), [('Ali "K"', "X, Y"), ("1", "2")]),
        ("name~|~cnic\n" + "A~|~35202-1\n" * 3, ("name", "cnic"), [("A", "35202-1")] * 3),
        ("name#cnic#id\n" + "A#35202-1#7\n" * 3, ("name", "cnic", "id"), [("A", "35202-1", "7")] * 3),
        ("a_a,b_b\n1,2\x0c3\n2,\x0b4\n", ("a_a", "b_b"), [("1", "2\x0c3"), ("2", "\x0b4")]),
    ],
    ids=["sep=", "single quotes", "backslashes", "long delimiter", "hash", "form feeds"],
)
def test_odd_dialects_are_told(
    text: str, columns: tuple[str, ...], rows: list[tuple[str, ...]], tmp_path: Path
) -> None:
    (tmp_path / "odd.csv").write_text(text)
    told = told_by(tmp_path / "odd.csv", tmp_path)

    assert (told.sources[0].columns, told.rows) == (columns, rows)
    assert told.coverage.balances(len(text.encode()))


def test_rows_of_another_dialect_are_rows(tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    path.write_text("".join(sign.join(("Ali", "35202-1", "0300")) + "\n" for sign in ",;|" for _ in range(5)))
    told = told_by(path, tmp_path)

    assert told.rows == [("Ali", "35202-1", "0300")] * 15
    assert told.coverage.reasons["other_delimiter"].count == 10


@pytest.mark.parametrize(
    "text", ["<?php\n$a='x';\n$b='y';\n", "at 03:55 a b\nat 03:56 c d\n", '{ "a" : 1 }\n{ "a" : 2 }\n']
)
def test_what_is_no_table_is_none(text: str) -> None:
    assert delimited.claims(text.encode(), "file.txt") == Claim.NONE


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_urdu_in_wide_letters_is_told_without_a_mark(codec: str, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_bytes(("نام,شہر\n" + "علی خان,لاہور\n" * 9).encode(codec))
    (*_, found) = find.evidence([path], tmp_path / "spool")
    (source,) = read.identify(found)
    frames = [batch.frame for chunk in read.split(source) for batch in read.batches(chunk)]

    assert pl.concat(frames)["1"].to_list()[-1] == "لاہور"


def test_a_text_in_two_encodings_is_text(tmp_path: Path) -> None:
    path = tmp_path / "both.csv"
    path.write_bytes("name,town\nعلی,لاہور\n".encode() * 10 + "José,München\n".encode("cp1252"))
    told = told_by(path, tmp_path)

    assert told.rows[-1] == ("Jos\\xe9", "M\\xfcnchen")
    assert told.coverage.reasons["undecodable_bytes"].count == 2


def test_a_text_with_a_hole_is_text(tmp_path: Path) -> None:
    path = tmp_path / "hole.csv"
    path.write_bytes(b"name,cnic\n" + b"A,35202-1\n" * 90 + b"\0" * 90_000)
    told = told_by(path, tmp_path)

    assert told.rows[:90] == [("A", "35202-1")] * 90
