from __future__ import annotations

import gzip
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from triage.simulate import samples

ROOT = Path(__file__).parents[3]
KEPT, ANSWERS = ROOT / "sample_leaks", ROOT / "tests" / "data" / "samples"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("samples")
    samples.write_samples(home / "dumps", home / "answers")
    return home


def content(path: Path) -> object:
    """Return what a file holds, apart from what its container notes of the program that wrote it."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    if path.suffix == ".db":
        with closing(sqlite3.connect(path)) as connection:
            return list(connection.iterdump())
    return path.read_bytes()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_folder_holds_the_samples_and_nothing_else():
    assert names(KEPT) == sorted(sample.name for sample in samples.SAMPLES)


@pytest.mark.parametrize("name", [sample.name for sample in samples.SAMPLES])
def test_kept_sample_is_what_the_simulator_makes(fresh: Path, name: str):
    is_same = content(KEPT / name) == content(fresh / "dumps" / name)
    assert is_same, "run: python -m triage.simulate.samples sample_leaks tests/data/samples"


@pytest.mark.parametrize("name", ["expected.json", "labels.csv.gz", "README.md"])
def test_kept_answers_are_what_the_simulator_makes(fresh: Path, name: str):
    is_same = content(ANSWERS / name) == content(fresh / "answers" / name)
    assert is_same, "run: python -m triage.simulate.samples sample_leaks tests/data/samples"


def test_samples_are_small():
    assert sum(path.stat().st_size for path in KEPT.iterdir()) < 2_500_000


def test_labels_agree_with_the_expected_shares():
    expected = json.loads((ANSWERS / "expected.json").read_text(encoding="utf-8"))
    labels = pl.read_csv(io.BytesIO(gzip.decompress((ANSWERS / "labels.csv.gz").read_bytes())))
    shares = labels.group_by("dump").agg(
        rows=pl.len(),
        fabricated=(pl.any_horizontal(pl.col("label_identity", "label_linkage") == "fabricated")).mean().round(4),
        copies=(pl.col("label_novelty") == "copy").sum(),
    )

    assert len(expected) == shares.height
    assert all(expected[row.pop("dump")].items() >= row.items() for row in shares.to_dicts())


def test_command_writes_both_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(samples, "SAMPLES", samples.SAMPLES[-1:])
    monkeypatch.setattr("sys.argv", ["samples", str(tmp_path / "dumps"), str(tmp_path / "answers")])
    samples.main()

    assert names(tmp_path / "dumps") == [samples.SAMPLES[-1].name]
    assert names(tmp_path / "answers") == ["README.md", "expected.json", "labels.csv.gz"]
