"""Run the programs of mdbtools: without a shell, with a time limit, and with their error lines counted."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PROGRAMS = ("mdb-tables", "mdb-count", "mdb-export", "mdb-json", "mdb-prop")
LONGEST = 64 * 1024 * 1024
"""Longest line in bytes."""

_COMPLAINT_BYTES = 65_536
_SECONDS, _SECONDS_PER_MEGABYTE = 30.0, 1.0
_DATES = ("-D", "%Y-%m-%d", "-T", "%Y-%m-%dT%H:%M:%S")


@dataclass(slots=True)
class End:
    """How a program ended: the number of lines on standard error, whether it failed, whether it exceeded its time."""

    complaints: int = 0
    is_failed: bool = False
    is_over_time: bool = False


def missing() -> str:
    """Return what to install; "" if nothing is missing."""
    lacking = [name for name in PROGRAMS if shutil.which(name) is None]
    return f"{', '.join(lacking)}: install mdbtools (Debian: apt install mdbtools)" if lacking else ""


def tables(path: Path, end: End) -> list[str]:
    """Return the names of the user's tables, without system tables."""
    return [text for line in _lines(["mdb-tables", "-1", "--", str(path)], path, end) if (text := _text(line))]


def columns(path: Path, table: str, end: End) -> list[str]:
    """Return the names of the columns of a table."""
    for line in _lines(["mdb-export", "--", str(path), table], path, end):
        return next(csv.reader([_text(line)]), [])
    return []


def count(path: Path, table: str, end: End) -> int | None:
    """Return the number of rows that a table's definition states; null if it states none."""
    found = [_text(line) for line in _lines(["mdb-count", "--", str(path), table], path, end)]
    return int(found[0]) if found and found[0].isdigit() else None


def computed(path: Path, table: str, end: End) -> list[str]:
    """Return the computed columns of a table, whose values mdbtools does not give correctly."""
    name, found = "", []
    for line in _lines(["mdb-prop", "--", str(path), table], path, end):
        if line.startswith(b"name: "):
            name = _text(line)[6:]
        elif line.startswith(b"\tExpression: ") and line[13:].strip() and name not in found:
            found.append(name)
    return found


def rows(path: Path, table: str, end: End) -> Iterator[bytes]:
    """Yield the rows of a table, each a JSON object without its nulls."""
    for line in _lines(["mdb-json", *_DATES, "--", str(path), table], path, end):
        if line.strip():
            yield line


def _text(line: bytes) -> str:
    return line.decode("utf-8", "backslashreplace").rstrip("\r\n")


def _lines(command: list[str], path: Path, end: End) -> Iterator[bytes]:
    """Yield lines of standard output as they come.

    `end` is complete after the last one, or if the caller stops early.
    """
    seconds = _SECONDS + _SECONDS_PER_MEGABYTE * path.stat().st_size / 1e6
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(  # noqa: S603 - a list without a shell; names follow "--"
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    clock = threading.Timer(seconds, _stop, (process, end))
    said: list[int] = []
    ear = threading.Thread(target=_hear, args=(process.stderr, said), daemon=True)
    ear.start()
    clock.start()
    is_wanted = False
    try:
        if process.stdout:
            while line := process.stdout.readline(LONGEST):
                yield line
        is_wanted = True
    finally:
        if not is_wanted:
            process.kill()
        status = process.wait()
        clock.cancel()
        ear.join()
        for pipe in (process.stdout, process.stderr):
            if pipe:
                pipe.close()
        end.complaints += sum(said)
        end.is_failed |= is_wanted and status != 0


def _stop(process: subprocess.Popen[bytes], end: End) -> None:
    end.is_over_time = True
    process.kill()


def _hear(pipe: IO[bytes] | None, said: list[int]) -> None:
    """Count lines until the program ends, without keeping them."""
    while pipe and (part := pipe.read(_COMPLAINT_BYTES)):
        said.append(part.count(b"\n"))
