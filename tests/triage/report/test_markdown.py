from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage import report as reports
from triage.report import markdown


def test_golden(report: dict[str, Any], golden: Callable[[str, str], None]):
    golden("report.md", reports.render(report, "markdown"))


@pytest.mark.parametrize(
    ("evidence", "shown"),
    [
        ("list.csv", "list.csv"),
        ("<img src=x>", r"\<img src=x\>"),
        ("a|b", r"a\|b"),
        ("[x](http://127.0.0.1)", r"\[x\](http\://127.0.0.1)"),
        ("www.example.pk", r"www\.example.pk"),
        ("&lt;", r"\&lt;"),
        ("`code`", r"\`code\`"),
        (r"\x1b", r"\\x1b"),
    ],
)
def test_evidence_is_shown_as_it_is(evidence: str, shown: str):
    assert markdown.text(evidence) == shown


@given(st.text())
def test_only_backslashes_are_added(evidence: str):
    assert len(markdown.text(evidence)) == len(evidence) + sum(
        len(found)
        for found in markdown._ACTS.findall(evidence)  # noqa: SLF001
    )


def test_a_table_has_as_many_cells_in_every_row(report: dict[str, Any]):
    rows = [line for line in reports.render(report, "markdown").splitlines() if line.startswith("|")]

    assert {row.replace(r"\|", "").count("|") for row in rows} == {9}
