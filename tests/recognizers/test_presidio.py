"""The text door: spans, scores, context, registry files, and the same truth as the column door."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import polars as pl
import presidio_analyzer.predefined_recognizers as theirs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine, RecognizerRegistry
from presidio_analyzer.analyzer_engine_provider import AnalyzerEngineProvider
from presidio_analyzer.nlp_engine import NlpArtifacts
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

from triage.recognizers import Recognizer, fold, fold_column, load, presidio
from triage.recognizers.presidio import BlankNlpEngine, analyzer, recognizers, text_recognizer
from triage.rules import load as load_rules
from triage.rules.model import Pattern

RULES = load_rules()
TRUTHS = load(RULES)
ENGINE = analyzer()
NUMBERS = (
    "PK_CNIC", "PK_NIC_OLD", "PK_MOBILE_NUMBER", "PK_LANDLINE_NUMBER", "EMAIL_ADDRESS", "IBAN_CODE", "CREDIT_CARD",
    "IMEI", "IMSI", "DATE_OF_BIRTH", "AGE",
)  # fmt: skip
"""Entities that their patterns tell; for words (names, gender) the first known word may stand behind others."""
REGISTRY = """
supported_languages: [en, ur]
recognizers:
  - {name: CnicRecognizer, type: predefined}
  - {name: my mobile numbers, class_name: MobileNumberRecognizer, type: predefined, supported_languages: [ur]}
"""


def found(text: str, language: str = "en", **options: object) -> list[tuple[str, str, float]]:
    results = sorted(ENGINE.analyze(text, language=language, **options), key=lambda each: each.start)
    return [(each.entity_type, text[each.start : each.end], each.score) for each in results]


def by_column(entity: str, cells: list[str]) -> list[tuple[str | None, bool | None]]:
    frame = pl.DataFrame({"cell": fold_column(pl.Series(cells, dtype=pl.String))})
    values = frame.select(TRUTHS[entity].value(pl.col("cell")).alias("v"))
    return values.with_columns(TRUTHS[entity].valid(pl.col("v")).alias("ok")).rows()


def by_text(entity: str, cell: str) -> list[str | None]:
    spans = [cell[each.start : each.end] for each in text_recognizer(TRUTHS[entity]).analyze(cell, [entity])]
    return [value for value, _ in by_column(entity, spans)]


def test_two_numbers_with_one_character_between_are_both_found():
    text = "35202-1000001-1 35202-1000002-2"

    assert [span for _, span, _ in found(text, entities=["PK_CNIC"])] == text.split()


def test_span_is_that_of_the_original_text():
    number = next(each.text for each in RULES.entities["cnic"].examples if each.note == "Urdu digits")

    assert found(f"شناختی کارڈ {number} ہے", "ur", entities=["PK_CNIC"])[0][1] == number


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("it was 3520210000011 then", 0.3),
        ("my id card number is 3520210000011", 0.65),
        ("شناختی کارڈ 3520210000011", 0.65),
        ("a technician of 3520210000011", 0.3),
        ("CNIC 35202-1000001-1", 1.0),
    ],
)
def test_context_before_a_number_raises_its_score(text: str, score: float):
    assert [each for _, _, each in found(text, entities=["PK_CNIC"])] == [score]


@pytest.mark.parametrize(
    "text", ["order 4006381333931 sent", "t=1690324535532 smtp", "serial AB1234567", "flight ABC 123"]
)
def test_numbers_of_things_are_none_of_people(text: str):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ('{"ntn":"7654321"}', "PK_NTN"),
        ('{"passport_no": "AB 1234567"}', "PK_PASSPORT"),
        ("*Passport* cd7654321", "PK_PASSPORT"),
        ("گاڑی: ABC 12 3456", "PK_VEHICLE_REGISTRATION"),
        ("my car is parked outside, ABC123", "PK_VEHICLE_REGISTRATION"),
        ("id card 8730100000011", "PK_CNIC"),
    ],
)
def test_numbers_are_found_behind_quotes_stars_and_words_of_context(text: str, entity: str):
    assert [each for each, _, _ in found(text)] == [entity]


def test_context_may_come_from_the_caller():
    assert found("3520210000011", entities=["PK_CNIC"], context=["CNIC No"])[0][2] == 0.65


def test_what_is_not_valid_is_not_reported():
    assert found("95202-1000001-1, 0350-1000001, PK32NBPA0000000000000001, 4111111111111112") == []


def test_explanation_names_the_pattern():
    result = ENGINE.analyze("CNIC 35202-1000001-1", language="en", return_decision_process=True)[0]

    assert result.analysis_explanation.pattern_name == "groups of 5-7-1"
    assert result.analysis_explanation.supportive_context_word == "cnic"


def test_other_entities_are_left_alone():
    assert presidio.CnicRecognizer().analyze("35202-1000001-1", ["PERSON"]) == []


def test_validate_result_tells_candidates_from_valid_ones():
    mine = presidio.CnicRecognizer()
    texts = ["35202-1000001-1", "95202-1000001-1", "x"]

    assert [mine.validate_result(text) for text in texts] == [True, False, None]


def test_every_rule_with_patterns_has_a_recognizer_in_every_language():
    spoken = [(each.supported_language, each.get_supported_entities()[0]) for each in recognizers()]
    entities = [rule.entity for rule in RULES.entities.values() if rule.patterns]

    assert sorted(spoken) == sorted((language, entity) for language in ("en", "ur") for entity in entities)


def test_our_classes_have_names_that_presidio_does_not_use():
    names = {type(each).__name__ for each in recognizers()}

    assert {"CnicRecognizer", "MobileNumberRecognizer", "PaymentCardRecognizer"} <= names
    assert not names & set(dir(theirs))


def test_a_class_is_importable_by_name_and_travels():
    mine = presidio.MobileNumberRecognizer

    assert pickle.loads(pickle.dumps(mine)) is mine  # noqa: S301 - our own bytes
    with pytest.raises(AttributeError, match="NoSuchRecognizer"):
        _ = presidio.NoSuchRecognizer


def test_our_recognizers_fit_an_engine_of_the_user():
    registry = RecognizerRegistry(recognizers=[], supported_languages=["en"])
    for each in recognizers(languages=["en"]):
        registry.add_recognizer(each)
    engine = AnalyzerEngine(registry=registry, nlp_engine=BlankNlpEngine(["en"]), supported_languages=["en"])

    assert engine.analyze("35202-1000001-1", language="en", entities=["PK_CNIC"])


def test_a_registry_file_names_our_classes(tmp_path: Path):
    path = tmp_path / "registry.yaml"
    path.write_text(REGISTRY, encoding="utf-8")
    made = RecognizerRegistryProvider(conf_file=path).create_recognizer_registry().recognizers

    assert sorted((each.name, each.supported_language, each.supported_entities[0]) for each in made) == [
        ("CnicRecognizer", "en", "PK_CNIC"),
        ("CnicRecognizer", "ur", "PK_CNIC"),
        ("my mobile numbers", "ur", "PK_MOBILE_NUMBER"),
    ]


def test_an_analyzer_file_names_our_classes(tmp_path: Path):
    path = tmp_path / "analyzer.yaml"
    indented = REGISTRY.strip().replace("\n", "\n  ")
    path.write_text(
        "supported_languages: [en, ur]\n"
        "default_score_threshold: 0\n"
        "nlp_configuration: {nlp_engine_name: no_op, models: [{lang_code: en, model_name: no_op},"
        " {lang_code: ur, model_name: no_op}]}\n"
        f"recognizer_registry:\n  {indented}\n",
        encoding="utf-8",
    )
    engine = AnalyzerEngineProvider(analyzer_engine_conf_file=path).create_engine()

    assert [each.entity_type for each in engine.analyze("CNIC 35202-1000001-1", language="ur")] == ["PK_CNIC"]


def test_batch_engine_finds_what_the_column_door_finds():
    cells = [each.text for each in (*RULES.entities["cnic"].examples, *RULES.entities["cnic"].counter_examples)]
    results = BatchAnalyzerEngine(ENGINE).analyze_iterator(
        cells, language="en", entities=["PK_CNIC"], score_threshold=0
    )
    spans = [cell[each[0].start : each[0].end] if each else "" for cell, each in zip(cells, results, strict=True)]

    assert by_column("PK_CNIC", spans) == [(v, ok) if ok else (None, None) for v, ok in by_column("PK_CNIC", cells)]


@given(st.data())
def test_both_doors_find_the_same_value(data: st.DataObject):
    entity = data.draw(st.sampled_from(NUMBERS))
    rule = TRUTHS[entity].rule
    texts = st.sampled_from([each.text for each in (*rule.examples, *rule.counter_examples)])
    joint = st.sampled_from(["", " ", ",", "/", "-", ".", "\n", ": ", "x"])
    cell = "".join(data.draw(st.tuples(texts, joint, st.one_of(st.just(""), texts), joint)))
    (value, is_valid), spans = by_column(entity, [cell])[0], by_text(entity, cell)

    if is_valid:
        assert spans[0] == value
    if value is None:
        assert spans == []


def test_dollar_is_the_end_of_the_text_in_both_doors():
    assert by_text("GENDER", "M\n") == [value for value, _ in by_column("GENDER", ["M\n"]) if value]


def test_a_match_without_its_group_is_no_find():
    rule = replace(RULES.entities["age"], recognizer=None, patterns=(Pattern("a", "(x)?b|c()", 0.5),))

    results = text_recognizer(Recognizer(rule, RULES)).analyze("bb xb c", ["AGE"])

    assert [(each.start, each.end) for each in results] == [(3, 4)]


def test_blank_engine_takes_texts_of_any_length():
    artifacts = BlankNlpEngine(["en"])
    artifacts.load()

    assert isinstance(artifacts.process_text("a " * 600_000, "en"), NlpArtifacts)


def test_importing_recognizers_leaves_presidio_out():
    code = (
        "import sys, triage.recognizers, triage.rules\n"
        "triage.recognizers.load(triage.rules.load())\n"
        "print('presidio_analyzer' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout == "False\n"


@pytest.mark.parametrize("truth", [each for each in TRUTHS.values() if each.canonical(pl.lit("")) is not None])
def test_the_value_of_what_a_pattern_took_is_that_of_all_of_its_match(truth: Recognizer) -> None:
    texts = [fold(each.text) for each in truth.rule.examples]
    hits = [(text, hit) for text in texts for hit in text_recognizer(truth)._hits(text)]  # noqa: SLF001
    frame = pl.DataFrame(
        {"taken": [text[hit.start : hit.end] for text, hit in hits], "match": [h.match for _, h in hits]}
    )
    told = frame.select(taken=truth.canonical(pl.col("taken")), match=truth.value(pl.col("match")))

    assert told["taken"].to_list() == told["match"].to_list()
