from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len

from triage.report import table

WIDTHS = (80, 160)


@pytest.mark.parametrize("width", WIDTHS)
def test_golden(report: dict[str, Any], golden: Callable[[str, str], None], width: int):
    golden(f"table-{width}.txt", table.render(report, width))


@pytest.mark.parametrize("width", [60, 80, 100, 129, 130, 160, 240])
def test_no_line_is_wider_than_the_terminal(report: dict[str, Any], width: int):
    assert all(cell_len(line) <= width for line in table.render(report, width).splitlines())


def test_no_colour_unless_asked(report: dict[str, Any]):
    assert "\x1b" not in table.render(report)


def test_colour_only_paints(report: dict[str, Any]):
    painted = table.render(report, 160, color=True)
    plain = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", painted).splitlines())

    assert "\x1b[" in painted
    assert plain.split() == table.render(report, 160).split()


def test_environment_does_not_show(report: dict[str, Any], monkeypatch: pytest.MonkeyPatch):
    before = table.render(report, 100)
    for name, value in (("COLUMNS", "40"), ("NO_COLOR", "1"), ("FORCE_COLOR", "1"), ("TTY_COMPATIBLE", "1")):
        monkeypatch.setenv(name, value)

    assert table.render(report, 100) == before


def test_markup_in_names_is_text(report: dict[str, Any]):
    assert "looks" not in table.render(report, 160)
    assert "not a regular file" in table.render(report, 160)


@pytest.mark.parametrize("width", range(80, 200, 7))
def test_nothing_is_cut_off(report: dict[str, Any], width: int):
    text = table.render(report, width)

    assert text.count("undetermined") == 2
    assert "mobile 2,988" in text
    assert "52% (44\N{EN DASH}62)" in text
