"""Innocent lists as offices keep them: ages, orders, cards of relatives and shared telephones are odd, and true."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.genuineness.innocent_lists.people import (
    ALL,
    FRONTIER,
    PASHTUN,
    PUNJAB,
    Rng,
    Who,
    cards,
    homes,
    mobiles,
    people,
    pick,
    some,
)


def bank_branch_with_foreigners(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw accounts of a branch in Islamabad, one in eight of a foreigner with a passport."""
    own = people(rng, rows, Who(("Islamabad",), ALL, 0.6, 0.3))
    passport = [f"E{each:08d}" for each in rng.integers(1, 10**8, 60)]
    is_foreign = rng.random(rows) < 0.12
    name = some(
        rng, own["name"], ("Zhang Wei", "Li Na", "John Smith", "Maria Gomez", "Yuki Tanaka", "Anna Kowalska"), 1.0
    )
    number = some(rng, own["cnic"], passport, 1.0)
    own = own.with_columns(
        name.zip_with(pl.Series(is_foreign), own["name"]).alias("name"),
        number.zip_with(pl.Series(is_foreign), own["cnic"]).alias("cnic"),
    )
    return pl.DataFrame({
        "Title": own["name"].str.to_uppercase(), "CNIC/Passport": own["cnic"], "Cell": own["mobile"],
        "Account": [f"0{each:012d}" for each in rng.integers(10**9, 10**11, rows)],
        "Address": homes(rng, rows, "House {a}, Street {b}, F-7/2, Islamabad"),
    })  # fmt: skip


def twins(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw pairs of brothers and sisters: one father, one day of birth, numbers that follow each other."""
    half = people(rng, rows // 2, Who(PUNJAB, women=1.0, born=(1998, 2004)))
    other = pl.Series(pick(rng, WOMEN_OF_TWINS, half.height)) + " " + half["last"]
    serial = half["cnic"].str.slice(6, 7).cast(pl.Int64) % 9_999_998 + 1
    next_card = half["cnic"].str.head(6) + serial.cast(pl.String).str.zfill(7) + "-" + half["cnic"].str.tail(1)
    both = pl.concat([half, half.with_columns(other.alias("name"), next_card.alias("cnic"))]).sort("cnic")
    return both.select(Name="name", Father="father", CNIC="cnic", DOB="born", District="district", Mobile="mobile")


WOMEN_OF_TWINS = ("Ayesha", "Amna", "Zainab", "Hira", "Sana", "Noor", "Eman")


def children_with_b_forms(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw pupils with the number of their form, their fathers' cards, and births of ten years."""
    own = people(rng, rows, Who(("Multan",), PUNJAB, 0.1, 0.45, (2008, 2017)))
    father = cards(rng, pick(rng, ("Multan", *PUNJAB), rows, 1.5), np.zeros(rows, dtype=bool))
    return pl.DataFrame({"Student": own["name"], "Father Name": own["father"], "B-Form No": own["cnic"],
                         "Father CNIC": father, "Date of Birth": own["born"],
                         "Father Cell": own["mobile"]})  # fmt: skip


def factory_workers(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw workers of a mill with the numbers of their old-age benefit, sorted by it."""
    own = people(rng, rows, Who(("Faisalabad",), PUNJAB, 0.35, 0.12, (1965, 2003)))
    number = np.sort(rng.integers(4_400_000_000, 4_499_999_999, rows))
    return pl.DataFrame({"EOBI No": number.astype(str), "Worker": own["name"], "Father/Husband": own["father"],
                         "CNIC": own["cnic"], "DOB": own["born"]})  # fmt: skip


def hajj_pilgrims(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw couples of a group with passports: husband and wife in turn, old people."""
    own = people(rng, rows, Who(ALL, women=0.0, born=(1938, 1975)))
    wives = people(rng, rows, Who(ALL, women=1.0, born=(1940, 1978))).with_columns(own["name"].alias("father"))
    both = pl.concat([own.with_row_index("n"), wives.with_row_index("n")]).sort("n", maintain_order=True).head(rows)
    passport = [
        f"{a}{b:07d}"
        for a, b in zip(pick(rng, ("AB", "CD", "EX", "BT"), rows), rng.integers(10**6, 10**7, rows), strict=True)
    ]
    return both.select("name", "father", "cnic", "born").with_columns(
        pl.Series("passport_no", passport), both["mobile"]
    )


def madrasa_students(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw boys of a seminary: titles before names, cards of the frontier, one address."""
    own = people(
        rng, rows, Who(("Karachi East",), (*FRONTIER, "Quetta", "Bajaur"), 0.85, 0.0, (1998, 2006), last=PASHTUN)
    )
    title = pl.Series(pick(rng, ("", "Hafiz ", "Qari ", "Maulvi "), rows))
    return pl.DataFrame({"Talib": title + own["name"], "Walid": own["father"], "CNIC": own["cnic"],
                         "Class": pick(rng, ("Oola", "Sania", "Rabia", "Hifz"), rows),
                         "Address": ["Jamia, Gulshan-e-Iqbal, Karachi"] * rows})  # fmt: skip


def prisoners(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw inmates, men with a name that the street gave them."""
    own = people(rng, rows, Who(("Lahore",), PUNJAB, 0.5, 0.03, (1960, 2004)))
    called = pl.Series(pick(rng, ("", "", "", " @ Billa", " @ Pappu", " @ Kala", " alias Jeda", " @ Chota"), rows, 0.2))
    fir = [f"{a}/{b}" for a, b in zip(rng.integers(1, 1900, rows), rng.integers(15, 24, rows), strict=True)]
    return pl.DataFrame({"Prisoner": own["name"] + called, "S/O": own["father"], "CNIC": own["cnic"], "FIR": fir,
                         "R/O": homes(rng, rows, "Mohalla {s}, Street {b}, Lahore")})  # fmt: skip


def vaccination(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a centre's day: families with one telephone."""
    own = people(rng, rows, Who(("Rawalpindi",), ALL, 0.45, 0.48))
    family = np.sort(rng.integers(0, rows // 4, rows))
    phone = mobiles(rng, rows)
    return own.select("name", "cnic", "sex", "born").with_columns(
        pl.Series("mobile", [phone[each] for each in family]), pl.lit("2nd").alias("dose")
    )


def electricity_consumers(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw connections in the names of grandfathers, half of them without a card."""
    own = people(rng, rows, Who(("Sialkot",), PUNJAB, 0.1, 0.06, (1920, 1980)))
    late = pl.Series(pick(rng, ("", "", "", " (Late)", " C/O Tenant"), rows, 0.1))
    return pl.DataFrame({"Ref No": [f"12 1234 {each:07d} U" for each in rng.integers(1, 10**7, rows)],
                         "Consumer": own["name"].str.to_uppercase() + late,
                         "CNIC": some(rng, own["cnic"], (None,), 0.5),
                         "Address": homes(rng, rows, "Mohalla {a}, Sialkot")})  # fmt: skip


def teachers_by_seniority(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw teachers of girls' schools, the oldest first."""
    own = people(rng, rows, Who(PUNJAB, women=1.0, born=(1963, 1998)))
    order = own["born"].str.to_date("%d-%m-%Y").arg_sort()
    own = own.select(pl.all().gather(order))
    return own.select(
        Name="name", **{"Father/Husband": "father", "CNIC": "cnic", "D.O.B": "born", "District": "district"}
    )


def police_recruits(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw recruits of two years of birth, in the order of merit, accounts opened on one day."""
    own = people(rng, rows, Who(("Mardan", "Swabi"), FRONTIER, 0.1, 0.05, (2000, 2002), last=PASHTUN))
    first = 2_500_000 + int(rng.integers(0, 1000))
    return pl.DataFrame({"Roll No": [str(5000 + each) for each in range(rows)], "Name": own["name"],
                         "Father": own["father"], "CNIC": own["cnic"], "DOB": own["born"], "District": own["district"],
                         "Account": [f"00{first + each}03" for each in range(rows)]})  # fmt: skip


def microfinance_women(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw groups of borrowers, each vouched for by the next."""
    own = people(rng, rows, Who(("Sahiwal", "Okara"), PUNJAB, 0.05, 1.0, (1965, 2002)))
    return own.select(Client="name", Husband="father", CNIC="cnic", Cell="mobile").with_columns(
        own["cnic"].shift(-1).fill_null(own["cnic"][0]).alias("Guarantor CNIC"),
        pl.Series("Village", homes(rng, rows, "Chak {b}/9L, Sahiwal")),
    )


def hospital_children(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a children's ward: "baby of", the card of the father or the mother, ages in months."""
    own = people(rng, rows, Who(("Lahore",), PUNJAB, 0.4, 0.5))
    baby = pl.Series([f"B/O {each}" for each in own["name"]])
    return pl.DataFrame({"MR No": [f"{each:08d}" for each in rng.integers(1, 10**7, rows)],
                         "Patient": baby.zip_with(pl.Series(rng.random(rows) < 0.4), own["father"]),
                         "Attendant CNIC": own["cnic"], "Contact": own["mobile"],
                         "Age": [f"{each} months" for each in rng.integers(1, 60, rows)]})  # fmt: skip


def alumni(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a school's old boys: names, e-mail addresses, telephones, no card."""
    own = people(rng, rows, Who(("Lahore",), women=0.0, born=(1984, 1987)))
    first = own["name"].str.to_lowercase().str.replace_all(" ", "")
    return own.select(Name="name", **{"Date of Birth": "born", "Cell": "mobile"}).with_columns(
        (
            first + own["born"].str.tail(2) + pl.Series(pick(rng, ("@gmail.com", "@yahoo.com", "@hotmail.com"), rows))
        ).alias("Email")
    )
