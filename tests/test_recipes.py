"""Every recipe of CONTRIBUTING.md is followed, word for word, in a scratch copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COPIED = (
    *("rules", "recognizers", "triage", "tests/conftest.py", "tests/offline", "pyproject.toml"),
    *("tests/damage", "tests/data/damage", "tests/triage/formats/archive/packers.py", "tests/triage/formats/damage.py"),
    "tests/triage/formats/app/signing.py",
)
FILE = re.compile(r"^`([\w./]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def recipes() -> dict[str, dict[str, str]]:
    """Title of a recipe -> its files: path -> content."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n## Recipes\n", 1)[1]
    sections = (section.split("\n", 1) for section in text.split("\n### ")[1:])
    return {title: dict(FILE.findall(body)) for title, body in sections}


def copy_of_project(folder: Path) -> Path:
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    return folder


def run(arguments: list[str], project: Path) -> str:
    """Return what a Python program prints that ends well."""
    environment = {**os.environ, "PYTHONPATH": str(project)}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, capture_output=True, check=False, text=True, cwd=project, env=environment)

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    return done.stdout


def is_test(name: str) -> bool:
    return name.startswith("tests/") and not name.startswith("tests/damage/")


each_recipe = pytest.mark.parametrize("title", recipes())


@each_recipe
def test_recipe_works(title: str, tmp_path: Path):
    project = copy_of_project(tmp_path)
    files = recipes()[title]
    for name, content in files.items():
        path = project / name
        assert not path.exists(), f"{name} is there already: the recipe adds nothing"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    code = [name for name in files if name.endswith(".py")]
    tests = [name for name in code if is_test(name)]

    assert "All checks passed" in run(["-m", "ruff", "check", "--no-cache", *code], project)
    assert "already formatted" in run(["-m", "ruff", "format", "--check", "--no-cache", *code], project)
    assert "1 passed" in run(["-m", "pytest", "-q", "-p", "no:cacheprovider", *tests], project)
    for kind in (Path(name).stem for name in code if name.startswith("tests/damage/")):
        assert "1 passed" in run(["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/damage", "-k", kind], project)
    if any(name.startswith("rules/entities/") for name in files):
        assert "every rule holds" in run(["-c", "from triage.cli import main; main()", "rules", "check"], project)


@each_recipe
def test_recipe_is_one_code_file_one_entry_or_sample_and_one_test(title: str):
    names = list(recipes()[title])
    code = [name for name in names if name.startswith(("recognizers/", "triage/"))]
    entries = [name for name in names if name.startswith(("rules/", "tests/damage/"))]
    tests = [name for name in names if is_test(name)]

    assert (len(code) <= 1, len(entries) <= 1, len(tests)) == (True, True, 1)
