from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from triage.rules import parsed
from triage.rules.model import RuleError

RULE = b"id: pension\npatterns:\n  - {name: seven digits, regex: 'PPO-[0-9]{7}'}\n"
TABLE = b"# Source: invented, 2026\ncode,place\n1,Lahore\n2,Multan\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    for name, data in (("entities/pension.yaml", RULE), ("tables/places.csv", TABLE)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(data)
    return tmp_path


def files(home: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(home.glob("[et]*/*"))}


def test_what_was_parsed_before_is_the_same_and_said_to_be_checked(home: Path):
    first, was_checked = parsed.kept(home, files(home))
    second, is_checked = parsed.kept(home, files(home))

    assert first == second == parsed.plain(files(home))
    assert second[home / "tables/places.csv"] == [{"code": "1", "place": "Lahore"}, {"code": "2", "place": "Multan"}]
    assert (was_checked, is_checked) == (False, True)


def test_an_edited_file_is_parsed_anew(home: Path):
    parsed.kept(home, files(home))
    (home / "entities/pension.yaml").write_bytes(RULE.replace(b"pension", b"meter"))
    found, is_checked = parsed.kept(home, files(home))

    rule: Any = found[home / "entities/pension.yaml"]
    assert rule["id"] == "meter"
    assert not is_checked


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda kept: kept[:-9], lambda _: b"[]", lambda _: b'{"files": 1}'])
def test_what_is_kept_and_damaged_is_parsed_anew(home: Path, spoil: Callable[[bytes], bytes]):
    good, _ = parsed.kept(home, files(home))
    (kept,) = home.glob("__pycache__/*.json")
    kept.write_bytes(spoil(kept.read_bytes()))

    assert parsed.kept(home, files(home)) == (good, False)
    assert json.loads(kept.read_bytes())["plain"]


def test_nothing_is_kept_where_no_compiled_modules_may_be(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    parsed.kept(home, files(home))

    assert not (home / "__pycache__").exists()


def test_a_date_without_quotes_is_not_kept_as_something_else(home: Path):
    (home / "entities/pension.yaml").write_bytes(RULE + b"read: 2026-01-01\n")
    parsed.kept(home, files(home))

    assert not list(home.glob("__pycache__/*.json"))


def test_a_mistake_is_told_and_not_kept(home: Path):
    (home / "tables/places.csv").write_bytes(b"code,place\n")
    with pytest.raises(RuleError, match="name its Source"):
        parsed.kept(home, files(home))

    assert not (home / "__pycache__").exists()
