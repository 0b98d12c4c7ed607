"""Lines that machines read on passports and cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage.core.format_info import Claim
from triage.formats import passport_lines

PASSPORT = "P<PAKTARIQ<<SANA<GUL<<<<<<<<<<<<<<<<<<<<<<<<\nAB12345678PAK9203144F28011533520212345672<88\n"
SHORT = "P<PAKALI<<USMAN<<<<<<<<<<<<<<<<<<\r\nCD76543218PAK0801028M28011534210176543211<4\r\n"
CARD = "IDPAK1234567897<<<<<<<<<<<<<<<\n7503121M3001019PAK<<<<<<<<<<<4\nRAZA<<AHMED<<<<<<<<<<<<<<<<<<<\n"
NONE = (None,) * 8


def told(folder: Path, text: str) -> list[tuple[str | None, ...]]:
    (folder / "scanner.txt").write_bytes(text.encode())
    found = told_by(folder / "scanner.txt", folder)
    assert found.sources[0].columns == passport_lines.COLUMNS
    assert found.coverage.balances(found.evidence.size_bytes)
    return found.rows


def test_each_document_is_a_record(tmp_path: Path) -> None:
    assert told(tmp_path, PASSPORT + SHORT + CARD) == [
        ("P", "SANA GUL TARIQ", "AB1234567", "PAK", "1992-03-14", "F", "2028-01-15", "3520212345672", None),
        ("P", "USMAN ALI", "CD7654321", "PAK", "2008-01-02", "M", "2028-01-15", "4210176543211", None),
        ("ID", "AHMED RAZA", "123456789", "PAK", "1975-03-12", "M", "2030-01-01", None, None),
    ]


def test_lines_between_documents_are_kept(tmp_path: Path) -> None:
    rows = told(tmp_path, f"counter 4\n{PASSPORT}\nP<PAKCUT<<\n{PASSPORT}end")

    assert [row[-1] for row in rows] == ["counter 4", None, "P<PAKCUT<<", None, "end"]
    assert rows[0][:-1] == NONE


@pytest.mark.parametrize("size", [50, 100, 1_000])
def test_chunks_begin_with_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(passport_lines, "_CHUNK_BYTES", max(size, len(PASSPORT) + 10))

    assert [row[2] for row in told(tmp_path, PASSPORT * 20)] == ["AB1234567"] * 20


@pytest.mark.parametrize("text", [PASSPORT, "a << b\n" * 20, "cout << x << y;\n" * 20, "P<PAK\n" * 9])
def test_texts_with_such_signs_are_no_documents(text: str) -> None:
    assert passport_lines.claims(text.encode(), "a.txt") is Claim.NONE
