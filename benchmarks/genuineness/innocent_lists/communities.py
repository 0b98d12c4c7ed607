"""Innocent lists of small communities: one village, one house, one guardian, one market, cards of other plans."""

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
    cards,
    homes,
    mobiles,
    people,
    pick,
    some,
)

_VILLAGES = ("Kot Addan", "Basti Malook", "Thatta Qureshi", "Bhaini Sadhu", "Dera Jattan")


def welfare_of_a_union_council(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw women of five villages of one union council who wait for a payment; husbands or fathers, no houses."""
    own = people(rng, rows, Who(("Muzaffargarh",), PUNJAB, 0.04, 0.92, (1950, 2000)))
    return own.select(**{"Name of Applicant": "name", "W/O D/O": "father", "CNIC": "cnic"}).with_columns(
        pl.Series("Village", pick(rng, _VILLAGES, rows)),
        pl.Series("Union Council", ["UC 14 Rangpur"] * rows),
        pl.Series("District", ["Muzaffargarh"] * rows),
        own["mobile"].alias("Mobile"),
    )


def wedding_guests(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw guests: heads of families, seven of ten without a father's name, some with a nickname, no cards."""
    own = people(rng, rows, Who(("Gujranwala", "Sialkot"), PUNJAB, 0.2, 0.15, (1945, 1995)))
    title = pl.Series(pick(rng, ("", "", "Haji ", "Ch. ", "Rana ", "Uncle "), rows, 0.2))
    return pl.DataFrame({"Guest": title + own["name"], "S/O": some(rng, own["father"], (None,), 0.7),
                         "Mobile": own["mobile"], "City": own["district"],
                         "Persons": [str(each) for each in rng.integers(1, 9, rows)]})  # fmt: skip


def shop_credit_register(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw what customers of a grocer owe: the same neighbours again and again, cards of every fourth."""
    own = people(rng, max(rows // 4, 1), Who(("Faisalabad",), PUNJAB, 0.05, 0.1, (1950, 2000)))
    own = own.with_columns(some(rng, own["cnic"], (None,), 0.75).alias("cnic"))
    own = own.select(pl.all().gather(rng.integers(0, own.height, rows)))
    return own.select(Customer="name", CNIC="cnic", Mobile="mobile").with_columns(
        pl.Series("Mohalla", pick(rng, ("Gali 3 Ghulam Muhammad Abad, Faisalabad", "Nai Abadi, Faisalabad"), rows)),
        pl.Series("Baqaya", [str(50 * each) for each in rng.integers(1, 200, rows)]),
    )


def mosque_committee(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw donors of a mosque: elder men of one ward, titles before names, amounts."""
    own = people(rng, rows, Who(("Peshawar",), FRONTIER, 0.2, 0.0, (1935, 1985), last=PASHTUN))
    title = pl.Series(pick(rng, ("Haji ", "", "Qari ", "Hafiz ", "Malik "), rows, 0.3))
    return pl.DataFrame({"Donor": title + own["name"], "Father": own["father"], "CNIC": own["cnic"],
                         "Cell": own["mobile"], "Mohalla": ["Mohalla Jogiwara, Peshawar City"] * rows,
                         "Monthly": [str(100 * each) for each in rng.integers(1, 40, rows)]})  # fmt: skip


def refugees_of_a_camp(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw holders of proof-of-registration cards in one camp: no CNIC at all, one name in many rows."""
    own = people(rng, rows, Who(("Haripur",), women=0.45, last=("", "", "Jan", "Khan", "Gul", "Mohammad")))
    number = [f"SF{a:02d}{b:07d}{c}" for a, b, c in zip(rng.integers(10, 40, rows), rng.integers(0, 10**7, rows),
                                                        rng.integers(0, 10, rows), strict=True)]  # fmt: skip
    return pl.DataFrame({"PoR Card No": number, "Name": own["name"].str.strip_chars(), "Father Name": own["father"],
                         "DOB": own["born"].str.replace(r"^\d+-\d+", "01-01"), "Sex": own["sex"],
                         "Camp": ["Padhana Camp, Haripur"] * rows,
                         "Origin": pick(rng, ("Kunduz", "Nangarhar", "Baghlan"), rows)})  # fmt: skip


def workers_abroad(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw men whom a promoter sent to one company in Riyadh: NICOP, passport, visas that count up."""
    own = people(rng, rows, Who((*FRONTIER, *PUNJAB), women=0.0, born=(1980, 2003)))
    first = 1_302_440_000 + int(rng.integers(0, 9000))
    return pl.DataFrame({"S.No": [str(each) for each in range(1, rows + 1)], "Name": own["name"].str.to_uppercase(),
                         "Father": own["father"].str.to_uppercase(), "NICOP": own["cnic"],
                         "Passport": [f"{a}{b:07d}" for a, b in zip(pick(rng, "ABCDEFGK", rows),
                                      rng.integers(10**6, 10**7, rows), strict=True)],
                         "Visa No": [str(first + each) for each in range(rows)], "DOB": own["born"],
                         "Mobile KSA": [f"+9665{each:08d}" for each in rng.integers(10**7, 10**8, rows)],
                         "District": own["district"]})  # fmt: skip


def families_of_one_house(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a census of houses: a head, his wife and children behind each other, one telephone, one address."""
    heads = people(rng, rows // 6 + 1, Who(("Larkana",), SINDH, 0.06, 0.0, (1955, 1980)))
    at = pl.Series(np.repeat(np.arange(heads.height), 6)[:rows])
    place = np.arange(rows) % 6
    wives = people(rng, rows, Who(("Larkana",), SINDH, 0.2, 1.0, (1960, 1985)))
    kin = people(rng, rows, Who(("Larkana",), SINDH, 0.06, 0.5, (1985, 2012)))
    kin = kin.select(wives[each].zip_with(pl.Series(place == 1), kin[each]) for each in kin.columns)
    head = heads.select(pl.all().gather(at))
    is_head = pl.Series(place == 0)
    home = pl.Series(homes(rng, heads.height, "House {a}, Mohalla Jarral Shah, Larkana")).gather(at)
    return pl.DataFrame({
        "Name": head["name"].zip_with(is_head, kin["name"]),
        "Father/Husband": head["father"].zip_with(is_head, head["name"]),
        "CNIC/B-Form": head["cnic"].zip_with(is_head, kin["cnic"]), "Relation": pl.Series(
            np.array(["Head", "Wife", "Child", "Child", "Child", "Child"])[place]),
        "DOB": head["born"].zip_with(is_head, kin["born"]), "Contact": head["mobile"], "Address": home,
    })  # fmt: skip


def dealers_of_sims(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a network's franchises: shops of all the country, easy numbers, one address in a market."""
    own = people(rng, rows, Who(ALL, women=0.02, born=(1970, 2000)))
    easy = [f"0300-{a}{a}{a}{b}{b}{b}{b}" for a, b in rng.integers(0, 10, (rows, 2))]
    shop = pl.Series(pick(rng, ("Mobile Zone", "Al Rehman Communication", "Khan Mobiles", "City Telecom"), rows, 0.2))
    return pl.DataFrame({"Franchise": shop + " " + own["district"], "Owner": own["name"], "CNIC": own["cnic"],
                         "Dealer SIM": some(rng, own["mobile"], easy, 0.35),
                         "Address": homes(rng, rows, "Shop {b}, Mobile Market"),
                         "City": own["district"]})  # fmt: skip


def one_guardian(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw boarders of an orphanage, whose guardian is the warden: one name, one card, one telephone in all rows."""
    own = people(rng, rows, Who(("Multan", "Muzaffargarh", "Lodhran"), PUNJAB, 0.2, 0.4, (2006, 2016)))
    warden = cards(rng, ("Multan",), np.zeros(1, dtype=bool))[0]
    return pl.DataFrame({"Child": own["name"], "Father (late)": own["father"], "B-Form": own["cnic"],
                         "DOB": own["born"], "Guardian": ["Muhammad Aslam Chishti"] * rows,
                         "Guardian CNIC": [warden] * rows, "Guardian Cell": mobiles(rng, 1) * rows,
                         "District": own["district"]})  # fmt: skip


def women_of_the_country(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw women of all the country with a father's or husband's name: few first names, one in every tenth."""
    own = people(rng, rows, Who(ALL, women=1.0, born=(1955, 2003)))
    return own.select(**{"Name": "name", "Father/Husband": "father", "CNIC": "cnic", "Mobile": "mobile"}).with_columns(
        pl.Series("Address", homes(rng, rows, "House {a}, Street {b}")) + ", " + own["district"]
    )


def one_clan(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw one clan in one town: each name ends in the clan's, fathers' too, most homes are a street and the town."""
    own = people(rng, rows, Who(("Quetta",), ALL, 0.12, 0.1, (1950, 2002), last=("Baloch",), last_women=("Baloch",)))
    return own.select(**{"Name": "name", "S/O": "father", "CNIC": "cnic", "Contact": "mobile"}).with_columns(
        pl.Series("Address", homes(rng, rows, "Street {b}, Brewery Road, Quetta"))
    )
