"""Which part of a date in a chat is the day, and what is said if nothing tells."""

from __future__ import annotations

import polars as pl
import pytest

from triage.core.messages import Placing
from triage.core.model import AT
from triage.core.places import AMBIGUOUS, DAY_FIRST, MONTH_FIRST
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
