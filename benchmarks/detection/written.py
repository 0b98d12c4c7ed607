"""Valid numbers in the forms that people write them in: for the benchmarks of free text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

import numpy as np

from triage import rules as rulebook
from triage.simulate.numbers import codes, ibans

URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def write(slot: str, random: Random, digits: Mapping[int, int] | None) -> str:
    """One number for a slot of a template; `digits` are those of another script, for what is written in it."""
    value = _MAKERS[slot](random)
    return value.translate(digits) if digits and slot not in {"EMAIL", "IBAN", "VEH", "PASS"} else value


def _form(random: Random, weighted: Sequence[tuple[int, str]]) -> str:
    return random.choices([form for _, form in weighted], [weight for weight, _ in weighted])[0]


def noise(random: Random) -> dict[str, Callable[[], str]]:
    """Numbers that nobody is known by."""

    def number(low: int, high: int) -> str:
        return str(random.randint(low, high))

    return {
        "n": lambda: number(1, random.choice((9, 99, 999))),
        "n8": lambda: number(0, 255),
        "date": lambda: f"{number(2015, 2025)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        "time": lambda: f"{random.randint(0, 23):02}:{random.randint(0, 59):02}",
        "epoch": lambda: number(1_400_000_000, 1_760_000_000) + random.choice(("", f"{random.randint(0, 999):03}")),
        "uuid": lambda: f"{random.getrandbits(32):08x}-{random.getrandbits(16):04x}-4{random.getrandbits(12):03x}",
    }


_CNIC = (
    (50, "{}-{}-{}"), (22, "{}{}{}"), (6, "{} {} {}"), (2, "{} - {} - {}"), (2, "{}.{}.{}"), (2, "{}/{}/{}"),
    (1, "{}_{}_{}"), (3, "{}\u2013{}\u2013{}"), (2, "{}\u2011{}\u2011{}"), (4, "{}{}-{}"), (3, "{}-{}{}"),
)  # fmt: skip
_MOB = (
    (30, "0{0}{1}"), (16, "0{0}-{1}"), (6, "0{0} {1}"), (12, "+92{0}{1}"), (6, "+92 {0} {1}"), (4, "+92-{0}-{1}"),
    (3, "0092{0}{1}"), (8, "92{0}{1}"), (2, "(0{0}) {1}"), (1, "+92 (0) {0} {1}"), (3, "0{0}-{2} {3}"),
    (3, "0{0} {2} {3}"), (2, "+92{0}-{1}"), (3, "{0}{1}"), (1, "0{0}.{1}"), (2, "+92 {0} {2}{3}"),
)  # fmt: skip
_LAND = (
    (40, "{0}-{1}"), (10, "({0}) {1}"), (14, "{0}{1}"), (8, "{0} {1}"), (8, "+92-{2}-{1}"), (6, "+92 {2} {1}"),
    (4, "+92{2}{1}"), (3, "0092-{2}-{1}"), (4, "{0}-{3}-{4}"), (3, "{0}/{1}"),
)  # fmt: skip
_VEH = ((40, "{0}-{2}"), (15, "{0} {2}"), (10, "{0}{2}"), (25, "{0}-{1}-{2}"), (10, "{0} {1} {2}"))
_WORDS = ("ali", "khan", "raza", "noor", "sana", "zk", "qau", "mehr", "x")
_DOMAINS = ("example.com", "mail.example.org", "students.example.edu.pk", "example.com.pk", "ex-ample.net")


def _cnic(random: Random) -> str:
    place = (
        random.choice(_tehsils()) if random.random() < 0.8 else f"{random.randint(1, 8)}{random.randint(0, 9999):04}"
    )
    serial, sex = f"{random.randint(0, 9_999_999):07}", str(random.randint(1, 9))
    form = _form(random, _CNIC)
    return form.format(place, serial, sex)


def _mob(random: Random) -> str:
    code, rest = random.choice(codes())[0], f"{random.randint(0, 9_999_999):07}"
    form = _form(random, _MOB)
    return form.format(code, rest, rest[:3], rest[3:])


def _iban(random: Random) -> str:
    bank = random.choice([row["code"] for row in rulebook.load().table("banks")])
    value = str(ibans(np.array([random.randint(10**9, 10**16 - 1)]), bank)[0])
    grouped = " ".join(value[at : at + 4] for at in range(0, 24, 4))
    return random.choices((value, grouped, value.lower(), grouped.replace(" ", "-")), (70, 20, 6, 4))[0]


def _email(random: Random) -> str:
    word = "".join(random.choice(_WORDS) for _ in range(2))
    local = random.choice(
        (word, f"{word}.{random.randint(1, 99)}", f"{word}_{random.randint(1970, 2010)}", f"{word}+pk")
    )
    domain = random.choice(_DOMAINS)
    return random.choices((str.lower, str.upper, str.title), (8, 1, 1))[0](f"{local}@{domain}")


def _land(random: Random) -> str:
    row = random.choice([row for row in rulebook.load().table("landline_area_codes") if row["province"] != "-"])
    rest = str(random.randint(2, 9)) + "".join(
        str(random.randint(0, 9)) for _ in range(int(row["subscriber_digits"]) - 1)
    )
    code = row["area_code"]
    form = _form(random, _LAND)
    if random.random() < 0.08:
        return f"{random.choice(('', '', code + '-'))}111-{random.randint(100, 999)}-{random.randint(100, 999)}"
    return form.format(code, rest, code[1:], rest[:3], rest[3:])


def _ntn(random: Random) -> str:
    head = f"{random.randint(0, 9_999_999):07}"
    return random.choices((f"{head}-{random.randint(0, 9)}", head, f"{head}{random.randint(0, 9)}"), (8, 2, 1))[0]


def _pass(random: Random) -> str:
    letters = "".join(random.choice("ABCDEFGHJKLMNPRSTVWXYZ") for _ in range(2))
    number = f"{random.randint(0, 9_999_999):07}"
    return random.choices((letters + number, letters.lower() + number, f"{letters} {number}"), (9, 1, 1))[0]


def _veh(random: Random) -> str:
    letters = "".join(random.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(random.choice((2, 3, 3, 3))))
    year, number = f"{random.randint(6, 24):02}", str(random.randint(100, 9999))
    form = _form(random, _VEH)
    return form.format(letters, year, number)


def _tehsils() -> list[str]:
    return [row["prefix"] for row in rulebook.load().table("cnic_tehsils")]


_MAKERS: Mapping[str, Callable[[Random], str]] = {
    "CNIC": _cnic, "MOB": _mob, "IBAN": _iban, "EMAIL": _email, "LAND": _land, "NTN": _ntn, "PASS": _pass, "VEH": _veh,
}  # fmt: skip
