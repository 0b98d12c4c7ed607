from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from triage import report as reports


def test_golden(report: dict[str, Any], golden: Callable[[str, str], None]):
    golden("report.json", reports.render(report, "json"))


def test_reads_back_as_the_document(report: dict[str, Any]):
    assert json.loads(reports.render(report, "json")) == report


def test_urdu_is_readable_and_controls_are_not_there(report: dict[str, Any]):
    text = reports.render(report, "json")

    assert "\u0634\u0646\u0627\u062e\u062a\u06cc" in text
    assert all(each == "\n" or each.isprintable() or each in "\u200c\u200d" for each in text)
