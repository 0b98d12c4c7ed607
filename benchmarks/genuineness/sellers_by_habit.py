"""Seven more sellers whom no training knows, for `made_up.py`: scripts, a library, true lists half altered."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.genuineness.innocent_lists.people import MEN, PUNJAB, WOMEN, Rng, Who, homes, people, pick

_URDU_MEN = ("محمد علی", "احمد رضا", "عمران خان", "بلال حسین", "عثمان غنی", "حسن رضا", "کامران علی", "فیصل محمود")
_URDU_WOMEN = ("عائشہ بی بی", "فاطمہ خان", "مریم اختر", "زینب ملک", "سعدیہ پروین", "نادیہ بیگم")
_URDU_TOWNS = {"لاہور": "35202", "فیصل آباد": "33100", "ملتان": "36302", "گوجرانوالہ": "34101", "سیالکوٹ": "34603"}


def voters_in_urdu(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Write what a chat model gives that was asked for voters of Punjab in Urdu: few names, five cities, round ages."""
    rows = own.height
    woman = np.arange(rows) % 2 == 1
    town = pick(rng, tuple(_URDU_TOWNS), rows, 0.2)
    name = np.where(woman, pick(rng, _URDU_WOMEN, rows, 0.1), pick(rng, _URDU_MEN, rows, 0.1))
    return pl.DataFrame({
        "name": name.tolist(), "father": pick(rng, _URDU_MEN, rows, 0.1),
        "cnic": [f"{_URDU_TOWNS[each]}-{serial}-{2 * digit - (not w)}" for each, serial, digit, w in zip(
            town, rng.integers(1_234_567, 9_876_543, rows), rng.integers(1, 5, rows), woman, strict=True)],
        "born": [f"{day:02d}-{month:02d}-{year}" for day, month, year in zip(
            rng.integers(1, 29, rows), rng.integers(1, 13, rows), rng.integers(1970, 2003, rows), strict=True)],
        "address": [f"مکان نمبر {a}، گلی نمبر {b}، {each}" for a, b, each in zip(
            rng.integers(1, 200, rows), rng.integers(1, 30, rows), town, strict=True)],
        "mobile": [f"03{a:02d}-{b}" for a, b in zip(pick(rng, (0, 1, 12, 21, 33, 45), rows, 0.0),
                                                   rng.integers(1_234_567, 9_876_543, rows), strict=True)],
    })  # fmt: skip


def other_last_digits(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Alter the last two digits of serial and telephone of people who are nowhere else in the file."""
    card, phone = rng.integers(0, 100, own.height), rng.integers(0, 100, own.height)
    return own.with_columns(
        pl.Series("cnic", [f"{a[:11]}{b:02d}{a[13:]}" for a, b in zip(own["cnic"], card, strict=True)]),
        pl.Series("mobile", [f"{a[:-2]}{b:02d}" for a, b in zip(own["mobile"], phone, strict=True)]),
    )


def two_lists_by_row(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Put card, birth and telephone of another list of the same towns beside these names and homes, by row number."""
    towns = own["address"].str.extract(r", ([^,]+)$").unique(maintain_order=True).to_list()
    other = people(rng, own.height, Who(towns, towns, 0.15, 0.3))
    return own.with_columns(other["cnic"], other["born"], other["mobile"])


def renamed_in_the_family(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Give people of a true list another first name of their sex; the last word of the family stays."""
    woman = own["cnic"].str.tail(1).cast(pl.Int64) % 2 == 0
    first = pl.Series(pick(rng, WOMEN, own.height, 0.0)).zip_with(woman, pl.Series(pick(rng, MEN, own.height, 0.0)))
    return own.with_columns((first + " " + own["name"].str.extract(r"(\S+)$")).alias("name"))


def padding_in_sequence(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Pad a list with people whose card and telephone go on from a first one, names of the list in another order."""
    rows, first, phone = own.height, int(rng.integers(2_000_000, 8_000_000)), int(rng.integers(2_000_000, 8_000_000))
    order = rng.permutation(rows)
    return own.with_columns(
        own["name"].gather(order), pl.Series("cnic", [f"35202-{first + at:07d}-{at % 9 + 1}" for at in range(rows)]),
        pl.Series("mobile", [f"0300-{phone + at:07d}" for at in range(rows)]),
    )  # fmt: skip


def library_of_pakistan(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Write what a library with the country's locale gives: any digits as a card, its lists of names, its streets."""
    rows = own.height
    given = tuple("Aamir Babar Danial Ehsan Farhan Ghazanfar Haroon Ijaz Jamal Kaleem Luqman Moiz Naveed Omair".split())
    women = tuple("Aiza Benish Dua Emaan Faiza Gulshan Huma Isra Javeria Kanwal Lubna Misbah Neelam Rida".split())
    last = tuple("Abbas Bhatti Cheema Dar Effendi Farooqi Gondal Hashmi Iqbal Jatoi Kazmi Leghari Memon Niazi".split())
    first = np.where(rng.random(rows) < 0.5, rng.choice(women, rows), rng.choice(given, rows))
    digits = rng.integers(0, 10, (rows, 13)).astype(str)
    town = pick(rng, ("Lahore", "Quetta", "Bannu", "Sukkur", "Chiniot", "Mardan", "Larkana", "Kasur"), rows, 0.0)
    return pl.DataFrame({
        "name": [f"{a} {b}" for a, b in zip(first, rng.choice(last, rows), strict=True)],
        "father": [f"{a} {b}" for a, b in zip(rng.choice(given, rows), rng.choice(last, rows), strict=True)],
        "cnic": [f"{''.join(each[:5])}-{''.join(each[5:12])}-{each[12]}" for each in digits],
        "born": pl.Series(np.datetime64("1945-01-01") + rng.integers(0, 22_000, rows)).dt.to_string("%d-%m-%Y"),
        "address": [f"{a} {b} Road, Flat No. {c}, {d}" for a, b, c, d in zip(
            rng.integers(1, 99, rows), rng.choice(last, rows), rng.integers(1, 99, rows), town, strict=True)],
        "mobile": [f"03{a}{b:08d}" for a, b in zip(rng.integers(0, 10, rows), rng.integers(0, 10**8, rows),
                                                  strict=True)],
    })  # fmt: skip


def homes_of_the_code(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Invent a home in the district of each card: true names and cards, nobody lives elsewhere than it was issued."""
    known = dict(zip(*_codes(rng), strict=True))
    place = [known.get(each[:5], PUNJAB[0]) for each in own["cnic"].to_list()]
    street = homes(rng, own.height, "Mohalla {s}, Ward No {b}")
    return own.with_columns(pl.Series("address", [f"{a}, {b}" for a, b in zip(street, place, strict=True)]))


def _codes(rng: Rng) -> tuple[list[str], list[str]]:
    """Return the codes of cards and the district of each, as a table of the country has them."""
    some = people(rng, 4000, Who((*PUNJAB, "Peshawar", "Mardan", "Swat", "Kohat", "Bannu", "Swabi", "Charsadda",
                                  "Nowshera", "Hyderabad", "Sukkur", "Larkana", "Khairpur", "Dadu", "Thatta", "Quetta",
                                  "Islamabad", "Abbottabad"), from_elsewhere=0.0))  # fmt: skip
    return some["cnic"].str.head(5).to_list(), some["district"].to_list()
