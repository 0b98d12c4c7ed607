"""Advertisements that were invented for it, through a whole scan: which numbers are money, and for what.

    .venv/bin/python -m benchmarks.platforms.prices [a|b|c|d|e|f|g|h|i|j] [-v]

Each line of `advertisements.txt` is a file of its own; `triage scan` reads all, and what the case tells of each is
compared: offers with their prices, and from set "e" on the seller's contact points, and that nobody in them counts as a
person whose data were stolen. The sets are by one hand, apart from `rules/` and the tests. What failed in "a", "c" and
"e" to "g" was looked at and mended; "b" was kept aside, "d" was unseen when it was first told. "e" to "g" are captions,
bios, pinned posts, catalogues and descriptions of videos; "h" too, with pages. "i" and "j" are of honest people, of
whom none may be told as a seller. The traps are numbers that are no prices: telephones, cards, accounts, quantities,
shares, times, dates, years.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.platforms.market import TRIAGE, found_places, shares

_PAGE = "[html] "
"""Beginning of the line of a text that is a page."""

FILE = Path(__file__).with_name("advertisements.txt")


def main(which: str = "f", *, is_told: bool = False) -> None:
    """Print precision and recall of a set."""
    lines = _lines(which)
    said = [line.rsplit("|", 2 if which in "efghijkl" else 1) for line in lines]
    texts = [text.strip().removeprefix(_PAGE).replace(" / ", "\n") for text, *_ in said]
    with tempfile.TemporaryDirectory() as home:
        evidence, case = Path(home, "evidence"), Path(home, "case")
        evidence.mkdir()
        for number, text in enumerate(texts):
            end = "html" if lines[number].startswith(_PAGE) else "txt"
            (evidence / f"{_name(number)}.{end}").write_text(f"{text}\n", encoding="utf-8")
        scan = [*TRIAGE, "scan", evidence, "--case", case, "--format", "json", "--ner", "off"]
        document = json.loads(subprocess.run(scan, check=False, capture_output=True).stdout)
        found, selling = found_places(case), _selling(case)
    if which in "ijl":
        print(f"set {which}: honest people that are told as sellers of data: {len(selling)} of {len(texts)}")
        for number, text in enumerate(texts if is_told else []):
            if _name(number) in selling:
                print(_name(number), text)
        return
    offered = {(name, f"{product} {amount}") for name, place in found.items() for product, amount in place[2]}
    own = {(name, each) for name, place in found.items() for each in place[0]}
    true = [_true(said, at) for at in (1, 2)]
    _tell(f"set {which}: prices", offered, true[0])
    if true[1]:
        _tell(f"set {which}: contact points", own, true[1])
        print(f"dumps with a person whose data were stolen: {sum(map(_has_subjects, document['dumps']))} of 0")
    for number, text in enumerate(texts if is_told else []):
        name = _name(number)
        for got, right in ((offered, true[0]), (own, true[1]))[: len(said[0]) - 1]:
            false, missed = (sorted(b for a, b in each if a == name) for each in (got - right, right - got))
            if false or missed:
                print(f"{name} {text}\n   false {false}  missed {missed}")


def _selling(case: Path) -> set[str]:
    """Return the dumps that `triage sellers` tells as places of a seller."""
    ask = [*TRIAGE, "sellers", case, "--format", "json"]
    told = json.loads(subprocess.run(ask, check=True, capture_output=True).stdout)
    return {name.rpartition(".")[0] for seller in told["sellers"] for name in seller["places"]}


def _name(number: int) -> str:
    """Return a name of its own for a file: numbered files of one folder are parts of one dump."""
    return f"{'bcdfghjklm'[number // 10]}ad{'npqrstvwxz'[number % 10]}"


def _lines(which: str) -> list[str]:
    """Return the lines of a set."""
    _, _, behind = FILE.read_text(encoding="utf-8").partition(f"\n== {which}\n")
    return behind.partition("\n== ")[0].splitlines()


def _true(said: list[list[str]], at: int) -> set[tuple[str, str]]:
    """Return what is true of each file, from a field of its line."""
    cells = [(_name(number), fields[at]) for number, fields in enumerate(said) if len(fields) > at]
    return {(name, each.strip()) for name, cell in cells for each in cell.split(",") if each.strip() not in {"", "-"}}


def _tell(name: str, found: set[tuple[str, str]], true: set[tuple[str, str]]) -> None:
    precision, recall = shares(found, true)
    print(f"{name}: precision {precision:.3f}  recall {recall:.3f}  ({len(true)})")


def _has_subjects(dump: dict[str, Any]) -> bool:
    """Return whether a dump counts a person, or a number of one, as data subject."""
    numbers = dump["entities"].get("PK_MOBILE_NUMBER", {}).get("whose", {}).get("data_subject", {"distinct": 0})
    return bool(dump["people"].get("distinct") or numbers["distinct"])


if __name__ == "__main__":
    main(*[each for each in sys.argv[1:] if each != "-v"][:1], is_told="-v" in sys.argv)
