"""Dumps of invented people, as they are asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.triage.cli.run import run


def test_simulate_lists_every_name():
    done = run("simulate", "--list")

    names = [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")]
    assert {"tables", "households", "processes", "perturbed", "telecom", "shuffle", "blocks", "csv"} <= set(names)


def test_simulate_keeps_columns_and_writes_no_header_where_asked(tmp_path: Path):
    wish = (
        "--family",
        "tables",
        "--column",
        "name",
        "--column",
        "cnic",
        "--no-header",
        "--kind",
        "bank",
        "--rows",
        "9",
    )
    run("simulate", str(tmp_path / "a"), *wish, "--fabricator", "shuffle", "--second", "random_digits")
    (path,) = (tmp_path / "a" / "dump").iterdir()
    lines = path.read_text().splitlines()

    assert len(lines) == 9
    assert {line.count(",") for line in lines} == {1}
    assert "random_digits" in (tmp_path / "a" / "labels.csv").read_text()


def test_simulate_writes_a_dump_that_is_the_same_for_the_same_seed(tmp_path: Path):
    wish = ("--rows", "60", "--fabricator", "random_digits", "--fraction", "0.5", "--seed", "7")
    first, second = (run("simulate", str(tmp_path / name), *wish) for name in "ab")
    one, two = (Path(done.stdout.strip()) for done in (first, second))

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert one.read_bytes() == two.read_bytes()
    assert (tmp_path / "a" / "labels.csv").read_text(encoding="utf-8").count("fabricated") >= 30


def test_a_fabricator_alone_makes_all_rows(tmp_path: Path):
    done = run("simulate", str(tmp_path / "a"), "--rows", "20", "--fabricator", "random_digits")

    assert done.exit_code == 0
    assert "genuine" not in (tmp_path / "a" / "labels.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("wish", ["--kind", "--fabricator", "--layout", "--format"])
def test_a_wrong_name_lists_the_right_ones(tmp_path: Path, wish: str):
    done = run("simulate", str(tmp_path / "a"), wish, "nothing")

    assert done.exit_code == 2
    assert re.search(r"csv|telecom|random_digits|append", done.stderr)
