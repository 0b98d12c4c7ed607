from __future__ import annotations

from dataclasses import replace

import pytest

import triage.rules
from triage.core.model import LABELS, Bound, Reason, Verdict
from triage.rules.model import Rules
from triage.score.noticed import SILENT, cell_of, noticed, worded

RULES = triage.rules.load()


def verdict(label: str, checks: tuple[str, ...], records: int = 1000) -> Verdict:
    reasons = tuple(Reason(each, 1, "", "", "", (), Bound(100, 0, 0, 0.1, 0.5)) for each in checks)
    return Verdict(records, records, 0.0, 0.9, 0.8, 1.0, "", "", {}, label, reasons, records=records)


@pytest.mark.parametrize("label", [each for each in LABELS if each not in SILENT])
def test_power_is_told_only_where_nothing_was_found(label: str) -> None:
    assert noticed(verdict(label, ("sex_digit_gender",)), RULES) is None


def test_only_checks_between_two_fields_count() -> None:
    assert cell_of(verdict("genuine", ("cnic_prefix", "sex_digit_gender", "sex_digit_name")), RULES) == (2, 0)


def test_small_dumps_are_a_cell_of_their_own() -> None:
    assert cell_of(verdict("genuine", (), 300), RULES) == (0, 300)
    assert cell_of(verdict("genuine", (), 301), RULES) == (0, 0)


def cells(*rows: tuple[int, int, int, int]) -> Rules:
    table = tuple(dict(zip(("checks", "rows", "dumps", "noticed"), map(str, row), strict=True)) for row in rows)
    return replace(RULES, tables={**RULES.tables, "noticed": table})


def test_a_cell_with_few_dumps_is_told_by_all_sizes_and_then_by_all() -> None:
    told = verdict("genuine", ("sex_digit_gender",))

    assert noticed(told, cells((1, 0, 40, 10), (1, 300, 40, 40), (2, 0, 40, 40))) == 0.25
    assert noticed(told, cells((1, 0, 20, 10), (1, 300, 20, 20), (2, 0, 40, 40))) == 0.75
    assert noticed(told, cells((1, 0, 10, 0), (2, 0, 30, 30))) == 0.75
    assert noticed(told, cells((1, 0, 5, 0))) is None


@pytest.mark.parametrize(("count", "label", "power"), [(19, "undetermined", None), (20, "genuine", 0.5)])
def test_no_word_is_given_that_most_careful_fakes_would_get(count: int, label: str, power: float | None) -> None:
    told = verdict("genuine", ("sex_digit_gender",))

    said = worded(told, cells((1, 0, 40, count)), RULES.signals["verdict"])

    assert (said.label, said.noticed) == (label, power)


def test_the_measured_table_holds_shares() -> None:
    table = RULES.table("noticed")

    assert all(0 <= int(row["noticed"]) <= int(row["dumps"]) for row in table)
    assert sum(int(row["dumps"]) for row in table) >= 80
