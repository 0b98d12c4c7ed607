from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from triage import rules
from triage.core.model import Evidence, Source
from triage.detect.date_marks import date_marks

RULES = rules.load()
FORMS = (
    "2019-03-12", "2019/3/12", "2019-03-12 10:22:31", "2019-03-12T10:22:31Z", "12/03/2019", "12-3-2019 09:00 AM",
    "12.03.2019", "12-Mar-2019", "12 March 2019", "March 12, 2019", "20190312", "1552384800", "1552384800123",
    "12-Mar-19", "12/03/19", " '12/03/2019", "\u06f1\u06f2/\u06f0\u06f3/\u06f2\u06f0\u06f1\u06f9", "2019-03",
    "Mar-2019", "Mon, 4 Mar 2019 10:22:31 +0500", "Mon Mar  4 10:22:31 2019", "Monday, March 4, 2019",
    "Tue, 12 Mar 2019",
)  # fmt: skip
NONE = (
    "",
    "n/a",
    "3520212345671",
    "0300-1234567",
    "12",
    "2019",
    "35202-2019-1",
    "12/03/2519",
    "000000000000",
    "x2019-03-12",
    "Room 12 March 2019 20",
    "March 40 rows 2019",
)


def source(header: str) -> Source:
    evidence = Evidence("list.csv", Path("list.csv"), (), Path("list.csv"), 100, "0" * 64)
    return Source(evidence, "delimited", "", ("name", header))


def years(header: str, *cells: str | None) -> dict[str, int]:
    frame = pl.DataFrame({"0": ["x"] * len(cells), "1": list(cells)}, schema={"0": pl.String, "1": pl.String})
    told = date_marks(frame, source(header), RULES)
    return dict(told.counts) if told else {}


@pytest.mark.parametrize("cell", FORMS)
def test_a_date_in_any_form_has_its_year(cell: str):
    assert years("Issue Date", cell, cell) == {"1=2019": 2}


@pytest.mark.parametrize("cell", NONE)
def test_what_is_no_date_has_no_year(cell: str):
    assert years("created_at", cell, None) == {}


@pytest.mark.parametrize("header", ["Activation Date", "CREATED_AT", "reg.date", "\u062a\u0627\u0631\u06cc\u062e"])
def test_headers_that_say_when_something_was_done_are_read(header: str):
    assert years(header, "12/03/2019") == {"1=2019": 1}


@pytest.mark.parametrize("header", ["Date of Birth", "expiry date", "cnic", "due_date", "name"])
def test_other_headers_are_not_read(header: str):
    assert years(header, "12/03/2019") == {}


def test_years_add_up_over_any_cut():
    cells = [f"{day:02}/03/{year}" for year in (2017, 2018, 2019) for day in range(1, 20)]
    whole = years("date", *cells)
    parts = [years("date", *cells[:10]), years("date", *cells[10:])]

    assert whole == {key: sum(part.get(key, 0) for part in parts) for key in whole}
