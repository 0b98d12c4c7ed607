"""Innocent lists of groups: who studies, works, prays, is treated or drives together, and signs one sheet."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.genuineness.innocent_lists.people import (
    ALL,
    FRONTIER,
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
    paired,
    people,
    pick,
    some,
)

_ABROAD = ("Flat {b}, Al Nahda, Sharjah", "PO Box {a}, Deira, Dubai", "{a} Ladypool Road, Birmingham", "Jeddah, KSA")


def boarders_of_a_madrassa(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw boarders: boys with one name and a title, no telephone but the teacher's, homes far away."""
    own = people(rng, rows, Who((*FRONTIER, "Quetta"), (*FRONTIER, *SINDH), 0.25, 0.0, (2002, 2012), last=PASHTUN))
    title = pl.Series(pick(rng, ("", "Hafiz ", "Talib ", "Qari "), rows, 1.2))
    return pl.DataFrame({"Dakhla No": [str(each) for each in range(301, 301 + rows)],
                         "Talib e Ilm": title + own["name"].str.extract(r"^(\S+)"), "Waldiyat": own["father"],
                         "B Form": own["cnic"], "Darja": pick(rng, ("Hifz", "Nazra", "Oola", "Sania"), rows),
                         "Zila": own["district"], "Ustad Mobile": pick(rng, mobiles(rng, 4), rows)})  # fmt: skip


def passports_of_overseas(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw who renewed a passport at a consulate: NICOP, old and new passport, an address abroad, foreign numbers."""
    own = people(rng, rows, Who(("Gujrat", "Mirpur", *PUNJAB[:4]), PUNJAB, 0.1, 0.3, (1955, 2004)))
    old = [f"{a}{b:07d}" for a, b in zip(pick(rng, ("AA", "BF", "CV"), rows), rng.integers(10**6, 10**7, rows),
                                         strict=True)]  # fmt: skip
    new = [f"{each[0]}{'KLM'[int(each[-1]) % 3]}{int(each[2:]) // 2:07d}" for each in old]
    place = [_ABROAD[each].format(a=a, b=b) for each, a, b in zip(rng.integers(0, 4, rows), rng.integers(1, 900, rows),
                                                                  rng.integers(1, 60, rows), strict=True)]  # fmt: skip
    return pl.DataFrame({"Applicant": own["name"].str.to_uppercase(), "NICOP": own["cnic"], "Old PP": old,
                         "New PP": new, "Birth": own["born"], "Place of Birth": own["district"].str.to_uppercase(),
                         "Address": place, "Tel": [f"+9715{each:08d}" for each in rng.integers(0, 10**8, rows)],
                         })  # fmt: skip


def voters_of_a_union_council(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw voters house by house: two census blocks, ages, men first, nobody from elsewhere, no telephones."""
    who = Who(("Sargodha",), PUNJAB, 0.0, 0.46, (1930, 2004), slips=0.002)
    own = people(rng, rows, who).sort("sex", descending=True)
    house = np.sort(rng.integers(1, max(rows // 3, 2), rows))
    return pl.DataFrame({"Silsila": [str(each) for each in range(1, rows + 1)],
                         "Gharana": [str(each) for each in house], "Name": own["name"], "Father/Husband": own["father"],
                         "CNIC": own["cnic"], "Age": [str(2024 - int(each[-4:])) for each in own["born"].to_list()],
                         "Block": pick(rng, ("188040601", "188040602"), rows),
                         "Address": ["Chak 71 NB, Sargodha"] * rows})  # fmt: skip


def hari_workers(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw sharecroppers: one landlord's number for all, a third without a card, no houses, women beside men."""
    who = Who(("Umer Kot", "Tharparkar", "Mirpur Khas"), SINDH, 0.05, 0.4, (1950, 2003), HINDU_MEN, HINDU_WOMEN,
              HINDU_LAST, (*HINDU_LAST, "Bai"))  # fmt: skip
    own = people(rng, rows, who)
    return pl.DataFrame({"Hari": own["name"], "Pita/Pati": own["father"], "CNIC": some(rng, own["cnic"], (None,), 0.33),
                         "Zamindar": ["Rais Ghulam Hyder"] * rows, "Zamindar Phone": mobiles(rng, 1) * rows,
                         "Deh": pick(rng, ("Deh 14", "Deh Sufi", "Deh 170-A"), rows), "Taluka": own["district"],
                         "Advance": [str(500 * each) for each in rng.integers(2, 90, rows)]})  # fmt: skip


def register_of_transgender_people(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw beneficiaries whose cards were issued as a man's: most use a woman's name now, a guru stands as father."""
    own = people(rng, rows, Who(PUNJAB, ALL, 0.45, 0.0, (1965, 2004)))
    chosen = pl.Series(pick(rng, ("Kiran", "Nargis", "Sana", "Almas", "Reema", "Bijli", "Chandni", "Mehak"), rows))
    uses = pl.Series(rng.random(rows) < 0.7)
    return pl.DataFrame({"Name": chosen.zip_with(uses, own["name"]),
                         "Guru": pick(rng, ("Bobby", "Neeli", "Saima"), rows),
                         "CNIC": own["cnic"], "Gender": ["X"] * rows, "Phone": own["mobile"],
                         "Dera": own["district"]})  # fmt: skip


def afghans_with_por_cards(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw tenants who are refugees: PoR cards, births on the first of January, SIMs of the landlord's card."""
    own = people(rng, rows, Who(("Peshawar", "Quetta"), women=0.3, last=("Khan", "Zai", "Jan", "Ahmadzai", "")))
    hosts = people(rng, max(rows // 8, 1), Who(("Peshawar", "Quetta"), women=0.0, last=PASHTUN))
    host = hosts.select(pl.col("name", "cnic").gather(rng.integers(0, hosts.height, rows)))
    card = [f"P{a}-{b:07d}" for a, b in zip(rng.integers(100, 999, rows), rng.integers(0, 10**7, rows), strict=True)]
    return pl.DataFrame({"PoR": card, "Name": own["name"].str.strip_chars(), "Father": own["father"],
                         "DOB": own["born"].str.replace(r"^\d+-\d+", "01-01"), "Phone": own["mobile"],
                         "Landlord": host["name"], "Landlord CNIC": host["cnic"],
                         "Area": paired(homes(rng, rows, "Street {b}, Board Bazar"), own["district"], form="{}, {}"),
                         })  # fmt: skip


def stalls_of_a_sunday_market(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw stalls: some have two, brothers beside each other, cards of migrants, telephones of half."""
    own = people(rng, rows, Who(("Islamabad",), (*FRONTIER, *PUNJAB), 0.8, 0.03, (1960, 2003), last=PASHTUN))
    own = own.select(pl.all().gather(np.sort(rng.integers(0, rows, rows))))
    return pl.DataFrame({"Stall": [f"{'ABCD'[each % 4]}-{each // 4 + 1}" for each in range(rows)],
                         "Holder": own["name"], "S/O": own["father"], "CNIC": own["cnic"],
                         "Mobile": some(rng, own["mobile"], (None,), 0.5),
                         "Goods": pick(rng, ("Fruit", "Cloth", "Shoes", "Crockery"), rows),
                         "Sector": pick(rng, ("H-9", "G-6", "G-10"), rows)})  # fmt: skip


def pensioners_with_one_birthday(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw old workers: born on the first of January or July, cards made from old ones, the same bank for all."""
    own = people(rng, rows, Who(("Faisalabad", "Lahore", "Multan"), PUNJAB, 0.25, 0.12, (1935, 1960)))
    birth = (
        own["born"]
        .str.replace(r"^\d+-\d+", "01-01")
        .zip_with(pl.Series(rng.random(rows) < 0.6), own["born"].str.replace(r"^\d+-\d+", "01-07"))
    )
    return pl.DataFrame({"EOBI No": [f"{each:010d}" for each in rng.permutation(10**6)[:rows] + 4_010_000_000],
                         "Insured Person": own["name"], "Father": own["father"], "CNIC": own["cnic"], "DOB": birth,
                         "Cell": own["mobile"], "Branch": own["district"]})  # fmt: skip


def shifts_of_a_company(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw a roster: each worker on several days, first names with a number, SIMs of the company in one block."""
    own = people(rng, max(rows // 5, 1), Who(("Karachi East",), ALL, 0.7, 0.1, (1975, 2004)))
    sim = [f"0321-82{each:05d}" for each in range(40_000, 40_000 + own.height)]
    own = own.with_columns(pl.Series("sim", sim), pl.Series("no", [f"E{each:04d}" for each in range(own.height)]))
    on = own.select(pl.all().gather(rng.integers(0, own.height, rows)))
    return on.select(Emp="no", Name="name", CNIC="cnic", SIM="sim").with_columns(
        pl.Series("Date", [f"{each:02d}/05/2024" for each in np.sort(rng.integers(1, 32, rows))]),
        pl.Series("Shift", pick(rng, ("Morning", "Evening", "Night"), rows)),
    )


def hajj_group_of_villages(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw couples of a group: husband and wife behind each other, one telephone, one village, blood groups."""
    men = people(rng, rows, Who(("Mansehra", "Abbottabad"), FRONTIER, 0.1, 0.0, (1940, 1975)))
    women = people(rng, rows, Who(("Mansehra", "Abbottabad"), FRONTIER, 0.3, 1.0, (1943, 1980)))
    at = np.arange(rows)
    couple, is_wife = pl.Series(at // 2), pl.Series(at % 2 == 1)
    him, her = men.select(pl.all().gather(couple)), women.select(pl.all().gather(couple))
    return pl.DataFrame({"Haji": her["name"].zip_with(is_wife, him["name"]),
                         "Father/Husband": him["name"].zip_with(is_wife, him["father"]),
                         "CNIC": her["cnic"].zip_with(is_wife, him["cnic"]),
                         "DOB": her["born"].zip_with(is_wife, him["born"]), "Mobile": him["mobile"],
                         "Blood": pick(rng, ("B+", "O+", "A+", "AB+", "O-"), rows),
                         "Home": pl.Series(homes(rng, rows, "Village Dhoke {s}, UC {b}")).gather(couple) + ", "
                         + him["district"]})  # fmt: skip


def patients_of_dialysis(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw sessions: each patient a dozen times, an attendant's number, the card of half, machines in turn."""
    own = people(rng, max(rows // 12, 1), Who(("Lahore", "Okara"), PUNJAB, 0.2, 0.45, (1945, 2000)))
    own = own.with_columns(some(rng, own["cnic"], (None,), 0.3).alias("cnic"))
    own = own.select(pl.all().gather(rng.integers(0, own.height, rows)))
    return pl.DataFrame({"Date": [f"2024-{each // 28 % 12 + 1:02d}-{each % 28 + 1:02d}" for each in
                                  np.sort(rng.integers(0, 336, rows))],
                         "Patient": own["name"], "CNIC": own["cnic"], "Attendant No": own["mobile"],
                         "City": own["district"], "Machine": [f"M{each % 9 + 1}" for each in range(rows)]})  # fmt: skip


def members_of_a_bar(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw advocates by year of enrolment: titles, chambers in one court, easy numbers of some, few women."""
    own = people(rng, rows, Who(("Rawalpindi",), (*PUNJAB, *FRONTIER), 0.5, 0.2, (1950, 1999))).sort(
        pl.col("born").str.tail(4)
    )
    title = pl.Series(pick(rng, ("", "Ch. ", "Raja ", "Malik ", "Syed "), rows, 0.7))
    easy = [f"0333-5{a}{a}{a}{b}{b}{b}" for a, b in rng.integers(0, 10, (rows, 2))]
    return pl.DataFrame({"Roll": [str(each) for each in range(1, rows + 1)],
                         "Member": title + own["name"] + " Advocate", "Father": own["father"],
                         "CNIC": own["cnic"], "Cell": some(rng, own["mobile"], easy, 0.1),
                         "Chamber": homes(rng, rows, "Chamber {a}, District Courts, Rawalpindi"),
                         "Enrolled": [str(int(each[-4:]) + 25) for each in own["born"].to_list()]})  # fmt: skip


def drivers_of_an_app(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw drivers: one name each, wallets that are their telephones, cards of everywhere, three cities."""
    own = people(rng, rows, Who(("Karachi South", "Lahore", "Islamabad"), ALL, 0.6, 0.01, (1975, 2003)))
    phone = own["mobile"].str.replace_all("-", "").str.replace("^0", "+92")
    return pl.DataFrame({"driver_id": [f"{each:x}" for each in rng.integers(16**7, 16**8, rows)],
                         "first_name": own["name"].str.extract(r"^(\S+)"), "phone": phone,
                         "wallet": own["mobile"].str.replace_all("-", ""),
                         "cnic": own["cnic"].str.replace_all("-", ""), "city": own["district"].str.to_lowercase(),
                         "rating": [f"4.{each}" for each in rng.integers(3, 10, rows)]})  # fmt: skip
