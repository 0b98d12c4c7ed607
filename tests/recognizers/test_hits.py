"""Rust's engine finds what Python's finds, where Python's is given up."""

from __future__ import annotations

import pytest

import triage.rules
from triage.recognizers import load
from triage.recognizers.hits import hits_without_backtracking
from triage.recognizers.presidio import text_recognizer

TEXT = "CNIC 35202-1000001-1, mobile 0300-1000001; 42101-1000002-0 and +92 345 1000002. x@example.com"


@pytest.mark.parametrize("entity", ["PK_CNIC", "PK_MOBILE_NUMBER", "EMAIL_ADDRESS"])
def test_both_engines_find_the_same(entity: str) -> None:
    recognizer = load(triage.rules.load())[entity]
    found = {(each.start, each.end) for each in text_recognizer(recognizer).analyze(TEXT, [entity])}

    hits = [hit for pattern in recognizer.rule.patterns for hit in hits_without_backtracking(pattern, TEXT, 0)]

    assert found
    assert found <= {(hit.start, hit.end) for hit in hits}
    assert all(TEXT[hit.start : hit.end] in hit.match for hit in hits)


def test_a_search_that_takes_too_long_goes_on_in_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    recognizer = load(triage.rules.load())["PK_CNIC"]
    monkeypatch.setattr("triage.recognizers.hits.SEARCH_SECONDS", 0.0)
    found = text_recognizer(recognizer).analyze(TEXT, ["PK_CNIC"])

    assert [TEXT[each.start : each.end] for each in found] == ["35202-1000001-1", "42101-1000002-0"]
