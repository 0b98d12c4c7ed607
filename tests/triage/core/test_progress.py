from __future__ import annotations

import sys
from io import StringIO

import pytest

from triage.core.progress import Bar, Progress, Silent, for_stderr


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def play(progress: Progress) -> None:
    progress.start(2000)
    progress.advance(1000)
    progress.note("list.csv \x1b[2J [bold]")
    progress.finish()
    progress.finish()


def test_silence_in_a_pipe(capsys: pytest.CaptureFixture[str]):
    play(for_stderr())

    assert isinstance(for_stderr(), Silent)
    assert capsys.readouterr() == ("", "")


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    play(for_stderr())

    assert "50%" in terminal.getvalue()
    assert "1.0/2.0 kB" in terminal.getvalue()
    assert "list.csv \\x1b[2J [bold]" in terminal.getvalue()


def test_a_bar_that_was_never_started_takes_anything():
    bar = Bar()
    bar.advance(1)
    bar.note("x")
    bar.finish()
