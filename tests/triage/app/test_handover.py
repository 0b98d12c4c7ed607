from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from triage.app.scan import Options, scan
from triage.case import keyring
from triage.cli import main
from triage.core.progress import Silent
from triage.core.tokens import tokens

LIST = "name,cnic,mobile\n" + "".join(f"SANA TARIQ,35202-100000{i}-{i},0300-1000001\n" for i in range(1, 9))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("handover")
    for name in ("one", "two"):
        (home / "seized").mkdir(exist_ok=True)
        (home / "seized" / f"{name}.csv").write_text(LIST, "utf-8")
    scan([home / "seized"], Options(case=home / "case", jobs=1, key=home / "a.key"), Silent())
    return home


def hand_over(home: Path, name: str, *options: str) -> tuple[int, str]:
    command = ["handover", str(home / "case"), "-o", str(home / name), *options]
    result = CliRunner().invoke(main, command)
    return result.exit_code, result.output


def test_who_has_the_key_matches_his_own_list_and_nothing_else_is_told(home: Path) -> None:
    assert hand_over(home, "all.csv", "--key", str(home / "a.key"))[0] == 0
    text = (home / "all.csv").read_text("ascii")
    rows = {(each["kind"], each["token"]): (each["count"], each["dumps"]) for each in csv.DictReader(text.splitlines())}
    own = pl.Series(["3520210000033", "3520299999999"])
    asked = [f"{token:032x}" for token in tokens(own, "cnic", keyring.read(home / "a.key"))]

    assert [("cnic", token) in rows for token in asked] == [True, False]
    assert rows["cnic", asked[0]] == ("2", "2")
    assert sorted(kind for kind, _ in rows) == ["cnic"] * 8 + ["mobile"]
    assert "3520210000033" not in text
    assert (home / "all.csv").stat().st_mode & 0o777 == 0o600


def test_only_the_kinds_that_are_asked_for_leave_and_the_trail_says_so(home: Path) -> None:
    assert hand_over(home, "mobiles.csv", "--key", str(home / "a.key"), "--kind", "mobile")[0] == 0
    with sqlite3.connect(home / "case" / "case.db") as journal:
        ((body,),) = journal.execute("select body from audit where action = 'handed_over' order by seq desc limit 1")

    assert [line.split(",")[0] for line in (home / "mobiles.csv").read_text().splitlines()] == ["kind", "mobile"]
    kept = json.loads(body)
    assert (kept["kinds"], kept["key"]) == (["mobile"], keyring.read(home / "a.key").name)


def test_another_key_or_a_file_that_is_there_is_refused(home: Path) -> None:
    keyring.new(home / "b.key", ())
    (home / "there.csv").touch()

    assert hand_over(home, "wrong.csv", "--key", str(home / "b.key"))[0] == 2
    assert hand_over(home, "there.csv", "--key", str(home / "a.key"))[0] == 2
    assert not (home / "wrong.csv").exists()
