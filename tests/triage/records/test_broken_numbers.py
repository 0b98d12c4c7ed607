"""Numbers that a narrow column breaks at a hyphen are whole again, and no other lines are joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.records import broken_numbers
from triage.records.paragraphs import Paragraph


def joined(lines: list[str]) -> list[str]:
    return [each.text for each in broken_numbers.joined(Paragraph(i, line) for i, line in enumerate(lines))]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["Sana Tariq 42401-", "3302970-7 03001234567"], ["Sana Tariq 42401-3302970-7 03001234567"]),
        (["42401-3302970- ثنا طارق", "7", "لاہور"], ["42401-3302970-7 ثنا طارق", "لاہور"]),
        (["42401-", "3302970-", "7"], ["42401-3302970-7"]),
        (["Tel 0300-", "1234567, Lahore"], ["Tel 0300-1234567 , Lahore"]),
        (["0300-", "1234567 Lahore"], ["0300-1234567 Lahore"]),
        (["42401- ", "3302970-7"], ["42401-3302970-7"]),
    ],
)
def test_a_broken_number_is_whole(lines: list[str], whole: list[str]) -> None:
    assert joined(lines) == whole


@pytest.mark.parametrize(
    "lines",
    [
        ["Sana Tariq 42401-3302970-7", "7 Street 3, Lahore"],
        ["42401-3302970-", "77 Street 3, Lahore"],
        ["from 35201- to 42401-", "3302970-7"],
        ["House 12-", "3302970-7"],
        ["042-", "35761234"],
        ["42401-", "Sana", "3302970-7"],
    ],
)
def test_other_lines_stay_as_they_are(lines: list[str]) -> None:
    assert joined(lines) == lines


@given(st.lists(st.text("42401-370 aب", min_size=1)))
def test_no_letter_is_lost(lines: list[str]) -> None:
    assert sorted("".join("".join(joined(lines)).split())) == sorted("".join("".join(lines).split()))


def test_what_was_not_read_stays_between_the_lines() -> None:
    lines = [Paragraph(1, "42401-"), Paragraph(1, wrong="needs_ocr", unread_bytes=7), Paragraph(2, "3302970-7")]

    assert [*broken_numbers.joined(lines)] == lines


def test_a_number_that_goes_on_on_the_next_page_is_whole() -> None:
    assert [*broken_numbers.joined([Paragraph(1, "42401-"), Paragraph(2, "3302970-7")])] == [
        Paragraph(1, "42401-3302970-7")
    ]
