"""No command writes a file into the evidence: it would be a dump of the next scan."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from triage.cli import main


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with evidence, its key and its case."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "seized" / "deep").mkdir(parents=True)
    for name in ("a.csv", "deep/b.csv"):
        (folder / "seized" / name).write_text("name,cnic\nAli Raza,35202-1234567-1\n")
    told = said(folder, "scan", str(folder / "seized"), "--case", str(folder / "case"), "--jobs", "1")
    assert told[0] == 0, told[1]
    return folder


def said(home: Path, *call: str) -> tuple[int, str]:
    """Return the exit status of a command with the key of the case, and all that it says."""
    done = CliRunner().invoke(main, [*call, "--key", str(home / "a.key")])
    return done.exit_code, done.output


@pytest.mark.parametrize(
    "call",
    [
        ("report", "CASE", "-o"),
        ("score", "CASE", "-o"),
        ("sellers", "CASE", "-o"),
        ("ledger", "CASE", "-o"),
        ("handover", "case", "CASE", "-o"),
        ("verify", "plan", "CASE", "a.csv", "-o"),
        ("scan", "SEIZED", "--case", "CASE", "-o"),
    ],
    ids=lambda call: call[0],
)
def test_a_file_inside_the_evidence_is_refused(home: Path, call: tuple[str, ...]) -> None:
    words = [str(home / word.lower()) if word.isupper() else word for word in call]
    status, told = said(home, *words, str(home / "seized" / "deep" / "out.html"))

    assert status == 2
    assert "would lie inside the evidence" in told
    assert sorted(each.name for each in (home / "seized").rglob("*")) == ["a.csv", "b.csv", "deep"]


def test_a_file_beside_the_evidence_is_written(home: Path) -> None:
    assert said(home, "report", str(home / "case"), "-o", str(home / "out.txt"))[0] == 0
    assert (home / "out.txt").is_file()
