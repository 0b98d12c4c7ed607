"""Tests of numbers that stand without a gap: each is found at its place, by both doors."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from triage.detect.eyes import Eyes
from triage.detect.finds import Sought
from triage.detect.sweep import sweep
from triage.recognizers import fold_column, load
from triage.recognizers.glued import parted_column, parted_text, unparted
from triage.recognizers.presidio import text_recognizer

TRUTHS = load(triage.rules.load())
SOUGHT = ("PK_CNIC", "PK_MOBILE_NUMBER")
EYES = Eyes(TRUTHS, {}, SOUGHT)

CNIC, BARE, MOBILE = "35202-1234567-1", "3520212345671", "03001234567"


def by_column(text: str) -> tuple[list[str], list[str]]:
    found = sweep(fold_column(pl.Series("cell", [text])), Sought(SOUGHT), EYES)
    cnics, mobiles = (sorted(found[each]["value"]) if each in found else [] for each in SOUGHT)
    return cnics, mobiles


def by_text(text: str) -> list[str]:
    finds = [find for each in SOUGHT for find in text_recognizer(TRUTHS[each]).analyze(text, [each])]
    return [text[find.start : find.end] for find in sorted(finds, key=lambda each: each.start)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (CNIC + MOBILE, [CNIC, MOBILE]),
        (BARE + MOBILE, [BARE, MOBILE]),
        (f"{CNIC}0300-1234567 Sana", [CNIC, "0300-1234567"]),
        (MOBILE + CNIC, [MOBILE, CNIC]),
        (f"{MOBILE}{BARE} x", [MOBILE, BARE]),
        (f"{CNIC}+923001234567", [CNIC, "+923001234567"]),
        ("0305123456703211234567", ["03051234567", "03211234567"]),
        ("0305-12345670321-1234567", ["0305-1234567", "0321-1234567"]),
        ("923051234567923211234567", ["923051234567", "923211234567"]),
        ("030512345670321123456703331234567", ["03051234567", "03211234567", "03331234567"]),
        ("۰۳۰۵۱۲۳۴۵۶۷۰۳۲۱۱۲۳۴۵۶۷", ["۰۳۰۵۱۲۳۴۵۶۷", "۰۳۲۱۱۲۳۴۵۶۷"]),
        (f"01-01-1990{CNIC}", [CNIC]),
        (f"{CNIC}1990-01-01{MOBILE}", [CNIC, MOBILE]),
        (f"{CNIC}35202-7654321-2", [CNIC, "35202-7654321-2"]),
        (f"Ali Raza{CNIC}", [CNIC]),
        (f"Ali Raza{BARE}", [BARE]),
        (f"AHMED{BARE}{MOBILE}LAHORE", [BARE, MOBILE]),
    ],
)
def test_numbers_without_a_gap_are_each_found_at_its_place(text: str, written: list[str]) -> None:
    cnics, mobiles = by_column(text)

    assert by_text(text) == written
    assert len(cnics) + len(mobiles) == len(written)


@pytest.mark.parametrize(
    "text",
    [
        "352021234567103001234567890",
        "SKU 95202123456710300123456",
        "0.352021234567103001234567",
        "5901234123457590123412345759",
        "5901234123457" * 2,
        "PK36SCBL0000001123456702",
        "4111111111111111" * 2,
        "ORDER3520212345671",
        "deadbeef3520212345671cafe0123456789",
        "2024010112000020240101120001",
    ],
)
def test_longer_runs_are_no_numbers_of_persons(text: str) -> None:
    assert by_column(text) == ([], [])
    assert by_text(text) == []


@given(st.lists(st.sampled_from([CNIC, BARE, MOBILE, "+923001234567", "01-01-1990", "Ali ", "/", "7"]), max_size=9))
def test_a_text_is_parted_as_a_cell_is_and_every_offset_is_kept(pieces: list[str]) -> None:
    text = "".join(pieces)
    parted = parted_text(text)
    offsets = unparted(parted, text)

    assert parted_column(pl.Series([text])).to_list() == [parted]
    assert parted.replace("\n", "") == text
    assert [text[at] for at, sign in zip(offsets, parted, strict=False) if sign != "\n"] == list(text)


def test_null_and_short_cells_stay_as_they_are() -> None:
    cells = pl.Series([None, "", CNIC, "two words"])

    assert parted_column(cells).to_list() == cells.to_list()
