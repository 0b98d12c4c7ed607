from __future__ import annotations

from dataclasses import replace

import pytest

from triage.recognizers import setting
from triage.rules import load as load_rules
from triage.rules.model import Rule, RuleError


def rule(value: object) -> Rule:
    return replace(load_rules().entities["cnic"], settings={"it": value})


def test_settings_come_with_their_types():
    assert setting.number(rule(7), "it") == 7
    assert setting.words(rule(["a"]), "it") == ("a",)
    assert setting.texts(rule({"a": "b", "__line__": 3}), "it") == {"a": "b"}
    assert setting.lists(rule({"a": ["b"], "__line__": 3}), "it") == {"a": ("b",)}


@pytest.mark.parametrize(
    ("read", "wrong"),
    [
        (setting.number, "7"),
        (setting.words, "a"),
        (setting.words, [1]),
        (setting.texts, "a"),
        (setting.texts, {"a": 1}),
        (setting.lists, {"a": "b"}),
        (setting.lists, {"a": [1]}),
    ],
)
def test_a_wrong_setting_names_its_rule(read, wrong: object):
    with pytest.raises(RuleError, match=r"cnic\.yaml: line \d+: cnic: settings: it: needs"):
        read(rule(wrong), "it")
