from __future__ import annotations

import polars as pl
import pytest

import triage.rules
from triage.detect.nobody import of_somebody, without_nobodys

RULES = triage.rules.load()


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("mobile", "03000000000", None),
        ("mobile", "03111111111", None),
        ("mobile", "03333333333", None),
        ("mobile", "03450000000", None),
        ("mobile", "03211234567", None),
        ("mobile", "03001111111", "03001111111"),
        ("mobile", "03007654321", "03007654321"),
        ("cnic", "0000000000000", None),
        ("cnic", "1234567890123", None),
        ("cnic", "3520230718294", "3520230718294"),
    ],
)
def test_a_number_of_nobody_is_no_identifier_of_a_row(field: str, value: str, kept: str | None) -> None:
    seen = pl.DataFrame({field: [value], f"{field}.valid": [True], "name": ["ALI RAZA"]})

    told = without_nobodys(seen, RULES)

    assert told[field].to_list() == [kept]
    assert told[f"{field}.valid"].to_list() == [None if kept is None else True]
    assert told["name"].to_list() == ["ALI RAZA"]


def test_a_number_of_nobody_in_a_text_is_no_identifier() -> None:
    finds = pl.DataFrame({"row": [0, 1], "value": ["03000000000", "03004071786"]}, schema_overrides={"row": pl.UInt32})
    emails = pl.DataFrame({"row": [0], "value": ["a@box.example"]}, schema_overrides={"row": pl.UInt32})

    told = of_somebody({2: {"PK_MOBILE_NUMBER": finds, "EMAIL_ADDRESS": emails}}, RULES)

    assert told[2]["PK_MOBILE_NUMBER"]["value"].to_list() == ["03004071786"]
    assert told[2]["EMAIL_ADDRESS"].equals(emails)
