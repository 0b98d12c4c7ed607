"""Dialects and encodings are told, and rows of another one among them are rows."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.triage.formats.conftest import told_by
from triage import find, read
from triage.core.format_info import Claim
from triage.formats.delimited import reader as delimited


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
