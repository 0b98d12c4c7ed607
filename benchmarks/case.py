"""Persons and overlaps of a case against DuckDB over the same clear values, and what storing tokens adds to a scan.

    python benchmarks/case.py [--dumps 20] [--rows 10000]       (pip install duckdb, which the program itself needs not)
    python benchmarks/case.py --dumps 200 --rows 100000 --stored

The dumps share people, so that persons are counted once over all of them; some have a mobile number and no CNIC.
What a case answers from tokens must be what distinct counts of the clear values are. Times are processor seconds.
With `--stored` only the first rows of each dump are scanned; the records of the others are stored as a scan stores
them, because the scan of twenty million rows takes an hour.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

import measure
import polars as pl

from triage.case import Case
from triage.core.keys import Key
from triage.core.model import AT, digest
from triage.core.people import Identities
from triage.core.summary import Summary
from triage.detect.identities import of_rows

SCAN = """
import sys
from pathlib import Path
from triage.app import scan as pipeline
from triage.core.progress import Silent
from triage.detect import Detector
if sys.argv[3] == "without":
    Detector.observed = lambda self, source, batch, key, plain=Detector.observed: plain(self, source, batch, None)
folder = Path(sys.argv[1])
pipeline.scan([folder], pipeline.Options(case=Path(sys.argv[2]), jobs=1, key=Path(sys.argv[2] + ".key")), Silent())
"""


FIRST = ("AHMED", "ALI", "AYESHA", "BILAL", "FATIMA", "HASSAN", "IMRAN", "KHALID", "NADIA", "OMAR", "SAIMA", "TARIQ")
LAST = ("ABBASI", "AKHTAR", "BHATTI", "BUTT", "CHAUDHRY", "HUSSAIN", "IQBAL", "KHAN", "MALIK", "QURESHI", "MIR", "SYED")
PLACES = ("35202", "42101", "61101", "17301")
SCANNED = 60
"""Rows of each dump that are scanned with `--stored`."""


def people(rows: int, first: int) -> pl.DataFrame:
    """Return invented people, by their numbers: the same number is the same person in every dump."""
    number = pl.int_range(first, first + rows, eager=True)
    serial = (number * 7919 % 9_000_000 + 1_000_000).cast(pl.String)
    which = number // 9_000_000
    cnic = pl.Series(PLACES).gather(which) + "-" + serial + "-" + (number % 9 + 1).cast(pl.String)
    name = pl.Series(FIRST).gather(number * 31 % 97 % 12) + " " + pl.Series(LAST).gather(number * 17 % 89 % 12)
    mobile = "03" + which.cast(pl.String) + "0-" + serial
    made = pl.DataFrame({"number": number, "name": name, "cnic": cnic, "mobile": mobile})
    return made.with_columns(pl.when(pl.col("number") % 10 > 0).then("cnic").alias("cnic")).drop("number")


def processor(command: list[str]) -> float:
    """Return the processor seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _letters(number: int) -> str:
    """Return two letters for a number: files that are numbered would be parts of one dump."""
    return chr(97 + number // 26) + chr(97 + number % 26)


def _scan(folder: Path, case: Path) -> float:
    return processor([sys.executable, "-c", SCAN, str(folder), str(case), case.name])


def stored(folder: Path, case: Path) -> None:
    """Make a case of some dumps whose first rows are scanned, and store the records of their other rows."""
    firsts = folder.with_name("firsts")
    firsts.mkdir()
    for file in folder.iterdir():
        with file.open() as lines:
            (firsts / file.name).write_text("".join(islice(lines, SCANNED + 1)))
    _scan(firsts, case)
    with Case.open(case) as kept:
        of_dump = {digest(each.dump): each for each in kept.evidence()}
        for source, dump in kept.tokens.sources().select("key", "dump").iter_rows():
            rows = pl.read_csv(folder / of_dump[dump].dump, infer_schema=False).slice(SCANNED)
            for number, some in enumerate(rows.iter_slices(50_000)):
                part = Summary(people=(_identities(source, some, kept.key),))
                kept.add(of_dump[dump], f"stored {source} {number}", part)
                kept.checkpoint()


def _identities(source: str, rows: pl.DataFrame, key: Key) -> Identities:
    """Return what a scan stores of the people in some rows."""
    digits = [pl.col(name).str.replace_all("-", "") for name in ("cnic", "mobile")]
    valid = [pl.col(name).is_not_null().alias(f"{name}.valid") for name in ("cnic", "mobile")]
    seen = rows.select("name", *digits, *valid, pl.int_range(pl.len(), dtype=pl.UInt64).alias(f".{AT}"))
    return Identities.of_rows(source, of_rows(seen, {"name": 0, "cnic": 1, "mobile": 2}, key).drop("row"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dumps", type=int, default=20)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--only-compare", action="store_true", help="Scan once, and do not ask what tokens add.")
    parser.add_argument(
        "--stored", action="store_true", help="Scan the first rows, and store the records of the others."
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "seized")
        folder.mkdir()
        for number in range(chosen.dumps):
            people(chosen.rows, number * chosen.rows // 2).write_csv(folder / f"{_letters(number)}.csv")
        if chosen.stored:
            stored(folder, Path(home, "with"))
            check(Path(home, "with"), folder)
            return
        ways = ("with",) if chosen.only_compare else ("without", "with")
        times = {how: _scan(folder, Path(home, how)) for how in ways}
        print(f"{chosen.dumps} dumps of {chosen.rows:,} rows, scan with persons: {times['with']:.2f} s of processor")
        if "without" in times:
            print(f"tokens, persons and comparison together add {times['with'] / times['without'] - 1:.0%}")
        size = sum(each.stat().st_size for each in Path(home, "with").rglob("*") if each.is_file())
        print(f"the case takes {size / (chosen.dumps * chosen.rows):.0f} bytes a record")
        check(Path(home, "with"), folder)


COMPARE = """
import json, sys
from pathlib import Path
from triage.app.compare import compare
told = compare([Path(sys.argv[1])])
pairs = {f"{each['one']} {each['other']}": each["persons"] for each in told["comparison"]["pairs"]}
Path(sys.argv[2]).write_text(json.dumps([told["persons"]["distinct"], pairs]))
"""

DUCKDB = """
import json, sys
from pathlib import Path
import duckdb
base = duckdb.connect()
base.execute("set threads = 2; set memory_limit = '2GB'")
names = sorted(each.name for each in Path(sys.argv[1]).iterdir())
# Who has no CNIC is known by the mobile number, which nobody else has.
each = " union all ".join(
    f"select distinct {n} as dump, coalesce(cnic, mobile) as person "
    f"from read_csv('{sys.argv[1]}/{name}', all_varchar=true)"
    for n, name in enumerate(names)
)
base.execute(f"create temp table held as {each}")
distinct = base.execute("select count(distinct person) from held").fetchone()[0]
rows = base.execute(
    "select a.dump, b.dump, count(*) from held a join held b on a.person = b.person and a.dump < b.dump group by all"
).fetchall()
pairs = {f"{names[one]} {names[other]}": count for one, other, count in rows}
Path(sys.argv[2]).write_text(json.dumps([distinct, pairs]))
"""


def check(case: Path, folder: Path) -> None:
    """Compare what the case says with DuckDB over the clear values; end with 1 where they differ."""
    ours, theirs = case.with_name("ours.json"), case.with_name("theirs.json")
    ask = measure.once([sys.executable, "-c", COMPARE, str(case), str(ours)])
    peer = measure.once([sys.executable, "-c", DUCKDB, str(folder), str(theirs)])
    said, true = (json.loads(file.read_text()) for file in (ours, theirs))
    if said != true:
        sys.exit(f"NOT exact: {said[0]:,} persons are {true[0]:,} in the clear values, or a pair differs")
    print(f"persons {said[0]:,} and {len(said[1]):,} pairs of dumps: exact")
    for name, cost in (("compare", ask), ("DuckDB over the clear values", peer)):
        print(f"{name}: {cost.cpu:.1f} s of processor, peak {cost.peak / 2**20:,.0f} MiB")
    print(f"ratio {ask.cpu / peer.cpu:.1f} (at most 2)")


if __name__ == "__main__":
    main()
