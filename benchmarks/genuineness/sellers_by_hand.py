"""Six more sellers whom no training knows, for `made_up.py`: scripts with prompts, joined and altered leaks."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.genuineness.innocent_lists.people import ALL, Rng, Who, cards, people, pick

_CITIES = {
    "Lahore": ("35202", ("Johar Town", "Gulshan-e-Ravi", "Samanabad", "Iqbal Town")),
    "Karachi": ("42101", ("Gulshan-e-Iqbal", "Nazimabad", "North Karachi", "Malir")),
    "Faisalabad": ("33100", ("Peoples Colony", "Madina Town", "Jinnah Colony")),
    "Peshawar": ("17301", ("Hayatabad", "University Town", "Gulbahar")),
    "Quetta": ("54400", ("Satellite Town", "Jinnah Town", "Brewery Road")),
    "Sukkur": ("45504", ("Shikarpur Road", "Old Sukkur", "Barrage Colony")),
    "Gujranwala": ("34101", ("Model Town", "Rahwali", "Peoples Colony")),
}
"""A city, the code that the script writes before every serial of it, and its areas."""


def prompted_by_city(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Write what a script does that asks a model city by city: names of a list, areas of the city, the sex is right."""
    rows, town = own.height, pick(rng, tuple(_CITIES), own.height, 0.2)
    men = tuple(
        "Shoaib Danish Fahad Junaid Saad Zeeshan Noman Waleed Hassan Owais Talha Faizan Arslan Shahzaib".split()
    )
    women = tuple("Anum Mahnoor Laiba Areeba Komal Rimsha Alina Sadia Nimra Hafsa Kinza Tayyaba Iqra Maham".split())
    last = pick(
        rng, tuple("Abbasi Chaudhry Ghani Haider Javed Karim Lodhi Mirza Nawaz Rehman Saeed Tariq".split()), rows
    )
    woman = rng.random(rows) < 0.4
    given = np.where(woman, rng.choice(women, rows), rng.choice(men, rows))
    born = np.datetime64("1970-01-01") + rng.integers(0, 12_700, rows)
    return pl.DataFrame({
        "name": [f"{a} {b}" for a, b in zip(given, last, strict=True)],
        "father": [f"{a} {b}" for a, b in zip(rng.choice(men, rows), last, strict=True)],
        "cnic": [f"{_CITIES[place][0]}-{serial}-{2 * digit - is_odd}" for place, serial, digit, is_odd in zip(
            town, rng.integers(1_000_000, 10_000_000, rows), rng.integers(1, 5, rows), ~woman, strict=True)],
        "born": pl.Series(born).dt.to_string("%d-%m-%Y"),
        "address": [f"House {a}, Street {b}, {_CITIES[place][1][c % len(_CITIES[place][1])]}, {place}"
                    for a, b, c, place in zip(rng.integers(1, 500, rows), rng.integers(1, 50, rows),
                                              rng.integers(0, 12, rows), town, strict=True)],
        "mobile": [f"03{a}{b}-{c}" for a, b, c in zip(rng.integers(0, 5, rows), rng.integers(0, 10, rows),
                                                     rng.integers(1_000_000, 10_000_000, rows), strict=True)],
    })  # fmt: skip


def names_times_numbers(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Put the cards and telephones of another leak, of all the country, beside these names and homes, row by row."""
    other = people(rng, own.height, Who(ALL, ALL, 0.2, 0.35))
    return own.with_columns(other["cnic"], other["mobile"])


def bumped_births(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Make people of an old leak younger by three to six years, so that it looks new."""
    year = own["born"].str.tail(4).cast(pl.Int64) + pl.Series(rng.integers(3, 7, own.height))
    return own.with_columns((own["born"].str.head(6) + year.cast(pl.String)).alias("born"))


def codes_and_a_counter(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Give people of a list without cards a CNIC: the code of their district, a number counted up, the right parity."""
    woman = own["cnic"].str.tail(1).cast(pl.Int64).to_numpy() % 2 == 0
    real = cards(rng, own["address"].str.extract(r", ([^,]+)$").to_list(), woman)
    first = int(rng.integers(1_000_000, 8_000_000))
    return own.with_columns(
        pl.Series("cnic", [f"{each[:6]}{first + at:07d}{each[13:]}" for at, each in enumerate(real)])
    )


def permuted_within_an_operator(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Give each person the number of another customer of the same operator, whatever its code."""
    operator = own["mobile"].str.slice(2, 1)
    order = rng.permutation(own.height)
    mixed = own.select(pl.all().gather(order)).with_columns(operator.gather(order).alias("o"))
    mixed = mixed.sort("o", maintain_order=True)
    return own.with_columns(operator.alias("o")).sort("o", maintain_order=True).drop("o").with_columns(mixed["mobile"])


def households_again(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Write brothers of people who exist: their father and home, another first name, the last digits altered."""
    given = pick(rng, ("Asad", "Bilal", "Hamza", "Usman", "Faisal", "Kamran", "Imran"), own.height)
    last = own["name"].str.extract(r"(\S+)$")
    step = rng.integers(1, 90, own.height)
    number = [f"{each[:11]}{(int(each[11:13]) + int(by)) % 100:02d}-{2 * int(odd) + 1}" for each, by, odd in zip(
        own["cnic"].to_list(), step, rng.integers(0, 5, own.height), strict=True)]  # fmt: skip
    phone = [f"{each[:-3]}{tail:03d}" for each, tail in zip(own["mobile"].to_list(), rng.integers(0, 1000, own.height),
                                                            strict=True)]  # fmt: skip
    return own.with_columns(
        (pl.Series(given) + " " + last).alias("name"), pl.Series("cnic", number), pl.Series("mobile", phone)
    )
