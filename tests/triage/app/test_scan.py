from __future__ import annotations

import copy
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from triage.app import scan as pipeline
from triage.app.scan import Options, scan
from triage.core.errors import UsageError
from triage.core.progress import Silent

ROWS = 3_000


def telecom(rows: int, seed: int = 1) -> pl.DataFrame:
    """Return a table with columns of every kind that decisions must tell apart; all values invented."""
    rng = random.Random(seed)
    first = ["MUHAMMAD AKRAM", "GHULAM FATIMA", "ALI HASSAN", "NASREEN BIBI", "IMRAN KHAN", "SAIMA BEGUM"]
    return pl.DataFrame(
        {
            "msisdn": [f"03{rng.choice('01234')}{rng.randrange(10**8):08}" for _ in range(rows)],
            "customer name": [rng.choice(first) for _ in range(rows)],
            "cnic": [
                f"{rng.choice(['35202', '42101', '17301'])}{rng.randrange(10**7):07}{rng.randrange(1, 10)}"
                for _ in range(rows)
            ],
            "created_ms": [str(1_600_000_000_000 + rng.randrange(10**11)) for _ in range(rows)],
            "order id": [str(9_000_000_000_000 + i) for i in range(rows)],
        }
    )


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    folder = tmp_path / "seized"
    folder.mkdir()
    telecom(ROWS).write_csv(folder / "sims.csv")
    return folder


def untimed(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document without what may differ between two runs: times and the case's place."""
    copied = copy.deepcopy(document)
    copied["case"] = {}
    return copied


def test_a_folder_of_dumps_is_answered(dump: Path, tmp_path: Path) -> None:
    result = scan([dump], Options(case=tmp_path / "case"), Silent())

    (answer,) = result.document["dumps"]
    by_name = {column["name"]: column["entity"] for column in answer["tables"][0]["columns"]}
    assert answer["tables"][0]["rows"] == ROWS
    assert by_name["cnic"] == "PK_CNIC"
    assert by_name["msisdn"] == "PK_MOBILE_NUMBER"
    assert by_name["customer name"] == "PERSON"
    assert "PK_CNIC" not in (by_name["created_ms"], by_name["order id"])
    assert answer["entities"]["PK_CNIC"]["found"] == ROWS
    assert result.complete


def test_two_scans_give_the_same_document(dump: Path, tmp_path: Path) -> None:
    first = scan([dump], Options(case=tmp_path / "a", jobs=1), Silent())
    second = scan([dump], Options(case=tmp_path / "b", jobs=3), Silent())

    assert untimed(first.document) == untimed(second.document)


def test_the_case_answers_again_without_the_evidence(dump: Path, tmp_path: Path) -> None:
    first = scan([dump], Options(case=tmp_path / "case"), Silent())
    (dump / "sims.csv").unlink()

    assert untimed(first.document) == untimed(pipeline.report(tmp_path / "case").document)


def test_nothing_is_written_into_the_evidence(dump: Path, tmp_path: Path) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in [dump, *dump.rglob("*")])
    scan([dump], Options(case=tmp_path / "case"), Silent())

    assert sorted((path, path.stat().st_mtime_ns) for path in [dump, *dump.rglob("*")]) == before


def test_a_case_inside_the_evidence_is_refused(dump: Path) -> None:
    with pytest.raises(UsageError, match="inside the evidence"):
        scan([dump], Options(case=dump / "case"), Silent())


def test_a_case_takes_more_evidence_on_another_day(dump: Path, tmp_path: Path) -> None:
    first = scan([dump], Options(case=tmp_path / "case"), Silent())
    other = tmp_path / "other.csv"
    telecom(10).write_csv(other)

    both = scan([other], Options(case=tmp_path / "case"), Silent())

    assert {each["dump"] for each in both.document["dumps"]} == {first.document["dumps"][0]["dump"], "other.csv"}


def test_a_missing_path_is_bad_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing"):
        scan([tmp_path / "nothing"], Options(case=tmp_path / "case"), Silent())


SLOW_SCAN = """
import sys, time
from pathlib import Path
from triage import read
from triage.app import scan as pipeline
from triage.core.progress import Silent
pipeline.CHECKPOINT_SECONDS = 0.0
from triage.formats.delimited import reader as delimited
delimited.CHUNK_BYTES = 65536
plain = read.batches
def slow(chunk, *call):
    time.sleep(0.05)
    return plain(chunk, *call)
read.batches = slow
pipeline.scan([Path(sys.argv[1])], pipeline.Options(case=Path(sys.argv[2]), jobs=2), Silent())
"""


def test_a_killed_scan_resumes_to_the_same_sums(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump = tmp_path / "sims.csv"
    telecom(20_000).write_csv(dump)
    case = tmp_path / "killed"
    rng = random.Random(4)
    killed = 0
    for _ in range(3):
        child = subprocess.Popen([sys.executable, "-c", SLOW_SCAN, str(dump), str(case)])
        deadline = time.monotonic() + 20
        while not (case / "case.db").exists() and time.monotonic() < deadline and child.poll() is None:
            time.sleep(0.01)
        time.sleep(rng.uniform(0.2, 0.6))
        if child.poll() is None:
            child.send_signal(signal.SIGKILL)
            killed += 1
        child.wait()
    from triage.formats.delimited import reader as delimited  # noqa: PLC0415 - patched here as it was in the child

    monkeypatch.setattr(delimited, "CHUNK_BYTES", 65_536)
    resumed = scan([dump], Options(case=case, jobs=2), Silent())
    whole = scan([dump], Options(case=tmp_path / "whole", jobs=1), Silent())

    assert killed >= 1
    assert untimed(resumed.document) == untimed(whole.document)


def test_bad_evidence_is_counted_and_the_rest_is_answered(dump: Path, tmp_path: Path) -> None:
    (dump / "empty.csv").touch()
    os.mkfifo(dump / "pipe.csv")
    (dump / "picture.csv").write_bytes(bytes(range(256)) * 64)
    (dump / "cut.zip").write_bytes(b"PK\x03\x04" + b"\0" * 40)
    (dump / "link.csv").symlink_to(dump / "sims.csv")

    before = {path: path.lstat() for path in dump.rglob("*")}
    result = scan([dump], Options(case=tmp_path / "case"), Silent())

    assert {path: path.lstat().st_mtime_ns for path in dump.rglob("*")} == {p: s.st_mtime_ns for p, s in before.items()}
    reasons = {d["dump"]: [r["reason"] for r in d["coverage"]["reasons"]] for d in result.document["dumps"]}
    assert not result.complete
    assert all(reasons[name] for name in ("empty.csv", "pipe.csv", "picture.csv", "cut.zip", "link.csv"))
    assert not reasons["sims.csv"]


def test_a_few_people_repeated_many_times_are_not_judged(tmp_path: Path) -> None:
    dump = tmp_path / "sims.csv"
    pl.concat([telecom(2)] * 100).write_csv(dump)

    (answer,) = scan([dump], Options(case=tmp_path / "case"), Silent()).document["dumps"]
    assert answer["genuineness"]["verdict"] == "undetermined"
    assert "different rows" in answer["genuineness"]["consistent_with_genuine"]["gate"]


def test_isolated_reading_gives_the_same_answer(tmp_path: Path) -> None:
    dump = tmp_path / "sims.csv"
    telecom(5_000).write_csv(dump)
    serial = scan([dump], Options(case=tmp_path / "serial", jobs=1), Silent())
    spread = scan([dump], Options(case=tmp_path / "spread", jobs=2, isolate=True), Silent())

    assert untimed(spread.document) == untimed(serial.document)
