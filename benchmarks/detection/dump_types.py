"""The kind of a dump from its columns and headers, nineteen kinds, in layouts whose wording no rule has.

    python benchmarks/detection/dump_types.py [DUMPS] [SEED]        default: 20 dumps a kind, seed 41

Top-1 accuracy with headers, and, harder, with headers and columns in any order. A header that stands in a rule as a
whole is never used. Beside it, the peer that needs no cells: the kind whose rule shares most headers by their letters.
"""

from __future__ import annotations

import random
import string
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import layouts
import layouts_held_out
import polars as pl
from layouts import columns

from triage import rules as rulebook
from triage import simulate
from triage.core.model import Evidence, Source
from triage.detect import Detector, dump_type
from triage.detect.headers import plain

ROWS = 120
RULES = rulebook.load()
DETECTOR = Detector(RULES, {}, "off")
BLANK = Evidence("benchmark", Path("benchmark"), (), Path("benchmark"), 0, "")
FIELDS = ["name", "father", "cnic", "mobile", "address", "email", "dob", "gender", "district"]

KNOWN = {
    plain(word) for rule in RULES.entities.values() for each in rule.fields for word in each.headers
} | {plain(word) for rule in RULES.dump_types.values() for word in rule.headers}  # fmt: skip
"""Every header that a rule has as a whole."""

CHOICES = {
    "word": ["A", "B-2", "Normal", "Y", "N", "Cat II", "OK", "Type 4"],
    "operator": ["Jazz", "Zong", "Telenor", "Ufone"],
    "relation": ["Son", "Wife", "Daughter", "Self", "Mother", "Brother"],
    "alive": ["Alive", "Dead", "Alive", "Alive"],
    "married": ["Married", "Single", "Widow"],
    "place": ["Gulberg Main Market", "Saddar", "Cantt Area", "Chowk Yadgar", "Clifton Block 5"],
    "business": ["Al Noor Traders", "Star Textile Mills", "Madina Foods", "Falcon Enterprises"],
    "school": ["Govt High School No 2", "City Model College", "Govt Girls School Saddar"],
    "job": ["Manager", "Director", "Accounts Officer", "Consultant", "Partner"],
    "vaccine": ["Sinopharm", "Sinovac", "Pfizer", "Moderna"],
    "items": ["Zinger x2", "Pizza L, Fries", "Biryani x1", "Shampoo 200ml"],
}


def digits(rng: random.Random, size: int) -> str:
    """So many digits."""
    return "".join(rng.choices(string.digits, k=size))


def letters(rng: random.Random, size: int) -> str:
    """So many capitals."""
    return "".join(rng.choices("ABCDEFGHJKLMNPRSTVWXYZ", k=size))


def cell(maker: str, rng: random.Random) -> str:
    """One invented cell of a column that the simulator does not have."""
    if maker in CHOICES:
        return rng.choice(CHOICES[maker])
    day = f"{rng.randrange(1, 29):02}-{rng.randrange(1, 13):02}-{rng.randrange(2012, 2023)}"
    made = {
        "date": day,
        "moment": f"{day} {rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}",
        "number": str(rng.randrange(1, 9_999)),
        "amount": f"{rng.uniform(100, 90_000):.2f}",
        "score": f"{rng.uniform(5, 60):.1f}",
        "age": str(rng.randrange(18, 90)),
        "imei": f"35{digits(rng, 12)}0",
        "imsi": f"4100{rng.choice('1346')}{digits(rng, 10)}",
        "lat": f"{rng.uniform(24, 36):.6f}",
        "lon": f"{rng.uniform(62, 76):.6f}",
        "block": str(rng.randrange(10**8, 10**9)),
        "family": letters(rng, 1) + digits(rng, 6),
        "vehicle": f"{letters(rng, 3)}-{digits(rng, 3)}",
        "chassis": letters(rng, 3) + digits(rng, 8),
        "engine": letters(rng, 1) + digits(rng, 6),
        "electricity": f"{digits(rng, 2)} {digits(rng, 5)} {digits(rng, 7)} U",
        "ntn": f"{rng.randrange(1, 9)}{digits(rng, 6)}-{digits(rng, 1)}",
        "iban": f"PK36{rng.choice(['HABB', 'MUCB', 'UNIL'])}{digits(rng, 16)}",
        "roll": digits(rng, 6),
        "fir": f"{rng.randrange(1, 900)}/{rng.randrange(15, 24)}",
        "landline": f"042-35{digits(rng, 6)}",
        "mobiles": f"0300{digits(rng, 7)}, 0321{digits(rng, 7)}",
        "url": f"https://portal.example.pk/{letters(rng, 5).lower()}",
        "login": f"{letters(rng, 6).lower()}{digits(rng, 2)}",
        "password": f"{letters(rng, 4).lower()}@{digits(rng, 3)}",
    }
    return made[maker]


def column(maker: str, people: pl.DataFrame, rng: random.Random) -> list[str]:
    """Return the cells of a column."""
    simulated = {"city": "district", "tehsil": "district", "mother": "father"}.get(maker, maker)
    if simulated in FIELDS:
        return people[simulated].to_list()
    return [cell(maker, rng) for _ in range(ROWS)]


def table(given: Mapping[str, str], kind: str, rng: random.Random, *, shuffled: bool) -> tuple[Source, pl.DataFrame]:
    """Return a table of a kind: some columns left out, one header each."""
    people = simulate.bulk(ROWS, rng.randrange(10**6), FIELDS)
    chosen = []
    for maker, is_spare, said in columns(given, kind):
        fresh = [header for header in said if plain(header) not in KNOWN]
        if fresh and not (is_spare and rng.random() < 0.5):
            chosen.append((rng.choice(fresh), column(maker, people, rng)))
    if shuffled:
        rng.shuffle(chosen)
    source = Source(BLANK, "delimited", "", tuple(header for header, _ in chosen), has_header=True)
    return source, pl.DataFrame({str(i): cells for i, (_, cells) in enumerate(chosen)})


def peer(headers: tuple[str, ...]) -> str:
    """Return the kind whose telling words are found in most headers, as letters.

    The first by name where several are.
    """
    spoken = Counter[str]()
    for kind, rule in sorted(RULES.dump_types.items()):
        telling = [word for word in map(plain, rule.headers) if len(word) > 3]
        spoken[kind] = sum(any(word in plain(header) for word in telling) for header in headers)
    return max(spoken, key=lambda kind: spoken[kind])


def main(dumps: int, seed: int) -> None:
    """Print the figures."""
    for name, given in (("held out", layouts_held_out.LAYOUTS), ("seen", layouts.LAYOUTS)):
        every = [header for kind in given for _, _, said in columns(given, kind) for header in said]
        left_out = sum(plain(header) in KNOWN for header in every)
        print(f"{name}: {len(given)} kinds, {len(every)} headers, {left_out} never used because a rule has them")
        for shuffled in (False, True):
            evaluate(given, dumps, random.Random(seed), shuffled=shuffled)  # noqa: S311 - a benchmark


def evaluate(given: Mapping[str, str], dumps: int, rng: random.Random, *, shuffled: bool) -> None:
    """Print the accuracy over so many dumps of each kind."""
    right, peers, total, missed = 0, 0, 0, Counter[str]()
    for kind in given:
        for _ in range(dumps):
            source, sample = table(given, kind, rng, shuffled=shuffled)
            told = dump_type([DETECTOR.decide(source, sample)], RULES).name
            right, total, peers = right + (told == kind), total + 1, peers + (peer(source.columns) == kind)
            if told != kind:
                missed[f"{kind} called {told}"] += 1
    how = "columns in any order" if shuffled else "columns in their order"
    print(f"  {how}: top-1 {right / total:.4f} ({right} of {total}); telling words alone {peers / total:.4f}")
    for name, count in missed.most_common():
        print(f"    {name}: {count}")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(given[0] if given else 20, given[1] if len(given) > 1 else 41)
