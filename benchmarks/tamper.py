"""Turn one bit of one byte of a case, again and again: each must be named by `audit`, or refused in one line.

    python benchmarks/tamper.py [--tries 100]

Of every try: which file, whether `triage audit` ends with 1 and one line that says what is wrong, and whether
`triage report` ends without a traceback.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from triage.cli import main as triage

ROWS = "".join(f"Sana Tariq,35202-{number:07}-1,0300-{number:07}\n" for number in range(1_234_567, 1_236_567))


@dataclass(frozen=True, slots=True)
class Try:
    """One turned bit, and what two commands made of it; `faults` are lines that say what is wrong."""

    where: str
    audit_status: int
    faults: int
    has_crashed: bool

    @property
    def is_named(self) -> bool:
        """Whether it was named in one line, and nothing crashed."""
        return self.audit_status == 1 and self.faults == 1 and not self.has_crashed


def turned(case: Path, home: Path, tries: int) -> Iterator[Try]:
    """Yield so many tries on copies of a case under `home`; files take turns, so that small ones are tried too."""
    rng = random.Random(14)  # noqa: S311 - nothing is secret here
    files = sorted(each.relative_to(case) for each in case.rglob("*") if each.is_file())
    for number in range(tries):
        copy = Path(shutil.copytree(case, home / f"copy {number}"))
        file = copy / files[number % len(files)]
        data = bytearray(file.read_bytes())
        place = rng.randrange(len(data))
        data[place] ^= 1 << rng.randrange(8)
        file.write_bytes(data)
        runner = CliRunner()
        audit, report = (runner.invoke(triage, [command, str(copy)]) for command in ("audit", "report"))
        faults = sum(line.startswith(("WRONG ", "triage: ")) for line in audit.output.splitlines())
        crashed = any(_crashed(each) for each in (audit, report))
        yield Try(f"{files[number % len(files)]} at {place}", audit.exit_code, faults, crashed)
        shutil.rmtree(copy)


def _crashed(result: Result) -> bool:
    return result.exception is not None and not isinstance(result.exception, SystemExit)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=100)
    tries = parser.parse_args().tries
    with tempfile.TemporaryDirectory() as home:
        seized = Path(home, "list.csv")
        seized.write_text(f"name,cnic,mobile\n{ROWS}")
        key = str(Path(home, "case.key"))
        CliRunner().invoke(triage, ["scan", str(seized), "--case", str(Path(home, "case")), "--key", key])
        found = list(turned(Path(home, "case"), Path(home), tries))
    missed = [each for each in found if not each.is_named]
    by_file = Counter(each.where.split(" at ")[0] for each in found)
    print("\n".join(f"{count:>5}  {name}" for name, count in sorted(by_file.items())))
    print(f"named: {len(found) - len(missed)} of {len(found)}")
    if missed:
        sys.exit("\n".join(map(str, missed)))


if __name__ == "__main__":
    main()
