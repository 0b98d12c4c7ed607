"""A command that is told to end says one line, at whatever moment the signal comes."""

from __future__ import annotations

import signal
import sqlite3
from pathlib import Path

import pytest

from triage.cli.stopping import STOPPED, Stopping
from triage.core import chain
from triage.core.journal import SCHEMA, Journal, seal


def told() -> None:
    signal.raise_signal(signal.SIGTERM)


def at_once() -> int:
    told()
    return 0


def again_while_it_is_reported() -> int:
    try:
        told()
    except KeyboardInterrupt:
        told()
    return 0


def turned_into_another_error() -> int:
    try:
        told()
    except KeyboardInterrupt as error:
        raise sqlite3.OperationalError from error
    return 0


class Dying:
    def __del__(self) -> None:
        told()


def swallowed_at_the_end_of_a_life() -> int:
    Dying()
    for _ in range(10**8):
        pass
    return 0


@pytest.mark.parametrize(
    "command", [at_once, again_while_it_is_reported, turned_into_another_error, swallowed_at_the_end_of_a_life]
)
def test_a_signal_ends_a_command_with_one_line(command: object, capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGTERM)

    assert Stopping().status(command) == STOPPED  # type: ignore[arg-type]
    assert capsys.readouterr().err == "triage: stopped\n"
    assert signal.getsignal(signal.SIGTERM) == before


def test_an_error_of_a_command_that_goes_on_is_not_hidden() -> None:
    def command() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Stopping().status(command)


def test_a_signal_inside_sqlite_is_a_signal_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path / "case.db", SCHEMA)

    def digest(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(chain, "row_digest", digest)
    with pytest.raises(KeyboardInterrupt), journal.transaction():
        journal.put("insert into meta values (?, ?, ?)", [("a", "1", seal("a", "1"))])
    monkeypatch.undo()

    assert journal.rows("select count(*) from meta") == [(0,)]
