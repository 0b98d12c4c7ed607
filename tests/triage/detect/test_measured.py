from __future__ import annotations

import random
from pathlib import Path

import polars as pl
import pytest

import triage.rules
from triage.core.model import Evidence, Source
from triage.detect.eyes import Eyes
from triage.detect.headers import Vocabulary
from triage.detect.roles import decide
from triage.recognizers import load
from triage.recognizers.other_numbers import blanked_text

RULES = triage.rules.load()
EYES = Eyes(load(RULES), {}, ())
WORDS = Vocabulary(RULES)
EVIDENCE = Evidence("d", Path("d.csv"), (), Path("d.csv"), 1, "0" * 64)
R = random.Random(7)
BARE = [f"3{R.choice('0123')}{R.randrange(6)}{R.randrange(10**6, 10**7)}" for _ in range(80)]
DECIMALS = [f"{R.uniform(0, 99):.2f}" for _ in range(80)]
NAMES = [R.choice(["Imran Khan", "Sadia Parveen", "Zahid Ali", "Asma Noor"]) for _ in range(80)]


def entities(columns: list[list[str]], headers: tuple[str, ...] = ()) -> list[str]:
    frame = pl.DataFrame({str(place): cells for place, cells in enumerate(columns)})
    names = headers or tuple(f"column {place + 1}" for place in range(len(columns)))
    source = Source(EVIDENCE, "delimited", "", names, has_header=bool(headers))
    return [role.entity for role in decide(source, frame, EYES, WORDS).roles]


def test_bare_numbers_beside_decimals_and_nothing_else_are_no_mobiles() -> None:
    assert entities([BARE, DECIMALS]) == ["", ""]
    assert entities([DECIMALS, BARE, DECIMALS]) == ["", "", ""]


def test_bare_numbers_alone_or_beside_people_or_with_their_zero_are_mobiles() -> None:
    assert entities([BARE]) == ["PK_MOBILE_NUMBER"]
    assert entities([BARE, NAMES, DECIMALS])[0] == "PK_MOBILE_NUMBER"
    assert entities([[f"0{each}" for each in BARE], DECIMALS])[0] == "PK_MOBILE_NUMBER"


@pytest.mark.parametrize("headers", [("Q1", "Q2"), ("Target", "Achieved"), ("Jan", "Feb"), ("FY 2022", "FY 2023")])
def test_numbers_under_headers_of_plans_and_results_are_no_mobiles(headers: tuple[str, ...]) -> None:
    assert entities([BARE, BARE[::-1]], headers) == ["", ""]


@pytest.mark.parametrize("beside", ["07345 678901", "07345678901", "+44 7345 678901", "0044 20 7946 0018"])
def test_numbers_grouped_as_in_britain_beside_british_ones_are_no_mobiles(beside: str) -> None:
    mobile = load(RULES)["PK_MOBILE_NUMBER"]
    ours = "switchboard 0300 123 4567"

    assert "0300" not in blanked_text(f"mobile {beside}, {ours}", mobile)
    assert blanked_text(f"mobile 0722 654321, {ours}", mobile).endswith(ours)
