"""Innocent lists of people who live together, or of one community: places and names are odd, and true."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.genuineness.innocent_lists.people import (
    ALL,
    CHRISTIAN_LAST,
    CHRISTIAN_MEN,
    CHRISTIAN_WOMEN,
    HINDU_LAST,
    HINDU_MEN,
    HINDU_WOMEN,
    PASHTUN,
    PUNJAB,
    SINDH,
    Rng,
    Who,
    homes,
    mobiles,
    people,
    pick,
    some,
)


def migrants_colony(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw families from Swat and Dir in one colony of Karachi, registered by its welfare society."""
    who = Who(("Karachi West",), ("Swat", "Lower Dir", "Bajaur", "Swat"), 0.93, 0.1, last=PASHTUN)
    own = people(rng, rows, who)
    home = homes(rng, rows, "H No {a}, Street {b}, Frontier Colony, Orangi Town, Karachi")
    return own.select(Name="name", **{"Father Name": "father", "CNIC": "cnic"}).with_columns(
        pl.Series("Address", home), own["mobile"].alias("Mobile")
    )


def army_housing(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw allottees of quarters: men of all the country at one address."""
    own = people(rng, rows, Who(("Rawalpindi",), ALL, 0.95, 0.0, (1968, 2001)))
    rank = pick(rng, ("Sep", "L/Nk", "Nk", "Hav", "N/Sub", "Sub", "Capt", "Maj"), rows)
    return pl.DataFrame({
        "Rank": rank, "Name": own["name"].str.to_uppercase(), "CNIC No": own["cnic"], "Cell No": own["mobile"],
        "Quarter": homes(rng, rows, "Qtr {b}/{s}, Askari Lines, Chaklala Cantt, Rawalpindi"),
    })  # fmt: skip


def university_hostel(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw boarders of a hostel in Islamabad: three years of birth, homes everywhere."""
    own = people(rng, rows, Who(ALL, women=0.0, born=(2001, 2003)))
    mail = own["name"].str.to_lowercase().str.replace_all(" ", ".") + pl.Series(rng.integers(1, 99, rows)).cast(
        pl.String
    )
    return pl.DataFrame({
        "Reg No": [f"FA21-BSE-{each:03d}" for each in range(1, rows + 1)], "Student Name": own["name"],
        "Father's Name": own["father"], "CNIC": own["cnic"], "DOB": own["born"], "Email": mail + "@students.example",
        "Room": homes(rng, rows, "Room {a}, Hostel {b}, H-12, Islamabad"), "Domicile": own["district"],
    })  # fmt: skip


def hindu_list(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw members of a panchayat in Thar."""
    who = Who(("Tharparkar", "Umer Kot", "Sanghar"), women=0.3, men=HINDU_MEN, ladies=HINDU_WOMEN, last=HINDU_LAST,
              last_women=HINDU_LAST)  # fmt: skip
    own = people(rng, rows, who)
    return own.select("name", "father", "cnic", "district", "mobile")


def christian_parish(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw families of a parish in Lahore."""
    who = Who(("Lahore",), PUNJAB, 0.3, 0.5, men=CHRISTIAN_MEN, ladies=CHRISTIAN_WOMEN, last=CHRISTIAN_LAST,
              last_women=CHRISTIAN_LAST)  # fmt: skip
    own = people(rng, rows, who)
    home = homes(rng, rows, "Street {b}, Youhanabad, Ferozepur Road, Lahore")
    return own.select("name", "father", "sex", "cnic", "born").with_columns(pl.Series("address", home), own["mobile"])


def flood_relief(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw households of two union councils, one number for many: the headman's."""
    own = people(rng, rows, Who(("Dadu",), SINDH, 0.04, 0.25))
    heads = mobiles(rng, 25)
    return pl.DataFrame({
        "S.No": list(range(1, rows + 1)), "Name of Affectee": own["name"], "S/o, W/o": own["father"],
        "CNIC": own["cnic"], "Village": homes(rng, rows, "Village {s} Goth, UC {b}, Taluka Mehar, Dadu"),
        "Contact": [heads[each] for each in rng.integers(0, 25, rows)], "Amount": ["25000"] * rows,
    })  # fmt: skip


def zakat_widows(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw widows of one district, with the names of their dead husbands, hardly a telephone."""
    own = people(rng, rows, Who(("Bahawalpur",), ("Multan", "Rahim Yar Khan"), 0.1, 1.0, (1935, 1985)))
    return own.select(Mustahiq="name", **{"W/O (late)": "father", "CNIC": "cnic"}).with_columns(
        pl.Series("Local Zakat Committee", homes(rng, rows, "Basti {a}, Chak {b}/BC, Bahawalpur")),
        some(rng, own["mobile"], (None,), 0.8).alias("Phone"),
    )


def polling_station_of_women(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a roll of women in the order of their families, many under one roof."""
    own = people(rng, rows, Who(("Gujranwala",), PUNJAB, 0.12, 1.0, last_women=("Bibi", "Parveen", "Begum")))
    house = np.sort(rng.integers(1, rows // 3, rows))
    return pl.DataFrame({
        "سلسلہ نمبر": list(range(1, rows + 1)), "نام": own["name"],
        "والد یا شوہر": own["father"].gather(pl.Series(house)),
        "شناختی کارڈ": own["cnic"], "پتہ": [f"House {each}, Block 3, Gujranwala" for each in house],
    })  # fmt: skip


def one_surname_village(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a village of one tribe: one last name, a hundred first names, one address."""
    own = people(rng, rows, Who(("Khairpur",), SINDH, 0.02, 0.45, last=("Jatoi",), last_women=("Jatoi",)))
    return own.select("name", "father", "cnic", "sex").with_columns(
        pl.lit("Goth Haji Jatoi, Taluka Kot Diji, Khairpur").alias("address"), own["mobile"]
    )


def gilgit_and_kashmir(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw subscribers of the mountains' network, with the names of there."""
    last = ("Baltistani", "Hunzai", "Mir", "Lone", "Dar", "Shigri", "Ali", "Karim")
    own = people(rng, rows, Who(("Gilgit", "Muzaffarabad", "Mirpur"), women=0.2, last=last))
    number = [f"0355{each}" for each in rng.integers(1_000_000, 9_999_999, rows)]
    return own.select("name", "father", "cnic", "district").with_columns(pl.Series("mobile", number))


def civil_servants(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw officers in the capital by cadre: everybody's card is from elsewhere, landlines are the ministry's."""
    own = people(rng, rows, Who(("Islamabad",), ALL, 0.92, 0.2, (1964, 1997)))
    return own.select(Name="name", CNIC="cnic", DOB="born").with_columns(
        pl.Series("Residence", homes(rng, rows, "House {a}, Street {b}, G-6/3, Islamabad")),
        pl.Series("Office Phone", [f"051-920{each:04d}" for each in rng.integers(0, 9999, rows)]),
        own["mobile"].alias("Cell"),
    )


def displaced_families(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw families of the former agencies in a camp, named by tribe."""
    agencies = ("South Waziristan", "North Waziristan", "Khyber", "Orakzai", "Bajaur")
    own = people(
        rng, rows, Who(("Bannu", "Dera Ismail Khan"), agencies, 0.97, 0.3, last=("Wazir", "Mehsud", "Afridi", "Dawar"))
    )
    return own.select("name", "father", "cnic", "mobile").with_columns(
        pl.Series("camp", homes(rng, rows, "Tent {a}, Block {s}, Bakka Khel Camp, Bannu"))
    )


def register_of_one_tehsil(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a register of one office in the order of the cards, which go on from one to the next."""
    own = people(rng, rows, Who(("Chakwal",), women=0.45))
    serial = np.sort(rng.choice(np.arange(1_200_000, 1_200_000 + rows * 40), rows, replace=False))
    card = [
        f"{a}-{b:07d}-{c}"
        for a, b, c in zip(own["cnic"].str.head(5).sort(), serial, own["cnic"].str.tail(1), strict=True)
    ]
    return own.select("name", "father", "sex").with_columns(pl.Series("cnic", card), own["born"], own["district"])


def heirs_of_property(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw owners of plots, several heirs with one father and one plot."""
    own = people(rng, rows, Who(("Faisalabad",), PUNJAB, 0.2, 0.4))
    plot = pl.Series(np.sort(rng.integers(0, rows // 4, rows)))
    return pl.DataFrame({"Plot": plot.cast(pl.String), "Owner": own["name"], "Father": own["father"].gather(plot),
                         "CNIC": own["cnic"], "Share": pick(rng, ("1/4", "1/8", "1/2"), rows),
                         "Address": ("P-" + plot.cast(pl.String) + ", Gulberg, Faisalabad")})  # fmt: skip
