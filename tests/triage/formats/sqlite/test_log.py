"""A log of SQLite that was cut short is damaged, whatever is left of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.core.errors import EvidenceError
from triage.formats.sqlite.log import as_database

HEADS = [b"\x37\x7f\x06\x82" + bytes(28), b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(28)]


@pytest.mark.parametrize("size", [8, 9, 24, 27, 36])
@pytest.mark.parametrize("head", HEADS)
def test_a_log_cut_in_its_head_has_a_reason(head: bytes, size: int, tmp_path: Path) -> None:
    (tmp_path / "a.db-wal").write_bytes(head[:size])

    with pytest.raises(EvidenceError, match="damaged_database"):
        as_database(tmp_path / "a.db-wal", tmp_path / "a.db")
