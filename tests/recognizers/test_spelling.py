from __future__ import annotations

import polars as pl
import pytest

from triage.recognizers.spelling import alike, fold_spelling, plain, unmarked, words_of
from triage.recognizers.text import fold
from triage.rules import load as load_rules

RULES = load_rules()


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("MUHAMMAD ALI", "MUHAMMAD ALI"),
        ("MOHD ALI", "MUHAMMAD ALI"),
        ("MD ALI", "MUHAMMAD ALI"),
        ("M ALI", "MUHAMMAD ALI"),
        ("ALI M", "ALI M"),
        ("HUSSIAN SHAIKH", "HUSSAIN SHEIKH"),
        ("CH AKRAM", "CHAUDHRY AKRAM"),
        ("ABDUR REHMAN", "ABDUL REHMAN"),
        ("ABDULREHMAN", "ABDUL REHMAN"),
        ("محمد علی", "MUHAMMAD ALI"),
        ("نسرین بی بی", "NASREEN BIBI"),
        ("عبدالرحمٰن", "ABDUL REHMAN"),
        ("SAID KHAN", "SAID KHAN"),
        ("BIROOSH", "BIROOSH"),
        (None, None),
    ],
)
def test_spellings_of_a_name_are_one(name: str | None, folded: str | None):
    frame = pl.DataFrame({"name": [name]}, schema={"name": pl.String})

    assert frame.select(fold_spelling(pl.col("name"), RULES)).item() == folded


def test_no_spelling_of_a_listed_name_is_unknown():
    known = set(words_of(RULES).known)
    variants = [word for row in RULES.table("names") for word in row["variants"].split("|") if word.isalpha()]

    assert not [word for word in variants if len(word) > 1 and fold(word).upper() not in known]


def test_no_spelling_leads_to_a_spelling_that_leads_elsewhere():
    spelling = words_of(RULES).spelling

    assert all(spelling.get(word, word) == word for to in spelling.values() for word in to.split())


def test_plain_name_has_no_signs():
    frame = pl.DataFrame({"name": ["QURAT-UL-AIN", fold("یٰسین"), "O'NEIL"]})

    assert frame.select(plain(pl.col("name"))).to_series().to_list() == ["QURAT UL AIN", fold("یسین"), "ONEIL"]
    assert frame.select(unmarked(pl.col("name"))).to_series().to_list() == ["QURAT-UL-AIN", fold("یسین"), "O'NEIL"]


@pytest.mark.parametrize(("one", "other"), [("Sajid", "Saajid"), ("Qaiser", "Kaisser"), ("Shehnaz", "Shehnaaz")])
def test_spellings_of_one_sound_meet(one: str, other: str):
    assert set(alike(one)) & set(alike(other)) - {""}


def test_short_words_meet_nothing():
    assert alike("Ali") == ("", "")
