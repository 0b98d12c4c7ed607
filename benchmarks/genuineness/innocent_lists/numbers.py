"""Innocent lists whose numbers are of another kind, or were damaged on their way."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.genuineness.innocent_lists.people import (
    ALL,
    FRONTIER,
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


def refugee_cards_with_companies(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw SIMs of a franchise in Peshawar: citizens, holders of refugees' cards, firms with a tax number."""
    own = people(rng, rows, Who(("Peshawar",), FRONTIER, 0.4, 0.1, last=PASHTUN))
    card = [f"9{a:03d}-{b:07d}-{c}" for a, b, c in zip(rng.integers(0, 999, rows), rng.integers(0, 10**7, rows),
                                                       rng.integers(1, 10, rows), strict=True)]  # fmt: skip
    tax = [
        f"{each:07d}-{digit}"
        for each, digit in zip(rng.integers(1, 9_999_999, rows), rng.integers(0, 9, rows), strict=True)
    ]
    number = some(rng, some(rng, own["cnic"], card, 0.3), tax, 0.12)
    name = some(rng, own["name"], ("ZAM ZAM TRADERS", "KHYBER TRANSPORT CO", "AL MADINA COTTON (PVT) LTD"), 0.12)
    return pl.DataFrame({"MSISDN": own["mobile"], "NAME": name, "ID": number,
                         "ADDRESS": homes(rng, rows, "Shop {a}, Karkhano Market, Peshawar")})  # fmt: skip


def corporate_sims(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw numbers of one company that count up, with the staff who hold them."""
    own = people(rng, rows, Who(("Karachi South",), ALL, 0.4, 0.2, (1965, 2002)))
    first = 8_230_000 + int(rng.integers(0, 9000))
    return pl.DataFrame({"Number": [f"0300-{first + each}" for each in range(rows)], "User": own["name"],
                         "Employee CNIC": own["cnic"],
                         "Department": pick(rng, ("Sales", "Finance", "HR", "IT"), rows)})  # fmt: skip


def overseas_nicop(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw Pakistanis abroad: cards of home, addresses and telephones of there."""
    own = people(rng, rows, Who(("Mirpur", "Gujrat", "Sialkot", "Jhelum"), women=0.3))
    far = ("Bradford, United Kingdom", "Dubai, UAE", "Jeddah, KSA", "Oslo, Norway", "Birmingham, United Kingdom")
    code = {"B": "+4475", "D": "+97150", "J": "+96655", "O": "+4791"}
    place = pick(rng, far, rows)
    phone = [f"{code[each[0]]}{n:07d}" for each, n in zip(place, rng.integers(1_000_000, 9_999_999, rows), strict=True)]
    return own.select(Name="name", Father="father", NICOP="cnic").with_columns(
        pl.Series("Address", [f"{a} Park Road, {b}" for a, b in zip(rng.integers(1, 300, rows), place, strict=True)]),
        pl.Series("Phone", phone),
    )


def old_nic(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw pensioners with identity cards of before 2002."""
    own = people(rng, rows, Who(("Sargodha",), PUNJAB, 0.2, 0.15, (1925, 1958)))
    year = own["born"].str.tail(2)
    nic = [
        f"{a}-{b}-{c:06d}"
        for a, b, c in zip(rng.integers(201, 399, rows), year, rng.integers(1, 999_999, rows), strict=True)
    ]
    return own.select(Pensioner="name", Father="father", DOB="born").with_columns(
        pl.Series("NIC No", nic), pl.Series("Address", homes(rng, rows, "Chak {b} NB, Sargodha"))
    )


def ocr_roll(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a printed list read by machine: eights for threes, letters for digits, in one cell of twelve."""
    own = people(rng, rows, Who(("Okara",), PUNJAB, 0.1, 0.45))
    wrong = pl.Series(rng.random(rows) < 0.08)
    letters = pl.Series(rng.random(rows) < 0.05)
    card = own["cnic"].str.replace("3", "8").zip_with(wrong, own["cnic"])
    card = card.str.replace_many(["0", "1"], ["O", "l"]).zip_with(letters, card)
    name = own["name"].str.replace("m", "rn").zip_with(wrong, own["name"])
    return pl.DataFrame({"Name": name, "Father": own["father"], "CNIC": card,
                         "Address": homes(rng, rows, "Chak {b}/2L, Okara")})  # fmt: skip


def excel_scientific(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a sheet that was saved with its numbers as 3.52E+12."""
    own = people(rng, rows, Who(PUNJAB))
    value = own["cnic"].str.replace_all("-", "").cast(pl.Float64)
    return own.select(Name="name", Father="father", City="district").with_columns(
        pl.Series("CNIC", [f"{each:.5E}" for each in value]), own["mobile"].str.replace("-", "").alias("Mobile")
    )


def excel_without_zeros(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a sheet that took numbers for amounts: telephones without their 0, cards with .0 behind."""
    own = people(rng, rows, Who(PUNJAB))
    return own.select(Name="name", Father="father", City="district").with_columns(
        (own["cnic"].str.replace_all("-", "") + ".0").alias("CNIC"),
        own["mobile"].str.replace("-", "").str.strip_prefix("0").alias("Mobile"),
    )


def excel_dates(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a sheet whose births are days since 1900 and whose cards lost the last digit to a formula."""
    own = people(rng, rows, Who(PUNJAB, women=0.4))
    days = (own["born"].str.to_date("%d-%m-%Y") - pl.Series([0]).cast(pl.Date)).dt.total_days() + 25569
    return own.select(Name="name", CNIC="cnic", Gender="sex").with_columns(
        days.cast(pl.String).alias("DOB"), own["cnic"].str.head(14).alias("CNIC")
    )


def dead_subscribers(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw numbers that were closed before 2008, some of networks that are no more, with repeated holders."""
    own = people(rng, rows, Who(ALL, women=0.1))
    code = pick(rng, ("0300", "0303", "0333", "0304", "0320", "0345", "0364", "0355"), rows)
    number = [f"{a}{b}" for a, b in zip(code, rng.integers(2_000_000, 9_999_999, rows), strict=True)]
    holder = pl.Series(np.minimum(rng.geometric(0.5, rows) - 1, 3) + np.arange(rows)).clip(0, rows - 1)
    return (
        own.select("name", "cnic", "district")
        .select(pl.all().gather(holder))
        .with_columns(pl.Series("msisdn", number), pl.lit("Closed").alias("status"))
    )


def franchise_day(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a day of a franchise: a block of numbers, its own number where a customer had none, zeros for cards."""
    own = people(rng, rows, Who(("Hyderabad",), SINDH, 0.3, 0.15))
    first = 1_450_000 + int(rng.integers(0, 10**5))
    return pl.DataFrame({
        "MSISDN": [f"92315{first + int(each)}" for each in np.cumsum(rng.integers(1, 4, rows))], "NAME": own["name"],
        "CNIC": some(rng, own["cnic"].str.replace_all("-", ""), ("0000000000000", "4111111111111"), 0.12),
        "ALT NO": some(rng, own["mobile"], ("0300-0000000", "0315-1450000"), 0.3), "DATE": ["14-Aug-2019"] * rows,
    })  # fmt: skip


def merged_twice(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a list put together of two exports of it, one in capitals and without dashes."""
    own = people(rng, rows // 2, Who(PUNJAB)).select("name", "father", "cnic", "mobile", "district")
    again = own.with_columns(
        pl.col("name", "father", "district").str.to_uppercase(), pl.col("cnic").str.replace_all("-", "")
    )
    return pl.concat([own, again.sample(fraction=0.8, seed=int(rng.integers(0, 10**6)))])


def mostly_sixes(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw buyers of easy numbers: repeated and mirrored digits, as networks sell them."""
    own = people(rng, rows, Who(("Lahore", "Islamabad", "Karachi South"), ALL, 0.3, 0.1))
    tail = [f"{a}{a}{b}{b}{b}{a}{a}" for a, b in zip(rng.integers(1, 10, rows), rng.integers(0, 10, rows), strict=True)]
    return own.select(Name="name", CNIC="cnic", City="district").with_columns(
        pl.Series(
            "Golden Number",
            [
                f"{code}{each}"
                for code, each in zip(pick(rng, ("0300", "0321", "0333", "0345"), rows), tail, strict=True)
            ],
        )
    )


def judges_by_hand(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a bar's members, typed by four clerks in four ways."""
    own = people(rng, rows, Who(("Multan",), PUNJAB, 0.3, 0.12, (1950, 1998)))
    clerk = pl.Series(np.arange(rows) * 4 // rows)
    name = own["name"].str.to_uppercase().zip_with(clerk == 1, own["name"])
    name = ("Mr. " + own["name"]).zip_with(clerk == 2, name)
    card = own["cnic"].str.replace_all("-", " ").zip_with(clerk == 3, own["cnic"])
    return pl.DataFrame({"Advocate": name, "Father": own["father"], "CNIC": card, "Mobile": own["mobile"],
                         "Chamber": homes(rng, rows, "Chamber {a}, District Courts, Multan")})  # fmt: skip
