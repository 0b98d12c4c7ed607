"""Modules that lie in the evidence are never run, even if a scan is started in its folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import triage

PROGRAM = "import sys; sys.path[:] = [each for each in sys.path if each]; from triage.cli import main; main()"
"""The program as its launcher starts it: without the working folder among the places of modules."""


def test_a_scan_in_a_folder_with_modules_runs_none_of_them(tmp_path: Path) -> None:
    evidence = tmp_path / "seized"
    for name in ("triage", "multiprocessing", "polars"):
        (evidence / name).mkdir(parents=True)
        (evidence / name / "__init__.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n", encoding="utf-8")
    with zipfile.ZipFile(evidence / "list.zip", "w") as archive:
        archive.writestr("list.csv", "name,cnic,mobile\nSana Tariq,35202-1234567-1,0300-1234567\n")
    home = str(Path(triage.__file__).parents[1])
    scan = subprocess.run(
        [sys.executable, "-c", PROGRAM, "scan", "list.zip", "--jobs", "2", "--case", str(tmp_path / "case")],
        cwd=evidence,
        env={**os.environ, "PYTHONPATH": home},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "list.zip" in scan.stdout, scan.stderr
    assert not (tmp_path / "ran").exists()
