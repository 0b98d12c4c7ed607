"""Free text through a whole `triage scan`, on one core: prose and texts full of numbers, beside `grep` in the same run.

    python benchmarks/text.py [MEGABYTES]        default: 20 of each

Each kind of text is scanned at two sizes: the difference tells what a megabyte costs, without the start of the program.
`grep` searches the same file for one pattern of a CNIC. With names read (`--ner all`) a smaller file is scanned, and
the words a second of the language pipeline are printed. Processor time of whole processes.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

import measure

sys.path.insert(0, str(Path(__file__).with_name("detection")))

WORDS = (
    "the office will send every form again after the meeting because some of them came back without a date and nobody"
    " could say which desk had kept the list while water and power were cut for most of the week in that part of town"
).split()
NAMES_MEGABYTES = 0.5


def prose(seed: int) -> Iterator[str]:
    """Yield lines of words without a number or a name."""
    random = Random(seed)  # noqa: S311 - invented words
    while True:
        yield " ".join(random.choices(WORDS, k=random.randint(6, 24))).capitalize() + "."


def full_of_numbers(seed: int) -> Iterator[str]:
    """Yield held-out texts of chats, forms and letters, a third of whose letters are numbers, of invented people."""
    from text_numbers import labelled  # noqa: PLC0415 - seconds of imports

    yield from cycle([" ".join(text.split()) for text, _ in labelled(3_000, seed)])


KINDS = {"prose": prose, "texts full of numbers": full_of_numbers}


def write(path: Path, kind: str, megabytes: float) -> int:
    """Write so many megabytes of a kind of text; return the words."""
    words = size = 0
    with path.open("w", encoding="utf-8") as file:
        for line in islice(KINDS[kind](7), 10**8):
            words, size = words + len(line.split()), size + len(line.encode()) + 1
            file.write(f"{line}\n")
            if size >= megabytes * 1e6:
                return words
    return words


def scan(path: Path, home: Path, names: str) -> list[str]:
    """Return the command of a scan with one worker, into a case of its own each time."""
    triage = f"{sys.executable} -m triage scan {path} --case {home} --jobs 1 --ner {names} --format json"
    return ["sh", "-c", f"rm -rf {home}; exec {triage}"]


def cost(command: list[str]) -> float:
    """Return the least processor time of three runs."""
    return min(measure.once(command).cpu for _ in range(3))


def main(megabytes: float) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as spare:
        folder, home = Path(spare), Path(spare) / "case"
        for kind in KINDS:
            small, large = folder / "small.txt", folder / "large.txt"
            write(small, kind, megabytes / 5)
            write(large, kind, megabytes)
            ours = cost(scan(large, home, "off")) - cost(scan(small, home, "off"))
            peer = cost(["sh", "-c", f"grep -cE '[0-9]{{5}}-?[0-9]{{7}}-?[0-9]' {large} || true"])
            ours_rate, peer_rate = 0.8 * megabytes / ours, megabytes / peer
            print(
                f"{kind:24} triage scan {ours_rate:6.1f} MB/s | grep, one pattern {peer_rate:6.1f} MB/s"
                f" | ratio {ours_rate / peer_rate:.3f} (target 100 MB/s in prose, 50 in texts full of numbers)"
            )
            words = write(large, kind, NAMES_MEGABYTES) - write(small, kind, NAMES_MEGABYTES / 5)
            seconds = cost(scan(large, home, "all")) - cost(scan(small, home, "all"))
            print(f"{kind:24} with names {words / seconds:9,.0f} words a second (target 20,000)")
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 20.0)
