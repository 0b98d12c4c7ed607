"""Files of rules as plain data, kept beside the program as Python keeps compiled modules.

Parsing YAML takes a tenth of a scan of few rows. What is kept is JSON and states the digest of the files that it was
parsed from: after any change they are parsed anew. Nothing is kept if Python may write no compiled modules, or cannot.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import os
import sys
from collections.abc import Mapping
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from triage.rules.model import RuleError

Plain = dict[str, Any] | list[dict[str, str]]
"""What a file holds: a mapping of a rule with its lines, or the rows of a table."""


def plain(files: Mapping[Path, bytes]) -> dict[Path, Plain]:
    """Return what files of rules hold. Raises `RuleError` for the first mistake."""
    return {path: _parsed(path, data) for path, data in files.items()}


def kept(home: Path, files: Mapping[Path, bytes]) -> tuple[dict[Path, Plain], bool]:
    """Return what the program's own files hold, and true if they were parsed, and so checked, before."""
    named = {f"{path.parent.name}/{path.name}": path for path in files}
    seal = hashlib.sha256(b"".join(b"%s\0%s\0" % (name.encode(), files[path]) for name, path in named.items()))
    place = _place(home)
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(place.read_bytes())
        if told["files"] == seal.hexdigest():
            return {path: told["plain"][name] for name, path in named.items()}, True
    found = plain(files)
    _keep(place, {"files": seal.hexdigest(), "plain": {name: found[path] for name, path in named.items()}})
    return found, False


def _place(home: Path) -> Path:
    """Return the file in which parsed rules are kept: where Python keeps compiled modules."""
    return Path(cache_from_source(str(home / "parsed.py"))).with_suffix(".json")


def _keep(place: Path, told: dict[str, Any]) -> None:
    """Write what was parsed in one step, if it is read back the same; a program that may not write goes on without."""
    if sys.dont_write_bytecode:
        return
    with contextlib.suppress(OSError, TypeError):
        text = json.dumps(told)
        if json.loads(text) == told:
            new = place.with_suffix(f".{os.getpid()}")
            place.parent.mkdir(exist_ok=True)
            new.write_text(text, encoding="utf-8")
            new.replace(place)


def _parsed(path: Path, data: bytes) -> Plain:
    if path.suffix == ".csv":
        return _table(path, data.decode("utf-8"))
    from triage.rules.lined_yaml import mapping  # noqa: PLC0415 - where rules are kept, no YAML parser is needed

    return mapping(path.name, data.decode("utf-8"))


def _table(path: Path, text: str) -> list[dict[str, str]]:
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("#")]
    if not any("Source:" in line for line in head):
        message = f"{path.name}: line 1: a table begins with '# ...' lines that name its Source: and the date read"
        raise RuleError(message)
    numbered = [(number, line) for number, line in enumerate(lines, 1) if not line.startswith("#")]
    reader = csv.DictReader(line for _, line in numbered)
    return [_full(row, f"{path.name}: line {numbered[reader.line_num - 1][0]}") for row in reader]


def _full(row: dict[Any, Any], where: str) -> dict[str, str]:
    if None in row or None in row.values():
        raise RuleError(f"{where}: a row needs a cell for each column (put quotes around a cell with a comma)")
    return row
