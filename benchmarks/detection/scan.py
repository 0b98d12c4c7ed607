"""What `triage scan` finds, misses and invents in the same texts and tables in many containers.

    python benchmarks/detection/scan.py [ROUNDS] [SEED] [open|held_out|both] [FOLDER] [CONTAINER ...]

Default: 1 1 both. FOLDER keeps the evidence and the case; "-" keeps nothing. Where containers are named, only these
are written.
Texts of three kinds of writing (`strangers.py`) go through the whole program in each container of `carriers.py`, a
dump each; so do nine tables of invented people. One scan reads them all. Prints F1 by writing and half of the
templates, what was found, missed and invented by entity and by container, and every container whose finds differ from
those of most.
A find counts where its canonical value is one of those in the text, as often as it stands there; of a person or an
address a find is *near* where it shares at least half of its words with the right one. Of the open half the commonest
misses are shown; of the other half only figures, because nobody tunes on it.
The finds are read from the sketches of the case: hashes of values, told by hashing what might have been found.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import carriers
import polars as pl
import strange_tables
import strangers
from scan_scores import SCORED, WORDY, Finds, Score, compared, summed

from triage import rules as rulebook
from triage.case import Case
from triage.core.observe import HASH_SEED
from triage.detect import Detector
from triage.recognizers import fold_column

ROWS = 60
LONGEST = 22
"""Words of the longest span that is tried when a hash is told."""
_EDGES = ".،,;:-!?'\"()\u06d4/# "
_FRAME = {"PERSON": {"GUDDU", "PINKY"}, "EMAIL_ADDRESS": {"a@box.example", "b@box.example"}}
"""What the containers themselves hold: senders."""


@dataclass(frozen=True, slots=True)
class Group:
    """The same content, in every container: what it is called, what it holds, where it may be read again."""

    name: str
    values: tuple[strangers.Value, ...]
    strings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How often templates are filled, where evidence and case are kept, and in which containers; () = all."""

    rounds: int = 1
    keep: Path | None = None
    containers: tuple[str, ...] = ()

    def wants(self, container: str) -> bool:
        """Return true for a container that is to be written."""
        return not self.containers or container in self.containers


class Telling:
    """Canonical values, and the value behind a hash."""

    def __init__(self) -> None:
        self.eyes = Detector(rulebook.load(), {}, "off").eyes

    def canonical(self, entity: str, written: Iterable[str]) -> list[str | None]:
        """Return what each of these is kept as."""
        cells = fold_column(pl.Series("cell", list(written), pl.String))
        return self.eyes.values(entity, cells)["value"].to_list()

    def hashes(self, values: Iterable[str | None]) -> dict[int, str]:
        """Hash -> value."""
        kept = pl.Series("value", [value for value in dict.fromkeys(values) if value], pl.String)
        return dict(zip(kept.hash(HASH_SEED).to_list(), kept.to_list(), strict=True))

    def spans(self, entity: str, strings: Iterable[str]) -> dict[int, str]:
        """Hash -> value of every run of words of these strings."""
        runs = list(dict.fromkeys(run for each in strings for run in _runs(each)))
        return self.hashes([*self.canonical(entity, runs), *fold_column(pl.Series("run", runs, pl.String)).to_list()])


def _runs(text: str) -> Iterator[str]:
    words = [(m.start(), m.end()) for m in re.finditer(r"[^\s,،/;:()]+|[,،/;:()]", text)]
    for first, (start, _) in enumerate(words):
        for _, end in words[first : first + LONGEST]:
            run = text[start:end]
            yield run
            if (bare := run.strip(_EDGES)) != run:
                yield bare


def expected(group: Group, telling: Telling) -> Finds:
    """Return what a group holds, as canonical values."""
    found: Finds = Counter()
    by_entity = defaultdict(list)
    for value in group.values:
        by_entity[strangers.SCORED[value.slot]].append(value.plain)
    for entity, plain in by_entity.items():
        for value, given in zip(telling.canonical(entity, plain), plain, strict=True):
            if value is None:
                sys.exit(f"{entity} {given!r} has no canonical value: mend the benchmark")
            found[entity, value] += 1
    return found


def found_in(case: Case, dump: str, known: Mapping[str, Mapping[int, str]]) -> Finds:
    """Return what a scan found in a dump; a value that no run of words gives is called "?"."""
    finds: Finds = Counter()
    for table in case.summary(dump).tables.values():
        for column in table.columns.values():
            for entity, tally in column.entities.items():
                for hashed, count in zip(tally.distinct.hashes.tolist(), tally.distinct.counts.tolist(), strict=True):
                    value = known.get(entity, {}).get(hashed, f"?{hashed}")
                    if entity in SCORED and value not in _FRAME.get(entity, ()):
                        finds[entity, value] += count
    return finds


def write(folder: Path, seed: int, halves: tuple[str, ...], asked: Asked) -> dict[str, Group]:
    """Write every dump into a folder; group by name of dump."""
    groups: dict[str, Group] = {}
    for half in halves:
        for writing in strangers.WRITINGS:
            texts = strangers.texts(writing, half, asked.rounds, Random(seed))  # noqa: S311 - a benchmark
            strings = tuple(each.text for each in texts)
            group = Group(f"{half} {writing}", tuple(value for each in texts for value in each.values), strings)
            for name, (suffix, text_writer) in carriers.TEXTS.items():
                if asked.wants(name) and (name != "PDF" or writing != "urdu"):
                    groups[_put(folder, group.name, name, suffix, text_writer(strings))] = group
    rng = Random(seed)  # noqa: S311 - a benchmark
    tables = [strangers.table(name, ROWS, Random(seed)) for name in strangers.HEADERS]  # noqa: S311 - a benchmark
    for table in [*tables, *(strange_tables.tables(rng) if "held_out_3" in halves else ())]:
        strings = tuple(cell for row in table.rows for cell in row)
        group = Group(f"{table.half}table {table.name}", table.values, strings)
        for carrier, (suffix, table_writer) in carriers.TABLES.items():
            if asked.wants(carrier):
                data = table_writer(table.headers, table.rows)
                groups[_put(folder, group.name, carrier, suffix, data)] = group
    return groups


def _put(folder: Path, group: str, carrier: str, suffix: str, data: bytes) -> str:
    name = f"{group}--{carrier.replace(':', '')}{suffix}"
    (folder / name).write_bytes(data)
    return name


def main(seed: int, halves: tuple[str, ...], asked: Asked) -> None:
    """Write the files, scan them and print the figures."""
    with tempfile.TemporaryDirectory() as spare:
        folder, place = (asked.keep or Path(spare)) / "evidence", (asked.keep or Path(spare)) / "case"
        folder.mkdir(parents=True, exist_ok=True)
        groups = write(folder, seed, halves, asked)
        command = [sys.executable, "-m", "triage", "scan", str(folder), "--case", str(place), "--format", "json"]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode not in (0, 3):
            sys.exit(f"status {done.returncode}: {done.stderr.decode()[-2000:]}")
        report = {dump["dump"]: dump for dump in json.loads(done.stdout)["dumps"]}
        telling, results = Telling(), {}
        with Case.open(place) as case:
            for group in dict.fromkeys(groups.values()):
                right = expected(group, telling)
                known = {entity: telling.spans(entity, group.strings) for entity in WORDY}
                for entity in SCORED:
                    values = [value for name, value in right if name == entity]
                    known.setdefault(entity, {}).update(telling.hashes([*values, *_FRAME.get(entity, ())]))
                for dump in (dump for dump, each in groups.items() if each is group):
                    results[dump] = compared(right, found_in(case, dump, known))
    tell(groups, results)
    for name, dump in report.items():
        if not dump["coverage"]["complete"]:
            print("not complete:", name, dump["coverage"]["reasons"])


def tell(groups: Mapping[str, Group], results: Mapping[str, Mapping[str, Score]]) -> None:
    """Print the figures."""
    print("group               | identifiers F1 | persons F1 (near) | addresses F1 (near) | birth F1")
    for group in dict.fromkeys(groups.values()):
        mine = summed(scores for dump, scores in results.items() if groups[dump] is group)
        numbers = Score()
        for entity in SCORED:
            if entity not in (*WORDY, "DATE_OF_BIRTH"):
                numbers.add(mine[entity])
        person, address, born = (mine[entity] for entity in (*WORDY, "DATE_OF_BIRTH"))
        print(
            f"{group.name:19} | {numbers.f1():14.3f} | {person.f1():.3f} ({person.f1(near=True):.3f})"
            f"     | {address.f1():.3f} ({address.f1(near=True):.3f})       | {born.f1():.3f}"
        )
        if not group.name.startswith("held_out"):
            total = sum((score.shown for score in mine.values()), Counter[str]())
            containers = sum(each is group for each in groups.values())
            for what, count in total.most_common(12):
                print(f"      {what}: {count} in {containers} containers")
    by_container(results)
    differ(groups, results)


def by_container(results: Mapping[str, Mapping[str, Score]]) -> None:
    """Print what was found, missed and invented in each container."""
    by_carrier: dict[str, dict[str, Score]] = defaultdict(lambda: {entity: Score() for entity in SCORED})
    for dump, scores in results.items():
        kind = "table" if "table " in dump else "texts"
        for entity, score in scores.items():
            by_carrier[f"{kind} {Path(dump.split('--')[1]).stem}"][entity].add(score)
    print("\nby container: found/missed/invented", *(entity.removeprefix("PK_") for entity in SCORED), sep=" | ")
    for carrier, scores in sorted(by_carrier.items()):
        cells = (f"{s.right + s.near}/{s.missed}/{s.invented}" for s in scores.values())
        print(f"{carrier:28}", *cells, sep=" | ")


def differ(groups: Mapping[str, Group], results: Mapping[str, Mapping[str, Score]]) -> None:
    """Print every dump whose finds are not those of most containers of its group."""
    odd = 0
    for group in dict.fromkeys(groups.values()):
        mine = {dump: results[dump] for dump, each in groups.items() if each is group}
        for entity in SCORED:
            figures = {
                d: (s[entity].right, s[entity].near, s[entity].missed, s[entity].invented) for d, s in mine.items()
            }
            usual = Counter(figures.values()).most_common(1)[0][0]
            for dump, figure in figures.items():
                if figure != usual:
                    odd += 1
                    print(f"differs: {dump}: {entity} {figure}, elsewhere {usual}")
    print(f"{odd} of {len(results) * len(SCORED)} (container, entity) pairs differ from most containers")


if __name__ == "__main__":
    given = sys.argv[1:]
    which = given[2] if len(given) > 2 else "both"
    kept = Path(given[3]) if len(given) > 3 and given[3] != "-" else None
    main(
        int(given[1]) if len(given) > 1 else 1,
        strangers.HALVES if which == "both" else (which,),
        Asked(int(given[0]) if given else 1, kept, tuple(given[4:])),
    )
