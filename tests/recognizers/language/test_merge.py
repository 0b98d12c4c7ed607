"""Overlapping finds: one of them stands."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer import RecognizerResult

from triage.recognizers.language.merge import LEAST, LEAST_ALONE, merged, plausible


def find(entity: str, start: int, end: int, score: float = 0.5, by: str = "PersonRecognizer") -> RecognizerResult:
    return RecognizerResult(entity, start, end, score, recognition_metadata={"recognizer_name": by})


def spans(results: list[RecognizerResult]) -> list[tuple[str, int, int, float]]:
    return [(each.entity_type, each.start, each.end, each.score) for each in results]


def test_model_corrects_the_span_of_a_pattern_and_takes_its_score():
    results = [find("PK_ADDRESS", 0, 40, 0.95), find("PK_ADDRESS", 0, 20, 0.9, by="ModelPkaddressRecognizer")]

    assert spans(merged(results)) == [("PK_ADDRESS", 0, 20, 0.95)]


def test_longest_pattern_stands():
    assert spans(merged([find("PERSON", 0, 5), find("PERSON", 0, 9)])) == [("PERSON", 0, 9, 0.5)]


def test_an_address_swallows_what_is_in_it():
    results = [find("LOCATION", 10, 16), find("PERSON", 2, 8), find("PK_ADDRESS", 0, 16)]

    assert spans(merged(results)) == [("PK_ADDRESS", 0, 16, 0.5)]


def test_numbers_are_left_alone():
    assert len(merged([find("PK_CNIC", 3, 9), find("PK_ADDRESS", 0, 16)])) == 2


def test_a_find_without_metadata_is_a_patterns():
    assert len(merged([RecognizerResult("PERSON", 0, 5, 0.5), find("PERSON", 1, 3)])) == 1


places = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda each: (each[0], sum(each)))


@given(st.lists(st.tuples(st.sampled_from(["PERSON", "PK_ADDRESS", "LOCATION"]), places), max_size=12))
def test_no_two_of_them_overlap_and_none_is_made_up(finds: list[tuple[str, tuple[int, int]]]):
    kept = merged([find(entity, *place) for entity, place in finds])

    assert {(each.entity_type, (each.start, each.end)) for each in kept} <= set(finds)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    assert bool(kept) == bool(finds)


def number(start: int, score: float) -> RecognizerResult:
    return find("PK_CNIC", start, start + 13, score, by="CnicRecognizer")


def test_weak_finds_need_a_word_of_context():
    results = [number(0, LEAST - 0.1), number(20, LEAST), number(40, 0.65)]

    assert plausible(results, size=60) == results[1:]
    assert plausible(results, size=60, least=0.5) == results[2:]


def test_a_number_that_is_the_whole_text_needs_less():
    assert len(plausible([number(0, LEAST_ALONE)], size=13)) == 1
    assert len(plausible([number(0, LEAST_ALONE - 0.1)], size=13)) == 0


def test_likely_numbers_among_many_unlikely_ones_are_chance():
    bar_codes = [number(20 * at, LEAST if at == 3 else LEAST / 2) for at in range(8)]
    surely = number(300, 0.7)

    assert plausible([*bar_codes, surely], size=400) == [surely]
    assert len(plausible([number(20 * at, LEAST) for at in range(8)], size=400)) == 8
