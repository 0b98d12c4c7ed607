"""The answer in words: records, people, and what a checked sample changes."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from triage.core.model import Answer
from triage.core.summary import Summary
from triage.report import render
from triage.report.document import Meta, document, legend, words
from triage.report.document import answer as answer_words
from triage.report.document.headline import total


def test_no_word_of_number_b_says_genuine():
    assert not [word for word in words.VERDICTS.values() if "genuine" in word]


def test_the_head_line_counts_records(report: dict[str, Any]):
    assert answer_words.records(report["dumps"][0]) == (
        "About 1,560 (1,320 to 1,840) of 3,000 records are consistent with real people; at most 2,060 can be."
    )
    assert answer_words.people(report["dumps"][0]) == (
        "People: about 1,520 (1,280 to 1,790), of 2,914 distinct CNIC numbers; at most 2,000."
    )


def verified(report: dict[str, Any], genuine: float) -> dict[str, Any]:
    """Return the first dump with a checked sample, of which so much is genuine at least."""
    share = {"estimate": genuine, "low": genuine, "high": genuine}
    counts = {"plan": 1, "plans": 1, "records": 2_988, "rows_apart": 0, "planned": 400, "answered": 400, "unknown": 0}
    told = copy.deepcopy(report["dumps"][0])
    told["genuineness"]["verified_genuine"] = {**counts, "confidence": 0.95, "shares": {"genuine": share}}
    return told


@pytest.mark.parametrize(
    ("genuine", "said"),
    [(0.95, 'more than the "at most 2,056" by signs in the file, which is wrong'), (0.3, "If it differs from")],
)
def test_a_checked_sample_says_that_it_governs(report: dict[str, Any], genuine: float, said: str):
    answer = answer_words.answer(verified(report, genuine))

    assert said in answer
    assert answer.count("the checked sample governs") + answer.count("The checked sample governs") == 1


def test_the_case_says_what_was_verified_of_its_dumps(report: dict[str, Any], answers: tuple[Answer, ...]):
    checked = verified(report, 0.5)
    judged = [(answers[0], checked), (answers[1], report["dumps"][1])]

    told = total(judged, None)

    assert told["verified"] == {
        "dumps": 1,
        "records": 2_988,
        "genuine": {"estimate": 1_494, "low": 1_494, "high": 1_494},
    }
    assert "about 1,490 (1,490 to 1,500) of the 2,988 distinct records of 1 dump are genuine" in answer_words.total(
        told
    )
    assert "verified" not in report["case"]["total"]


def test_what_nobody_knows_to_be_in_common_is_said(answers: tuple[Answer, ...], meta: Meta):
    case = document(answers, replace(meta, holdings=None))["case"]

    assert "it is not known what that is" in answer_words.total(case["total"])
    assert "counted" not in answer_words.total(document(answers, meta)["case"]["total"])


def test_a_dump_without_records_has_no_verdict(answers: tuple[Answer, ...], meta: Meta):
    in_text = replace(answers[2], verdict=replace(answers[2].verdict, records=0))
    unread = replace(in_text, summary=Summary())
    for answer, entities, said in ((in_text, None, "not judged"), (in_text, {}, "no person"), (unread, {}, "not read")):
        told = document([answer], meta)
        told["dumps"][0]["entities"] = told["dumps"][0]["entities"] if entities is None else entities
        texts = [render(told, form) for form in ("table", "markdown", "html")]

        assert words.verdict(told["dumps"][0]) == said
        assert all(said in text and "undetermined</span>" not in text for text in texts)


def test_one_record_is_said_in_the_singular(answers: tuple[Answer, ...], meta: Meta):
    one = document([replace(answers[2], verdict=replace(answers[2].verdict, records=1))], meta)

    assert answer_words.records(one["dumps"][0]).startswith("Of 1 record at most 1 can be")
    one["dumps"][0]["headline"]["people"] |= {"of": 1, "by": "PK_CNIC", "at_most": 1}
    assert "of 1 distinct CNIC number" in answer_words.people(one["dumps"][0])
    assert "numbers" not in answer_words.people(one["dumps"][0])
    assert "no estimate for 1 record in 1 dump of how many are consistent with real people;" in answer_words.total(
        one["case"]["total"]
    )


def test_a_rounded_estimate_never_lies_beyond_its_range():
    counts = {"of": 2_599, "estimate": 2_597, "low": 1_660, "high": 2_599, "at_most": 2_599}

    assert answer_words.records({"headline": {"records": counts, "gate": ""}}) == (
        "About 2,599 (1,660 to 2,599) of 2,599 records are consistent with real people; at most 2,599 can be."
    )


def silent(power: float, low: float) -> dict[str, Any]:
    """Return what the words of a verdict look at, of a dump with few signs of fabrication."""
    share = {"estimate": 0.95, "low": low, "high": 1.0}
    told = {"verdict": "mostly_genuine", "power": power, "consistent_with_genuine": share}
    return {"genuineness": told | {"verified_genuine": None, "shared_with": []}, "headline": {"records": {"of": 300}}}


@pytest.mark.parametrize(
    ("low", "why"), [(0.0, "; so the range begins near 0"), (0.6, "")], ids=["a range from 0", "a narrow range"]
)
def test_few_signs_are_told_as_no_proof_with_the_fakes_that_passed(low: float, why: str):
    told = words.verdict(silent(0.79, low))

    assert told == (
        f"few signs of fabrication (no proof: of 100 careful fakes made to test this program, 21 looked the same{why})"
    )


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.75, "75% of the rows are copies of others; without them there are 100 of 400"),
        (0.05, ""),
    ],
)
def test_a_list_of_copies_is_told_beside_its_records(share: float, told: str):
    genuineness = {"rows": 400, "distinct_rows": 100, "novelty": {"exact_duplicate_rows": share}}

    assert legend.copies({"genuineness": genuineness}) == told
    assert legend.copies({"genuineness": genuineness | {"novelty": {}}}) == ""


def test_the_note_below_several_verdicts_gives_all_their_powers():
    (note,) = legend.of_verdicts([silent(0.79, 0.0), silent(0.62, 0.0)])

    assert "of 100 careful fakes made to test this program, 21 to 38 looked the same" in note
