from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.recognizers import fold
from triage.recognizers.language import edges
from triage.recognizers.presidio import analyzer


def found(text: str) -> list[str]:
    """Return the names that the whole engine finds."""
    results = analyzer(languages=["en"], only=["PERSON", "PK_ADDRESS"]).analyze(text, "en")
    return [text[each.start : each.end] for each in results if each.entity_type == "PERSON"]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("sher ali marwat 0303", "ali marwat", "sher ali marwat"),
        ("Buyer MIR CHAKAR RIND; seller", "CHAKAR RIND", "MIR CHAKAR RIND"),
        ("mulzim Sajawal Gopang walad Mewa", "Sajawal", "Sajawal Gopang"),
        ("Bibi Hawa Hazara ko bed", "Bibi", "Bibi Hawa Hazara"),
        ("بی بی صغریٰ، شوہر", "بی بی صغری", "بی بی صغریٰ"),
        ("بیوہ اسفند یار ولی دفتر", "اسفند", "اسفند یار ولی"),
        ("samina kausar Faisal Raza", "Faisal Raza", "Faisal Raza"),
        ("malik Jamshed Khan bought", "Jamshed Khan", "Jamshed Khan"),
        ("یار سنیل کمار فون", "سنیل کمار", "سنیل کمار"),
        ("Ali Raza Police station", "Ali Raza", "Ali Raza"),
        ("bint zarak khan", "zarak khan", "zarak khan"),
        ("faisal raza waqas.ahmed07@box.example", "faisal raza", "faisal raza"),
    ],
)
def test_a_name_has_the_words_beside_it_that_are_its_own(text: str, part: str, whole: str) -> None:
    start = text.index(part)
    ((first, last),) = edges.grown(text, [(start, start + len(part))], [])

    assert text[first:last] == whole


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shipper Balwinder Singh, Mohalla", ["Balwinder Singh"]),
        ("ba naam Pervez Rustomji, pata", ["Pervez Rustomji"]),
        ("gari malik Jamshed Mazda", ["Jamshed Mazda"]),
        ("Owner Bank Al Habib", []),
        ("Customer Care Centre", []),
        ("the user name is wrong", []),
    ],
)
def test_a_word_for_who_a_person_is_tells_an_unusual_name(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in edges.led(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("bhai K. B. Ali se bolo", ["K. B. Ali"]),
        ("owner A. R. Qazi.", ["A. R. Qazi"]),
        ("at M. A. Jinnah Road", []),
        ("M. Ali & Sons sells", []),
        ("see p. 4, no. Ali", []),
    ],
)
def test_initials_tell_a_name_that_no_street_or_shop_bears(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in edges.initialled(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Witness No. 27, Gurpreet Singh, stated", ["Gurpreet Singh"]),
        ("oye lakshmi bai ka number de na", ["lakshmi bai"]),
        ("Gurpreet Singh Market is closed", []),
        ("lal din ka mausam", []),
        ("kal tak ka kaam", []),
    ],
)
def test_words_of_names_alone_are_a_name_where_nothing_goes_on(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in edges.known(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("42101-2531270-6 نبی بخش بھٹو 0322 9109542", ["نبی بخش بھٹو"]),
        ("Talib ilm Rukhsana Bibi ki paidaish", ["Rukhsana Bibi"]),
        ("1730173829773 Rana Sajjad Ali Ch. Pervaiz Akhtar", ["Rana Sajjad Ali", "Ch. Pervaiz Akhtar"]),
        ("Pt: Hakeem Zadi / H: Mir Hazar Khan / 03315682979", ["Hakeem Zadi", "Mir Hazar Khan"]),
        ("غیر قانونی طور پر استعمال ہوا", []),
        ("12 March 1985", []),
    ],
)
def test_names_of_a_text_are_whole_and_people(text: str, names: list[str]) -> None:
    assert found(text) == names


@given(st.text("Ali Khan so ne bint 0123.,@-/KB", max_size=60), st.data())
def test_grown_spans_stay_inside_the_text_and_overlap_nowhere(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    grown = edges.grown(fold(text), [(start, end)], [])

    assert all(0 <= first <= start and end <= last <= len(text) for first, last in grown)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("mera naam zubair kakar hai aur main yahan rehta hoon", ["zubair kakar"]),
        ("walid ka naam rafiq ahmed tha", ["rafiq ahmed"]),
        ("bete ka naam Ayaan hai paidaish 2015", ["Ayaan"]),
        ("paise Veeru Mal k easypaisa pe dal dena", ["Veeru Mal"]),
        ("yeh gari Shams Kakar ke naam pe hai", ["Shams Kakar"]),
        ("Saleem Khoso ka beta aya", ["Saleem Khoso"]),
        ("rafiq sahib se milo", ["rafiq"]),
        ("میرا نام زبیر کاکڑ ہے", ["زبیر کاکڑ"]),
        ("گاڑی کا نمبر اور نام درج کریں", []),
        ("is bank ka account band hai", []),
        ("company ka naam kya hai", []),
        ("naam aur pata likho", []),
    ],
)
def test_a_label_or_a_possession_tells_a_name_in_any_letters(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in edges.named(text)] == names
