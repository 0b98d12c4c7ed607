"""Shards of any number, run with any jobs, killed or not, merged in any order: the bytes of one scan."""

from __future__ import annotations

import copy
import json
import random
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from triage import read
from triage.app import merge as merging
from triage.app import scan as pipeline
from triage.app import shards
from triage.app.scan import Options, Shard, scan
from triage.cli import main
from triage.core.errors import CaseError, UsageError
from triage.core.progress import Silent
from triage.formats.delimited import reader as delimited

KEY = Path()
"""The key of all shards; made for each run."""

TOLD = ("complete", "unfinished", "notes", "total", "folders")
"""What a report says of the case beside the facts of the run: its path, times and the head of its chain."""


def people(rows: int, seed: int) -> str:
    rng = random.Random(seed)
    names = ["Sana Tariq", "Bilal Khan", "Ayesha Malik", "Usman Shah", "Noor Jan"]
    lines = [
        f"{rng.choice(names)},35202-{rng.randrange(10**7):07}-{rng.randrange(1, 9)},0300-{rng.randrange(10**7):07}"
        for _ in range(rows)
    ]
    return "\n".join(["name,cnic,mobile", *lines, ""])


@pytest.fixture(scope="module")
def seized(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return two files larger than `LARGE` below, a container larger than it, small ones, damaged ones, and folders."""
    folder = tmp_path_factory.mktemp("evidence") / "seized"
    (folder / "export" / "more").mkdir(parents=True)
    (folder / "large.csv").write_text(people(6_000, 1))
    (folder / "export" / "large too.csv").write_text(people(2_000, 2))
    (folder / "export" / "more" / "small.csv").write_text(people(60, 3))
    (folder / "a.csv").write_text(people(50, 4))
    (folder / "a copy.csv").write_text(people(50, 4))
    (folder / "empty.csv").touch()
    (folder / "cut.zip").write_bytes(b"PK\x03\x04" + bytes(40))
    (folder / "noise.bin").write_bytes(random.Random(5).randbytes(5_000))
    with zipfile.ZipFile(folder / "packed.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inside/list.csv", people(3_000, 6))
        packed.writestr("inside/short.csv", people(9, 7))
    return folder


@pytest.fixture(autouse=True, scope="module")
def small_cuts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(globals(), "KEY", tmp_path_factory.mktemp("keys") / "key")
        patch.setattr(shards, "LARGE_BYTES", 60_000)
        patch.setattr(delimited, "CHUNK_BYTES", 65_536)
        yield


@pytest.fixture(scope="module")
def whole(seized: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the report of one scan."""
    return told(scan([seized], Options(case=tmp_path_factory.mktemp("whole") / "case", jobs=1), Silent()))


@pytest.fixture(scope="module")
def thirds(seized: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the cases of three shards."""
    home = tmp_path_factory.mktemp("thirds")
    return [shard([seized], home / str(number), Shard(number, 3)) for number in (1, 2, 3)]


def shard(paths: Sequence[Path], case: Path, part: Shard, jobs: int = 1) -> Path:
    scan(paths, Options(case=case, jobs=jobs, shard=part, key=KEY), Silent())
    return case


def told(result: pipeline.ScanResult) -> str:
    """Return a report without the facts of its run."""
    document: dict[str, Any] = copy.deepcopy(result.document)
    document["case"] = {name: document["case"][name] for name in TOLD}
    return json.dumps(document)


@settings(max_examples=3)
@given(of=st.integers(2, 5), jobs=st.integers(1, 3), data=st.data())
def test_merged_shards_are_one_scan(seized: Path, whole: str, of: int, jobs: int, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as home:
        cases = [shard([seized], Path(home, str(n)), Shard(n, of), jobs) for n in range(1, of + 1)]
        turned = data.draw(st.permutations(cases))

        assert told(merging.merge(turned, Path(home, "merged"))) == whole


@given(sizes=st.lists(st.integers(0, 90_000), min_size=1, max_size=12), of=st.integers(2, 9))
def test_every_file_has_one_home_and_every_chunk_one_reader(sizes: list[int], of: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        for number, size in enumerate(sizes):
            Path(home, f"{number}.csv").write_bytes(bytes(size))
        plans = [shards.share([Path(home)], Shard(number, of), KEY) for number in range(1, of + 1)]
    answering = [path for plan in plans for path, one in plan.homes.items() if one == plan.shard.number]
    loads = [sum(sizes[int(path.stem)] for path, one in plan.homes.items() if path not in plan.large) for plan in plans]

    assert sorted(path.stem for path in answering) == sorted(map(str, range(len(sizes))))
    assert len({plan.digest for plan in plans}) == 1
    assert max(loads) - min(loads) < shards.LARGE_BYTES + 12 * 65_536


def test_a_shard_that_died_is_completed_by_running_it_again(
    seized: Path, whole: str, thirds: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = read.batches
    left = iter(range(2))

    def dying(*of: Any) -> Iterator[Any]:
        if next(left, None) is None:
            raise KeyboardInterrupt
        yield from right(*of)

    with monkeypatch.context() as patch:
        patch.setattr(read, "batches", dying)
        with pytest.raises(KeyboardInterrupt):
            shard([seized], tmp_path / "2", Shard(2, 3))
    with pytest.raises(CaseError, match="shard 2/3 did not come to its end: run its scan again"):
        merging.merge([thirds[0], tmp_path / "2", thirds[2]], tmp_path / "early")
    shard([seized], tmp_path / "2", Shard(2, 3))

    assert told(merging.merge([thirds[0], tmp_path / "2", thirds[2]], tmp_path / "merged")) == whole


def test_a_missing_shard_is_named_and_the_scan_can_go_on(
    seized: Path, whole: str, thirds: list[Path], tmp_path: Path
) -> None:
    some = merging.merge([thirds[0], thirds[2]], tmp_path / "some")

    assert not some.complete
    assert (some.document["case"]["unfinished"]["shards"], some.document["case"]["unfinished"]["missing_shards"]) == (
        3,
        [2],
    )
    assert told(merging.merge([tmp_path / "some", thirds[1]], tmp_path / "later")) == whole
    assert json.loads(told(scan([seized], Options(case=tmp_path / "some", jobs=1), Silent()))) == json.loads(whole)


def test_shards_without_a_key_of_their_own_are_refused_before_they_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a shard needs --key"):
        scan([tmp_path], Options(case=tmp_path / "case", jobs=1, shard=Shard(1, 2)), Silent())


def test_merged_tokens_are_those_of_one_scan(seized: Path, thirds: list[Path], tmp_path: Path) -> None:
    merging.merge(thirds, tmp_path / "merged", KEY)
    scan([seized], Options(case=tmp_path / "whole", jobs=1, key=KEY), Silent())

    merged, whole = (tokens(tmp_path / name) for name in ("merged", "whole"))
    for kind in merged:
        assert merged[kind].height > 0
        assert merged[kind].equals(whole[kind])


def tokens(folder: Path) -> dict[str, pl.DataFrame]:
    """Return the tokens of a case, by what they are of."""
    with pipeline.Case.open(folder) as case:
        named = case.tokens.sources().select("source", "key")
        values = pl.concat(file.between(0, 2**128) for file in case.tokens.values()).join(named, on="source")
        records = pl.concat(case.tokens.records(case.key), how="diagonal").join(named, on="source")
    by = ("token", "kind", "key", "column")
    return {
        "values": values.group_by(by).agg(pl.col("count").sum()).sort(by),
        "records": records.drop("source").sort("key", pl.all()).select(sorted(set(records.columns) - {"source"})),
    }


def test_the_report_of_one_shard_says_that_it_is_a_part(thirds: list[Path]) -> None:
    result = CliRunner().invoke(main, ["report", str(thirds[0])])

    assert result.output.startswith("! INCOMPLETE: shards 2, 3 of 3 are missing.")


def test_the_chain_of_each_shard_stands_in_the_merged_chain(thirds: list[Path], tmp_path: Path) -> None:
    merging.merge(thirds, tmp_path / "merged")
    with pipeline.Case.open(tmp_path / "merged") as case:
        links = case.links("merged")
    for folder, link in zip(thirds, links, strict=True):
        with pipeline.Case.open(folder) as case:
            assert link["chain"] == case.chain()


def test_a_chain_that_was_changed_is_not_merged(thirds: list[Path], tmp_path: Path) -> None:
    shutil.copytree(thirds[1], tmp_path / "2")
    with sqlite3.connect(tmp_path / "2" / "case.db") as database:
        database.execute("update audit set utc = '2020-01-01T00:00:00Z' where seq = 2")

    with pytest.raises(CaseError, match="damaged"):
        merging.merge([thirds[0], tmp_path / "2", thirds[2]], tmp_path / "merged")


def test_a_merge_that_was_stopped_goes_on(
    whole: str, thirds: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = merging._add_sums  # noqa: SLF001 - where it is stopped

    def stopped(new: Any, case: Any) -> None:
        if case.folder == thirds[1]:
            raise KeyboardInterrupt
        right(new, case)

    with monkeypatch.context() as patch:
        patch.setattr(merging, "_add_sums", stopped)
        with pytest.raises(KeyboardInterrupt):
            merging.merge(thirds, tmp_path / "merged")

    assert told(merging.merge(thirds, tmp_path / "merged")) == whole
    assert told(merging.merge(thirds, tmp_path / "merged")) == whole


def test_what_is_no_shard_of_the_same_scan_is_one_line(thirds: list[Path], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.csv").write_text(people(5, 9))
    strange = shard([tmp_path / "other"], tmp_path / "strange", Shard(2, 3))
    half = shard([tmp_path / "other"], tmp_path / "half", Shard(2, 2))
    plain = tmp_path / "plain"
    scan([tmp_path / "other"], Options(case=plain, jobs=1), Silent())
    shutil.copytree(thirds[0], tmp_path / "again")

    for others, words in (
        ([strange], "with other evidence"),
        ([half], "is of 2 shards"),
        ([plain], "is no shard"),
        ([tmp_path / "again"], "shard 1/3 is in"),
    ):
        with pytest.raises(CaseError, match=words):
            merging.merge([thirds[0], *others], tmp_path / "merged")
    with pytest.raises(UsageError, match="named twice"):
        merging.merge([thirds[0], thirds[0]], tmp_path / "merged")
    with pytest.raises((CaseError, UsageError), match="another"):
        merging.merge(thirds, plain)


def test_shards_of_other_rules_are_not_merged(seized: Path, thirds: list[Path], tmp_path: Path) -> None:
    own = tmp_path / "rules" / "entities"
    own.mkdir(parents=True)
    (own / "pension_number.yaml").write_text(
        "id: pension_number\nentity: PK_PENSION_NUMBER\ntitle: Pension payment order number\n"
        "patterns:\n  - {name: two letters, regex: '(PPO-[0-9]{7})', score: 0.4}\n"
        "examples:\n  - {text: PPO-1234567, value: PPO-1234567}\n  - {text: a PPO-7654321, value: PPO-7654321}\n"
        "  - {text: (PPO-1000001), value: PPO-1000001}\n"
        "counter_examples:\n  - {text: PPO-12, note: short}\n  - {text: PPO, note: bare}\n  - {text: PP-1, note: no}\n"
        "references:\n  - {title: example, read: '2026-11-23'}\n"
    )
    options = Options(case=tmp_path / "2", jobs=1, shard=Shard(2, 3), rules=(tmp_path / "rules",), key=KEY)
    scan([seized], options, Silent())

    with pytest.raises(CaseError, match="with other rules"):
        merging.merge([thirds[0], tmp_path / "2"], tmp_path / "merged")


def test_evidence_that_came_or_went_ends_a_shard_that_is_taken_up_again(tmp_path: Path) -> None:
    (tmp_path / "seized").mkdir()
    (tmp_path / "seized" / "a.csv").write_text(people(5, 9))
    shard([tmp_path / "seized"], tmp_path / "1", Shard(1, 2))
    (tmp_path / "seized" / "b.csv").write_text(people(5, 9))

    with pytest.raises(CaseError, match="came, went or changed"):
        shard([tmp_path / "seized"], tmp_path / "1", Shard(1, 2))


def test_a_shard_that_read_its_part_ends_well(tmp_path: Path) -> None:
    (tmp_path / "seized").mkdir()
    for name in "ab":
        (tmp_path / "seized" / f"{name}.csv").write_text(people(5, 9))
    command = ["scan", str(tmp_path / "seized"), "--jobs", "1", "--format", "json", "--key", str(KEY), "--shard"]
    ends = [CliRunner().invoke(main, [*command, f"{n}/2", "--case", str(tmp_path / str(n))]).exit_code for n in (1, 2)]
    merged = CliRunner().invoke(
        main, ["merge", str(tmp_path / "1"), str(tmp_path / "2"), "--case", str(tmp_path / "m")]
    )

    assert (ends, merged.exit_code) == ([0, 0], 0)


@pytest.mark.parametrize("text", ["0/3", "4/3", "3", "a/b", "3/0", "1/2/3", "-1/3"])
def test_a_shard_that_cannot_be_is_one_line(text: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["scan", str(tmp_path), "--shard", text, "--case", str(tmp_path / "case")])

    assert result.exit_code == 2
    assert "a shard is written as 3/8" in result.output
