from __future__ import annotations

import pytest

from triage.records.closing_lines import is_closing


@pytest.mark.parametrize(
    "line",
    [
        "Total: 1200", "Grand Total Records : 1,200", "TOTAL", "Total Rs. 45,000/-", "*** End of list ***", "-- EOF --",
        "Page 3 of 40", "Page No. 7", "(5 rows affected)", "1200 records found", "Number of voters: 431",
        "No. of persons 12", "Records: 55", "Printed on 12/03/2022 10:15 AM", "کل تعداد: 431", "صفحہ نمبر 3",
        "Total 120 records", "5 row(s)",
    ],
)  # fmt: skip
def test_lines_that_close_a_list(line: str) -> None:
    assert is_closing(line)


@pytest.mark.parametrize(
    "line",
    [
        "Total Khan", "Total Parco Pump, Lahore", "Page Ahmed 0300-1234567", "1 Sana Tariq", "Records Officer",
        "Total 35202-1234567-1", "Male", "male 34 Lahore", "12 House of Malik", "", "* * *", "Kul Sum Bibi",
        "Printed on glossy paper", "End of list, call 0300-1234567", "5 Marla House",
    ],
)  # fmt: skip
def test_lines_that_may_be_of_a_person(line: str) -> None:
    assert not is_closing(line)
