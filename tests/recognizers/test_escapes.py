from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import quote

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.recognizers.escapes import unescaped
from triage.recognizers.text import fold, fold_column

Door = Callable[[list[str | None]], list[str | None]]
CNIC = "3520210000011"
MOBILE = "03001000001"


@pytest.mark.parametrize(
    "written",
    [
        "35202&#8209;1000001&#8209;1",
        "35202&#x2011;1000001&#X2011;1",
        "35202&ndash;1000001&ndash;1",
        "35202&amp;#45;1000001&amp;#45;1",
        "35202%2D1000001%2D1",
        "35202%252D1000001%252D1",
        "?cnic%3D3520210000011%26x%3D1",
        "&#1779;&#1781;&#1778;&#1776;&#1778;-1000001-1",
    ],
)
def test_a_number_in_escapes_is_read(value: Callable[[str], Door], written: str) -> None:
    assert value("PK_CNIC")([written]) == [CNIC]


@pytest.mark.parametrize(
    "written", ["&#43;92&nbsp;300&nbsp;1000001", "%2B923001000001", "%2b92%20300%201000001", "tel%3A03001000001"]
)
def test_a_mobile_number_in_escapes_is_read(value: Callable[[str], Door], written: str) -> None:
    assert value("PK_MOBILE_NUMBER")([written]) == [MOBILE]


@pytest.mark.parametrize("written", ["ﻉﻝﯼ ﺭﺽﺍ", "عـــلی رضـا", "علي رضا", "&#1593;&#1604;&#1740; رضا"])
def test_letters_drawn_as_signs_are_letters(value: Callable[[str], Door], written: str) -> None:
    assert value("PERSON")([written]) == ["علی رضا"]


def test_two_letters_in_one_sign_are_two(value: Callable[[str], Door]) -> None:
    assert value("PERSON")(["ﻏﻼم علی"]) == ["غلام علی"]


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters="&%;#"), min_size=1))
def test_what_is_escaped_is_read_as_it_was(text: str) -> None:
    told = unescaped(pl.Series([f"{escape(text)}&nbsp;x", quote(f"{text}=x"), None]))

    assert told.to_list() == [f"{text} x", f"{text}=x", None]


@pytest.mark.parametrize("text", ["100% sure", "A & B", "5%20", "R&D; B&Q", "a%zz", "&;", "50%-60%"])
def test_other_signs_stay(text: str) -> None:
    assert fold_column(pl.Series([text])).to_list() == [text if text != "5%20" else "5 "]


@given(st.text())
def test_folding_a_text_keeps_places(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.lists(st.text("aB1 \t%&#;‑é۳ـﻻ", max_size=6) | st.sampled_from(["&#8209;", "%2B", "&amp;#45;"]), max_size=8))
def test_cells_are_folded_alike_in_any_company(odd: list[str]) -> None:
    alone = [fold_column(pl.Series([cell]))[0] for cell in odd]

    assert fold_column(pl.Series([*["plain"] * 300, *odd], dtype=pl.String)).to_list() == ["plain"] * 300 + alone
    assert fold_column(pl.Series(odd * 300, dtype=pl.String)).to_list() == alone * 300
