from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from rich.cells import cell_len

from triage.core.model import Answer
from triage.report import render, table
from triage.report.document import Meta, document

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
def test_no_number_is_cut_off(report: dict[str, Any], width: int):
    text = table.render(report, width)

    assert text.count(" undetermined") == 2
    assert "1,560 (1,320\N{EN DASH}1,840)" in text
    assert " 60,000 " in text


def test_every_dump_has_one_line_of_eighty_columns(answers: tuple[Answer, ...], meta: Meta):
    """Names of any length in any script, numbers up to hundreds of millions."""
    many = [_named(answers[number % 3], number) for number in range(50)]
    text = table.render(document(many, meta), 80)
    _, _, rest = text.partition("\u2500\n")
    rows = rest.split("\n\n")[0].splitlines()

    assert len(rows) == 50
    assert all(cell_len(row) <= 80 for row in rows)
    assert sum("123,456,789" in row and "64.4M (54.3M\N{EN DASH}75.6M)" in row for row in rows) == 17
    assert "Case, 50 dumps" in rest


@pytest.mark.parametrize(("width", "is_there"), [(120, True), (60, False)])
def test_flags_stand_beside_verdicts_where_no_name_is_shortened(
    answers: tuple[Answer, ...], meta: Meta, width: int, *, is_there: bool
):
    told = document([replace(answers[0], dump="a list with a name")], meta)
    told["case"]["comparison"] = {"dumps": [{"dump": "a list with a name", "flags": ["duplicate", "aggregated"]}]}
    text = table.render(told, width)

    assert ("duplicate, merged\n" in text) == is_there
    assert ("which was first is not known" in text) == is_there


def _named(answer: Answer, number: int) -> Answer:
    """Return an answer under a long name of its own; the first kind with very many records."""
    name = f"{number:02} {'very long folder, ' * 3}\u0634\u0646\u0627\u062e\u062a\u06cc {'list ' * 9}{number}.csv"
    evidence = tuple(replace(each, dump=name) for each in answer.evidence)
    records = 123_456_789 if answer.verdict.estimate else answer.verdict.records
    return replace(answer, dump=name, evidence=evidence, verdict=replace(answer.verdict, records=records))


def test_a_long_name_is_shortened_in_the_middle(answers: tuple[Answer, ...], meta: Meta):
    text = table.render(document([_named(answers[0], 7)], meta), 80)

    assert re.search(r"^! 07 very .*\N{HORIZONTAL ELLIPSIS}.*7\.csv ", text, re.MULTILINE)


def test_no_line_of_a_fabricated_dump_says_that_people_are_exposed(answers: tuple[Answer, ...], meta: Meta):
    made = replace(answers[0].verdict, label="fabricated", fabricated_at_least=0.97, estimate=0.001, low=0.0, high=0.02)
    told = document([replace(answers[0], verdict=made)], meta)
    texts = [render(told, form) for form in ("table", "markdown", "html")]

    assert all("(0 to 60) of 3,000 records" in " ".join(text.split()) for text in texts)
    assert not any(
        re.search(r"(?<!distinct )\b2,914 (?:people|persons|citizens)|[Pp]eople:? 2,914", text) for text in texts
    )
