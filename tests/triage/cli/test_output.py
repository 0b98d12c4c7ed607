"""What goes to the terminal: colour, help, pipes that close and disks that are full."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.triage.cli.run import COMMAND, run
from triage.cli import output


@pytest.mark.parametrize(
    ("is_terminal", "environment", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour(monkeypatch: pytest.MonkeyPatch, is_terminal: bool, environment: dict[str, str], wanted: bool):  # noqa: FBT001
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: is_terminal))
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert output._wants_color() is wanted  # noqa: SLF001


def test_version():
    assert run("--version").output.startswith("triage, version ")


def test_help_costs_little_and_loads_nothing_heavy():
    code = (
        "import sys, time\nfrom triage.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted(sys.modules), file=sys.stderr)\nprint(time.process_time(), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *_, modules, seconds = done.stderr.splitlines()

    assert float(seconds) < 0.3
    assert not {"polars", "spacy", "presidio_analyzer", "pandas", "numpy", "rich", "jinja2", "yaml"} & set(
        modules.strip("[]").replace("'", "").split(", ")
    )


def test_a_closed_pipe_is_quiet():
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*COMMAND, "rules", "show", "names"], stdout=write, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(write)

    assert done.stderr == ""
    assert done.returncode == 1


def test_a_full_disk_under_the_answer_is_one_line():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "rules", "show", "names"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert done.stderr == "triage: No space left on device\n"
    assert done.returncode == 1


def test_a_terminal_that_lacks_a_letter_gets_an_escape():
    done = subprocess.run(
        [*COMMAND, "rules", "show", "districts"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )

    assert rb"\u" in done.stdout
