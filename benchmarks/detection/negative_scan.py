"""What `triage scan` takes for somebody's where nothing is: 1,000 columns, and a million characters of text.

    python benchmarks/detection/negative_scan.py [CHARACTERS] [SEED] [COLUMNS]        default: 1000000, seed 1, 1000

Columns stand in tables of ten, in CSV, NDJSON, SQLite and XLSX in turn; texts in files of 60,000 characters.
Of columns, those called any entity of a person are counted (those of the held-out kinds apart); of texts, every find
that is no person and no place. Programs and licences of this machine are read besides, where they are: another machine
has others.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import carriers
import negative_columns
from negative_columns_held_out import HELD_OUT, HELD_OUT_TEXTS

ROWS = 80
TOGETHER = 10
FILE = 60_000
NOBODYS = frozenset({"", "TEXT", "URL", "IP_ADDRESS", "MAC_ADDRESS"})
"""What is no person's, or is what it is said to be wherever it stands."""
SOFT = frozenset({"PERSON", "LOCATION", "USERNAME", "AGE", "PASSWORD_HASH"})
"""Counted apart in text: no identifiers."""


def scan(folder: Path, case: Path) -> list[dict[str, Any]]:
    """Return the dumps of a scan of a folder."""
    command = [sys.executable, "-m", "triage", "scan", str(folder), "--case", str(case), "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in (0, 3):
        sys.exit(f"status {done.returncode}: {done.stderr.decode()[-2000:]}")
    dumps: list[dict[str, Any]] = json.loads(done.stdout)["dumps"]
    return dumps


def columns(home: Path, count: int, rng: Random) -> None:
    """Print the columns called somebody's, and the finds in their cells."""
    folder = home / "columns"
    folder.mkdir()
    kinds = _write(folder, count, rng)
    called: Counter[tuple[str, str, str]] = Counter()
    finds: Counter[tuple[str, str, str]] = Counter()
    seen = 0
    for dump in scan(folder, home / "case columns"):
        for table in dump["tables"]:
            # NDJSON has a column more, for keys that come late.
            for column, (half, kind) in zip(table["columns"], kinds[dump["dump"]], strict=False):
                seen += 1
                if (column["entity"] or "") not in NOBODYS:
                    called[half, kind, column["entity"]] += 1
                for entity, tally in column["also"].items():
                    if entity not in NOBODYS:
                        finds[half, kind, entity] += tally["found"]
    print(f"columns called somebody's: {called.total()} of {seen:,}")
    print(f"finds in cells of columns called nothing: {finds.total()} in {seen * ROWS:,} cells")
    for name, counted in (("called", called), ("found in", finds)):
        for (half, kind, entity), times in counted.most_common(30):
            print(f"  {name} {half}: {kind if half == 'open' else 'a kind'} {entity}: {times}")


def _write(folder: Path, count: int, rng: Random) -> dict[str, list[tuple[str, str]]]:
    """Write the tables of columns; by name of dump, which half and kind each column is of."""
    kinds = {}
    written = [carriers.TABLES[name] for name in ("CSV", "NDJSON", "SQLite", "XLSX")]
    halves = {"open": negative_columns.OPEN | negative_columns.LOOKED_AT, "held out": HELD_OUT}
    for half, known in halves.items():
        made = negative_columns.columns(known, count // 2, ROWS, rng)
        for number in range(len(made) // TOGETHER):
            some = made[number * TOGETHER : (number + 1) * TOGETHER]
            suffix, write = written[number % len(written)]
            headers = _distinct([header for _, header, _ in some])
            name = f"{half} {number}{suffix}"
            (folder / name).write_bytes(write(headers, list(zip(*(cells for _, _, cells in some), strict=True))))
            kinds[name] = [(half, kind) for kind, _, _ in some]
    return kinds


def _distinct(headers: list[str]) -> list[str]:
    """Headers that come again get their place: most containers hold no two of a name."""
    return [f"{header} {i}" if header in headers[:i] else header for i, header in enumerate(headers)]


def texts(home: Path, characters: int, rng: Random) -> None:
    """Print false identifiers by kind of text."""
    folder, sizes = home / "texts", Counter[str]()
    folder.mkdir()
    kinds = negative_columns.TEXTS | HELD_OUT_TEXTS
    each = characters // len(kinds)
    for kind, (suffix, line) in kinds.items():
        for number in range(-(-each // FILE)):
            said, size = [], 0
            while size < min(FILE, each - sizes[kind]):
                said.append(line(rng))
                size += len(said[-1]) + 1
            sizes[kind] += size
            (folder / f"{kind}~{number}{suffix}").write_text("\n".join(said) + "\n", "utf-8")
    machine = sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))[:12] + sorted(
        Path("/usr/share/common-licenses").glob("*")
    )
    for path in machine:
        if path.is_file() and not path.is_symlink():
            text = path.read_text("utf-8", "replace")[:FILE]
            sizes["machine"] += len(text)
            (folder / f"machine~{path.name}.txt").write_text(text, "utf-8")
    finds: dict[str, Counter[str]] = {kind: Counter() for kind in sizes}
    for dump in scan(folder, home / "case texts"):
        kind = dump["dump"].split("~")[0]
        for entity, tally in dump["entities"].items():
            if entity not in NOBODYS:
                finds[kind][entity] += tally["found"]
    hard = 0
    for kind, counted in finds.items():
        own = sum(count for entity, count in counted.items() if entity not in SOFT)
        hard += own
        print(f"  {kind:15} {sizes[kind]:9,} characters: {own} false identifiers; {dict(counted)}")
    print(f"false identifiers: {hard} in {sizes.total():,} characters, {hard / sizes.total() * 1e6:.1f} a million")


def main(characters: int, seed: int, count: int) -> None:
    """Write the files, scan them and print the figures."""
    with tempfile.TemporaryDirectory() as home:
        columns(Path(home), count, Random(seed))  # noqa: S311 - a benchmark
        texts(Path(home), characters, Random(seed))  # noqa: S311 - a benchmark


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*given, *(1_000_000, 1, 1_000)[len(given) :])
