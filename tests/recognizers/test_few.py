"""A few texts and a column are searched in different engines: with the same answers."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from triage.recognizers import Recognizer, few, load
from triage.recognizers.few import FEW, LONG, Search, searcher
from triage.recognizers.gazetteer import names_place, place

RULES = triage.rules.load()
KNOWN = load(RULES)
WORDS = (
    "MUHAMMAD", "Ali", "BIBI", "khan", "Street", "HOUSE NO", "12-B", "H# 4", "near", "LAHORE", "Chak", "FATIMA", "S/O",
    "D. G.", "Khan", "Software", "Engineer", "N/A", "mst.", "G-9/1", ",", "،", "محمد", "اکرم", "گلی نمبر", "۳", "لاہور",
    "ضلع", "ولد", "نامعلوم", "É", "(Pvt)", "ß", "zira", "Tion", "-", "PO/CS.PO",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@pytest.fixture(autouse=True, scope="module")
def _compiled_at_once() -> Iterator[None]:
    """Let the first text be searched in Python, which otherwise comes later."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(few, "_COMPILED_AFTER", 0)
        yield


def both(text: str, of: pl.Expr) -> tuple[object, object]:
    """Return what an expression of the column "text" gives for a text alone, and in a column."""
    alone = pl.DataFrame({"text": [text]}).select(of).to_series()
    among = pl.DataFrame({"text": [text] * (FEW + 1)}).select(of).to_series()
    assert among.n_unique() == 1
    return alone[0], among[0]


def judged(truth: Recognizer) -> pl.Expr:
    """Return value and validity as one text."""
    value = truth.value(pl.col("text"))
    return pl.concat_str(value, truth.valid(value).cast(pl.String), separator="|", ignore_nulls=True)


@given(TEXTS)
def test_a_name_alone_is_judged_as_in_a_column(text: str) -> None:
    alone, among = both(text, judged(KNOWN["PERSON"]))

    assert alone == among


@given(TEXTS)
def test_an_address_alone_is_judged_as_in_a_column(text: str) -> None:
    alone, among = both(text.upper(), judged(KNOWN["PK_ADDRESS"]))

    assert alone == among


@given(TEXTS)
def test_a_place_alone_is_named_as_in_a_column(text: str) -> None:
    alone, among = both(text.upper(), names_place(pl.col("text"), RULES))

    assert alone == among


@given(st.sampled_from(("Lahore", "D.G. Khan", "کبیروالا", "حیدر آباد", "nowhere", "پنڈی")))
def test_a_place_alone_is_looked_up_as_in_a_column(text: str) -> None:
    alone, among = both(text, place(pl.col("text"), RULES))

    assert alone == among
    assert (alone is None) == (text == "nowhere")


def test_a_long_text_is_searched_as_a_column_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def told(pattern: str) -> Search:
        asked.append(pattern)
        return searcher(pattern)

    monkeypatch.setattr(few, "searcher", told)
    found = [few.found(pl.Series([text]), "b+c").to_list() for text in ("abbc", "b" * LONG + "c", "b" * 2 * LONG)]

    assert found == [[True], [True], [False]]
    assert len(asked) == 1


def test_a_pattern_is_compiled_for_python_only_when_it_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def told(pattern: str) -> Search:
        asked.append(pattern)
        return searcher(pattern)

    monkeypatch.setattr(few, "_COMPILED_AFTER", 2)
    monkeypatch.setattr(few, "searcher", told)
    found = [few.found(pl.Series(["abd", None]), "b+d").to_list() for _ in range(4)]

    assert found == [[True, None]] * 4
    assert len(asked) == 2
