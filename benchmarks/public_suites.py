"""What a scan makes of public suites of awkward files: read whole, in part with a reason, refused with a reason, wrong.

    python benchmarks/public_suites.py json=~/suites/JSONTestSuite/test_parsing sql=~/suites/sakila
    python benchmarks/public_suites.py --each --limit 60 mail=~/suites/mail     # a scan a file: finds slow ones

You fetch the suites; nothing here opens a network. Each file of a suite is copied into one flat folder, so that it is a
dump of its own, next to the files that belong to it, and the folder is scanned by a process of its own. What a suite
itself states of its files (rows, valid or not) stands in `public_suites.csv` and is held against the report:

    suite,file,table,expected,source      file: a pattern of the name without folders; table: empty for all of a file
    expected: a number of rows, `whole` (nothing missing and nothing amiss), `amiss` (a reason must be given), or empty
    (nothing is held against it); of several lines for a file and table the last counts

Wrong is: other rows than expected (one more is right where no header was seen) and nothing said of it, a reason missing
where the suite says that the file is amiss, a file that is not in the report, or one that is neither complete nor has a
reason. With --list, each file that is not read whole is named with its reasons, and with --empty each that is called
complete and gave no row.
"""

from __future__ import annotations

import argparse
import csv
import fnmatch
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EXPECTED = Path(__file__).with_suffix(".csv")
BETWEEN = "__"
KINDS = ("whole", "in part", "refused", "wrong", "fault of ours")
_BESIDE = ("(statements)", "(notes)")
"""Tables of what stands beside the rows of a file."""

_OURS = ("reader_failed", "not_judged", "books_do_not_balance")


@dataclass(frozen=True)
class Expected:
    """What a suite states of its files whose names fit a pattern."""

    suite: str
    file: str
    table: str
    expected: str


@dataclass
class Outcome:
    """What became of the files of one suite: counts by kind, lines that name files, seconds."""

    files: int
    seconds: float
    kinds: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    lines: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def expectations(path: Path) -> list[Expected]:
    """Read what suites state; a line that begins with # is a remark."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return [Expected(row["suite"], row["file"], row["table"], row["expected"]) for row in csv.DictReader(lines)]


def flat(suite: Path, into: Path) -> dict[str, str]:
    """Copy the files of a suite into one folder; return their names, in which the folders are kept, with SHA-256."""
    names = {}
    for path in sorted(each for each in suite.rglob("*") if each.is_file() and not each.is_symlink()):
        name = BETWEEN.join(path.relative_to(suite).parts)
        shutil.copyfile(path, into / name)
        names[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return names


def scan(triage: str, evidence: Path, case: Path, limit: float) -> tuple[dict[str, Any] | None, str, float]:
    """Scan and return the report, what was said on standard error, and seconds; no report: it failed or took longer."""
    command = [triage, "scan", str(evidence), "--format", "json", "--ner", "off", "--progress", "none"]
    command += ["--case", str(case), "--key", str(case) + ".key"]
    started = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return None, f"took more than {limit:.0f} s", time.perf_counter() - started
    seconds = time.perf_counter() - started
    if done.returncode not in (0, 3):
        return None, f"exit {done.returncode}: {done.stderr[-2_000:]}", seconds
    return json.loads(done.stdout), done.stderr, seconds


def told(coverage: Mapping[str, Any]) -> str:
    """Return the reasons of a dump in one line."""
    parts = (f"{each['reason']} ({each['count']} times, {each['bytes']} bytes)" for each in coverage["reasons"])
    return "; ".join(parts)


def _kind(dump: Mapping[str, Any]) -> str:
    coverage = dump["coverage"]
    reasons = [each["reason"] for each in coverage["reasons"]]
    if any(reason.partition(":")[0] in _OURS for reason in reasons):
        return "fault of ours"
    if coverage["complete"]:
        return "whole"
    if not reasons:
        return "wrong"
    return "in part" if coverage["rows_read"] else "refused"


def _plain(name: str) -> str:
    """Return the name of a table as all editions of a data set write it."""
    return name.lower().replace("_", "")


def _rows(dump: Mapping[str, Any], table: str) -> tuple[int, int]:
    """Return the rows of a table, and how many of them may be a header that was read as a row."""
    named = [(_plain(each["name"] or ""), each) for each in dump["tables"]]
    tables = [each for name, each in named if name == _plain(table) or (not table and name not in _BESIDE)]
    return sum(each["rows"] for each in tables), sum(not each["has_header"] for each in tables)


def differences(dump: Mapping[str, Any], stated: Sequence[Expected]) -> Iterator[str]:
    """Yield what is other than a suite states; rows that are missing with a reason are no difference."""
    complete = dump["coverage"]["complete"]
    for each in stated:
        if each.expected == "whole":
            if not complete:
                yield "is called amiss, and the suite says that it is not"
        elif each.expected == "amiss":
            if not dump["coverage"]["reasons"]:
                yield "the suite says that it is amiss, and nothing is said of it"
        else:
            (rows, headers), right = _rows(dump, each.table), int(each.expected)
            if rows > right + headers or (complete and rows < right):
                yield f"{rows} rows{each.table and ' of ' + each.table} instead of {right}"


def judge(name: str, names: Mapping[str, str], report: Mapping[str, Any], stated: Sequence[Expected]) -> Outcome:
    """Sort the files of a suite by what became of them."""
    outcome = Outcome(len(names), 0.0)
    seen = {dump["dump"]: dump for dump in report["dumps"]}
    parts = {each["sha256"]: dump for dump in report["dumps"] for each in dump["files"]}
    for file, sha256 in names.items():
        # Numbers in names are masked. A file that belongs to another, as memos do to a table, is a part of its dump.
        dump = seen.get(file) or parts.get(sha256)
        if dump is None:
            kind, why = "wrong", "is not in the report"
        else:
            own = (each for each in stated if each.suite == name)
            last = {each.table: each for each in own if fnmatch.fnmatch(file.split(BETWEEN)[-1], each.file)}
            wrong = "; ".join(differences(dump, [each for each in last.values() if each.expected]))
            kind, why = ("wrong", wrong) if wrong else (_kind(dump), "")
            why = "; ".join(part for part in (why, told(dump["coverage"])) if part)
            outcome.rows += dump["coverage"]["rows_read"]
            if dump["coverage"]["complete"] and not dump["coverage"]["rows_read"]:
                outcome.empty.append(f"{file}: {dump['bytes']} bytes, {dump['format']}")
        outcome.kinds[kind] += 1
        if kind != "whole":
            outcome.lines.append(f"{kind}: {file}: {why}")
    return outcome


def whole_suite(name: str, suite: Path, options: argparse.Namespace, stated: Sequence[Expected]) -> Outcome:
    """Scan a suite as one folder."""
    with tempfile.TemporaryDirectory(prefix="suite-") as scratch:
        evidence = Path(scratch) / "evidence"
        evidence.mkdir()
        names = flat(suite, evidence)
        report, said, seconds = scan(options.triage, evidence, Path(scratch) / "case", options.limit * len(names))
    if report is None:
        return Outcome(len(names), seconds, Counter({"fault of ours": len(names)}), 0, [f"the whole suite: {said}"])
    outcome = judge(name, names, report, stated)
    outcome.seconds = seconds
    if "Traceback" in said:
        outcome.lines.append(f"fault of ours: {said[-1_000:]}")
    if options.reports:
        (options.reports / f"{name}.json").write_text(json.dumps(report), encoding="utf-8")
    return outcome


def each_file(name: str, suite: Path, options: argparse.Namespace, stated: Sequence[Expected]) -> Outcome:
    """Scan each file of a suite by itself, and name those that take longer than the limit."""
    total = Outcome(0, 0.0)
    with tempfile.TemporaryDirectory(prefix="suite-") as scratch:
        evidence = Path(scratch) / "evidence"
        evidence.mkdir()
        for index, (file, sha256) in enumerate(flat(suite, evidence).items()):
            case = Path(scratch) / f"case-{index}"
            report, said, seconds = scan(options.triage, evidence / file, case, options.limit)
            one = Outcome(1, seconds, Counter({"fault of ours": 1}), 0, [f"fault of ours: {file}: {said}"])
            if report is not None:
                one = judge(name, {file: sha256}, report, stated)
            total.files += 1
            total.seconds += seconds
            total.kinds += one.kinds
            total.rows += one.rows
            total.lines += one.lines
            total.empty += one.empty
            if seconds > options.slow:
                total.lines.append(f"slow: {file}: {seconds:.1f} s")
    return total


def main() -> int:
    """Print a row a suite; the exit status is 1 where anything is wrong or a fault of ours."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="*", metavar="NAME=FOLDER")
    parser.add_argument("--expected", type=Path, default=EXPECTED, help="what suites state (default: beside this file)")
    parser.add_argument("--triage", default=shutil.which("triage") or "triage", help="the program")
    parser.add_argument("--each", action="store_true", help="a scan a file, not a scan a suite")
    parser.add_argument("--limit", type=float, default=60, help="seconds that a file may take")
    parser.add_argument("--slow", type=float, default=20, help="with --each: seconds from which a file is named")
    parser.add_argument("--list", action="store_true", help="name the files that are not read whole")
    parser.add_argument("--empty", action="store_true", help="name the files that are complete and have no row")
    parser.add_argument("--reports", type=Path, help="a folder in which the reports are kept")
    options = parser.parse_args()
    if options.reports:
        options.reports.mkdir(parents=True, exist_ok=True)
    if not options.suites:
        print("no suite is named, none is measured")
    stated, bad = expectations(options.expected), 0
    print(f"| suite | files | {' | '.join(KINDS)} | rows | seconds |")
    print(f"|---|{'---|' * (len(KINDS) + 3)}")
    for pair in options.suites:
        name, _, folder = pair.partition("=")
        run = each_file if options.each else whole_suite
        outcome = run(name, Path(folder).expanduser(), options, stated)
        counts = " | ".join(f"{outcome.kinds[kind]:,}" for kind in KINDS)
        print(f"| {name} | {outcome.files:,} | {counts} | {outcome.rows:,} | {outcome.seconds:.0f} |", flush=True)
        grave = [line for line in outcome.lines if line.startswith(("wrong", "fault", "slow"))]
        shown = outcome.lines if options.list else grave
        for line in shown + (outcome.empty if options.empty else []):
            print(f"  {line}", file=sys.stderr, flush=True)
        bad += outcome.kinds["wrong"] + outcome.kinds["fault of ours"]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
