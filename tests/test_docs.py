"""The documents say what the code does: every field, command, format, entity and signal is named where it should be."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NOUN_MODULES = ("triage.core.apart", "triage.core.model", "triage.core.summary", "triage.core.sums")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def nouns() -> dict[str, list[str]]:
    """Class -> its fields, for every dataclass that parts of the pipeline hand to each other."""
    classes = (each for name in NOUN_MODULES for each in vars(importlib.import_module(name)).values())
    return {
        each.__name__: [field.name for field in dataclasses.fields(each)]
        for each in classes
        if inspect.isclass(each) and dataclasses.is_dataclass(each) and each.__module__ in NOUN_MODULES
    }


def described() -> dict[str, list[str]]:
    """Return the same, as docs/data-model.md says it."""
    sections = re.split(r"^### ", text("docs/data-model.md"), flags=re.MULTILINE)[1:]
    return {section.split("\n", 1)[0]: re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) for section in sections}


def script() -> dict[str, Any]:
    """docs/reference.py, which writes what these tests compare."""
    return runpy.run_path(str(ROOT / "docs" / "reference.py"))


def test_every_field_of_every_noun_is_described():
    assert nouns() == described()


def test_reference_is_what_the_code_says():
    assert script()["reference"]() == text("docs/reference.md"), "run: make docs"


def test_formats_are_what_the_readers_say():
    assert script()["formats"]() == text("docs/formats.md"), "run: make docs"


def test_rooms_are_drawn_from_the_imports():
    drawn = runpy.run_path(str(ROOT / "docs" / "architecture.py"))

    assert drawn["architecture"]() == text("docs/architecture.md"), "run: make docs"


def test_every_room_is_explained():
    rooms = runpy.run_path(str(ROOT / "docs" / "architecture.py"))["rooms"]()

    assert set(rooms) - {"__main__"} == set(re.findall(r"^\| `(\w+)` \|", text("docs/architecture.md"), re.MULTILINE))


def test_the_way_of_a_cell_names_what_is_there():
    way = text("docs/architecture.md").split("\n## ")[2]
    named = re.findall(r"`((?:\w+/)*\w+\.py)(?:: ([\w.]+))?`", way)

    for name, inside in named:
        path = next(each for each in (ROOT / name, ROOT / "triage" / name) if each.is_file())
        last = inside.rsplit(".", 1)[-1]
        assert not last or re.search(rf"(?:def|class) {last}\b", path.read_text(encoding="utf-8")), (name, inside)


def test_session_of_the_readme_is_what_the_program_prints():
    assert script()["readme"]() == text("README.md"), "run: make docs"


@pytest.mark.parametrize(
    "document",
    sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*.md"))
    + sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*.md")),
)
def test_links_lead_somewhere(document: str):
    targets = LINK.findall(text(document))

    assert not [target for target in targets if not (ROOT / document).parent.joinpath(target).exists()]


def test_readme_names_the_two_commands_of_the_makefile():
    commands = re.findall(r"^(?:demo|test): ", text("Makefile"), re.MULTILINE)

    assert len(commands) == 2
    assert "\nmake demo\n" in text("README.md")
    assert "\nmake test\n" in text("README.md")


def test_no_lock_names_a_registry():
    locks = [path.read_text(encoding="utf-8") for path in (ROOT / "locks").iterdir()]

    assert not [line for lock in locks for line in lock.splitlines() if "://" in line or line.startswith("-")]
