"""Other tools beside ours on the same cells: recall by kind, false finds in look-alikes, cells a second.

    python benchmarks/detection/peers.py [CELLS] [SEED]        default: 60 cells a column, seed 51

`PEERS_PYTHON` may name the interpreter of a virtual environment that has the peers; else this one is asked. A peer that
is not there is named as absent. Peers see each cell alone, as they do in tables; ours decides the column first, without
its header, which is what a column is for. A find counts where its kind is that of the column.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
from columns import DETECTOR, decided
from lookalikes import NEGATIVES
from made import DIRT, written
from peer_finds import PEERS

from triage.recognizers import fold_column

OURS = {"PK_CNIC": "cnic", "PK_MOBILE_NUMBER": "phone", "PK_LANDLINE_NUMBER": "phone", "EMAIL_ADDRESS": "email",
        "IBAN_CODE": "iban", "CREDIT_CARD": "card", "PERSON": "person", "LOCATION": "place"}  # fmt: skip
"""Kinds that are compared, by our entity."""

SHARP = frozenset({"cnic", "phone", "email", "iban"})
"""Kinds of which a find in a look-alike is counted as false; an Italian telephone is no Pakistani one."""


def corpus(size: int, rng: random.Random) -> tuple[list[list[str]], list[str]]:
    """Columns of cells, and the kind of each: "" = a look-alike."""
    columns, kinds = [], []
    for _ in range(3):
        for entity, pairs in written(rng).items():
            if entity in OURS:
                columns.append([cell for cell, _ in pairs if cell not in DIRT][:size])
                kinds.append(OURS[entity])
    for make in NEGATIVES.values():
        columns.append(make(rng)[:size])
        kinds.append("")
    return columns, kinds


def ours(columns: list[list[str]]) -> tuple[list[list[str]], float]:
    """Return what ours finds in each cell, and the seconds it took once the columns were decided."""
    found: list[list[str]] = []
    longest = max(map(len, columns))
    roles = decided(["" for _ in columns], [[*column, *[""] * (longest - len(column))] for column in columns])
    started = time.perf_counter()
    for role, column in zip(roles, columns, strict=True):
        kind = OURS.get(role.entity, "")
        if not kind:
            found += [[] for _ in column]
            continue
        said = DETECTOR.eyes.values(role.entity, fold_column(pl.Series("cell", column)))
        found += [[kind] if each else [] for each in said["valid"].fill_null(value=False).to_list()]
    return found, time.perf_counter() - started


def peer(name: str, cells: list[str]) -> dict[str, Any]:
    """Return what a peer says, run with the interpreter that has it."""
    python = os.environ.get("PEERS_PYTHON", sys.executable)
    script = Path(__file__).with_name("peer_finds.py")
    command = [python, str(script), name]
    done = subprocess.run(command, check=False, input=json.dumps(cells), capture_output=True, text=True)
    if done.returncode:
        return {"absent": f"it failed: {(done.stderr.strip().splitlines() or ['without a word'])[-1]}"}
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def line(name: str, found: list[list[str]], truth: list[str], seconds: float) -> str:
    """Return a row of the table."""
    right, total, false, others = Counter[str](), Counter[str](), 0, 0
    for kinds, kind in zip(found, truth, strict=True):
        if kind:
            total[kind] += 1
            right[kind] += kind in kinds
        else:
            others += 1
            false += bool(SHARP & set(kinds))
    recall = " ".join(f"{kind} {right[kind] / total[kind]:.3f}" for kind in dict.fromkeys(OURS.values()))
    return f"{name:34} {recall} | false a million {false * 1e6 / others:,.0f} | {len(found) / seconds:,.0f} cells/s"


def main(size: int, seed: int) -> None:
    """Print a row for ours and for each peer."""
    rng = random.Random(seed)  # noqa: S311 - a benchmark
    columns, kinds = corpus(size, rng)
    cells = [cell for column in columns for cell in column]
    truth = [kind for column, kind in zip(columns, kinds, strict=True) for _ in column]
    print(f"{len(cells):,} cells, {sum(not each for each in truth):,} of them look-alikes; recall by kind")
    decided([""], [columns[0]])
    found, seconds = ours(columns)
    print(line("ours", found, truth, seconds), flush=True)
    for name in PEERS:
        told = peer(name, cells)
        if "absent" in told:
            print(f"{name:34} not run: {told['absent']}")
        else:
            print(line(f"{name} {told['version']}".strip(), told["found"], truth, told["seconds"]), flush=True)


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(given[0] if given else 60, given[1] if len(given) > 1 else 51)
