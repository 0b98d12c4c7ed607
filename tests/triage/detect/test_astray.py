"""Names in columns of numbers: two columns of a list changed places from some row on."""

from __future__ import annotations

import polars as pl
import pytest

import triage.rules
from triage.core.model import Role
from triage.detect import Detector
from triage.detect.columns import in_column
from triage.recognizers import fold_column

EYES = Detector(triage.rules.load(), {}, "off").eyes


def names(entity: str, cells: list[str | None]) -> list[str]:
    """Return the names that are found in a column of this entity."""
    role = Role(column=0, entity=entity)
    folded = fold_column(pl.Series("cell", cells, pl.String))
    _, finds = in_column(role, folded, {0: EYES.values(entity, folded)}, EYES)
    return finds["PERSON"]["value"].to_list() if "PERSON" in finds else []


@pytest.mark.parametrize(
    ("entity", "cell", "found"),
    [
        ("PK_CNIC", "Junaid Khattak", ["JUNAID KHATTAK"]),
        ("PK_CNIC", "Mst. Farzana Begum", ["FARZANA BEGUM"]),
        ("PK_CNIC", "محمد اکرم", ["محمد اکرم"]),
        ("PK_MOBILE_NUMBER", "Irfan Abbasi", ["IRFAN ABBASI"]),
        ("EMAIL_ADDRESS", "Iqra Latif", ["IQRA LATIF"]),
        ("PK_CNIC", "Not Available", []),
        ("PK_CNIC", "Applied For", []),
        ("PK_CNIC", "Under Process", []),
        ("PK_CNIC", "Card Lost", []),
        ("PK_CNIC", "N/A", []),
        ("PK_MOBILE_NUMBER", "Switched Off", []),
        ("PK_MOBILE_NUMBER", "same number", []),
        ("PK_MOBILE_NUMBER", "Out of Order", []),
    ],
)
def test_a_name_in_a_column_of_numbers_is_found_and_a_remark_is_none(entity: str, cell: str, found: list[str]) -> None:
    assert names(entity, ["35202-4005571-3", cell, None]) == found
