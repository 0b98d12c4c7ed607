"""Columns of ours, labelled: people by the simulator, numbers by plain generators, in many ways of writing, with dirt.

`written` gives for each kind the cells as a file has them and the canonical value of each (null = the cell has none).
"""

from __future__ import annotations

import random
import string
import uuid
from collections.abc import Callable

from triage import simulate

ROWS = 250
URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

Form = Callable[[str], str]
Pairs = list[tuple[str, str | None]]

CNIC: dict[str, Form] = {
    "bare": lambda c: c,
    "dashes": lambda c: f"{c[:5]}-{c[5:12]}-{c[12]}",
    "blanks": lambda c: f"{c[:5]} {c[5:12]} {c[12]}",
    "Urdu digits": lambda c: f"{c[:5]}-{c[5:12]}-{c[12]}".translate(URDU),
    "float": lambda c: f"{c}.0",
    "scientific": lambda c: f"{c[0]}.{c[1:]}E+12",
    "first dash lost": lambda c: f"{c[:12]}-{c[12]}",
    "apostrophe": lambda c: f"'{c}",
    "letter before": lambda c: f"P{c}",
    "label": lambda c: f"CNIC:{c}",
    "slashes": lambda c: f"{c[:5]}/{c[5:12]}/{c[12]}",
    "card groups": lambda c: f"{c[:4]}-{c[4:8]}-{c[8:12]}-{c[12]}",
    "long dash": lambda c: f"{c[:5]}\u2013{c[5:12]}\u2013{c[12]}",
    "marks of direction": lambda c: f"\u200e{c[:5]}-{c[5:12]}-{c[12]}\u200e",
}
MOBILE: dict[str, Form] = {
    "zero": lambda m: m,
    "country": lambda m: f"92{m[1:]}",
    "plus": lambda m: f"+92{m[1:]}",
    "without zero": lambda m: m[1:],
    "float": lambda m: f"{m[1:]}.0",
    "scientific": lambda m: f"{m[1]}.{m[2:]}E+09",
    "dash": lambda m: f"{m[:4]}-{m[4:]}",
    "brackets": lambda m: f"+92-(0){m[1:4]} {m[4:]}",
    "blanks": lambda m: f"92 {m[1:4]} {m[4:]}",
    "slash": lambda m: f"{m[:4]}/{m[4:]}",
    "Urdu digits": lambda m: m.translate(URDU),
    "double zero": lambda m: f"0092-{m[1:4]}-{m[4:]}",
    "groups": lambda m: f"{m[:4]} {m[4:7]} {m[7:]}",
    "label": lambda m: f"Cell#{m}",
    "link": lambda m: f"https://wa.me/92{m[1:]}",
}
IBAN: dict[str, Form] = {
    "compact": lambda i: i,
    "groups": lambda i: " ".join(i[at : at + 4] for at in range(0, 24, 4)),
    "small": str.lower,
    "dashes": lambda i: "-".join(i[at : at + 4] for at in range(0, 24, 4)),
    "label": lambda i: f"IBAN: {i}",
}
EMAIL: dict[str, Form] = {
    "plain": lambda e: e,
    "capitals": str.upper,
    "link": lambda e: f"mailto:{e}",
    "angles": lambda e: f"<{e}>",
    "blank behind": lambda e: f"{e} ",
}
FORMS = {"PK_CNIC": CNIC, "PK_MOBILE_NUMBER": MOBILE, "IBAN_CODE": IBAN, "EMAIL_ADDRESS": EMAIL}
DIRT = ["", "N/A", "-", "NULL", "nil", "0", "not given"]


def luhn(body: str) -> str:
    """Return a body of digits with its Luhn digit."""
    turned = [int(each) for each in reversed(body)]
    total = sum(each if place % 2 else sum(divmod(2 * each, 10)) for place, each in enumerate(turned))
    return f"{body}{-total % 10}"


def number(rng: random.Random, size: int) -> str:
    """So many digits."""
    return "".join(rng.choices(string.digits, k=size))


def iban(rng: random.Random) -> str:
    """Return a Pakistani IBAN with its check digits."""
    bank, account = rng.choice(["HABB", "MUCB", "UNIL", "MEZN", "ALFH", "NBPA"]), number(rng, 16)
    turned = "".join(str(int(each, 36)) for each in f"{bank}{account}PK00")
    return f"PK{98 - int(turned) % 97:02}{bank}{account}"


def plain(rng: random.Random) -> dict[str, list[str]]:
    """Canonical values of the kinds that have written forms of their own here."""
    seen = simulate.bulk(ROWS, rng.randrange(10**6), ["cnic", "mobile", "email"])
    return {
        "PK_CNIC": seen["cnic"].to_list(),
        "PK_MOBILE_NUMBER": seen["mobile"].to_list(),
        "EMAIL_ADDRESS": [each.lower() for each in seen["email"]],
        "IBAN_CODE": [iban(rng) for _ in range(ROWS)],
    }


def others(rng: random.Random) -> dict[str, list[str]]:
    """Cells of the kinds whose values are not compared, each in a way that chance chooses."""
    seen = simulate.bulk(ROWS, rng.randrange(10**6), ["name", "address", "dob", "gender", "district"])
    names, addresses, births = seen["name"].to_list(), seen["address"].to_list(), seen["dob"].to_list()
    ways = {
        "PERSON": [names, [each.title() for each in names], [f"Mr. {each}" for each in names]],
        "PK_ADDRESS": [addresses, [each.title() for each in addresses], [each.lower() for each in addresses]],
        "DATE_OF_BIRTH": [births, [f"{d[8:]}/{d[5:7]}/{d[:4]}" for d in births], [f"{d} 00:00:00" for d in births]],
        "GENDER": [seen["gender"].to_list(), [{"M": "Male", "F": "Female"}.get(g, g) for g in seen["gender"]]],
        "LOCATION": [seen["district"].to_list(), [each.upper() for each in seen["district"]]],
        "IMEI": [[luhn(f"{rng.choice(['35', '86'])}{number(rng, 12)}") for _ in range(ROWS)]],
        "IMSI": [[f"4100{rng.choice('13467')}{number(rng, 10)}" for _ in range(ROWS)]],
        "ICCID": [[luhn(f"89920{rng.choice('1346')}{number(rng, 12)}") for _ in range(ROWS)]],
        "CREDIT_CARD": [[luhn(f"4{number(rng, 14)}") for _ in range(ROWS)],
                        [luhn(f"52{number(rng, 13)}") for _ in range(ROWS)]],
        "PK_LANDLINE_NUMBER": [[f"{rng.choice(['042-35', '021-34', '051-2', '041-2'])}{number(rng, 6)}"
                                for _ in range(ROWS)]],
        "PK_PASSPORT": [[f"{rng.choice('ABCDEFGHJKLM')}{rng.choice('ABCGHKMN')}{number(rng, 7)}" for _ in range(ROWS)]],
        "IP_ADDRESS": [[".".join(str(rng.randrange(1, 255)) for _ in range(4)) for _ in range(ROWS)]],
        "URL": [[f"https://example.com/{uuid.UUID(int=rng.getrandbits(128))}" for _ in range(ROWS)]],
        "PASSWORD_HASH": [[f"{rng.getrandbits(bits):0{bits // 4}x}" for _ in range(ROWS)] for bits in (128, 160, 256)],
        "MAC_ADDRESS": [[":".join(f"{rng.randrange(256):02x}" for _ in range(6)) for _ in range(ROWS)]],
        "RELIGION": [rng.choices(["Islam", "Christian", "Hindu", "Muslim"], [90, 4, 3, 3], k=ROWS)],
    }  # fmt: skip
    return {kind: rng.choice(each) for kind, each in ways.items()}


def written(rng: random.Random) -> dict[str, Pairs]:
    """Return a column of each kind: (cell, canonical value); null where the cell has none or it is not compared."""
    made: dict[str, Pairs] = {}
    for kind, values in plain(rng).items():
        ways = list(FORMS[kind].values())
        # One column in four is of several hands.
        hands = rng.sample(ways, 3) if rng.random() < 0.25 else [rng.choice(ways)]
        made[kind] = [(rng.choice(hands)(value), value) for value in values]
    made |= {kind: [(cell, None) for cell in cells] for kind, cells in others(rng).items()}
    return {kind: dirty(pairs, rng) for kind, pairs in made.items()}


def dirty(pairs: Pairs, rng: random.Random) -> Pairs:
    """Return the same with up to a seventh of the cells empty, or said to be empty in words."""
    share, word = rng.choice([0, 0, 0.02, 0.07, 0.15]), rng.choice(DIRT)
    return [(word, None) if rng.random() < share else pair for pair in pairs]


def mixed(rng: random.Random) -> dict[str, tuple[str, Pairs]]:
    """Columns that hold more than one thing, by what they are: (the entity that most cells have, cells)."""
    values = plain(rng)
    cnics = [CNIC["dashes"](each) for each in values["PK_CNIC"]]
    passports = [f"{rng.choice('ABCDEFGH')}{rng.choice('ABCGHKMN')}{number(rng, 7)}" for _ in range(ROWS)]
    mobiles, lines = values["PK_MOBILE_NUMBER"], [f"042-35{number(rng, 6)}" for _ in range(ROWS)]
    pairs = {
        "CNIC or passport": ("PK_CNIC",
                             [a if rng.random() < 0.7 else b for a, b in zip(cnics, passports, strict=True)]),
        "mobile or fixed line": ("PK_MOBILE_NUMBER",
                                 [a if rng.random() < 0.7 else b for a, b in zip(mobiles, lines, strict=True)]),
        "two mobiles": ("PK_MOBILE_NUMBER", [f"{a} / {b}" for a, b in zip(mobiles, reversed(mobiles), strict=True)]),
        "CNIC with a label": ("PK_CNIC", [f"CNIC# {each}" for each in cnics]),
        "CNIC with a word behind": ("PK_CNIC", [f"{each} (expired)" for each in cnics]),
        "mobile with its operator": ("PK_MOBILE_NUMBER", [f"{each} - Jazz" for each in mobiles]),
        "CNIC half empty": ("PK_CNIC", [each if rng.random() < 0.5 else "" for each in cnics]),
    }  # fmt: skip
    return {name: (entity, [(cell, None) for cell in cells]) for name, (entity, cells) in pairs.items()}
