"""Line ends that are written out part lines, where a text has hardly any of its own."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote_plus

import pytest

from tests.triage.formats.conftest import told_by
from triage.core.format_info import Claim
from triage.formats.written_ends import opens

ROWS = [(f"Sana Tariq {i}", f"35202-12345{i:02}-1") for i in range(12)]
TABLE = [("name", "cnic"), *ROWS]
WRITTEN = [
    r"\n",
    r"\r\n",
    r"\\n",
    r"\\r\\n",
    r"\r",
    r"\u000a",
    "<br>",
    "<br />",
    "<BR>",
    "%0A",
    "%0d%0a",
    "&#10;",
    "&#xA;",
]


@pytest.mark.parametrize("end", WRITTEN)
@pytest.mark.parametrize("around", ["", "\n", '"'])
def test_each_written_line_is_a_row(end: str, around: str, tmp_path: Path) -> None:
    text = end.join(",".join(row) for row in TABLE)
    (tmp_path / "a.csv").write_text(f"{around.strip()}{text}{around}")
    told = told_by(tmp_path / "a.csv", tmp_path)

    assert told.sources[0].columns == ("name", "cnic")
    assert told.rows == ROWS


def test_a_text_from_an_address_is_decoded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(quote_plus("\n".join(",".join(row) for row in TABLE)))

    assert told_by(tmp_path / "a.txt", tmp_path).rows == ROWS


def test_labelled_lines_are_records_too(tmp_path: Path) -> None:
    text = r"\n\n".join(rf"Name: {name}\nCNIC: {cnic}" for name, cnic in ROWS)
    (tmp_path / "a.txt").write_text(text)

    assert [row[:2] for row in told_by(tmp_path / "a.txt", tmp_path).rows] == ROWS


def test_a_text_of_several_blocks_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.formats.written_ends._BLOCK", 50)
    (tmp_path / "a.csv").write_text('"' + r"\r\n".join(",".join(row) for row in TABLE) + '"\n')

    assert told_by(tmp_path / "a.csv", tmp_path).rows == ROWS


@pytest.mark.parametrize(
    "text",
    [
        "name,remark\n" + r"Sana,one line\nanother line\nand a third\nand more" + "\n",
        r"C:\new folder\nadra lists\names of people\nobody",
        r'{"a": "first line\nsecond line\nthird line\nfourth line"}',
        r"INSERT INTO t VALUES ('first line\nsecond line\nthird line\nfourth line');",
        r"a\nb\nc\nd",
        "one line<br>another line\n" * 30,
    ],
)
def test_signs_inside_cells_are_left(text: str) -> None:
    assert opens(text.encode(), "a.txt") == Claim.NONE
