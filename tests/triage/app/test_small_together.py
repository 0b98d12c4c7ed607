"""Many small files and tables are counted at once, in the same report as one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from triage.app import reading
from triage.app import scan as pipeline
from triage.app.reading import Reading
from triage.app.scan import Options, scan
from triage.core.errors import EvidenceError
from triage.core.model import Chunk
from triage.core.progress import Silent
from triage.detect import LEAST_SOURCES

TEXTS = (
    "Please send the papers of Sana Tariq, CNIC 35202-1234567-1, call 0300-1234567.\n",
    "SIM owner detail Rs 200, order on WhatsApp 0300-7654321\n",
    "nothing\n",
    "address of any SIM 300, 0322-7654321\nNadia Khan 61101-1234567-2 and Ali Raza 61101-7654321-3\n",
)
TABLES = (
    "name,cnic,mobile\nSana Tariq,35202-1234567-1,0300-1234567\nAli Raza,61101-7654321-3,0321-7654321\n",
    "name,cnic,mobile\nNadia Khan,61101-1234567-2,03001111111\nNadia Khan,61101-1234567-2,03001111111\n",
    "name,cnic,mobile\nsee remarks 0333-1234567,35202-00-1,none\n",
    "name,date of issue,remarks\nHina Butt,12-03-2019,also 42101-1234567-1 and 42101-1234567-3\n",
)


@pytest.fixture
def seized(tmp_path: Path) -> Path:
    """Two small dumps: of texts, and of tables of a few layouts."""
    for folder, contents, end in (("texts", TEXTS, "txt"), ("tables", TABLES, "csv")):
        (tmp_path / "seized" / folder / "sub").mkdir(parents=True)
        for number in range(LEAST_SOURCES):
            text = contents[number % len(contents)].replace("12345", f"9{number:03}5")
            (tmp_path / "seized" / folder / "sub" / f"{number}.{end}").write_text(text, encoding="utf-8")
    return tmp_path / "seized"


def answers(seized: Path, case: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = scan([seized], Options(case=case, jobs=1), Silent()).document["dumps"]
    return found


def test_many_small_sources_are_counted_as_each_alone(
    seized: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[Chunk] = []
    real = Reading.together

    def together(task: Reading, chunks: list[Chunk]) -> Any:
        counted.extend(chunks)
        return real(task, chunks)

    monkeypatch.setattr(Reading, "together", together)
    at_once = answers(seized, tmp_path / "at once")
    monkeypatch.setattr(pipeline, "LEAST_SOURCES", 10**6)

    assert at_once == answers(seized, tmp_path / "one by one")
    assert len(counted) > LEAST_SOURCES  # the same bytes are read once


def test_a_fault_of_one_costs_the_others_nothing(seized: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.observe_all

    def faulty(several: Any, *rest: Any) -> Any:
        if any(source.evidence.name == "3.txt" for source, _ in several):
            raise EvidenceError("made_for_a_test")
        return real(several, *rest)

    monkeypatch.setattr(reading, "observe_all", faulty)
    told = {str(each["dump"]): "made_for_a_test" in str(each) for each in answers(seized, tmp_path / "case")}

    assert [name for name, is_faulty in told.items() if is_faulty] == [name for name in told if name.endswith("3.txt")]
    assert any(told.values())
