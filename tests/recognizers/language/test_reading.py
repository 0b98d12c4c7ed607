"""Many texts at once: the same finds as text by text, and long texts in windows."""

from __future__ import annotations

import pytest
from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult

from triage.recognizers.language.engine import LanguageEngine, Told
from triage.recognizers.language.reading import OVERLAP, WINDOW, read_texts
from triage.recognizers.presidio import analyzer

ENGINE = analyzer()
ENTITIES = ["PERSON", "PK_ADDRESS", "LOCATION", "PK_CNIC", "PK_LANDLINE_NUMBER"]
TEXTS = [
    "kal imran khan ne paise bhej diye",
    "Complainant Akram S/O Aslam R/O Chak No 12 GB, Tehsil Jaranwala, District Faisalabad, CNIC 35202-1000001-1",
    "",
    "نام: نسرین بی بی زوجہ محمد اسلم، ضلع لاہور",
    "nothing to see here",
]


def read(texts: list[str]) -> list[list[tuple[str, str]]]:
    found = read_texts(ENGINE, texts, ENTITIES)
    return [[(e.entity_type, text[e.start : e.end]) for e in own] for text, own in zip(texts, found, strict=True)]


def by_presidio(text: str, least: float | None = None) -> list[RecognizerResult]:
    """Return what Presidio's own engine finds: it explains its decisions, for which the short way is left."""
    return ENGINE.analyze(text, "en", ENTITIES, None, least, return_decision_process=True)


@pytest.mark.parametrize("least", [None, 0, 0.2, 0.9])
@pytest.mark.parametrize("text", [*TEXTS, "3520210000011 and 3520210000012", "A" * 30 + " 042-35761234 Lahore"])
def test_the_short_way_finds_what_presidio_finds(text: str, least: float | None):
    short = ENGINE.analyze(text, "en", ENTITIES, score_threshold=least)

    assert [(each.entity_type, each.start, each.end, each.score) for each in short] == [
        (each.entity_type, each.start, each.end, each.score) for each in by_presidio(text, least)
    ]
    assert all(each.analysis_explanation is None for each in short)


def test_a_recognizer_of_somebody_else_is_asked_by_presidio():
    engine = analyzer()
    engine.registry.add_recognizer(PatternRecognizer("MINE", patterns=[Pattern("mine", "zebra", 0.9)]))

    assert [each.entity_type for each in engine.analyze("a zebra", "en")] == ["MINE"]


def test_finds_are_those_of_the_engine_text_by_text():
    results = [by_presidio(text) for text in TEXTS]
    alone = [[(e.entity_type, text[e.start : e.end]) for e in own] for text, own in zip(TEXTS, results, strict=True)]
    scores = [[each.score for each in own] for own in results]

    assert read(TEXTS) == alone
    assert [[each.score for each in own] for own in read_texts(ENGINE, TEXTS, ENTITIES)] == scores
    assert read(TEXTS * 8) == alone * 8


def test_no_texts_no_finds():
    assert read([]) == []


def test_a_find_on_a_cut_is_found_once_at_its_place():
    name = "complainant Muhammad Arshad stated"
    filler = "the rent was paid and the door was open "
    for shift in range(0, 80, 7):
        before = (filler * 200)[: WINDOW - 40 + shift].rsplit(" ", 1)[0] + " "
        text = f"{before}{name} {filler * 60}"

        assert [each for each in read([text])[0] if each[0] == "PERSON"] == [("PERSON", "Muhammad Arshad")]


def test_a_text_without_blanks_is_read_to_its_end():
    text = "x" * (2 * WINDOW + OVERLAP) + " District Lahore"

    assert read([text]) == [[("LOCATION", "Lahore")]]


def test_windows_that_are_the_same_are_read_once(monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    tell = LanguageEngine.tell

    def counted(self: LanguageEngine, texts: list[str]) -> list[list[Told]]:
        asked.append(len(texts))
        return tell(self, texts)

    monkeypatch.setattr(LanguageEngine, "tell", counted)
    line = "Muhammad Ahmed Khan met us. "
    few, many = (read([line * times])[0] for times in (20 * WINDOW // len(line), 40 * WINDOW // len(line)))

    assert max(asked) <= 10
    assert len(few) >= 20 * WINDOW // len(line) - 1
    assert len(many) >= 2 * len(few) - 2


def test_finds_that_do_not_touch_are_not_compared(monkeypatch: pytest.MonkeyPatch):
    sizes: list[int] = []
    remove = EntityRecognizer.remove_duplicates

    def counted(results: list[RecognizerResult]) -> list[RecognizerResult]:
        sizes.append(len(results))
        return remove(results)

    monkeypatch.setattr(EntityRecognizer, "remove_duplicates", staticmethod(counted))
    text = "Akram S/O Aslam, District Faisalabad. " * 300

    assert len(read([text])[0]) > 600
    assert max(sizes) < 10
