"""Every example of docs/python.md runs, one after the other, and its claims hold."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import triage

ROOT = Path(__file__).parents[1]
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "sample_leaks", tmp_path / "sample_leaks")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}

    for example in EXAMPLE.findall((ROOT / "docs" / "python.md").read_text(encoding="utf-8")):
        exec(example, names)  # noqa: S102 - our own page
    assert names["scan"].complete


def test_the_page_names_all_that_the_door_has() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")

    assert all(f"triage.{name}(" in page for name in triage.__all__)
