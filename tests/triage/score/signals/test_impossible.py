from __future__ import annotations

from collections.abc import Callable
from typing import Any


def test_rows_that_fail_different_checks_are_counted_once_each(look: Callable[..., Any]):
    good, nowhere = "3520210000011", "3590210000011"
    cells = {"cnic": [nowhere] * 30 + [good] * 70, "mobile": ["03801234560"] * 50 + ["03001234560"] * 50}
    reason = look("impossible", cells)

    assert (reason.bound.rows, reason.bound.failed) == (100, 50)


def test_empty_cells_do_not_fail(look: Callable[..., Any]):
    cells = {"cnic": ["3520210000011"] * 60, "mobile": [None] * 60, "dob": [None] * 60}

    assert look("impossible", cells).bound.failed == 0


def test_dates_outside_the_calendar_fail(look: Callable[..., Any]):
    assert look("impossible", {"dob": ["1985-02-30"] * 60}).bound.failed == 60


def test_a_birth_that_a_program_moved_into_this_century_does_not_fail(look: Callable[..., Any]):
    assert look("impossible", {"dob": ["2067-02-19", "1985-02-01"] * 30}).bound.failed == 0
