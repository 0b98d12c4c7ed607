from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from triage import rules as rulebook
from triage import score, simulate
from triage.core.model import LABELS, Bound, Reason, Verdict
from triage.core.summary import Marks, Summary, TableSum
from triage.core.sums import BottomK
from triage.rules.model import RuleError, Rules
from triage.score import bounds, estimate
from triage.score.repeats import Nested, repeats, seen
from triage.score.scope import Scope

Judge = Callable[[pl.DataFrame], Verdict]

LISTED = ("random_digits_cnic", "sequential", "spreadsheet")
"""Fabricators whose numbers have the form of real ones."""

GENERATED = ("faker_list", "random_digits", "random_digits_cnic", "random_digits_mobile", "sequential", "spreadsheet")


def dump(
    kind: str = "telecom", fabricator: str = "", fraction: float = 0.0, rows: int = 1500, seed: int = 1
) -> pl.DataFrame:
    return simulate.dump(simulate.DumpSpec(kind, rows, fabricator, fraction, seed=seed)).frame


@pytest.mark.parametrize("kind", simulate.kinds())
def test_genuine_extracts_are_not_accused(verdict: Judge, kind: str):
    said = verdict(dump(kind))

    assert said.fabricated_at_least == 0
    assert said.high == 1
    assert said.label in {"genuine", "mostly_genuine"}


@pytest.mark.parametrize("fabricator", GENERATED)
def test_generated_tables_are_told(verdict: Judge, fabricator: str):
    said = verdict(dump("telecom", fabricator, 0.95 if fabricator in LISTED else 0.75))

    assert said.label in {"fabricated", "mostly_fabricated"}
    # Places that disagree tell of shuffled numbers and prove nothing: how many people moved is a judgement.
    assert (0.0 if fabricator == "random_digits_cnic" else 0.6) <= said.fabricated_at_least <= 0.95


@pytest.mark.parametrize("head", ["1985", "0126", "7781"])
@pytest.mark.parametrize("kind", ["telecom", "bank", "job_applicants"])
def test_a_column_of_another_kind_under_a_known_header_accuses_nobody(verdict: Judge, kind: str, head: str):
    said = verdict(dump(kind).with_columns(cnic=head + pl.col("cnic").str.slice(4)))

    assert said.fabricated_at_least == 0
    assert said.label in {"undetermined", "mixed", "mostly_genuine"}
    assert any("where CNICs should" in each for each in said.limits)


@pytest.mark.parametrize("fabricator", GENERATED)
def test_half_made_up_is_mixed(verdict: Judge, fabricator: str):
    said = verdict(dump("bank", fabricator, 0.5))

    assert said.label == "mixed"
    assert said.estimate is not None
    assert abs(said.estimate - 0.5) < 0.2


def test_shuffled_columns_are_told_by_checks_between_fields(verdict: Judge):
    said = verdict(dump("bank", "shuffle", 1.0))

    assert said.label == "fabricated"
    assert {reason.signal for reason in said.reasons if reason.decibans <= -10} >= {"cnic_district_address"}


def test_copies_are_no_fabrication(verdict: Judge):
    said = verdict(dump("telecom", "recycled", 0.7))

    assert said.label in {"genuine", "mostly_genuine"}
    assert said.novelty["exact_duplicate_rows"] > 0.5
    assert said.distinct_rows < said.rows / 2


def test_fifty_rows_of_three_columns_are_undetermined(verdict: Judge):
    for fabricator, fraction in (("", 0.0), ("random_digits", 1.0)):
        said = verdict(dump("telecom", fabricator, fraction, rows=50).select("cnic", "name", "mobile"))

        assert said.label == "undetermined"
        assert (said.estimate, said.low, said.high) == (None, None, None)
        assert "fewer than 100 different rows" in said.gate


@pytest.mark.parametrize("columns", [["cnic"], ["mobile"], ["mobile", "name", "address"], ["cnic", "mobile"]])
def test_columns_that_cannot_be_checked_against_each_other_prove_nothing(verdict: Judge, columns: list[str]):
    frame = next(each for seed in range(9) if "address" in (each := dump(seed=seed)).columns)
    said = verdict(frame.select(columns))

    assert said.label == "undetermined"
    assert said.low == 0
    assert said.limits[0].startswith("No two columns")


def test_names_alone_get_no_verdict(verdict: Judge):
    said = verdict(dump().select("name"))

    assert (said.label, said.estimate, said.fabricated_at_least, said.reasons) == ("undetermined", None, 0, ())
    assert "names alone tell nothing" in said.limits[0]


@pytest.mark.parametrize("city", ["Lahore", "Karachi South", "Quetta", "Kolai Palas Kohistan", "Islamabad"])
def test_one_city_is_not_accused(verdict: Judge, city: str):
    people = simulate.Population(districts=(city,)) if city in known_districts() else simulate.Population()
    said = verdict(simulate.dump(simulate.DumpSpec("telecom", 1500, seed=3, people=people)).frame)

    assert said.fabricated_at_least == 0
    assert said.high == 1


def known_districts() -> set[str]:
    return {row["district"] for row in rulebook.load().table("districts") if row["cnic_district_code"]}


@pytest.mark.parametrize("year", [2008, 2013])
def test_old_extracts_are_not_accused(verdict: Judge, year: int):
    said = verdict(simulate.dump(simulate.DumpSpec("telecom", 1500, seed=2, people=simulate.Population(year))).frame)

    assert said.fabricated_at_least == 0
    assert said.high == 1


def test_selections_of_a_genuine_extract_are_not_accused(verdict: Judge):
    frame = dump("bank", rows=3000)
    women = pl.col("cnic").str.slice(12, 1).is_in(["2", "4", "6", "8"])
    selections = {
        "women": frame.filter(women),
        "one operator": frame.filter(pl.col("mobile").str.starts_with("034")),
        "sorted": frame.sort("cnic"),
        "distinct": frame.unique("cnic", maintain_order=True),
    }
    for name, each in selections.items():
        said = verdict(each)

        assert (said.fabricated_at_least, said.high) == (0, 1), name


def test_the_estimate_never_exceeds_what_number_a_leaves(verdict: Judge):
    for fraction in (0.2, 0.6, 0.9):
        said = verdict(dump("job_applicants", "random_digits", fraction, rows=600))

        assert said.low is not None
        assert said.estimate is not None
        assert said.high is not None
        assert 0 <= said.low <= said.estimate <= said.high <= 1 - said.fabricated_at_least
        assert said.label in LABELS


def test_number_a_is_below_the_truth(verdict: Judge):
    for seed in range(4):
        said = verdict(dump("vehicle", "random_digits", 0.3, rows=1000, seed=seed))

        assert 0.15 < said.fabricated_at_least <= 0.3


def test_rows_that_a_check_did_not_reach_count_as_genuine_in_number_a(rules: Rules):
    scope = Scope(1000, 1000, {})
    reason = Reason("mobile_prefix", -20, "", "", "", (), Bound(500, 500, 0.0, 0.02, 0.46))

    assert bounds.fabricated_at_least([reason], scope, rules, rules.signals["verdict"]) == pytest.approx(0.5, abs=0.01)


def test_soft_checks_have_no_part_in_number_a_and_never_decide_alone(rules: Rules):
    scope, rule = Scope(1000, 1000, {}), rules.signals["verdict"]
    reason = Reason("name_tokens", -15, "", "", "", (), Bound(1000, 1000, 0.25, 0.8, 0.97))

    assert bounds.fabricated_at_least([reason], scope, rules, rule) == 0
    assert estimate.share([reason], scope, rules, rule).high == 0.2


@pytest.mark.parametrize(("decibans", "high"), [(0.0, 1.0), (-15.0, 1.0), (-40.0, 0.02)])
def test_signals_of_the_whole_dump_move_the_upper_end_beyond_a_margin(rules: Rules, decibans: float, high: float):
    check = Reason("sex_digit_gender", 20, "", "", "", (), Bound(1000, 10, 0.001, 0.03, 0.5))
    whole = Reason("digit_spread", decibans, "", "", "")
    share = estimate.share([check, whole], Scope(1000, 1000, {}), rules, rules.signals["verdict"])

    assert share.high == pytest.approx(high, abs=0.01)
    assert share.low <= share.estimate <= share.high


def test_a_dump_without_records_is_undetermined(rules: Rules):
    said = score.judge(Summary({"text": TableSum(rows=900, rows_sampled=900)}), rules)

    assert (said.rows, said.label, said.reasons) == (900, "undetermined", ())
    assert score.judge(Summary(), rules).label == "undetermined"


def test_tables_without_records_are_not_judged():
    records = TableSum(500, 500, marks={"records": Marks({"people": 500}), "iban_check": Marks({"rows": 500})})
    notes = TableSum(
        9000, 9000, marks={"duplicate_rows": Marks(sketches={"row": BottomK.of(np.arange(9, dtype=np.uint64))})}
    )

    assert Scope.of(Summary({"a": records, "b": notes})).rows == 500


def test_rows_of_which_no_column_can_hold_a_person_are_not_judged(rules: Rules):
    statement = TableSum(500, 500, marks={"dob_calendar": Marks({"rows": 500})})

    assert score.judge(Summary({"statement": statement}), rules).records == 0


def test_a_sample_is_said_to_be_one(rules: Rules):
    counts = Counter({"people": 500, "numbered": 500, "ours": 500})
    records = TableSum(90_000, 500, marks={"records": Marks(counts), "iban_check": Marks({"rows": 500, "passed": 500})})

    assert "a sample of 500 of 90,000 rows" in " ".join(score.judge(Summary({"a": records}), rules).limits)


def test_every_signal_has_a_rule_with_reasons(rules: Rules):
    for name in score.observers(rules):
        rule = rules.signals[name]

        assert rule.innocent, name
        assert rule.references, name


def test_a_signal_without_a_rule_is_an_error(rules: Rules):
    with pytest.raises(RuleError, match=r"rules/signals/address_city\.yaml"):
        score.observers(replace(rules, signals={}))


def test_repeats_are_counted_exactly_while_sketches_are():
    sketch = BottomK.of(np.array([1, 1, 1, 2, 3], dtype=np.uint64))

    assert repeats(sketch) == pytest.approx(0.4)
    assert seen(sketch) == 5
    assert (repeats(None), seen(None)) == (0.0, 0.0)


def test_nested_sketches_leave_room_for_their_error():
    rng = np.random.default_rng(1)
    full = BottomK.of(rng.integers(0, 2**63, 50_000, dtype=np.uint64))
    other = BottomK.of(rng.integers(0, 2**63, 50_000, dtype=np.uint64))

    assert Nested.of(full, other).extra_least < 1500
    assert Nested.of(None, full) == Nested(0, 0, is_exact=True)
