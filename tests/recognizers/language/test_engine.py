"""The pipeline in Presidio's engine: finds, spans, other pipelines, and that nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import spacy
from presidio_analyzer import BatchAnalyzerEngine
from spacy.language import Language
from spacy.tokens import Doc

from triage.recognizers import load
from triage.recognizers.language.engine import LanguageEngine, ModelRecognizer
from triage.recognizers.presidio import analyzer
from triage.rules import load as load_rules

ENGINE = analyzer()
TRUTHS = load(load_rules())
WORDS = ["PERSON", "PK_ADDRESS", "LOCATION"]


def found(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(each.entity_type, text[each.start : each.end]) for each in ENGINE.analyze(text, language, entities=WORDS)]


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("Yesterday Muhammad Arshad paid the rent.", [("PERSON", "Muhammad Arshad")]),
        ("kal imran khan ne paise bhej diye", [("PERSON", "imran khan")]),
        ("کل نسرین بی بی نے رپورٹ درج کرائی۔", [("PERSON", "نسرین بی بی")]),
        ("we are leaving for Faisalabad tomorrow", [("LOCATION", "Faisalabad")]),
        (
            "Please deliver to House No 12, Street 4, Mohalla Islampura, Lahore before noon.",
            [("PK_ADDRESS", "House No 12, Street 4, Mohalla Islampura, Lahore")],
        ),
        ("Abu Huraira aur Umm-e-Habiba kal aye thay", [("PERSON", "Abu Huraira"), ("PERSON", "Umm-e-Habiba")]),
        (
            "Senator Chaudhry Shujaat Hussain met Mian Nawaz Sharif.",
            [("PERSON", "Chaudhry Shujaat Hussain"), ("PERSON", "Mian Nawaz Sharif")],
        ),
        ('{"name": "Saajid Mehmoood", "city": "Kasur"}', [("PERSON", "Saajid Mehmoood"), ("LOCATION", "Kasur")]),
        ("mujhe ye bari gari pasand nahi", []),
        ("The committee approved the budget of the library.", []),
        ("def name_of(self, address: str) -> City:", []),
        ("", []),
    ],
)
def test_names_addresses_and_places_are_found_in_sentences(text: str, finds: list[tuple[str, str]]):
    assert found(text, "ur" if "\u0600" < max(text, default="") else "en") == finds


def test_spans_are_those_of_the_original_text():
    assert found("نام\u200f: عبدالرحمٰن۔ پتہ: مکان نمبر ۱۲، گلی ۳، لاہور", "ur") == [
        ("PERSON", "عبدالرحمٰن"),
        ("PK_ADDRESS", "مکان نمبر ۱۲، گلی ۳، لاہور"),
    ]


def test_model_says_which_recognizer_found_a_name():
    result = ENGINE.analyze("kal imran khan ne paise bhej diye", language="en", entities=["PERSON"])[0]

    assert result.recognition_metadata["recognizer_name"] == "ModelPersonRecognizer"


def test_batch_engine_finds_the_same():
    texts = ["kal imran khan ne paise bhej diye", "کل نسرین بی بی نے رپورٹ درج کرائی۔"]
    batch = BatchAnalyzerEngine(ENGINE).analyze_iterator(texts, language="en", entities=WORDS)

    assert [[(each.start, each.end) for each in own] for own in batch] == [[(4, 14)], [(3, 14)]]


def test_any_other_pipeline_can_be_named(tmp_path: Path):
    other = spacy.blank("en")
    ruler = other.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Birjees Tahawwur"}, {"label": "ORG", "pattern": "Acme"}])
    other.to_disk(tmp_path / "other")
    results = analyzer(model=str(tmp_path / "other")).analyze("Acme pays Birjees Tahawwur", "en", WORDS)

    assert [(each.entity_type, each.start) for each in results] == [("PERSON", 10)]


def test_without_a_model_only_patterns_find():
    assert analyzer(model=None).analyze("kal imran khan ne paise bhej diye", language="en", entities=WORDS) == []


def test_a_pipeline_that_is_not_installed_is_an_error():
    with pytest.raises(OSError, match="is not installed; nothing is fetched"):
        LanguageEngine(model="xx_no_such_pipeline")


def test_model_recognizer_leaves_other_entities_and_missing_artifacts_alone():
    mine = ModelRecognizer(TRUTHS["PERSON"])

    assert mine.analyze("Muhammad Arshad", ["LOCATION"]) == mine.analyze("Muhammad Arshad", ["PERSON"]) == []


@pytest.mark.parametrize(
    ("text", "is_valid"),
    [
        ("Muhammad Arshad", True), ("Saajid", True), ("Bari", True), ("bari", False), ("site", False), ("x", False),
        ("Khan bin", False), ("my-akbar", False), ("Saajid Library", False),
    ],
)  # fmt: skip
def test_what_does_not_read_like_a_name_is_none(text: str, is_valid: bool):  # noqa: FBT001
    assert ModelRecognizer(TRUTHS["PERSON"]).valid([text]) == [is_valid]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write to bilal.ahmed@example.com about Sana Tariq", ["Sana Tariq"]),
        ("on 12 Jan 1985 Ali Raza paid", ["Ali Raza"]),
        ("see http://x.example/Ali-Raza/Lahore today", []),
    ],
)
def test_words_of_addresses_and_dates_are_no_persons(text: str, found: list[str]) -> None:
    results = analyzer().analyze(text, language="en", entities=["PERSON"])

    assert [text[each.start : each.end] for each in results] == found


def test_only_distinct_texts_with_words_are_read(monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []
    pipe = Language.pipe

    def counted(self: Language, texts: Iterable[str], **how: int) -> Iterator[Doc]:
        read.extend(texts)
        return pipe(self, read, **how)

    monkeypatch.setattr(Language, "pipe", counted)
    names = "Muhammad Akram met Sana Tariq"
    told = LanguageEngine().tell([names, "a.b.c. [(([", "\u200f\u200e", '{"a":1}', names])

    assert read == [names]
    assert told[0] == told[4] != []
    assert told[1:4] == [[], [], []]
