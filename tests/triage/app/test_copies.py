from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from triage import read
from triage.app import scan as pipeline
from triage.app.copies import Copies
from triage.case import Case
from triage.core.progress import Silent


def people(start: int, rows: int = 60) -> str:
    lines = [f"Sana Tariq,35202-{1234567 + start + n}-1,0300-{1234567 + n}\n" for n in range(rows)]
    return "name,cnic,mobile\n" + "".join(lines)


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """Two dumps that hold the same list and the same archive, one of the lists under another name."""
    for dump in ("first", "second"):
        (tmp_path / "seized" / dump).mkdir(parents=True)
    home = tmp_path / "seized"
    (home / "first" / "a.csv").write_text(people(0))
    (home / "first" / "own.csv").write_text(people(500))
    (home / "second" / "renamed.csv").write_text(people(0))
    with zipfile.ZipFile(home / "first" / "z.zip", "w") as archive:
        archive.writestr("inside.csv", people(900))
        archive.writestr("notes.txt", "call 0300-1234567\n")
    shutil.copyfile(home / "first" / "z.zip", home / "second" / "z.zip")
    shutil.copyfile(home / "first" / "own.csv", home / "third.csv")
    return home


def scanned(evidence: Path, case: Path, jobs: int = 1) -> dict[str, Any]:
    result = pipeline.scan([evidence], pipeline.Options(case=case, jobs=jobs, ner="off"), Silent())
    told: dict[str, Any] = json.loads(json.dumps(result.document))
    for name in ("path", "started", "finished", "seconds", "audit"):
        told["case"][name] = None
    return told


def people_of(case: Path) -> list[tuple[Any, ...]]:
    """Return what the tokens of a case say of which dump, without the tokens, which are others in each case."""
    with Case.open(case) as kept:
        dumps = kept.tokens.sources()
        values = pl.concat([file.between(0, 2**128) for file in kept.tokens.values()])
        counted = (
            values.join(dumps, on="source")
            .group_by("dump", "kind", "column")
            .agg(pl.col("token").n_unique(), pl.col("count").sum())
        )
        records = pl.concat(list(kept.tokens.records(kept.key)), how="diagonal").join(dumps, on="source")
        told = records.group_by("dump").agg(pl.len(), pl.col("cnic").n_unique(), pl.col("kinds").sum())
        return [*counted.sort(pl.all()).rows(), *told.sort(pl.all()).rows()]


def never(_: Copies, __: object) -> bool:
    return False


def test_a_copy_is_told_as_if_it_had_been_read(evidence: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    once = scanned(evidence, tmp_path / "once")
    monkeypatch.setattr(Copies, "has", never)

    assert once == scanned(evidence, tmp_path / "twice")
    assert people_of(tmp_path / "once") == people_of(tmp_path / "twice")


def test_the_same_bytes_are_read_once(evidence: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    sources = read.identify

    def heard(item: Any, *call: Any) -> Any:
        asked.append(item.name)
        return sources(item, *call)

    monkeypatch.setattr(read, "identify", heard)
    scanned(evidence, tmp_path / "case")

    assert sorted(asked) == ["a.csv", "inside.csv", "notes.txt", "own.csv"]


def test_a_name_that_may_say_how_a_file_is_read_is_heard(tmp_path: Path):
    home = tmp_path / "seized"
    home.mkdir()
    (home / "a.csv").write_text(people(0))
    (home / "b.eml").write_text(people(0))
    told = scanned(home, tmp_path / "case")

    assert [dump["coverage"]["complete"] for dump in told["dumps"]] == [True, True]


def test_a_database_with_a_log_beside_it_is_no_copy_of_one_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What its log says would be lost."""
    home = tmp_path / "seized"
    for dump in ("first", "second"):
        (home / dump).mkdir(parents=True)
    lines = "id,cnic\n1,35202-1234567-1\n"
    (home / "first" / "people.db").write_text(lines)
    (home / "second" / "people.db").write_text(lines)
    (home / "second" / "people.db-wal").write_text("log")
    read_of: list[Path] = []
    sources = read.identify

    def heard(item: Any, *call: Any) -> Any:
        read_of.append(item.path)
        return sources(item, *call)

    monkeypatch.setattr(read, "identify", heard)
    scanned(home, tmp_path / "case")

    assert home / "second" / "people.db" in read_of


def test_a_scan_that_was_cut_short_counts_a_copy_once(evidence: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    whole = scanned(evidence, tmp_path / "whole")
    with monkeypatch.context() as patch:
        patch.setattr("triage.app.scan._Scan._close_books", stopped)
        with pytest.raises(KeyboardInterrupt):
            scanned(evidence, tmp_path / "cut")

    assert scanned(evidence, tmp_path / "cut") == whole
    assert scanned(evidence, tmp_path / "cut") == whole
    assert people_of(tmp_path / "cut") == people_of(tmp_path / "whole")


def stopped(_: object) -> None:
    raise KeyboardInterrupt


def test_copies_of_what_changed_meanwhile_are_not_told_from_it(
    evidence: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    count = Copies.count

    def changed_before(self: Copies) -> None:
        with (evidence / "first" / "a.csv").open("a") as file:
            file.write("x")
        count(self)

    with monkeypatch.context() as patch:
        patch.setattr(Copies, "count", changed_before)
        first = scanned(evidence, tmp_path / "case")
    again = scanned(evidence, tmp_path / "case")

    assert {dump["dump"]: dump["coverage"]["complete"] for dump in first["dumps"]}["second/renamed.csv"] is False
    assert {dump["dump"]: dump["coverage"]["complete"] for dump in again["dumps"]}["second/renamed.csv"] is True


def test_the_report_names_the_file_that_has_the_same_bytes(evidence: Path, tmp_path: Path):
    told = scanned(evidence, tmp_path / "case")
    same = {
        (dump["dump"], file["member"]): file["same_as"]
        for dump in told["dumps"]
        for file in dump["files"]
        if file.get("same_as")
    }

    assert same == {
        ("second/renamed.csv", "renamed.csv"): {"dump": "first/a.csv", "member": "a.csv"},
        ("second/z.zip", "z.zip"): {"dump": "first/z.zip", "member": "z.zip"},
        ("third.csv", "third.csv"): {"dump": "first/own.csv", "member": "own.csv"},
    }
