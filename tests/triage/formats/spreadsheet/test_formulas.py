"""Formulas whose result no program has stored."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.triage.formats.conftest import told_by
from triage.formats.spreadsheet.formulas import joined


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ('CONCATENATE("0302","2345678")', "03022345678"),
        ('"0302"&"-"&2345678', "0302-2345678"),
        ('_xlfn.CONCAT("35202-"; "1234567"; "-1")', "35202-1234567-1"),
        ('TRIM("Ali ""Raza""")', 'Ali "Raza"'),
    ],
)
def test_constants_that_a_formula_joins_are_its_text(formula: str, text: str) -> None:
    assert joined(formula) == text


@pytest.mark.parametrize(
    "formula", ['"0302"&B2', "SUM(1,2)", "3+4", 'TEXT(3001234567,"00000000000")', 'LEFT("0302",2)', "A1", "(", ""]
)
def test_what_refers_to_cells_or_calculates_is_not_computed(formula: str) -> None:
    assert joined(formula) is None


def test_mobiles_in_formulas_without_a_stored_result_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Mobile", "Again"])
    for number in range(5):
        book.active.append(["Sana Tariq", f'=CONCATENATE("0302","234567{number}")', f"=B{number + 2}"])
    book.save(tmp_path / "uncached.xlsx")

    rows = told_by(tmp_path / "uncached.xlsx", tmp_path).rows
    assert rows[:2] == [("Sana Tariq", "03022345670", "=B2"), ("Sana Tariq", "03022345671", "=B3")]
