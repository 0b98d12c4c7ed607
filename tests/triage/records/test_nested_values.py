"""Values of JSON and of what looks like it, read from text that may be cut anywhere."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.records.nested_values import loosely, with_escapes


@given(st.text(alphabet='{}[]",:\\xu0b1a n', max_size=30))
def test_any_text_is_a_value_or_a_value_error(text: str):
    with suppress(ValueError, RecursionError):
        loosely(text)


def test_text_cut_behind_a_backslash_is_no_value():
    with pytest.raises(ValueError, match="Unterminated"):
        loosely('{"name": "Sana\\')


def test_backslash_at_the_end_is_itself():
    assert with_escapes("a\\") == "a\\\\"
