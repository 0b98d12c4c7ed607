from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage.formats.delimited import reader as delimited
from triage.text.line_ends import end_of, ended, ended_letters, records_apart

HEADER = "name,cnic,mobile"
ROWS = [f"Ali Khan {i},35202-1{i:06}-1,0300{i:07}" for i in range(60)]
CELLS = [tuple(row.split(",")) for row in ROWS]


def in_file(folder: Path, data: bytes, name: str = "dump.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1256"])
@pytest.mark.parametrize(
    "text",
    [
        "\r".join([HEADER, *ROWS]) + "\n",
        "\r".join([HEADER, *ROWS[:30]]) + "\n" + "\r".join(ROWS[30:]) + "\r",
        "\n".join([HEADER, *ROWS[:59]]) + "\n" + ROWS[59] + "\r",
        "\r\n".join([HEADER, *ROWS[:10]]) + "\r\n" + "\r".join(ROWS[10:]) + "\r",
        "\x1e".join([HEADER, *ROWS]) + "\x1e",
        "\x1e\n".join([HEADER, *ROWS]) + "\x1e\n",
        "\x1d".join([HEADER, *ROWS]),
        "\x1d".join([HEADER, *ROWS]).replace(",", "\x1c"),
        "\x1d\n".join([HEADER, *ROWS]).replace(",", "\x1f"),
    ],
)
def test_every_row_is_a_row_whatever_ends_it(text: str, encoding: str, tmp_path: Path) -> None:
    told = told_by(in_file(tmp_path, text.encode(encoding)), tmp_path)

    assert told.rows == CELLS
    assert told.sources[0].columns == tuple(HEADER.split(","))
    assert told.coverage.balances((tmp_path / "dump.csv").stat().st_size)


def test_rows_that_end_with_returns_behind_lines_are_rows(tmp_path: Path) -> None:
    text = "\n".join([HEADER, *ROWS[:40]]) + "\n" + "\r".join(ROWS[40:]) + "\r"
    told = told_by(in_file(tmp_path, text.encode()), tmp_path)

    assert told.rows == CELLS
    assert told.at == [text.index(row) for row in ROWS]


@pytest.mark.parametrize("rows", [0, 30])
@pytest.mark.parametrize("cells", [("0\n0", ",\r,", "0\r0"), ("a\rb\rc", ",\r,\r", "\r"), ("\r,,\r", "\r,,\r", "x\r")])
def test_returns_in_quotes_end_no_record(tmp_path: Path, cells: tuple[str, ...], rows: int) -> None:
    text = io.StringIO(newline="")
    many = [("head_a", "head_b", "head_c"), *[("1000", "2000", "3000")] * rows, cells, ("4000", "5000", "6000")]
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(many)

    assert told_by(in_file(tmp_path, text.getvalue().encode()), tmp_path).rows[-2:] == [cells, many[-1]]


def test_returns_in_quotes_stay_in_their_cell(tmp_path: Path) -> None:
    text = "\n".join([HEADER, *ROWS[:40]]) + '\nBano,"a\rb\rc",03001234567\n'

    assert told_by(in_file(tmp_path, text.encode()), tmp_path).rows[-1] == ("Bano", "a\rb\rc", "03001234567")


def test_newlines_between_record_separators_stay_in_their_cell(tmp_path: Path) -> None:
    text = "".join(f"Ali {i}\x1fHouse {i}\nLahore\x1f0300{i:07}\x1e" for i in range(20))

    assert told_by(in_file(tmp_path, text.encode()), tmp_path).rows[3] == ("Ali 3", "House 3\nLahore", "03000000003")


@pytest.mark.parametrize("end", ["\r", "\x1e"])
def test_any_cut_gives_the_same_rows(end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"Ali Khan,35202-1{i:06}-1,0300{i:07}" for i in range(9_000)]
    path = in_file(tmp_path, (HEADER + "\n" + end.join([*rows, ""])).encode())
    whole = told_by(path, tmp_path)
    monkeypatch.setattr(delimited, "CHUNK_BYTES", 1)
    cut = told_by(path, tmp_path)

    assert len(whole.rows) == 9_000
    assert (cut.rows, cut.at) == (whole.rows, whole.at)


def test_lines_of_text_end_with_returns_too(tmp_path: Path) -> None:
    told = told_by(in_file(tmp_path, b"one two\rthree\r\nfour\n\r\rfive", "a.txt"), tmp_path)

    assert [row[0] for row in told.rows] == ["one two", "three", "four", "five"]
    assert told.at == [0, 8, 15, 22]


@given(st.text(st.sampled_from('ab\r\n\x1e,"'), max_size=40), st.sampled_from(["\n", "\r", "\x1e"]))
def test_no_byte_is_lost_or_added(text: str, end: str) -> None:
    raw = text.encode()
    changed = ended(raw, end)

    assert len(changed) == len(raw)
    assert all(a == b or {a, b} <= set(b"\r\n\x1e") for a, b in zip(raw, changed, strict=True))
    assert changed.decode() == ended_letters(text, end)
    assert len(records_apart(raw, b",", 2)) == len(raw)


@pytest.mark.parametrize(("text", "end"), [("", "\n"), ("a\r\nb\r\n", "\n"), ("a\rb\r\n", "\n"), ("a\rb\rc\n", "\r")])
def test_what_ends_most_lines_is_the_end(text: str, end: str) -> None:
    assert end_of(text) == end
