from __future__ import annotations

import polars as pl
import pytest

from triage.recognizers.gazetteer import province_of
from triage.recognizers.postcode import province
from triage.rules import load as load_rules

RULES = load_rules()


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("54000", "54000"),
        ("54000.0", "54000"),
        ("Post code: 54000", "54000"),
        ("5400", None),
        ("540001", None),
        (None, None),
    ],
)
def test_code_has_five_digits(value, cell: str | None, code: str | None):
    assert value("PK_POSTCODE")([cell]) == [code]


@pytest.mark.parametrize(("code", "is_valid"), [("54000", True), ("09999", False), ("97000", False), (None, None)])
def test_code_is_valid_where_a_region_begins_so(valid, code: str | None, is_valid: bool | None):  # noqa: FBT001
    assert valid("PK_POSTCODE")([code]) == [is_valid]


def test_province_is_a_part(parts):
    assert parts("PK_POSTCODE", "75600") == {"province": "Sindh"}


def test_codes_of_districts_lie_in_their_province():
    rows = [row for row in RULES.table("districts") if row["postal_from"]]
    frame = pl.DataFrame({"code": [row["postal_from"] for row in rows], "district": [row["district"] for row in rows]})
    wrong = frame.filter(province(pl.col("code"), RULES) != province_of(pl.col("district"), RULES))

    assert wrong.rows() == []
