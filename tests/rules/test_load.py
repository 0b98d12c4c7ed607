"""Rules are read strictly: what is not understood is told with file and line."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import yaml

import triage.rules
from triage.rules import RuleError

AGE = (Path(triage.rules.__file__).parent / "entities/age.yaml").read_text(encoding="utf-8")
TABLE = "# Words.\n# Source: invented. Read 2026-11-23.\ncode,bank\nABCD,Bank of Nowhere\n"


def folder(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path


def test_every_file_is_named_by_its_id():
    loaded = triage.rules.load()

    assert all(rule.file == f"{rule.id}.yaml" for rule in loaded.entities.values())


def test_every_rule_has_examples_and_references():
    for rule in triage.rules.load().entities.values():
        assert min(len(rule.examples), len(rule.counter_examples)) >= 3
        assert all(each.title and each.read for each in rule.references)


def test_rules_travel_to_workers():
    loaded = triage.rules.load()

    assert pickle.loads(pickle.dumps(loaded)) == loaded  # noqa: S301 - our own bytes


def test_a_folder_replaces_a_rule_by_id_and_adds_others(tmp_path: Path):
    mine = folder(tmp_path, "entities/x.yaml", AGE.replace("title: Age in years", "title: Years"))
    loaded = triage.rules.load(mine)

    assert loaded.entities["age"].title == "Years"
    assert set(loaded.entities) == set(triage.rules.load().entities)


def test_a_folder_replaces_a_table_by_name(tmp_path: Path):
    loaded = triage.rules.load(folder(tmp_path, "tables/banks.csv", TABLE))

    assert loaded.table("banks") == ({"code": "ABCD", "bank": "Bank of Nowhere"},)


def test_digest_is_of_what_was_read(tmp_path: Path):
    same = folder(tmp_path / "a", "entities/age.yaml", AGE), folder(tmp_path / "b", "entities/age.yaml", AGE)
    other = folder(tmp_path / "c", "entities/age.yaml", AGE.replace("122", "121"))

    assert triage.rules.load(same[0]).digest == triage.rules.load(same[1]).digest != triage.rules.load(other).digest


def test_words_of_several_languages_stand_in_one_list():
    assert {"cnic", "شناختی کارڈ"} <= set(triage.rules.load().entities["cnic"].fields[0].headers)


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ("title: Age in years\n", "", "title: needs a text"),
        ("title: Age in years\n", "title: 7\n", "title: needs a text"),
        ("title: Age in years\n", "title: Age\ncolour: red\n", "unknown key 'colour'"),
        ("score: 0.05", "score: high", "score: needs a number"),
        ("context:\n", "context: age\nold:\n", "context: needs a list of words"),
        ("fields:\n", "fields: age\nold:\n", "fields: needs a list of entries"),
        ('{text: "34", value: "34"}', '{text: "34", valve: "34"}', "unknown key 'valve'"),
        (
            '  - {text: "page 34", note: another word that ends so}\n',
            "old:\n",
            "unknown key 'old'",
        ),
        ("id: age", "id: [", "not YAML"),
    ],
)
def test_a_mistake_names_file_and_line(wrong: str, right: str, message: str, tmp_path: Path):
    assert wrong in AGE
    with pytest.raises(RuleError, match=r"age\.yaml: line \d+: .*" + message):
        triage.rules.load(folder(tmp_path, "entities/age.yaml", AGE.replace(wrong, right)))


@pytest.mark.parametrize("text", ["", "- a\n", "7\n"])
def test_a_rule_file_is_a_mapping(text: str, tmp_path: Path):
    with pytest.raises(RuleError, match=r"age\.yaml: line 1: a rule file is a mapping"):
        triage.rules.load(folder(tmp_path, "entities/age.yaml", text))


def test_a_table_names_its_source(tmp_path: Path):
    with pytest.raises(RuleError, match=r"banks\.csv: line 1: .*Source"):
        triage.rules.load(folder(tmp_path, "tables/banks.csv", "code,bank\nABCD,Bank\n"))


@pytest.mark.parametrize("row", ["ABCD", "ABCD,Bank of Nowhere, the second"])
def test_a_row_of_a_table_has_a_cell_for_each_column(row: str, tmp_path: Path):
    with pytest.raises(RuleError, match=r"banks\.csv: line 4: a row needs a cell for each column"):
        triage.rules.load(folder(tmp_path, "tables/banks.csv", TABLE.replace("ABCD,Bank of Nowhere", row)))


def test_a_missing_table_says_what_to_add():
    with pytest.raises(RuleError, match=r"add nothing\.csv"):
        triage.rules.load().table("nothing")


def test_a_missing_folder_is_told(tmp_path: Path):
    with pytest.raises(RuleError, match="no such folder"):
        triage.rules.load(tmp_path / "nowhere")


@pytest.mark.parametrize("kind", ["examples", "counter_examples", "references"])
def test_a_rule_needs_examples_and_references(kind: str, tmp_path: Path):
    without = yaml.safe_dump({**yaml.safe_load(AGE), kind: []})

    with pytest.raises(RuleError, match=f"needs at least . {kind.replace('_', '-')}"):
        triage.rules.load(folder(tmp_path, "entities/age.yaml", without))
