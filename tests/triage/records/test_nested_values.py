"""Values of JSON and of what looks like it, read from text that may be cut anywhere."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.records.nested_values import cells, loads, loosely, with_escapes


@given(st.text(alphabet='{}[]",:\\xu0b1a n', max_size=30))
def test_any_text_is_a_value_or_a_value_error(text: str):
    with suppress(ValueError, RecursionError):
        loosely(text)


def test_text_cut_behind_a_backslash_is_no_value():
    with pytest.raises(ValueError, match="Unterminated"):
        loosely('{"name": "Sana\\')


def test_backslash_at_the_end_is_itself():
    assert with_escapes("a\\") == "a\\\\"


def test_labels_of_meta_are_keys_whatever_kind_of_value_they_have() -> None:
    text = """{"fbid": "1", "label_values": [{"label": "Post", "value": "SIM rates"},
      {"label": "Time", "timestamp_value": 1714644000}, {"label": "URL", "value": "https://x", "href": "https://x"},
      {"label": "Tags", "vec": [{"value": "a"}, {"value": "b"}]},
      {"title": "Owner", "dict": [{"label": "Name", "value": "Sana", "ent_field_name": "name"}]}]}"""

    assert cells(loads(text)) == {
        "fbid": "1",
        "label_values.Post": "SIM rates",
        "label_values.Time": "1714644000",
        "label_values.URL": "https://x",
        "label_values.Tags": "a; b",
        "label_values.Owner.Name": "Sana",
    }


def test_keys_that_are_names_of_persons_are_values() -> None:
    people = {"Sana Mirza": {"cnic": "1"}, "Bilal Khan": {"cnic": "2"}}

    assert cells(loads(json.dumps(people))) == {
        "[0].(key)": "Sana Mirza",
        "[0].cnic": "1",
        "[1].(key)": "Bilal Khan",
        "[1].cnic": "2",
    }
    assert cells(loads('{"Father Name": "x", "Home City": "y"}')) == {"Father Name": "x", "Home City": "y"}
