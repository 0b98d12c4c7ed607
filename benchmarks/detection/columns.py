"""What each column holds: with its header, without one, under a lying one; and columns that hold nothing of ours.

    python benchmarks/detection/columns.py [ROUNDS] [SEED]        default: 30 rounds, seed 31

Columns of twenty kinds a round, written in many ways and dirty (`made.py`), and 1,000 of look-alikes (`lookalikes.py`).
Prints how many columns are decided rightly, precision and recall of the cells of CNIC, mobile, IBAN and e-mail, false
columns, and how far stated confidence is from the truth, in ten bins (a reliability table).
No header here stands in a rule as a whole: the program refuses to run where one does. The recognizers and the
simulator share their tables of prefixes.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from lookalikes import NEGATIVES
from made import ROWS, Pairs, mixed, written

from triage import rules as rulebook
from triage.core.model import Evidence, Role, Source
from triage.detect import Detector
from triage.detect.eyes import TEXT
from triage.detect.headers import plain
from triage.recognizers import fold_column

DETECTOR = Detector(rulebook.load(), {}, "off")
BLANK = Evidence("benchmark", Path("benchmark"), (), Path("benchmark"), 0, "")
COMPARED = ("PK_CNIC", "PK_MOBILE_NUMBER", "IBAN_CODE", "EMAIL_ADDRESS")
BINS = 10

HEADERS = {
    "PK_CNIC": [
        "Cust. NIC #",
        "CNIC_NBR_13",
        "citizen CNIC digits",
        "کارڈ نمبر شناختی",
        "Walid ka CNIC",
        "ID-CARD (NADRA)",
    ],
    "PK_MOBILE_NUMBER": ["Mob. Nbr (1)", "primaryCellNum", "Cell/WhatsApp #", "رابطہ موبائل", "Alt. Mobile Nmbr"],
    "PERSON": ["Cust. Full Nm", "Name (as on card)", "Driver's Name", "نام مسافر", "tenant_full_name"],
    "PK_ADDRESS": ["Addr. (home)", "Cust_Address_1", "Ship Address line", "پتہ گھر", "Residing Address"],
    "EMAIL_ADDRESS": ["E-Mail ID (pers.)", "custEmailAddr", "Rider e-mail"],
    "DATE_OF_BIRTH": ["D.O.B (dd/mm)", "Cust_Birth_Date", "Member's DOB"],
    "GENDER": ["Sex (M/F)", "Cust_Gender", "applicant gender"],
    "LOCATION": ["Distt. (home)", "Cust_District", "Ship City"],
    "IBAN_CODE": ["Cust_IBAN_No", "IBAN (24)"],
    "IMEI": ["Handset_IMEI_No", "IMEI (slot A)"],
    "IMSI": ["SIM IMSI nbr", "IMSI Nbr (A)"],
    "ICCID": ["SIM ICCID nbr", "ICCID (19)"],
    "CREDIT_CARD": ["Debit Card Nbr (PAN)", "cust_card_number"],
    "PK_LANDLINE_NUMBER": ["PTCL (home)", "Cust Landline Nbr"],
    "PK_PASSPORT": ["Pass-port Nbr", "Traveller Passport No"],
    "IP_ADDRESS": ["client_ip_addr", "IP (last login)"],
    "URL": ["photo_link_url", "Profile URL (fb)"],
    "PASSWORD_HASH": ["user_pass_hash_hex", "pwd hash (md5)"],
    "MAC_ADDRESS": ["wifi_mac_addr", "MAC of device"],
    "RELIGION": ["Religion/Sect", "Applicant's Religion"],
}
"""Kinds of columns, and headers of each."""

BLAND = [
    "",
    "identifier",
    "val",
    "Ref.",
    "orderRef",
    "code_a",
    "Created On",
    "Number of Items",
    "col_7",
    "x",
    "Item Nbr",
]

KNOWN = {
    plain(word) for rule in DETECTOR.rules.entities.values() for each in rule.fields for word in each.headers
} | {plain(row["word"]) for row in DETECTOR.rules.table("opaque_headers")}  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Right ones, of how many."""

    right: int = 0
    total: int = 0

    def add(self, *, right: bool) -> None:
        """One more."""
        self.right += right
        self.total += 1

    def __str__(self) -> str:
        return f"{self.right / max(1, self.total):.4f} ({self.right:,} of {self.total:,})"


@dataclass
class Seen:
    """What the benchmark has seen: (confidence, right) of every column called something, misses, cells by entity."""

    said: list[tuple[float, bool]] = field(default_factory=list)
    missed: Counter[str] = field(default_factory=Counter)
    cells: dict[str, Counter[str]] = field(default_factory=dict)


def decided(headers: list[str], columns: list[list[str]]) -> tuple[Role, ...]:
    """Return what the columns of a table are decided to be; "" for all headers = a table without headers."""
    source = Source(BLANK, "delimited", "", tuple(headers), has_header=any(headers))
    frame = pl.DataFrame({str(i): cells for i, cells in enumerate(columns)})
    return DETECTOR.decide(source, frame).roles


def count_cells(kind: str, role: Role, pairs: Pairs, seen: Seen) -> None:
    """Add the cells of a column to those of its entity."""
    cells = fold_column(pl.Series("cell", [cell for cell, _ in pairs]))
    said = DETECTOR.eyes.values(role.entity, cells) if role.entity == kind else None
    found = said.select(pl.when("valid").then("value"))["value"].to_list() if said is not None else [None] * len(pairs)
    tally = seen.cells.setdefault(kind, Counter())
    for value, (_, truth) in zip(found, pairs, strict=True):
        tally["right"] += value == truth and value is not None
        tally["wrong"] += value is not None and value != truth
        tally["missed"] += truth is not None and value != truth


def positives(rounds: int, rng: random.Random, seen: Seen) -> None:
    """Print how many columns of each kind were decided rightly under three kinds of header."""
    tallies = {name: Tally() for name in ("right header", "no header", "lying header")}
    lies = Tally()
    for _ in range(rounds):
        made = written(rng)
        kinds = list(made)
        liars = kinds[1:] + kinds[:1] if rng.random() < 0.5 else rng.sample(kinds, len(kinds))
        headers = {
            "right header": [rng.choice(HEADERS[kind]) for kind in kinds],
            "no header": ["" for _ in kinds],
            "lying header": [rng.choice(HEADERS[liar if liar != kind else kinds[index - 1]])
                             for index, (kind, liar) in enumerate(zip(kinds, liars, strict=True))],
        }  # fmt: skip
        for name, tally in tallies.items():
            roles = decided(headers[name], [[cell for cell, _ in pairs] for pairs in made.values()])
            for role, (kind, pairs) in zip(roles, made.items(), strict=True):
                tally.add(right=role.entity == kind)
                note(f"{name}: {kind}", role, seen, right=role.entity == kind)
                if kind in COMPARED:
                    count_cells(kind, role, pairs, seen)
                if name == "lying header":
                    is_said = any("do not" in reason for reason in role.reasons)
                    lies.add(right=is_said)
                    if not is_said:
                        seen.missed[f"lie not said: {kind} under {headers[name][role.column]}"] += 1
    for name, tally in tallies.items():
        print(f"column accuracy, {name}: {tally}")
    print(f"lies said in the reasons: {lies}")


def several(rounds: int, rng: random.Random, seen: Seen) -> None:
    """Print how many columns of more than one thing were called by what most cells hold."""
    tally = Tally()
    for _ in range(rounds):
        made = mixed(rng)
        for headers in ([""] * len(made), [rng.choice(HEADERS[entity]) for entity, _ in made.values()]):
            roles = decided(headers, [[cell for cell, _ in pairs] for _, pairs in made.values()])
            for role, (name, (entity, _)) in zip(roles, made.items(), strict=True):
                tally.add(right=role.entity == entity)
                note(f"mixed: {name}", role, seen, right=role.entity == entity)
    print(f"columns of several things, by what most cells hold: {tally}")


def note(what: str, role: Role, seen: Seen, *, right: bool) -> None:
    """Keep what was said of a column."""
    if role.entity and role.entity != TEXT:
        seen.said.append((role.confidence, right))
    if not right:
        seen.missed[f"{what} called {role.entity or ('other numbers' if role.is_opaque else 'nothing')}"] += 1


def negatives(columns: int, rng: random.Random, seen: Seen) -> None:
    """Print how many columns of other things were called ours."""
    false: Counter[str] = Counter()
    kinds = list(NEGATIVES)
    for start in range(0, columns, len(kinds)):
        chosen = kinds[: columns - start]
        headers = [rng.choice(BLAND) for _ in chosen] if rng.random() < 0.7 else [""] * len(chosen)
        for role, kind in zip(decided(headers, [NEGATIVES[kind](rng) for kind in chosen]), chosen, strict=True):
            if role.entity and role.entity != TEXT:
                note(f"negative: {kind}", role, seen, right=False)
                false[role.entity] += 1
    ours = sum(false[entity] for entity in ("PK_CNIC", "PK_MOBILE_NUMBER"))
    print(f"false PK_CNIC or mobile columns among {columns:,} negative columns of {len(kinds)} kinds: {ours}")
    print(f"columns of other things called one of ours: {sum(false.values())}")


def calibration(said: list[tuple[float, bool]]) -> float:
    """Return expected calibration error over ten bins of confidence, each bin printed."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in said:
        bins.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
    error = 0.0
    for index, each in sorted(bins.items()):
        stated = sum(confidence for confidence, _ in each) / len(each)
        true = sum(right for _, right in each) / len(each)
        bar = "#" * round(true * 20)
        print(f"  from {index / BINS:.1f}: stated {stated:.3f}, true {true:.3f}, {len(each):,} columns {bar}")
        error += abs(stated - true) * len(each) / len(said)
    return error


def main(rounds: int, seed: int) -> None:
    """Print the figures."""
    known = [header for each in HEADERS.values() for header in each if plain(header) in KNOWN]
    if known:
        sys.exit(f"headers that stand in a rule: {known}")
    rng, seen = random.Random(seed), Seen()  # noqa: S311 - a benchmark
    print(f"{rounds} rounds of columns with {ROWS} rows")
    positives(rounds, rng, seen)
    for kind, tally in seen.cells.items():
        right = tally["right"]
        precision, recall = right / (right + tally["wrong"]), right / (right + tally["missed"])
        print(f"cells, {kind}: precision {precision:.4f} recall {recall:.4f}, {right:,} right")
    several(rounds, rng, seen)
    negatives(1_000, rng, seen)
    for key, count in seen.missed.most_common(25):
        print(f"  {key}: {count}")
    print(f"expected calibration error: {calibration(seen.said):.4f}")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(given[0] if given else 30, given[1] if len(given) > 1 else 31)
