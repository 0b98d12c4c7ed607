"""Columns of nobody's identifiers that look like ours: other countries', machines', shops', laboratories'."""

from __future__ import annotations

import random
import string
import uuid
from collections.abc import Callable

from faker import Faker
from made import ROWS, number

Maker = Callable[[random.Random], list[str]]

ITALIAN = [
    "20",
    "27",
    "28",
    "29",
    "30",
    "33",
    "35",
    "38",
    "39",
    "40",
    "47",
    "48",
    "49",
    "60",
    "66",
    "68",
    "80",
    "88",
    "89",
    "92",
]
COLOMBIAN = ["00", "01", "02", "04", "05", "10", "11", "12", "13", "14", "15", "16", "17", "18", "20", "21", "50", "51"]


def said(provider: str, locale: str = "en_US") -> Maker:
    """Cells of Faker: what no person of Pakistan is called."""

    def make(rng: random.Random) -> list[str]:
        fake = Faker(locale)
        fake.seed_instance(rng.randrange(10**6))
        return [str(getattr(fake, provider)()).replace("\n", ", ") for _ in range(ROWS)]

    return make


def letters(rng: random.Random, size: int) -> str:
    """So many capitals."""
    return "".join(rng.choices(string.ascii_uppercase, k=size))


def born(rng: random.Random) -> str:
    """Return a day of birth as six digits, year first."""
    return f"{rng.randrange(100):02}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"


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
    "Indian PAN": lambda r: [f"{letters(r, 5)}{number(r, 4)}{letters(r, 1)}" for _ in range(ROWS)],
    "Indian GSTIN": lambda r: [
        f"{number(r, 2)}{letters(r, 5)}{number(r, 4)}{letters(r, 1)}1Z{number(r, 1)}" for _ in range(ROWS)
    ],
    "Afghan mobiles": lambda r: [f"+93 7{number(r, 8)}" for _ in range(ROWS)],
    "Afghan mobiles, bare": lambda r: [f"07{number(r, 8)}" for _ in range(ROWS)],
    "Italian mobiles": lambda r: [f"3{r.choice(ITALIAN)}{number(r, 7)}" for _ in range(ROWS)],
    "Italian mobiles with +39": lambda r: [f"+39 3{r.choice(ITALIAN)} {number(r, 7)}" for _ in range(ROWS)],
    "telephones of Florida": lambda r: [
        f"{r.choice(['305', '321', '352', '386'])}-{r.randrange(200, 999)}-{number(r, 4)}" for _ in range(ROWS)
    ],
    "Colombian mobiles": lambda r: [f"3{r.choice(COLOMBIAN)}{number(r, 7)}" for _ in range(ROWS)],
    "Thai identity, 13": lambda r: [f"{r.randrange(1, 9)}{number(r, 12)}" for _ in range(ROWS)],
    "Thai identity with dashes": lambda r: [
        f"{r.randrange(1, 9)}-{number(r, 4)}-{number(r, 5)}-{number(r, 2)}-{number(r, 1)}" for _ in range(ROWS)
    ],
    "Romanian identity, 13": lambda r: [f"{r.choice('1256')}{born(r)}{number(r, 6)}" for _ in range(ROWS)],
    "South African identity, 13": lambda r: [f"{born(r)}{number(r, 7)}" for _ in range(ROWS)],
    "Korean identity": lambda r: [f"{born(r)}-{number(r, 7)}" for _ in range(ROWS)],
    "Saudi identity": lambda r: [f"{r.choice('12')}{number(r, 9)}" for _ in range(ROWS)],
    "Turkish identity, 11": lambda r: [f"{r.randrange(1, 10)}{number(r, 10)}" for _ in range(ROWS)],
    "padded running numbers, 11": lambda r: [f"{r.randrange(10**6) + i:011}" for i in range(ROWS)],
    "padded running numbers, 13": lambda r: [f"{r.randrange(10**6) + i:013}" for i in range(ROWS)],
    "epoch microseconds": lambda r: [str(1_262_304_000_000_000 + r.randrange(6 * 10**14)) for _ in range(ROWS)],
    "sales tax with dashes": lambda r: [f"32-77-{number(r, 4)}-{number(r, 3)}-{number(r, 2)}" for _ in range(ROWS)],
    "compact moments, 14": lambda r: [
        f"20{r.randrange(10, 24)}{r.randrange(1, 13):02}{r.randrange(1, 29):02}{number(r, 6)}" for _ in range(ROWS)
    ],
    "bytes": lambda r: [str(int(10 ** r.uniform(3, 13))) for _ in range(ROWS)],
    "sums with commas": lambda r: [f"{int(10 ** r.uniform(8, 13)):,}" for _ in range(ROWS)],
    "scientific numbers": lambda r: [f"{r.uniform(1, 9):.12f}E+12" for _ in range(ROWS)],
    "coordinates of India": lambda r: [f"{r.uniform(8, 22):.7f}" for _ in range(ROWS)],
    "companies": said("company"),
    "occupations": said("job"),
    "phrases of business": said("catch_phrase"),
    "American addresses": said("address"),
    "cities of America": said("city"),
    "colours": said("color_name"),
    "user agents": said("user_agent"),
    "file paths": said("file_path"),
    "mime types": said("mime_type"),
    "versions": lambda r: [f"{r.randrange(9)}.{r.randrange(30)}.{r.randrange(9)}" for _ in range(ROWS)],
    "codes of companies": lambda r: [f"{number(r, 5)}-{number(r, 4)}-{number(r, 2)}" for _ in range(ROWS)],
}
"""Columns by what they are."""
