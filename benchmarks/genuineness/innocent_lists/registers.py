"""Innocent lists of registers: pay rolls, groups, cards of one drive, electoral blocks, two people in a row."""

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
    mobiles,
    people,
    pick,
    some,
)

_CAPITALS = ("Lahore", "Karachi East", "Islamabad", "Peshawar", "Quetta", "Multan", "Hyderabad", "Rawalpindi")


def payroll_by_grade(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a department's pay roll, grade behind grade, births typed as the first of a month, no telephone."""
    own = people(rng, rows, Who(("Lahore", *PUNJAB), PUNJAB, 0.3, 0.25, (1964, 2001)))
    grade = np.sort(rng.choice(np.arange(1, 21), rows))[::-1]
    return pl.DataFrame({"Pers No": [str(30_000_000 + 7 * each) for each in rng.permutation(rows * 3)[:rows]],
                         "Name": own["name"].str.to_uppercase(), "CNIC": own["cnic"].str.replace_all("-", ""),
                         "BPS": [f"{each:02d}" for each in grade],
                         "DOB": own["born"].str.replace(r"^\d+", "01"),
                         "DDO": pick(rng, ("LZ4021", "LZ4417", "LY1033"), rows),
                         "Gross Pay": [str(18_000 + 9_000 * int(each)) for each in grade],
                         "District": own["district"]})  # fmt: skip


def one_school(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw admissions of a girls' school: two years of birth, the father's card and telephone, one street."""
    own = people(rng, rows, Who(("Sialkot",), PUNJAB, 0.05, 1.0, (2015, 2016), last_women=("Fatima", "Noor", "Ali")))
    father = people(rng, rows, Who(("Sialkot",), PUNJAB, 0.1, 0.0, (1975, 1992)))
    return pl.DataFrame({"Adm No": [str(each) for each in range(4001, 4001 + rows)], "Pupil": own["name"],
                         "B Form": own["cnic"], "Birth": own["born"], "Father": father["name"],
                         "Father's CNIC": father["cnic"], "WhatsApp": father["mobile"],
                         "Address": homes(rng, rows, "Street {b}, Neka Pura, Sialkot")})  # fmt: skip


def hajj_group_with_mehram(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw women of a group, each with the name, card and relation of the man she travels with; one telephone."""
    own = people(rng, rows, Who(("Swat", "Mardan"), FRONTIER, 0.1, 1.0, (1945, 1990)))
    men = people(rng, rows, Who(("Swat", "Mardan"), FRONTIER, 0.1, 0.0, (1940, 1990), last=PASHTUN))
    passport = [f"{a}{b:07d}" for a, b in zip(pick(rng, ("AX", "CB", "DF"), rows), rng.integers(0, 10**7, rows),
                                              strict=True)]  # fmt: skip
    return pl.DataFrame({"Hujjaj": own["name"], "CNIC": own["cnic"], "Passport": passport, "DOB": own["born"],
                         "Mehram": men["name"], "Mehram CNIC": men["cnic"],
                         "Relation": pick(rng, ("Husband", "Son", "Brother", "Father"), rows),
                         "Group Leader Cell": mobiles(rng, 1) * rows})  # fmt: skip


def pensioners_of_a_bank(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw old men and widows of one branch; half of the births are the first of January, cards made from old ones."""
    own = people(rng, rows, Who(("Jhelum",), PUNJAB, 0.15, 0.3, (1932, 1962)))
    birth = own["born"].str.replace(r"^\d+-\d+", "01-01").zip_with(pl.Series(rng.random(rows) < 0.5), own["born"])
    return pl.DataFrame({"PPO": [f"JLM-{each:05d}" for each in np.sort(rng.permutation(60_000)[:rows])],
                         "Pensioner/Widow": own["name"], "CNIC": own["cnic"], "Birth": birth,
                         "Account": [f"0081{each:010d}" for each in rng.integers(10**7, 10**9, rows)],
                         "Tehsil": ["Jhelum"] * rows})  # fmt: skip


def brotherhood_of_one_village(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw members of one brotherhood: one last name of men and fathers, one village, no house, few telephones."""
    who = Who(("Mandi Bahauddin",), PUNJAB, 0.02, 0.2, (1940, 2004), last=("Gondal",))
    own = people(rng, rows, who)
    return own.select(Naam="name", Walid="father", Shanakhti="cnic").with_columns(
        some(rng, own["mobile"], (None,), 0.6).alias("Mobile"),
        pl.Series("Pata", ["Chak No. 28 Gondal, Mandi Bahauddin"] * rows),
    )


def elders_of_a_jirga(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw elders of tribes: a title, a clan in place of a house, no father, births as years, one network."""
    own = people(rng, rows, Who(("Khyber",), ("Peshawar",), 0.12, 0.0, (1930, 1980), last=PASHTUN))
    phone = [f"0302-{each}" for each in rng.integers(5_000_000, 9_999_999, rows)]
    return pl.DataFrame({"Malik": pl.Series(pick(rng, ("Malik ", "Haji ", "Subedar (R) "), rows)) + own["name"],
                         "CNIC": own["cnic"], "Born": own["born"].str.tail(4),
                         "Qaum": pick(rng, ("Zakhakhel", "Malik Din Khel", "Qambarkhel", "Sipah"), rows),
                         "Tehsil": pick(rng, ("Bara", "Landi Kotal", "Jamrud"), rows),
                         "Contact": phone})  # fmt: skip


def cards_of_one_drive(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw women whom a registration van gave their first cards in a month: one run of serials, births on 1 January."""
    given = ("Lachhmi", "Sita", "Jamna", "Hur", "Marvi", "Sodhi", "Kasturi", "Naz")
    who = Who(("Tharparkar",), women=1.0, born=(1950, 2002), ladies=given, last_women=("Meghwar", "Kolhi", "Bheel"))
    own = people(rng, rows, who)
    first = 6_120_000 + int(rng.integers(0, 9000))
    number = [f"{each[:6]}{first + at:07d}{each[13:]}" for at, each in enumerate(own["cnic"].to_list())]
    return pl.DataFrame({"Name": own["name"], "W/O": own["father"], "CNIC": number,
                         "DOB": own["born"].str.replace(r"^\d+-\d+", "01-01"),
                         "Village": pick(rng, ("Bhalwa", "Kasbo", "Virawah"), rows),
                         "Taluka": ["Nagarparkar"] * rows})  # fmt: skip


def doctors(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw registered doctors: half women, titles, degrees, addresses of e-mail that hold the name, large cities."""
    own = people(rng, rows, Who(_CAPITALS, ALL, 0.5, 0.5, (1958, 1999)))
    mail = own["name"].str.to_lowercase().str.replace_all(" ", ".")
    digits = pl.Series([str(each) for each in rng.integers(1, 99, rows)])
    return pl.DataFrame({"Reg": [f"{each}-{s}" for each, s in zip(rng.permutation(90_000)[:rows],
                                 pick(rng, "PSN", rows), strict=True)],
                         "Doctor": "Dr. " + own["name"], "Father/Husband": own["father"], "CNIC": own["cnic"],
                         "Email": mail + digits + "@gmail.com", "Cell": own["mobile"],
                         "Degree": pick(rng, ("MBBS", "BDS", "MBBS, FCPS"), rows),
                         "City": own["district"].str.replace(" East", "")})  # fmt: skip


def drivers(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw licences: men, the licence number is the card's with a serial, sorted by the day of issue."""
    own = people(rng, rows, Who(("Sukkur", *SINDH), SINDH, 0.2, 0.02, (1960, 2003)))
    day = pl.Series(np.datetime64("2019-01-01") + np.sort(rng.integers(0, 1400, rows))).dt.to_string("%d/%m/%Y")
    number = pl.Series([f"#{each}" for each in rng.integers(100, 999, rows)])
    return pl.DataFrame({"Licence No": own["cnic"] + number, "Name": own["name"], "F/Name": own["father"],
                         "CNIC": own["cnic"], "Blood": pick(rng, ("B+", "O+", "A+", "AB+", "O-"), rows), "Issued": day,
                         "District": own["district"]})  # fmt: skip


def visitors_of_a_jail(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw who visited whom: a visitor with card and telephone, the prisoner only by name; women come often."""
    few = max(rows // 3, 1)
    own = people(rng, few, Who(PUNJAB, women=0.6)).select(pl.all().gather(rng.integers(0, few, rows)))
    inside = people(rng, rows, Who(PUNJAB, women=0.0))
    return pl.DataFrame({"Mulaqati": own["name"], "CNIC": own["cnic"], "Mobile": own["mobile"],
                         "Qaidi": inside["name"], "Qaidi Father": inside["father"],
                         "Rishta": pick(rng, ("Walida", "Bivi", "Bhai", "Walid"), rows),
                         "Barrack": [str(each) for each in rng.integers(1, 14, rows)]})  # fmt: skip


def two_numbers_a_person(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw customers of a courier with a telephone and a second one, which for half of them is the first again."""
    own = people(rng, rows, Who(_CAPITALS, ALL, 0.35, 0.35))
    second = own["mobile"].zip_with(pl.Series(rng.random(rows) < 0.5), pl.Series(mobiles(rng, rows)))
    return pl.DataFrame({"Consignee": own["name"], "Phone 1": own["mobile"].str.replace("-", ""),
                         "Phone 2": second.str.replace("-", ""), "CNIC": some(rng, own["cnic"], (None,), 0.3),
                         "Address": homes(rng, rows, "House {a}, Street {b}, Block {s}"),
                         "City": own["district"].str.replace(" East", "")})  # fmt: skip


def children_with_both_parents(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a registration of children: the child's form, the cards of both parents, one family after another."""
    born = Who(("Abbottabad", "Mansehra"), FRONTIER, 0.1, 0.5, (2010, 2020))
    child, own = people(rng, rows, born), np.sort(rng.integers(0, rows // 3 + 1, rows))
    fathers = people(rng, rows, Who(("Abbottabad", "Mansehra"), FRONTIER, 0.1, 0.0)).select(pl.all().gather(own))
    mothers = people(rng, rows, Who(("Abbottabad", "Mansehra"), FRONTIER, 0.3, 1.0)).select(pl.all().gather(own))
    return pl.DataFrame({"CRC No": child["cnic"], "Child": child["name"], "Gender": child["sex"], "DOB": child["born"],
                         "Father": fathers["name"], "Father CNIC": fathers["cnic"], "Mother": mothers["name"],
                         "Mother CNIC": mothers["cnic"], "Contact": fathers["mobile"]})  # fmt: skip


def nicop_with_homes_abroad(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw Pakistanis of Bradford and Birmingham: cards of Mirpur, houses and telephones in England."""
    own = people(rng, rows, Who(("Mirpur",), ("Kotli", "Bhimber", "Jhelum"), 0.4, 0.45, (1945, 2003)))
    road = pick(rng, ("Leeds Road", "Manningham Lane", "Stratford Road", "Alum Rock Road"), rows, 0.2)
    town = pick(rng, ("Bradford BD3 9", "Birmingham B8 3", "Luton LU1 1"), rows)
    return pl.DataFrame({"Full Name": own["name"], "NICOP": own["cnic"], "DOB": own["born"].str.replace_all("-", "/"),
                         "Address": [f"{a} {b}, {c}{s}" for a, b, c, s in zip(rng.integers(1, 400, rows), road, town,
                                     pick(rng, ("AB", "QT", "LX"), rows), strict=True)],
                         "Phone": [f"+447{each:09d}" for each in rng.integers(10**8, 10**9, rows)],
                         "Pakistan Contact": some(rng, own["mobile"], (None,), 0.5)})  # fmt: skip


def electoral_block(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw blocks of a roll: serial, number of the family, men of a block and then its women, no telephone."""
    own = people(rng, rows, Who(("Kasur",), PUNJAB, 0.06, 0.46, (1935, 2005)))
    block = pl.Series("Block Code", [f"18602010{each:02d}" for each in np.arange(rows) // 200])
    own = own.with_columns(block).sort("Block Code", pl.col("sex") == "F", maintain_order=True)
    return pl.DataFrame({"Block Code": own["Block Code"], "Silsila No": [str(each % 200 + 1) for each in range(rows)],
                         "Gharana": [str(each) for each in np.sort(rng.integers(1, rows, rows))], "Name": own["name"],
                         "Father/Husband": own["father"], "CNIC": own["cnic"],
                         "Age": [str(2023 - int(each[-4:])) for each in own["born"].to_list()],
                         "Address": ["Mauza Khara, Tehsil Kasur"] * rows})  # fmt: skip


def winners_of_a_quiz(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw callers of a television quiz: eight large cities of four provinces, births as ages, first names alone."""
    own = people(rng, rows, Who(_CAPITALS, _CAPITALS, 0.3, 0.5, (1985, 2008)))
    return pl.DataFrame({"Winner": own["name"].str.extract(r"^(\S+)"),
                         "City": own["district"].str.replace(" East", ""),
                         "CNIC": own["cnic"], "Mobile": own["mobile"],
                         "Prize": pick(rng, ("Bike", "Gold 1 Tola", "Umrah"), rows)})  # fmt: skip
