from __future__ import annotations

import copy
import csv
import io
from collections.abc import Callable
from typing import Any

from triage import report as reports


def rows(report: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(reports.render(report, "csv"))))


def test_golden(report: dict[str, Any], golden: Callable[[str, str], None]):
    golden("report.csv", reports.render(report, "csv"))


def test_every_column_and_entity_has_a_row(report: dict[str, Any]):
    seen = [(row["column"], row["entity"], row["distinct"]) for row in rows(report) if row["dump"] == "subscribers.zip"]

    assert ("cnic", "PK_CNIC", "2914") in seen
    assert [(entity, count) for column, entity, count in seen if column == "remarks"] == [
        ("EMAIL_ADDRESS", "7"),
        ("PK_CNIC", "12"),
    ]


def test_every_dump_has_a_row(report: dict[str, Any]):
    told = copy.deepcopy(report)
    told["dumps"][0]["tables"] = []
    told["dumps"][1]["tables"] = [{**told["dumps"][1]["tables"][0], "columns": []}]

    assert {row["dump"] for row in rows(told)} == {"(case)", *(dump["dump"] for dump in told["dumps"])}


def test_no_cell_is_a_formula(report: dict[str, Any]):
    cells = [cell for row in rows(report) for cell in row.values()]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(cell.startswith("'=") for cell in cells)
