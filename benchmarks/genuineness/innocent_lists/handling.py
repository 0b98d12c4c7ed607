"""Innocent lists that an office sorted, cut, cleaned or retyped: the order or the values are odd, the people true."""

from __future__ import annotations

import polars as pl

from benchmarks.genuineness.innocent_lists.people import (
    ALL,
    PASHTUN,
    PUNJAB,
    SINDH,
    Rng,
    Who,
    homes,
    people,
    pick,
    some,
)

_CONFUSED = {"3": "8", "8": "3", "1": "7", "7": "1", "0": "6", "6": "0", "5": "9"}


def retyped_with_wrong_digits(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a roll that was scanned and retyped: in one number of eight a digit was taken for another."""
    own = people(rng, rows, Who(("Sukkur", "Khairpur"), SINDH, 0.15, 0.35))
    return own.select(
        Name="name", Father="father", CNIC=_misread(rng, own["cnic"]), Mobile=_misread(rng, own["mobile"]),
        Address=pl.Series(homes(rng, rows, "House {a}, Ward {b}, Rohri, Sukkur")),
    )  # fmt: skip


def _misread(rng: Rng, numbers: pl.Series) -> pl.Series:
    """Return the numbers, one digit of every eighth read wrongly."""
    wrong, place = rng.random(len(numbers)) < 0.12, rng.integers(0, 15, len(numbers))
    told = []
    for number, is_wrong, asked in zip(numbers.to_list(), wrong, place, strict=True):
        at = int(asked) % len(number)
        told.append(number[:at] + _CONFUSED.get(number[at], number[at]) + number[at + 1 :] if is_wrong else number)
    return pl.Series(told)


def sorted_by_name(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw members of a housing society in the order of the alphabet, numbered anew."""
    own = people(rng, rows, Who(("Lahore",), PUNJAB, 0.35, 0.3, (1945, 1995))).sort("name")
    return own.select(Name="name", CNIC="cnic", Cell="mobile").with_columns(
        pl.Series("M/No", [f"M-{each:04d}" for each in range(1, rows + 1)]),
        pl.Series("Plot", homes(rng, rows, "Plot {a}, Block {s}, Valencia Town, Lahore")),
    )


def one_row_a_name(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw what an office left after "remove duplicates" by name and by mobile: nobody has a namesake."""
    own = people(rng, rows * 8, Who(ALL, women=0.4)).unique("name", keep="first", maintain_order=True)
    own = own.unique("mobile", keep="first", maintain_order=True).head(rows)
    return own.select(Name="name", Father="father", CNIC="cnic", Mobile="mobile", City="district")


def one_year_of_birth(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw candidates of an examination: boys and girls of one year, form numbers, schools of one board."""
    own = people(rng, rows, Who(("Sargodha", "Khushab", "Bhakkar", "Mianwali"), PUNJAB, 0.05, 0.5, (2008, 2008)))
    first = 310_000 + int(rng.integers(0, 9000))
    return pl.DataFrame({"Roll No": [str(first + each) for each in range(rows)], "Candidate": own["name"],
                         "Father's Name": own["father"], "B-Form": own["cnic"], "D.O.B": own["born"],
                         "Gender": own["sex"], "District": own["district"],
                         "Marks": [str(each) for each in rng.integers(250, 1100, rows)]})  # fmt: skip


def tribal_district(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a claim list of a tribal district: a tribe, a clan and a village in place of a house; few networks."""
    who = Who(("Upper South Waziristan", "Lower South Waziristan"), from_elsewhere=0.1, women=0.08, last=PASHTUN)
    own = people(rng, rows, who)
    clan = pick(rng, ("Mehsud, Bahlolzai", "Mehsud, Manzai", "Wazir, Ahmadzai", "Burki"), rows)
    village = pick(rng, ("Makeen", "Ladha", "Kaniguram", "Sararogha", "Shawal"), rows)
    return pl.DataFrame({"Name": own["name"], "F/Name": own["father"], "CNIC": own["cnic"], "Tribe": clan,
                         "Address": [f"Village {each}, {place}" for each, place in zip(village, own["district"],
                                                                                      strict=True)],
                         "Contact": some(rng, own["mobile"], (None,), 0.4)})  # fmt: skip


def office_behind_office(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw pensioners, office behind office: the town changes by blocks, and most births are the first of January."""
    own = people(rng, rows, Who(ALL, women=0.3, born=(1955, 1990)))
    own = own.sort("district")
    round_birth = own["born"].str.replace(r"^\d+-\d+", "01-01").zip_with(pl.Series(rng.random(rows) < 0.6), own["born"])
    return pl.DataFrame({"Pensioner": own["name"].str.to_uppercase(), "S/O W/O": own["father"].str.to_uppercase(),
                         "CNIC": own["cnic"].str.replace_all("-", ""), "DOB": round_birth,
                         "Office": own["district"]})  # fmt: skip
