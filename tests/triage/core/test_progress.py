from __future__ import annotations

import sys
from io import StringIO

import pytest

from triage.core.progress import Bar, Lines, Progress, Silent, for_stderr


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def play(progress: Progress) -> None:
    progress.start(2000, 3)
    progress.reading("dump", "list.csv")
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


def test_a_line_a_minute_in_a_log(capsys: pytest.CaptureFixture[str]):
    seconds = iter(range(0, 10_000, 20))
    lines = Lines(lambda: float(next(seconds)))
    lines.start(4_000_000_000, 2_000)
    for number in range(6):
        lines.reading(f"dump {number // 3}", f"0300-1234567 {number}.csv")
        lines.advance(500_000_000)
    lines.finish()
    lines.finish()
    told = capsys.readouterr().err.splitlines()

    assert told[0] == "triage: 4.0 GB in 2,000 files"
    assert told[1] == (
        "triage: 12%, 500.0 MB of 4.0 GB, 8.3 MB a second, 0:07:00 left; file 2 of 2,000, dump 1: ****-******* 1.csv"
    )
    assert len(told) == 6
    assert told[-1].startswith("triage: 3.0 GB done in 0:04:")


def test_a_bar_says_which_file_and_dump_are_read(monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    play(for_stderr("bar"))

    assert "file 1 of 3, dump 1: list.csv" in terminal.getvalue()


def test_a_bar_that_was_never_started_takes_anything():
    bar = Bar()
    bar.advance(1)
    bar.note("x")
    bar.finish()
