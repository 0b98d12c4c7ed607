from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage.core.format_info import Claim
from triage.formats import weblog

COMMON = '203.0.113.7 - ali [10/Oct/2024:13:55:36 +0500] "GET /verify?cnic=35202-1234567-1 HTTP/1.1" 200 2326'
COMBINED = f'{COMMON} "https://example.pk/a" "Mozilla/5.0 (\\"x\\"; Linux)"'
FIELDS = "#Software: Microsoft Internet Information Services 10.0\r\n#Fields: date time c-ip cs-uri-query sc-status\r\n"


def test_requests_are_read_in_columns(tmp_path: Path) -> None:
    lines = [COMMON, COMBINED, f"www.example.pk:443 {COMBINED} 0.013 TLSv1.3", ""]
    (tmp_path / "access.log").write_text("\n".join(lines))
    told = told_by(tmp_path / "access.log", tmp_path)
    plain = (
        None, "203.0.113.7", None, "ali", "10/Oct/2024:13:55:36 +0500", "GET /verify?cnic=35202-1234567-1 HTTP/1.1",
        "200", "2326",
    )  # fmt: skip
    rich = (*plain, "https://example.pk/a", 'Mozilla/5.0 (\\"x\\"; Linux)')

    assert told.rows == [
        (*plain, None, None, None, None),
        (*rich, None, None),
        ("www.example.pk:443", *rich[1:], "0.013 TLSv1.3", None),
    ]
    assert told.at == [0, len(COMMON) + 1, len(COMMON) + len(COMBINED) + 2]
    assert told.coverage.balances(told.evidence.size_bytes)
    assert not told.coverage.reasons


def test_lines_that_are_no_requests_are_kept_and_counted(tmp_path: Path) -> None:
    (tmp_path / "access.log").write_text(f"{COMMON}\n" * 9 + "call 03001234567\n" + f"{COMMON}\n")
    told = told_by(tmp_path / "access.log", tmp_path)

    assert told.rows[9][-1] == "call 03001234567"
    assert not any(told.rows[9][:-1])
    assert told.coverage.reasons["no_request"].count == 1
    assert told.coverage.reasons["no_request"].first_offset.value == 9 * (len(COMMON) + 1)


def test_fields_of_w3c_are_columns(tmp_path: Path) -> None:
    (tmp_path / "ex.log").write_text(FIELDS + "2024-10-10 08:00:01 203.0.113.7 mobile=03001234567 200\r\n" * 3)
    told = told_by(tmp_path / "ex.log", tmp_path)

    assert told.sources[0].columns == ("date", "time", "c-ip", "cs-uri-query", "sc-status", weblog.OTHER)
    assert told.rows == [("2024-10-10", "08:00:01", "203.0.113.7", "mobile=03001234567", "200", None)] * 3
    assert told.coverage.balances(told.evidence.size_bytes)


@pytest.mark.parametrize("line", ["a - - b c", '1.2.3.4 "GET /" 200', "[10/Oct/2024] started", "#Fields: a b"])
def test_other_logs_are_no_requests(line: str) -> None:
    assert weblog.claims(f"{line}\n".encode() * 20, "access.log") == Claim.NONE
