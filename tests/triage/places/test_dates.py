"""Which part of a date in a chat is the day, and what is said if nothing tells."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from triage.app.options import Options
from triage.app.scan import scan
from triage.core.messages import Placing
from triage.core.model import AT
from triage.core.places import AMBIGUOUS, DAY_FIRST, MONTH_FIRST, READINGS
from triage.core.progress import Silent
from triage.detect.message_marks import message_marks
from triage.places.recognise import date_order

AMERICAN = [f"3/{day}/23, 10:0{day} PM" for day in range(1, 8)]
CASES = {
    "a week of an American telephone": (AMERICAN, MONTH_FIRST),
    "the same week of another one": ([f"{day}/3/23, 22:0{day}" for day in range(1, 8)], DAY_FIRST),
    "a day above twelve": (["3/1/23", "3/25/23"], MONTH_FIRST),
    "a month that would fall": (["11/1/23", "12/1/23", "2/2/23", "3/2/23"], DAY_FIRST),
    "one day": (["1/4/2023", "1/4/2023"], AMBIGUOUS),
    "two days": (["1/4/2023", "2/5/2023"], AMBIGUOUS),
}


@pytest.mark.parametrize("case", CASES)
def test_order_of_dates_is_told_by_the_dates(case: str) -> None:
    dates, order = CASES[case]

    assert date_order(pl.DataFrame({"0": dates}), [0]) == order


def test_days_of_undecided_dates_are_counted_in_both_readings() -> None:
    frame = pl.DataFrame({"0": ["1/4/2023", "2/5/2023"], "1": ["a", "b"], AT: [0, 9]})
    placing = Placing(rule="whatsapp_text", parts={"time": (0,), "text": (1,)}, own=2, facts={"dates": AMBIGUOUS})
    marks = message_marks(frame, placing)

    assert marks is not None
    assert {name: count for name, count in marks.counts.items() if "2023" in name} == {
        "either day first=2023-04-01": 1,
        "either day first=2023-05-02": 1,
        "either month first=2023-01-04": 1,
        "either month first=2023-02-05": 1,
    }


@pytest.mark.parametrize(("day", "first"), [("04/04/2023", "2023-04-04"), ("01/04/2023", None)])
def test_a_day_that_both_readings_tell_is_no_doubt(day: str, first: str | None, tmp_path: Path) -> None:
    said = "".join(f"{day}, 10:0{minute} - Sana: message {minute}\n" for minute in range(6))
    (tmp_path / "WhatsApp Chat with Sana.txt").write_text(said)
    document = scan(
        [tmp_path / "WhatsApp Chat with Sana.txt"], Options(case=tmp_path / "case", jobs=1), Silent()
    ).document
    (place,) = document["dumps"][0]["places"]

    assert place["first"] == first
    assert (READINGS in place["facts"]) is (first is None)
