"""Many texts at once: the same finds as text by text, and long texts in windows."""

from __future__ import annotations

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


def test_finds_are_those_of_the_engine_text_by_text():
    alone = [
        [(each.entity_type, text[each.start : each.end]) for each in ENGINE.analyze(text, "en", entities=ENTITIES)]
        for text in TEXTS
    ]
    scores = [[each.score for each in ENGINE.analyze(text, "en", entities=ENTITIES)] for text in TEXTS]

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
