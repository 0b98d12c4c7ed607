"""Lines that end in rare signs are lines, in each encoding that has the sign and for each reader."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.triage.formats.conftest import told_by
from triage.core.format_info import Claim
from triage.formats import line_separators
from triage.formats.line_separators import opens

ROWS = [(f"Sana Tariq {i}", f"35202-12345{i:02}-1") for i in range(12)]
TABLE = [("name", "cnic"), *ROWS]
UNICODE = [(sign, codec) for sign in "\u2028\u2029\x85\x0b\x0c\x1c" for codec in ("utf-8", "utf-8-sig", "utf-16")]


@pytest.mark.parametrize(("sign", "codec"), [*UNICODE, ("\x85", "latin-1"), ("\x0b", "latin-1"), ("\x1e", "utf-8")])
@pytest.mark.parametrize("is_ended", [True, False])
def test_each_line_is_a_row(sign: str, codec: str, tmp_path: Path, *, is_ended: bool) -> None:
    text = sign.join(",".join(row) for row in TABLE) + sign * is_ended
    (tmp_path / "a.csv").write_bytes(text.encode(codec))
    told = told_by(tmp_path / "a.csv", tmp_path)

    assert told.sources[0].columns == ("name", "cnic")
    assert told.rows == ROWS
    assert told.coverage.balances(told.evidence.size_bytes)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("between", "end"),
    [("|~|", "#@#"), ("|", "||"), ("\t", "~"), (";", "$$"), ("|", "~"), ("\x01", "\x02"), (",", "^^")],
)
@pytest.mark.parametrize("is_ended", [True, False])
def test_rows_end_in_signs_that_somebody_chose(
    between: str, end: str, codec: str, tmp_path: Path, *, is_ended: bool
) -> None:
    rows = [(str(i), name, cnic, f"House {i + 1} Lahore") for i, (name, cnic) in enumerate(ROWS)]
    (tmp_path / "subs.bcp").write_bytes((end.join(map(between.join, rows)) + end * is_ended).encode(codec))
    told = told_by(tmp_path / "subs.bcp", tmp_path)

    assert told.rows == rows
    assert told.coverage.balances(told.evidence.size_bytes)


def test_signs_at_the_border_of_two_blocks_end_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_separators, "_STEP", 7)
    rows = [(str(i), name, cnic) for i, (name, cnic) in enumerate(ROWS)]
    (tmp_path / "a.bcp").write_text("#@#".join("|~|".join(row) for row in rows))

    assert told_by(tmp_path / "a.bcp", tmp_path).rows == rows


@pytest.mark.parametrize(
    "text",
    [
        "name=Sana&cnic=35202-1234567-1&mobile=03001234567" * 5,
        " | ".join(f"Name: Sana {i} | CNIC: 35202-12345{i:02}-1 | Mobile: 0300-12345{i:02}" for i in range(9)),
        "[" + ",".join(f'{{"name":"Sana","mobile":9230012345{i:02}}}' for i in range(20)) + "]",
        "".join(f"<p>Sana {i} | 0300-12345{i:02}</p>" for i in range(20)),
        "Sana, 0300-1234567; Bilal, 0300-1234568; Hina",
    ],
    ids=["query", "labels", "JSON", "page", "sentence"],
)
def test_other_texts_of_one_line_are_left(text: str) -> None:
    assert opens(text.encode(), "a.txt") == Claim.NONE


def test_labelled_lines_are_records_too(tmp_path: Path) -> None:
    text = "\u2028\u2028".join(f"Name: {name}\u2028CNIC: {cnic}" for name, cnic in ROWS)
    (tmp_path / "a.txt").write_text(text)

    assert [row[:2] for row in told_by(tmp_path / "a.txt", tmp_path).rows] == ROWS


@pytest.mark.parametrize(
    "text",
    [
        "name,remark\n" + "Sana,one\u2028two\u2028three\n" * 9,
        "a\x0cb\x0cc\n" * 9,
        "page one\nline\nline\n\x0cpage two\nline\nline\n\x0cpage three\nline\n",
        "\x0c\x0c\x0c",
        "wait\u2026 what\u2026 no\u2026 yes\n",
        "a\x1cb",
    ],
)
def test_signs_inside_lines_are_left(text: str) -> None:
    assert opens(text.encode(), "a.txt") == Claim.NONE


def test_a_letter_cut_at_the_end_is_told(tmp_path: Path) -> None:
    text = "\u2028".join(",".join(row) for row in TABLE).encode() + "\u2028".encode()[:2]
    (tmp_path / "a.csv").write_bytes(text)

    assert told_by(tmp_path / "a.csv", tmp_path).rows[:11] == ROWS[:11]


def test_a_table_that_is_nearly_all_text_stays_a_table(tmp_path: Path) -> None:
    page = "\x0c".join(f"House {i} Street {i} Lahore" for i in range(200))
    pq.write_table(pa.table({"page": [page]}), tmp_path / "a.parquet", compression="none", use_dictionary=False)

    assert told_by(tmp_path / "a.parquet", tmp_path).rows == [(page,)]
    assert opens((tmp_path / "a.parquet").read_bytes()[:65_536], "a.parquet") is Claim.NONE
