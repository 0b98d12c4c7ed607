"""What each column holds: decided without a header, under a lying header, and for columns that hold nothing of ours.

    python benchmarks/detection/columns.py [COLUMNS] [SEED]        default: 40 columns a kind, seed 31

Column accuracy with the right header, without one, and with the header of another kind; false CNIC and mobile columns
among 1,000 negative columns; how well the stated confidence is calibrated (expected calibration error, ten bins).
Headers are spelled as no rule spells them where that is possible ("subscriber mob. #"), so that words are not learnt
by heart. Values come from the simulator and from plain generators here; the recognizers share the tables of prefixes.
"""

from __future__ import annotations

import random
import string
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

import rules as rulebook
from triage import simulate
from triage.detect import Detector
from triage.model import Evidence, Role, Source

ROWS = 300
DETECTOR = Detector(rulebook.load(), {}, "off")
BLANK = Evidence("benchmark", Path("benchmark"), (), Path("benchmark"), 0, "")

HEADERS = {
    "PK_CNIC": ["cnic #", "CNIC_No.", "nic-number", "شناختی کارڈ نمبر"],
    "PK_MOBILE_NUMBER": ["mob. #", "Mobile_No", "cell-number", "موبائل نمبر"],
    "PERSON": ["Full  Name", "customer_name", "NAME", "نام"],
    "PK_ADDRESS": ["Address 1", "present_address", "ADDR", "پتہ"],
    "EMAIL_ADDRESS": ["E-Mail", "email_id", "EMAIL ADDRESS"],
    "DATE_OF_BIRTH": ["D.O.B", "date_of_birth", "تاریخ پیدائش"],
    "GENDER": ["Sex", "gender", "جنس"],
    "LOCATION": ["Distt.", "district", "ضلع", "City"],
    "IBAN_CODE": ["IBAN No.", "iban"],
    "IMEI": ["IMEI-1", "handset imei"],
    "IMSI": ["imsi", "IMSI No"],
    "ICCID": ["ICCID", "sim serial no"],
    "CREDIT_CARD": ["card no", "debit card number"],
    "PK_LANDLINE_NUMBER": ["PTCL No", "res. phone"],
    "PK_PASSPORT": ["Passport No.", "passport_number"],
    "IP_ADDRESS": ["login_ip", "IP"],
    "URL": ["profile url", "website"],
    "PASSWORD_HASH": ["pwd_hash", "md5"],
}
"""Kinds of columns, and headers of each."""

Maker = Callable[[random.Random], list[str]]


def people(seed: int) -> pl.DataFrame:
    """Simulated records, the canonical values."""
    wanted = ["name", "cnic", "mobile", "address", "email", "dob", "gender", "district"]
    return simulate.bulk(ROWS, seed, wanted)


def luhn(body: str) -> str:
    """A body of digits with its Luhn digit."""
    digits = [int(each) for each in reversed(body)]
    total = sum(each if place % 2 else sum(divmod(2 * each, 10)) for place, each in enumerate(digits))
    return f"{body}{-total % 10}"


def number(rng: random.Random, size: int) -> str:
    """So many digits."""
    return "".join(rng.choices(string.digits, k=size))


def iban(rng: random.Random) -> str:
    """A Pakistani IBAN with its check digits."""
    bank, account = rng.choice(["HABB", "MUCB", "UNIL", "MEZN", "ALFH", "NBPA"]), number(rng, 16)
    turned = "".join(str(int(each, 36)) for each in f"{bank}{account}PK00")
    return f"PK{98 - int(turned) % 97:02}{bank}{account}"


def cells(rng: random.Random) -> dict[str, list[str]]:
    """One column of each kind, written in a way that the seed chooses."""
    seen = people(rng.randrange(10**6))
    cnics, mobiles = seen["cnic"].to_list(), seen["mobile"].to_list()
    written = {
        "PK_CNIC": [cnics, [f"{c[:5]}-{c[5:12]}-{c[12]}" for c in cnics],
                    [f"{c[:5]} {c[5:12]} {c[12]}" for c in cnics]],
        "PK_MOBILE_NUMBER": [mobiles, [f"92{m[1:]}" for m in mobiles], [f"{m[:4]}-{m[4:]}" for m in mobiles],
                             [m[1:] for m in mobiles]],
        "PERSON": [seen["name"].to_list(), [name.title() for name in seen["name"]]],
        "PK_ADDRESS": [seen["address"].to_list(), [each.title() for each in seen["address"]]],
        "EMAIL_ADDRESS": [seen["email"].to_list()],
        "DATE_OF_BIRTH": [seen["dob"].to_list(), [f"{d[8:]}/{d[5:7]}/{d[:4]}" for d in seen["dob"]]],
        "GENDER": [seen["gender"].to_list(), [{"M": "Male", "F": "Female"}.get(g, g) for g in seen["gender"]]],
        "LOCATION": [seen["district"].to_list(), [each.upper() for each in seen["district"]]],
        "IBAN_CODE": [[iban(rng) for _ in range(ROWS)]],
        "IMEI": [[luhn(f"35{number(rng, 12)}") for _ in range(ROWS)]],
        "IMSI": [[f"4100{rng.choice('1346')}{number(rng, 10)}" for _ in range(ROWS)]],
        "ICCID": [[luhn(f"89920{rng.choice('1346')}{number(rng, 12)}") for _ in range(ROWS)]],
        "CREDIT_CARD": [[luhn(f"4{number(rng, 14)}") for _ in range(ROWS)]],
        "PK_LANDLINE_NUMBER": [[f"{rng.choice(['042-35', '021-34', '051-2'])}{number(rng, 6)}" for _ in range(ROWS)]],
        "PK_PASSPORT": [[f"{rng.choice('ABCDEF')}{rng.choice('ABCGHKMN')}{number(rng, 7)}" for _ in range(ROWS)]],
        "IP_ADDRESS": [[f"{rng.choice([39, 103, 182])}.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(256)}"
                        for _ in range(ROWS)]],
        "URL": [[f"https://example.com/{uuid.UUID(int=rng.getrandbits(128))}" for _ in range(ROWS)]],
        "PASSWORD_HASH": [[f"{rng.getrandbits(128):032x}" for _ in range(ROWS)]],
    }  # fmt: skip
    return {entity: rng.choice(ways) for entity, ways in written.items()}


def ean13(body: str) -> str:
    """Twelve digits with the check digit of a bar code."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


WORDS = "the of and order total invoice paid ship red blue large small item river mountain data value test run".split()

NEGATIVES: dict[str, Maker] = {
    "epoch milliseconds": lambda r: [str(1_262_304_000_000 + r.randrange(6 * 10**11)) for _ in range(ROWS)],
    "epoch seconds": lambda r: [str(1_262_304_000 + r.randrange(6 * 10**8)) for _ in range(ROWS)],
    "bar codes": lambda r: [ean13(f"{r.choice(['896', '500', '690'])}{number(r, 9)}") for _ in range(ROWS)],
    "running order ids": lambda r: [str(r.randrange(10**12, 9 * 10**12) // 10**4 * 10**4 + i) for i in range(ROWS)],
    "random 13 digits": lambda r: [str(r.randrange(10**12, 10**13)) for _ in range(ROWS)],
    "K-Electric accounts": lambda r: [f"0400{number(r, 9)}" for _ in range(ROWS)],
    "sales tax numbers": lambda r: [f"32770{number(r, 8)}" for _ in range(ROWS)],
    "prices": lambda r: [f"{r.uniform(1, 9999):.2f}" for _ in range(ROWS)],
    "floats": lambda r: [f"{r.gauss(0, 1):.9f}" for _ in range(ROWS)],
    "measurements": lambda r: [f"{r.gauss(1e3, 10):.6e}" for _ in range(ROWS)],
    "uuids": lambda r: [str(uuid.UUID(int=r.getrandbits(128))) for _ in range(ROWS)],
    "Aadhaar": lambda r: [f"{r.randrange(2, 10)}{number(r, 11)}" for _ in range(ROWS)],
    "Aadhaar with blanks": lambda r: [
        f"{r.randrange(2, 10)}{number(r, 3)} {number(r, 4)} {number(r, 4)}" for _ in range(ROWS)
    ],
    "Indian mobiles": lambda r: [f"{r.choice('6789')}{number(r, 9)}" for _ in range(ROWS)],
    "Indian mobiles with +91": lambda r: [f"+91 {r.choice('6789')}{number(r, 9)}" for _ in range(ROWS)],
    "Bangladeshi mobiles": lambda r: [f"01{r.choice('3456789')}{number(r, 8)}" for _ in range(ROWS)],
    "Bangladeshi identity, 13": lambda r: [f"{r.choice(['26', '19', '67', '15'])}{number(r, 11)}" for _ in range(ROWS)],
    "Bangladeshi identity, 17": lambda r: [f"19{r.randrange(50, 99)}{number(r, 13)}" for _ in range(ROWS)],
    "Iranian mobiles": lambda r: [f"09{r.choice('1239')}{number(r, 8)}" for _ in range(ROWS)],
    "Iranian identity": lambda r: [number(r, 10) for _ in range(ROWS)],
    "Saudi mobiles": lambda r: [f"05{number(r, 8)}" for _ in range(ROWS)],
    "Emirates identity": lambda r: [
        f"784-{r.randrange(1950, 2010)}-{number(r, 7)}-{number(r, 1)}" for _ in range(ROWS)
    ],
    "American telephones": lambda r: [f"({r.randrange(201, 990)}) {number(r, 3)}-{number(r, 4)}" for _ in range(ROWS)],
    "British mobiles": lambda r: [f"07{number(r, 9)}" for _ in range(ROWS)],
    "tracking numbers": lambda r: [
        f"1Z{''.join(r.choices(string.ascii_uppercase + string.digits, k=16))}" for _ in range(ROWS)
    ],
    "order dates": lambda r: [f"2023-{r.randrange(1, 13):02}-{r.randrange(1, 29):02}" for _ in range(ROWS)],
    "times": lambda r: [f"{r.randrange(24):02}:{r.randrange(60):02}:{r.randrange(60):02}" for _ in range(ROWS)],
    "English sentences": lambda r: [" ".join(r.choices(WORDS, k=9)) for _ in range(ROWS)],
    "product codes": lambda r: [f"SKU-{number(r, 6)}" for _ in range(ROWS)],
    "isbn": lambda r: [ean13(f"978{number(r, 9)}") for _ in range(ROWS)],
}
"""Columns of nobody's identifiers, by what they are."""

BLAND = ["", "id", "value", "ref", "order_id", "code", "created", "number of item", "col7", "x"]


@dataclass(slots=True)
class Tally:
    """Columns decided rightly, of how many."""

    right: int = 0
    total: int = 0

    def add(self, *, right: bool) -> None:
        """One more column."""
        self.right += right
        self.total += 1

    def __str__(self) -> str:
        return f"{self.right / max(1, self.total):.4f} ({self.right} of {self.total})"


def decided(header: str, values: list[str]) -> Role:
    """What a column is decided to be."""
    source = Source(BLANK, "delimited", "", (header,), has_header=bool(header))
    return DETECTOR.decide(source, pl.DataFrame({"0": values})).roles[0]


def calibration(said: list[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins of confidence."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in said:
        bins.setdefault(min(9, int(confidence * 10)), []).append((confidence, right))
    error = 0.0
    for index, each in sorted(bins.items()):
        stated = sum(confidence for confidence, _ in each) / len(each)
        true = sum(right for _, right in each) / len(each)
        print(f"  confidence from {index / 10:.1f}: stated {stated:.3f}, true {true:.3f}, {len(each)} columns")
        error += abs(stated - true) * len(each) / len(said)
    return error


def positives(columns: int, rng: random.Random, said: list[tuple[float, bool]]) -> None:
    """Prints how many columns of each kind were decided rightly under three kinds of header."""
    tallies = {name: Tally() for name in ("right header", "no header", "lying header")}
    missed: dict[str, int] = {}
    for _ in range(columns):
        for entity, values in cells(rng).items():
            liar = rng.choice([each for each in HEADERS if each != entity])
            headers = rng.choice(HEADERS[entity]), "", rng.choice(HEADERS[liar])
            for name, header in zip(tallies, headers, strict=True):
                role = decided(header, values)
                right = role.entity == entity
                tallies[name].add(right=right)
                if role.entity:
                    said.append((role.confidence, right))
                if not right:
                    key = f"{name}: {entity} called {role.entity or 'nothing'}"
                    missed[key] = missed.get(key, 0) + 1
    for name, tally in tallies.items():
        print(f"column accuracy, {name}: {tally}")
    for key, count in sorted(missed.items(), key=lambda item: -item[1]):
        print(f"  {key}: {count}")


def negatives(columns: int, rng: random.Random, said: list[tuple[float, bool]]) -> None:
    """Prints how many columns of other things were called ours."""
    false: dict[str, int] = {}
    kinds = list(NEGATIVES)
    for index in range(columns):
        kind = kinds[index % len(kinds)]
        role = decided(rng.choice(BLAND), NEGATIVES[kind](rng))
        if role.entity:
            said.append((role.confidence, False))
            false[f"{kind} called {role.entity}"] = false.get(f"{kind} called {role.entity}", 0) + 1
    ours = sum(count for name, count in false.items() if name.endswith(("PK_CNIC", "PK_MOBILE_NUMBER")))
    print(f"false PK_CNIC or mobile columns among {columns:,} negative columns: {ours}")
    for name, count in sorted(false.items(), key=lambda item: -item[1]):
        print(f"  {name}: {count}")


def main(columns: int, seed: int) -> None:
    """Prints the figures."""
    rng = random.Random(seed)  # noqa: S311 - a benchmark
    said: list[tuple[float, bool]] = []
    positives(columns, rng, said)
    negatives(1_000, rng, said)
    print(f"expected calibration error: {calibration(said):.4f}")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(given[0] if given else 40, given[1] if len(given) > 1 else 31)
