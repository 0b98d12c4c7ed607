"""A language model asked province by province, with the lists of names and prefixes that it wrote for each."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import birthdays, choose, fill, operators
from triage.simulate.numbers import text
from triage.simulate.seller import Seller

TITLE = "A language model's tables by province"
TELL = "A province after the other, each with the same few names and prefixes; serials that look random to a reader."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_LAST = {
    "Punjab": ("Butt", "Malik", "Chaudhry", "Rana", "Cheema", "Sheikh", "Gondal", "Warraich", "Bhatti", "Awan"),
    "Sindh": ("Soomro", "Memon", "Bhutto", "Shah", "Junejo", "Mirani", "Abro", "Chandio", "Talpur", "Jatoi"),
    "Khyber Pakhtunkhwa": ("Khan", "Afridi", "Yousafzai", "Khattak", "Bangash", "Shinwari", "Orakzai", "Mohmand"),
    "Balochistan": ("Baloch", "Bugti", "Marri", "Mengal", "Rind", "Kakar", "Achakzai", "Raisani"),
}
_TOWNS = {
    "Punjab": (("Lahore", "35202"), ("Faisalabad", "33100"), ("Rawalpindi", "37405"), ("Multan", "36302"),
               ("Gujranwala", "34101"), ("Sialkot", "34603"), ("Bahawalpur", "31202")),
    "Sindh": (("Karachi", "42101"), ("Karachi", "42201"), ("Hyderabad", "41303"), ("Sukkur", "45504"),
              ("Larkana", "43203")),
    "Khyber Pakhtunkhwa": (("Peshawar", "17301"), ("Mardan", "16101"), ("Abbottabad", "13101"), ("Swat", "15602")),
    "Balochistan": (("Quetta", "54400"), ("Gwadar", "51101"), ("Khuzdar", "51401")),
}  # fmt: skip
_MEN = ("Ahmed", "Bilal", "Usman", "Hamza", "Imran", "Zeeshan", "Kashif", "Faisal", "Adnan", "Waqas", "Asad", "Tariq",
        "Naveed", "Shahid", "Junaid", "Salman", "Rashid", "Yasir", "Kamran", "Nadeem")  # fmt: skip
_WOMEN = ("Ayesha", "Fatima", "Sana", "Hina", "Maria", "Zainab", "Rabia", "Nadia", "Saima", "Sadia", "Iqra", "Mehwish")


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return pages of provinces, or all of them mixed where the seller asked for one table."""
    names = list(_TOWNS)
    which = rng.integers(0, len(names), rows)
    if seller.sexes:
        which = np.sort(which)
    female = np.arange(rows) % 2 == 1 if seller.month_ends else rng.random(rows) < 0.4
    size = 6 + int(14 * seller.strength)
    town = [_TOWNS[names[p]][int(r * len(_TOWNS[names[p]]))] for p, r in zip(which, rng.random(rows), strict=True)]
    last = pl.Series([_LAST[names[p]][int(r * 8)] for p, r in zip(which, rng.random(rows), strict=True)])
    first = choose(rng, _WOMEN[:size], rows).zip_with(pl.Series(female), choose(rng, _MEN[:size], rows))
    city = pl.Series([each[0] for each in town], dtype=pl.String)
    digit = np.where(female, 2, 1) + 2 * rng.integers(0, 4, rows)
    if not seller.parity:
        digit = rng.integers(1, 10, rows)
    house = pl.Series(rng.integers(1, 250, rows)).cast(pl.String)
    mobile = choose(rng, ("0300", "0301", "0321", "0333", "0345", "0312", "0334", "0346"), rows) + _written(rng, rows)
    made = {
        "name": (first + " " + last).str.to_uppercase(),
        "father": (choose(rng, _MEN[:size], rows) + " " + last).str.to_uppercase(),
        "mother": choose(rng, _WOMEN[:size], rows).str.to_uppercase(),
        "cnic": pl.Series([each[1] for each in town]) + _written(rng, rows) + pl.Series(digit).cast(pl.String),
        "mobile": mobile, "operator": operators(mobile),
        "address": ("House " + house + ", Street " + choose(rng, tuple(map(str, range(1, 25))), rows) + ", "
                    + city).str.to_uppercase(),
        "district": city, "tehsil": city.str.to_uppercase(), "dob": birthdays(rng, rows, seller),
        "gender": pl.Series(np.where(female, "F", "M"), dtype=pl.String),
        "email": (first + "." + last).str.to_lowercase() + f"@{seller.domain}",
    }  # fmt: skip
    return fill(genuine, rows, rng, made)


def _written(rng: Rng, rows: int) -> pl.Series:
    """Seven digits as such a model writes them: hardly a 0, hardly a digit twice in a row, many runs."""
    run = rng.random(rows) < 0.2
    start = rng.integers(1, 4, rows)
    counted = sum((start + k) * 10 ** (6 - k) for k in range(7))
    digit = rng.integers(1, 10, rows)
    number = digit.copy()
    for _ in range(6):
        digit = 1 + (digit + rng.integers(0, 8, rows)) % 9
        number = number * 10 + digit
    return text(np.where(run, counted, number), 7)
