"""Innocent lists cut from larger ones: homes copied from cards, passports alone, one community, Urdu."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.genuineness.innocent_lists.people import (
    ALL,
    FRONTIER,
    LAST,
    PUNJAB,
    SINDH,
    Rng,
    Who,
    homes,
    mobiles,
    paired,
    people,
    pick,
    some,
)

_URDU_MEN = ("محمد اسلم", "غلام رسول", "عبدالغفور", "نذیر احمد", "محمد رمضان", "شبیر حسین", "اللہ دتہ", "محمد صدیق")
_URDU_WOMEN = ("شمیم بی بی", "نسرین اختر", "پروین بیگم", "صغراں مائی", "کوثر پروین", "زبیدہ خاتون")
_URDU_TOWNS = ("چک نمبر ۱۲", "موضع کھارا", "بستی ملوک", "محلہ اسلام پورہ")


def homes_of_the_card(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw voters of many districts, each registered at the permanent address of the card: nobody lives elsewhere."""
    own = people(rng, rows, Who(ALL, women=0.45, from_elsewhere=0.0, slips=0.001))
    village = homes(rng, rows, "Chak {a}, UC {b}")
    return pl.DataFrame({"Name": own["name"], "Father/Husband": own["father"], "CNIC": own["cnic"],
                         "Permanent Address": paired(village, own["district"], form="{}, {}"),
                         "Gender": own["sex"]})  # fmt: skip


def district_of_the_code(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw customers whose district a clerk filled in from the card's code; telephones as they gave them."""
    own = people(rng, rows, Who(ALL, women=0.25, from_elsewhere=0.0))
    return own.select(Customer="name", CNIC="cnic", MSISDN="mobile", Birth="born", District="district")


def passports_alone(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw travellers of a group: names, passports, births and visas, no card and no number of a telephone."""
    own = people(rng, rows, Who(PUNJAB, women=0.3, born=(1948, 2001)))
    number = [f"{a}{b:07d}" for a, b in zip(pick(rng, ("AB", "CF", "DZ", "KA"), rows), rng.integers(0, 10**7, rows),
                                            strict=True)]  # fmt: skip
    return pl.DataFrame({"Passenger": own["name"].str.to_uppercase(), "Passport No": number, "DOB": own["born"],
                         "Visa": [str(each) for each in rng.integers(6_000_000_000, 6_099_999_999, rows)]})  # fmt: skip


def roll_in_urdu(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a roll in Urdu of one tehsil: names, father or husband, card, village."""
    own = people(rng, rows, Who(("Vehari",), PUNJAB, 0.1, 0.45))
    woman = own["sex"] == "F"
    name = pl.Series(pick(rng, _URDU_WOMEN, rows)).zip_with(woman, pl.Series(pick(rng, _URDU_MEN, rows)))
    return pl.DataFrame({"نام": name, "ولدیت": pick(rng, _URDU_MEN, rows), "شناختی کارڈ": own["cnic"],
                         "عمر": [str(2022 - int(each[-4:])) for each in own["born"].to_list()],
                         "پتہ": [f"{each}، وہاڑی" for each in pick(rng, _URDU_TOWNS, rows)]})  # fmt: skip


def hazara_of_quetta(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw families of one community in one quarter of a city: few names, cards of one code, houses by street."""
    who = Who(("Quetta",), from_elsewhere=0.01, women=0.4,
              men=("Ghulam Ali", "Muhammad Hussain", "Ali Raza", "Sakhi Dad", "Qurban Ali", "Juma Khan", "Zawar"),
              ladies=("Zahra", "Masooma", "Sakina", "Kulsoom", "Fatima", "Ruqia"),
              last=("Hazara", "Changezi", "Ali", "Hussain"), last_women=("Hazara", "Bibi", "Batool"))  # fmt: skip
    own = people(rng, rows, who)
    return own.select(Name="name", Father="father", CNIC="cnic", Phone="mobile").with_columns(
        pl.Series("Address", homes(rng, rows, "Street {b}, Alamdar Road, Quetta"))
    )


def fishermen(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw owners of boats: men, one word for a name, the boat's number, one network, half without a card."""
    own = people(rng, rows, Who(("Gwadar",), ("Lasbela",), 0.1, 0.0, (1945, 2000), last=("Baloch",)))
    phone = [f"0334-{each}" for each in rng.integers(2_000_000, 3_999_999, rows)]
    return pl.DataFrame({"Nakhuda": own["name"].str.extract(r"^(\S+)"), "Walid": own["father"],
                         "CNIC": some(rng, own["cnic"], (None,), 0.5),
                         "Boat": [f"GWR-{each:05d}" for each in rng.permutation(30_000)[:rows]],
                         "Cell": phone, "Jetty": pick(rng, ("Padi Zirr", "Surbandar", "Pishukan"), rows)})  # fmt: skip


def defaulters_with_guarantors(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a bank's defaulters, each with a guarantor who often stands for several, and his card and telephone."""
    own = people(rng, rows, Who(("Multan", "Khanewal", "Lodhran"), PUNJAB, 0.12, 0.1, (1950, 1990)))
    few = max(rows // 2, 1)
    other = people(rng, few, Who(("Multan", "Khanewal"), PUNJAB, 0.1, 0.02)).select(
        pl.all().gather(rng.integers(0, few, rows))
    )
    return pl.DataFrame({"Borrower": own["name"], "S/O": own["father"], "Borrower CNIC": own["cnic"],
                         "Guarantor": other["name"], "Guarantor CNIC": other["cnic"],
                         "Guarantor Mobile": other["mobile"],
                         "Outstanding": [str(1000 * each) for each in rng.integers(20, 900, rows)],
                         "Village": paired(homes(rng, rows, "Mauza {s}-{b}"), own["district"], form="{}, {}"),
                         })  # fmt: skip


def parcels_on_delivery(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw receivers of parcels: first names, telephones twice, free addresses of large cities, no card."""
    own = people(rng, rows, Who(("Lahore", "Islamabad", "Multan", "Peshawar"), women=0.55, born=(1980, 2005)))
    return pl.DataFrame({"Consignee": own["name"].str.extract(r"^(\S+)"), "Phone": own["mobile"],
                         "Alt Phone": some(rng, own["mobile"], (None,), 0.7),
                         "Address": paired(homes(rng, rows, "house {a} gali {b} near jamia masjid"), own["district"],
                                           form="{} {}"),
                         "COD": [str(50 * each) for each in rng.integers(10, 200, rows)]})  # fmt: skip


def candidates_of_a_test(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw candidates of a test for a post: young, of all provinces, e-mail and card, roll numbers in order."""
    own = people(rng, rows, Who(ALL, ALL, 0.3, 0.4, (1993, 2001)))
    mail = own["name"].str.to_lowercase().str.replace_all(r"\s", "") + own["born"].str.tail(2) + "@gmail.com"
    return pl.DataFrame({"Roll": [str(100_001 + each) for each in range(rows)], "Candidate": own["name"],
                         "Father": own["father"], "CNIC": own["cnic"], "DOB": own["born"], "Email": mail,
                         "Domicile": own["district"], "Mobile": own["mobile"]})  # fmt: skip


def register_by_card(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a register in the order of its cards, of two offices: serials of one decade, small steps, no movers."""
    own = people(rng, rows, Who(("Charsadda", "Nowshera"), FRONTIER, 0.0, 0.4, (1960, 2001)))
    start = np.sort(rng.integers(0, 60 * rows, rows)) + 4_000_000
    number = [f"{each[:6]}{at:07d}{each[13:]}" for each, at in zip(own["cnic"].to_list(), start, strict=True)]
    return own.with_columns(pl.Series("cnic", number)).sort("cnic").select(
        CNIC="cnic", Name="name", Father="father", Birth="born", District="district"
    )  # fmt: skip


def brothers_of_one_day(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw families who got their cards on one day: two or three neighbours in serial, one father, one home."""
    own = people(rng, rows, Who(SINDH, women=0.3, from_elsewhere=0.05))
    family = np.arange(rows) // 3
    first = own.select(pl.all().gather(family * 3))
    base = [int(each[6:13]) % 9_999_990 for each in first["cnic"].to_list()]
    number = [f"{a[:6]}{b + at % 3:07d}{c[13:]}" for at, (a, b, c) in enumerate(
        zip(first["cnic"].to_list(), base, own["cnic"].to_list(), strict=True))]  # fmt: skip
    home = pl.Series(homes(rng, rows, "House {a}, Ward {b}")).gather(family * 3)
    return pl.DataFrame({"Name": own["name"], "Father": first["father"], "CNIC": number, "DOB": own["born"],
                         "Address": home + ", " + first["district"],
                         "Contact": first["mobile"]})  # fmt: skip


def new_sims_of_a_fleet(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw riders of a delivery firm: men of 20 to 35, numbers of one new code, cards from all over the country."""
    own = people(rng, rows, Who(("Islamabad", "Rawalpindi"), ALL, 0.7, 0.0, (1988, 2004), last=LAST))
    phone = [f"0370-{each}" for each in rng.choice(10**6, rows, replace=False) + 8_000_000]
    return pl.DataFrame({"Rider": own["name"], "CNIC": own["cnic"], "Cell": phone, "Zone": own["district"],
                         "Bike": [f"{a}-{b}" for a, b in zip(pick(rng, ("RIL", "AUF", "LEL"), rows),
                                                            rng.integers(100, 9999, rows), strict=True)],
                         "Kin": mobiles(rng, rows)})  # fmt: skip


def list_and_its_urgent_cases(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw patients of a programme, whose urgent third is written once more below, in capitals and without dashes."""
    own = people(rng, rows - rows // 4, Who(PUNJAB, women=0.5, from_elsewhere=0.2)).select(
        Patient="name", Guardian="father", CNIC="cnic", Phone="mobile", District="district"
    )
    again = own.sample(rows // 4, seed=int(rng.integers(0, 1000))).with_columns(
        pl.col("Patient", "Guardian").str.to_uppercase(), pl.col("CNIC", "Phone").str.replace_all("-", "")
    )
    return pl.concat([own, again])


def one_office_copies_homes(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw beneficiaries of two offices: one copies the home from the card, the other asks where people live now."""
    half = rows // 2
    copied = people(rng, half, Who(ALL, women=0.3, from_elsewhere=0.0))
    asked = people(rng, rows - half, Who(ALL, ALL, 0.35, 0.3))
    home = paired(homes(rng, half, "MAUZA {s} CHAK NO {b}"), copied["district"].str.to_uppercase(), form="{} {}")
    now = paired(homes(rng, rows - half, "House {a}, Street {b}"), asked["district"], form="{}, {}")
    both = pl.concat([copied, asked]).select(Name="name", Father="father", CNIC="cnic", Mobile="mobile")
    return both.with_columns(pl.Series("Address", [*home, *now])).sample(fraction=1, shuffle=True, seed=1)
