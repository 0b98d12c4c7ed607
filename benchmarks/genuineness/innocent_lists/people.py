"""People for the innocent lists: names, cards, homes and telephones, in nothing like the worlds of `triage simulate`.

A person is drawn by hand-written lists and four facts: the card is of a place of birth, its last digit of the sex, the
code of a mobile number was allotted, nobody has the card of another. Nothing else is assumed; all are invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from triage import rules as rulebook

Rng = np.random.Generator

MEN = tuple((
    "Muhammad Aslam, Ghulam Rasool, Abdul Ghafoor, Zahid, Nadeem, Waqar, Shafqat, Rizwan, Adeel, Khurram, "
    "Tanveer, Arif, Iftikhar, Javed, Sajjad, Mushtaq, Shabbir, Bashir, Nazir, Liaqat, Yaqoob, Hanif, "
    "Siddique, Ramzan, Allah Ditta, Khuda Bakhsh, Noor Muhammad, Sher Zaman, Gul Zada, Amir Sultan, Fazal "
    "Subhan, Bakht Rawan, Zar Wali, Momin, Daud"
).split(", "))  # fmt: skip
WOMEN = tuple((
    "Shamim, Nasreen, Parveen, Rukhsana, Kausar, Zubaida, Hameeda, Sughra, Naseem, Shehnaz, Tahira, Bushra, "
    "Rabia, Mehwish, Iqra, Aqsa, Sidra, Maria, Kiran, Saima, Gulalai, Palwasha, Zarmina, Bakht Bibi, Shah "
    "Bano, Noor Jahan, Khadija"
).split(", "))  # fmt: skip
LAST = tuple(
    "Khan, Ahmed, Hussain, Ali, Malik, Butt, Chaudhry, Shah, Raja, Awan, Mughal, Qureshi, Ansari, Baig, Rana".split(
        ", "
    )
)
AFTER = tuple("Bibi, Begum, Khatoon, Akhtar, Fatima, Mai, Khanum, Bano".split(", "))
PASHTUN = tuple("Khan, Gul, Zada, Shah, Jan, Ullah, Wazir, Mehsud, Afridi, Yousafzai, Rehman".split(", "))
HINDU_MEN = tuple(
    "Ramesh, Suresh, Mohan, Heero, Chetan, Jetho, Kirshan, Partab, Dileep, Lachhman, Veerji, Bhuro".split(", ")
)
HINDU_WOMEN = tuple("Lachhmi, Radha, Kamla, Sita, Devi, Jamna, Rukmani, Hurmi, Sonal, Meena".split(", "))
HINDU_LAST = tuple("Meghwar, Kolhi, Bheel, Malhi, Oad, Lohana, Thakur, Maheshwari, Das, Ram".split(", "))
CHRISTIAN_MEN = tuple(
    "Samuel, Yousaf, Pervaiz, Sunil, Daniel, Patras, Boota, Emmanuel, Shamoon, Irfan, Nadeem, Simon".split(", ")
)
CHRISTIAN_WOMEN = tuple("Mary, Rebecca, Sunita, Shamim, Martha, Esther, Nasreen, Rachel, Veronica, Saima".split(", "))
CHRISTIAN_LAST = tuple("Masih, Gill, Bhatti, Sadiq, Sohotra, John, Sardar, Barkat, Ghouri".split(", "))


@dataclass(frozen=True, slots=True)
class Who:
    """What kind of people: where they live and where their cards are from (shares of districts), women, names, births.

    `towns` are weights of the districts that people live in, `from_elsewhere` the share whose card is of `homes`.
    """

    towns: Sequence[str]
    homes: Sequence[str] = ()
    from_elsewhere: float = 0.15
    women: float = 0.35
    born: tuple[int, int] = (1950, 2004)
    men: Sequence[str] = MEN
    ladies: Sequence[str] = WOMEN
    last: Sequence[str] = LAST
    last_women: Sequence[str] = AFTER
    slips: float = 0.004


@cache
def _codes() -> dict[str, tuple[int, ...]]:
    """Return the codes of five digits of each district, by its name."""
    book = rulebook.load()
    found: dict[str, list[int]] = {}
    for row in book.table("cnic_code_districts"):
        own = [each for each in book.table("cnic_tehsils") if each["district_code"] == row["district_code"]]
        found.setdefault(row["district"], []).extend(int(each["prefix"]) for each in own)
    return {district: tuple(each) for district, each in found.items()}


@cache
def _mobile_codes() -> tuple[str, ...]:
    return tuple(row["prefix"] for row in rulebook.load().table("mobile_prefixes") if row["status"] == "active")


def pick(rng: Rng, words: Sequence[str], rows: int, slope: float = 0.6) -> list[str]:
    """Return words of a list, the first ones more often."""
    weights = (np.arange(len(words)) + 1.0) ** -slope
    return [words[each] for each in rng.choice(len(words), rows, p=weights / weights.sum())]


def cards(rng: Rng, homes: Sequence[str], women: np.ndarray, slips: float = 0.0) -> list[str]:
    """Return CNICs with dashes: a code of each home, serials all different, a last digit of the sex."""
    rows = len(homes)
    serial = rng.choice(10**7, rows, replace=False)
    even = women ^ (rng.random(rows) < slips)
    last = np.where(even, rng.choice((2, 4, 6, 8), rows), rng.choice((1, 3, 5, 7, 9), rows))
    own = _codes()
    return [
        f"{own[home][int(r * len(own[home]))]}-{each:07d}-{digit}"
        for home, r, each, digit in zip(homes, rng.random(rows), serial, last, strict=True)
    ]


def mobiles(rng: Rng, rows: int) -> list[str]:
    """Return mobile numbers of allotted codes, those of large networks more often; some people have one together."""
    code = pick(rng, _mobile_codes(), rows, 0.4)
    number = rng.integers(1_000_000, 9_999_999, rows)
    return [f"{a}-{b}" for a, b in zip(code, number, strict=True)]


def people(rng: Rng, rows: int, who: Who) -> pl.DataFrame:
    """Return persons: name, father, sex, cnic, district (home), born, mobile, last (the family's)."""
    women = rng.random(rows) < who.women
    town = pick(rng, who.towns, rows, 0.5)
    moved = rng.random(rows) < who.from_elsewhere
    other = pick(rng, who.homes or who.towns, rows, 0.3)
    homes = [there if goes else here for here, there, goes in zip(town, other, moved, strict=True)]
    family = pick(rng, who.last, rows)
    own = [pick(rng, who.last_women, rows), family]
    given = [pick(rng, who.ladies, rows, 0.4), pick(rng, who.men, rows, 0.4)]
    day = np.datetime64("1970-01-01") + np.timedelta64(1, "D") * rng.integers(
        (who.born[0] - 1970) * 365, (who.born[1] - 1969) * 365, rows
    )
    return pl.DataFrame(
        {
            "name": [f"{given[not w][i]} {own[not w][i]}" for i, w in enumerate(women)],
            "father": [f"{a} {b}" for a, b in zip(pick(rng, who.men, rows, 0.4), family, strict=True)],
            "sex": np.where(women, "F", "M"),
            "cnic": cards(rng, homes, women, who.slips),
            "district": town,
            "born": pl.Series(day).dt.to_string("%d-%m-%Y"),
            "mobile": mobiles(rng, rows),
            "last": family,
        }
    )


PUNJAB = ("Lahore", "Faisalabad", "Gujranwala", "Multan", "Sialkot", "Sargodha", "Rawalpindi", "Sahiwal", "Okara")
FRONTIER = ("Peshawar", "Mardan", "Swat", "Kohat", "Bannu", "Swabi", "Charsadda", "Nowshera")
SINDH = ("Hyderabad", "Sukkur", "Larkana", "Khairpur", "Dadu", "Thatta")
ALL = (*PUNJAB, *FRONTIER, *SINDH, "Quetta", "Islamabad", "Abbottabad")


def homes(rng: Rng, rows: int, form: str) -> list[str]:
    """Return addresses of one pattern: {a} and {b} are numbers, {s} a letter."""
    a, b, s = rng.integers(1, 900, rows), rng.integers(1, 40, rows), rng.integers(0, 8, rows)
    return [form.format(a=x, b=y, s="ABCDEFGH"[z]) for x, y, z in zip(a, b, s, strict=True)]


def some(rng: Rng, own: pl.Series, others: Sequence[str | None], share: float) -> pl.Series:
    """Return the column with some cells replaced by words of a list."""
    drawn = pl.Series([others[each] for each in rng.integers(0, len(others), len(own))], dtype=pl.String)
    return drawn.zip_with(pl.Series(rng.random(len(own)) < share), own)


def paired(*columns: Sequence[object], form: str) -> list[str]:
    """Return texts of a form with the values of a row in it."""
    return [form.format(*values) for values in zip(*columns, strict=True)]
