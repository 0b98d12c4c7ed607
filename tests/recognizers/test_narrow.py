r"""Patterns for ASCII find the same in ASCII as those for all scripts."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from triage.detect import Detector
from triage.recognizers import load, narrow
from triage.recognizers.narrow import is_ascii, narrowed

RULES = triage.rules.load()
KNOWN = load(RULES)
NARROW = narrow(KNOWN)
PATTERNS = sorted(
    {each.regex for rule in RULES.entities.values() for each in rule.patterns if narrowed(each.regex) != each.regex}
)
EXAMPLES = sorted(
    {
        each.text
        for rule in RULES.entities.values()
        for each in (*rule.examples, *rule.counter_examples)
        if each.text.isascii()
    }
)
SIGNS = st.text(st.characters(max_codepoint=127), max_size=12)
TEXTS = st.builds(lambda one, sign, other: one + sign + other, st.sampled_from(EXAMPLES), SIGNS, SIGNS)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (r"^(\p{L}{1,16})$", "^([A-Za-z]{1,16})$"),
        (r"(?:^|[^\p{L}])x", r"(?:^|[\x00-\x40\x5B-\x60\x7B-\x7F])x"),
        (r"\b\d\w\s", r"(?-u:\b)[0-9][0-9A-Za-z_][\t\n\x0B\x0C\r ]"),
        (r"[\p{L}\p{M}]\.\]", r"[A-Za-z]\.\]"),
        ("(?i:[^a])", "(?i:[^a])"),
        (r"[\p{M}]", r"[\p{M}]"),
        (r"\p{Greek}", r"\p{Greek}"),
        ("[]a]x", "[]a]x"),
    ],
)
def test_a_pattern_is_narrowed_only_where_it_is_sure(pattern: str, told: str) -> None:
    assert narrowed(pattern) == told


@given(st.lists(TEXTS, min_size=1, max_size=9), st.sampled_from(PATTERNS))
def test_a_narrow_pattern_matches_the_same(texts: list[str], pattern: str) -> None:
    cells = pl.Series("cell", texts)

    assert cells.str.extract_all(narrowed(pattern)).to_list() == cells.str.extract_all(pattern).to_list()


@given(st.lists(TEXTS, min_size=1, max_size=9), st.sampled_from(sorted(KNOWN)))
def test_a_narrow_recognizer_finds_the_same(texts: list[str], entity: str) -> None:
    cells = pl.DataFrame({"cell": texts})
    told, awaited = (cells.select(each[entity].value(pl.col("cell"))).to_series() for each in (NARROW, KNOWN))

    assert told.to_list() == awaited.to_list()


def test_every_example_is_found_by_the_narrow_recognizer_as_by_the_wide_one() -> None:
    cells = pl.DataFrame({"cell": EXAMPLES})

    for entity, own in NARROW.items():
        told, awaited = (cells.select(each.value(pl.col("cell"))).to_series() for each in (own, KNOWN[entity]))
        assert told.to_list() == awaited.to_list(), entity


def test_a_column_with_one_letter_of_another_script_is_read_by_the_wide_patterns() -> None:
    eyes = Detector(RULES, {}).eyes
    plain, urdu = pl.Series("cell", ["Caste: Arain", None]), pl.Series("cell", ["Caste: Arain", "قوم: راجپوت"])

    assert is_ascii(plain)
    assert not is_ascii(urdu)
    assert not is_ascii(pl.Series(["a"] * 300 + ["é"]))
    assert eyes.values("PK_CASTE", plain)["value"].to_list() == ["Arain", None]
    assert eyes.values("PK_CASTE", urdu)["value"].to_list() == ["Arain", "راجپوت"]
