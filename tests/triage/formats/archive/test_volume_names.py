"""A name that ends in letters is seldom that of a piece: the folder of a file is not looked through for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.core.format_info import Claim
from triage.formats.archive import volumes

CUT = b"name,mobile\nSana,0300-1234567\nBil"


def test_the_folder_of_a_text_is_not_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "00012.csv").write_bytes(CUT)
    monkeypatch.setattr(volumes, "_names", lambda data: pytest.fail(f"looked beside {data.name}"))

    assert volumes.opens_file(tmp_path / "00012.csv", CUT) == Claim.NONE


def test_a_text_with_its_first_piece_is_looked_for_beside_it(tmp_path: Path) -> None:
    for name, data in (("list.csv.aa", CUT), ("list.csv.ab", b"al,0301-1234567\n")):
        (tmp_path / name).write_bytes(data)

    assert volumes.opens_file(tmp_path / "list.csv.ab", b"al,0301-1234567\n") == Claim.SIGNATURE
