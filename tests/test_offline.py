"""No code path opens a connection: with the network refused and every attempt noted, everything still works."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
HEADER = "name,cnic,mobile,note\n"
LEAK = """Bilal Ahmed,35202-1000001-1,03001000001,call me at bilal@example.com or http://example.com
Sana Tariq,42101-1000002-2,03451000002,"met Bilal Ahmed in Lahore, his CNIC is 35202-1000001-1"
"""


@pytest.fixture
def attempts(tmp_path: Path) -> Path:
    """Where child processes note whom they tried to reach."""
    return tmp_path / "attempts"


def run(command: list[str], attempts: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(HERE / "offline"), str(HERE.parent)]),
        "NETWORK_ATTEMPTS": str(attempts),
    }
    return subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        check=False,
        text=True,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )


def test_guard_refuses_and_notes_what_leaves_this_machine(attempts: Path, tmp_path: Path):
    done = run(["-c", "import urllib.request as u; u.urlopen('http://192.0.2.1/')"], attempts, tmp_path)

    assert done.returncode == 1
    assert "192.0.2.1" in attempts.read_text(encoding="utf-8")


@pytest.mark.parametrize("ner", ["off", "all"])
def test_scan_works_with_the_network_refused(ner: str, attempts: Path, tmp_path: Path):
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    (evidence / "leak.csv").write_text(HEADER + LEAK * 50, encoding="utf-8")
    (evidence / "chat.txt").write_text("Sana: my CNIC is 35202-1000001-1, http://example.com\n" * 50, encoding="utf-8")
    command = [
        "-c",
        "from triage.cli import main; main()",
        "scan",
        str(evidence),
        "--case",
        str(tmp_path / "case"),
        "--ner",
        ner,
    ]

    done = run(command, attempts, tmp_path)

    assert (done.returncode, attempts.exists()) == (0, False), done.stderr
    assert "leak.csv" in done.stdout


def test_presidio_analyzer_works_with_the_network_refused(attempts: Path, tmp_path: Path):
    code = (
        "from triage.recognizers.presidio import analyzer\n"
        "text = 'CNIC 35202-1000001-1, mail bilal@example.com'\n"
        "print(*sorted({each.entity_type for each in analyzer().analyze(text, language='en')}))"
    )

    done = run(["-c", code], attempts, tmp_path)

    assert (done.returncode, attempts.exists()) == (0, False), done.stderr
    assert {"PK_CNIC", "EMAIL_ADDRESS"} <= set(done.stdout.split())
