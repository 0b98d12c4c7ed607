"""Names of columns in the last line of a file name its columns and are no record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import Reading

ROWS = [(f"Sana Tariq {i}", f"35202-12345{i:02}-1", f"0300-12345{i:02}") for i in range(12)]


@pytest.mark.parametrize("sign", [",", "|", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_header_at_the_bottom_is_one(sign: str, codec: str, end: str, tmp_path: Path, reading: Reading) -> None:
    lines = [sign.join(row) for row in [*ROWS, ("NAME", "CNIC", "MOBILE")]]
    (tmp_path / "a.csv").write_bytes(((end or "\n").join(lines) + end).encode(codec))
    told = reading(tmp_path / "a.csv")

    assert told.sources[0].columns == ("NAME", "CNIC", "MOBILE")
    assert told.rows == ROWS
    assert told.coverage.balances(told.evidence.size_bytes)


@pytest.mark.parametrize(
    "last", [("Sana", "35202-1234599-1", "Mobile"), ("Name", "CNIC", ""), ("Total Khan", "12", "")]
)
def test_other_last_lines_are_rows(last: tuple[str, ...], tmp_path: Path, reading: Reading) -> None:
    (tmp_path / "a.csv").write_text("".join(",".join(row) + "\n" for row in [*ROWS, last]))
    told = reading(tmp_path / "a.csv")

    assert not told.sources[0].has_header
    assert len(told.rows) == len(ROWS) + 1
