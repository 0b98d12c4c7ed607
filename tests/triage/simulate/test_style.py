from __future__ import annotations

import polars as pl
import pytest

from triage.simulate.draw import stream
from triage.simulate.style import Style, written

RECORD = {
    "cnic": "3520200000011",
    "mobile": "03001000001",
    "dob": "1984-03-05",
    "gender": "F",
    "name": "ALI KHAN",
    "district": "Rahim Yar Khan",
}


@pytest.mark.parametrize(
    ("style", "field", "expected"),
    [
        (Style(), "cnic", "3520200000011"),
        (Style(cnic="dashed"), "cnic", "35202-0000001-1"),
        (Style(cnic="spaced"), "cnic", "35202 0000001 1"),
        (Style(), "mobile", "03001000001"),
        (Style(mobile="dashed"), "mobile", "0300-1000001"),
        (Style(mobile="bare10"), "mobile", "3001000001"),
        (Style(mobile="country"), "mobile", "923001000001"),
        (Style(mobile="plus"), "mobile", "+923001000001"),
        (Style(), "dob", "1984-03-05"),
        (Style(date="dmy"), "dob", "05-03-1984"),
        (Style(date="slash"), "dob", "05/03/1984"),
        (Style(date="month"), "dob", "05-Mar-1984"),
        (Style(), "gender", "F"),
        (Style(gender="word"), "gender", "Female"),
        (Style(gender="urdu"), "gender", "عورت"),
        (Style(), "name", "ALI KHAN"),
        (Style(case="title"), "name", "Ali Khan"),
        (Style(), "district", "RAHIM YAR KHAN"),
        (Style(case="title"), "district", "Rahim Yar Khan"),
        (Style(digits="urdu"), "cnic", "۳۵۲۰۲۰۰۰۰۰۰۱۱"),
    ],
)
def test_value_is_written_in_the_style(style: Style, field: str, expected: str):
    assert expected == written(pl.DataFrame([RECORD]), style)[field][0]


@pytest.mark.parametrize("field", RECORD)
def test_no_value_stays_no_value(field: str):
    empty = pl.DataFrame([dict.fromkeys(RECORD)], schema=dict.fromkeys(RECORD, pl.String))

    assert written(empty, Style("dashed", "plus", "dmy", "word", "title", "urdu"))[field].to_list() == [None]


def test_drawn_style_takes_only_the_choices_given():
    drawn = {Style.drawn(stream(seed), {"cnic": ("dashed", "bare")}) for seed in range(20)}

    assert drawn == {Style(cnic="dashed"), Style(cnic="bare")}
