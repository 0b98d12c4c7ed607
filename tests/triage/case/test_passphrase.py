"""A key that lies nowhere: who takes case and home folder has to guess, a third of a second a try."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from triage.case import Case, keyring, passphrase
from triage.cli import main
from triage.cli.program import CALLED_WRONGLY
from triage.core.errors import CaseError, UsageError
from triage.core.keys import Passphrase

SECRET = "four words of an officer"  # noqa: S105 - invented
LIST = "name,cnic,mobile\n" + "".join(f"SANA TARIQ,35202-100000{i}-{i},0300-1000001\n" for i in range(1, 9))


def triage(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("passphrase")
    (home / "list.csv").write_text(LIST, "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(home / "state"))
        told = triage(
            "scan", str(home / "list.csv"), "--case", str(home / "case"), "--key-passphrase", stdin=f"{SECRET}\n"
        )
        assert told.exit_code == 0, told.output
        yield home


def test_a_number_is_looked_up_with_the_passphrase_before_it(home: Path) -> None:
    told = triage("lookup", str(home / "case"), "--key-passphrase", stdin=f"{SECRET}\n35202-1000003-3\n")

    assert "35202-*******-*: 1 time in records\n" in told.output


def test_a_wrong_or_no_passphrase_opens_nothing(home: Path) -> None:
    wrong = triage("lookup", str(home / "case"), "--key-passphrase", stdin="four words of a thief\n35202-1000003-3\n")
    none = triage("lookup", str(home / "case"), stdin="35202-1000003-3\n")

    assert (wrong.exit_code, wrong.stderr) == (CALLED_WRONGLY, "triage: that is not the passphrase of this case\n")
    assert none.exit_code == CALLED_WRONGLY
    assert "comes from a passphrase: --key-passphrase" in none.stderr
    assert "key of this case is not here" in triage("report", str(home / "case")).output


def test_neither_key_nor_passphrase_lies_anywhere(home: Path) -> None:
    with Case.open(home / "case", Passphrase(SECRET)) as case:
        secret = case.key.secret
    everything = b"\n".join(each.read_bytes() for each in home.rglob("*") if each.is_file())

    assert not list((home / "state").rglob("*.key"))
    for shape in (secret, secret.hex().encode(), SECRET.encode(), SECRET.encode().hex().encode()):
        assert shape not in everything


def test_a_guess_costs_what_scrypt_costs_and_cheaper_parameters_are_refused(home: Path) -> None:
    with closing(sqlite3.connect(home / "case" / "case.db")) as base:
        ((value,),) = base.execute("select value from meta where name = ?", (keyring.MADE_BY,)).fetchall()
    kept = json.loads(json.loads(value))

    assert (kept["kdf"], kept["n"] * kept["r"] * 128) == ("scrypt", 128 * 2**20)
    for change in ({"n": 2}, {"n": 2**40}, {"salt": ""}, {"kdf": "plain"}, {"r": "8"}):
        with pytest.raises(CaseError, match="was changed"):
            passphrase.again(Passphrase(SECRET), json.dumps({**kept, **change}))
    with pytest.raises(CaseError, match="was changed"):
        passphrase.again(Passphrase(SECRET), "no JSON")


def test_one_passphrase_gives_two_cases_two_keys_and_the_same_text_the_same() -> None:
    (one, made_by), (other, _) = (passphrase.new(Passphrase("caf\u00e9 with four words")) for _ in range(2))

    assert one != other
    assert passphrase.again(Passphrase("cafe\u0301 with four words"), made_by) == one


def test_a_short_passphrase_and_two_keys_at_once_are_refused(home: Path) -> None:
    with pytest.raises(UsageError, match="too short"):
        passphrase.new(Passphrase("12345678901"))
    told = triage("report", str(home / "case"), "--key", "x.key", "--key-passphrase", stdin=f"{SECRET}\n")

    assert told.exit_code == CALLED_WRONGLY
    assert "give one of them" in told.stderr


def test_a_passphrase_on_the_command_line_is_no_passphrase(home: Path) -> None:
    assert triage("report", str(home / "case"), f"--key-passphrase={SECRET}").exit_code == CALLED_WRONGLY


def test_a_case_with_a_key_file_is_not_opened_by_a_passphrase(home: Path) -> None:
    triage("scan", str(home / "list.csv"), "--case", str(home / "filed"), "--key", str(home / "a.key"))
    told = triage("report", str(home / "filed"), "--key-passphrase", stdin=f"{SECRET}\n")
    (home / "a.key").unlink()

    assert (told.exit_code, "lies in a file" in told.stderr) == (CALLED_WRONGLY, True)
