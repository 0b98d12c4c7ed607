"""Innocent lists of families: households of many districts, women by Zipf's law, a clan, twins, minors."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.genuineness.innocent_lists.people import ALL, PUNJAB, Rng, Who, homes, paired, people, pick, some

_DISTRICTS = (
    "Lahore", "Faisalabad", "Rawalpindi", "Multan", "Gujranwala", "Peshawar", "Hyderabad", "Sialkot", "Sargodha",
    "Bahawalpur", "Quetta", "Sukkur", "Abbottabad", "Mardan", "Swat", "Islamabad", "Karachi East", "Karachi Central",
)  # fmt: skip
_MEN = tuple((
    "Imran, Bilal, Usman, Hamza, Kashif, Nadeem, Waqas, Tariq, Rashid, Shahid, Zahid, Arshad, Asif, Amjad, Naveed, "
    "Faisal, Adnan, Kamran, Sajid, Khalid, Javed, Akram, Ashraf, Riaz, Yousaf, Ismail, Danish, Junaid, Talha, Zubair, "
    "Rizwan, Sohail, Pervaiz, Nazir, Latif, Rafiq, Mushtaq, Ishaq, Manzoor, Nisar, Sher, Fazal, Noor"
).split(", "))  # fmt: skip
_WOMEN = tuple((
    "Fatima, Ayesha, Zainab, Maryam, Khadija, Sadia, Nadia, Saima, Rabia, Samina, Shazia, Rukhsana, Nasreen, Parveen, "
    "Kausar, Shamim, Bushra, Farzana, Asma, Hina, Sana, Iqra, Aqsa, Mehwish, Sidra, Amna, Kiran, Uzma, Tahira, Naheed, "
    "Yasmeen, Shabana, Robina, Irum, Tasleem, Zahida, Sughra, Hajra, Safia, Naseem, Kulsoom, Razia, Gulshan, Bano, "
    "Musarrat, Tehmina, Anam, Komal, Maria, Noreen"
).split(", "))  # fmt: skip
_QUARTERS = ("Satellite Town", "Model Town", "Nai Abadi", "Mohalla Islampura", "Civil Lines", "Jinnah Colony")


def _of(towns: tuple[str, ...], women: float, moved: float = 0.17, last: tuple[str, ...] = ()) -> Who:
    own = Who(towns, _DISTRICTS, moved, women, (1950, 2003), men=_MEN, ladies=_WOMEN)
    return Who(towns, _DISTRICTS, moved, women, (1950, 2003), _MEN, _WOMEN, last, last) if last else own


def _addresses(rng: Rng, town: pl.Series) -> list[str]:
    """Return homes of a city, as people say them: a house, a street or quarter, the city."""
    rows = len(town)
    house = paired(pick(rng, ("House No", "H No", "H#", "House #"), rows), rng.integers(1, 400, rows).tolist(),
                   pick(rng, ("Street", "St", "Gali No", "Mohalla"), rows), rng.integers(1, 30, rows).tolist(),
                   form="{} {}, {} {}")  # fmt: skip
    return paired(house, pick(rng, _QUARTERS, rows), town, form="{}, {}, {}")


def _together(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Return the people in households of one to four behind each other: one father, one home, cards of their own."""
    size = rng.choice((1, 1, 1, 2, 2, 3, 4), own.height)
    first = pl.Series(np.repeat(np.cumsum(np.r_[0, size])[:-1], size)[: own.height])
    home = own.select(pl.col("father", "district").gather(first)).with_columns(
        pl.Series("address", _addresses(rng, own["district"])).gather(first)
    )
    stays = own["cnic"].zip_with(pl.Series(rng.random(own.height) < 0.17), own["cnic"].str.head(5).gather(first)
                                 + own["cnic"].str.slice(5))  # fmt: skip
    return own.with_columns(home["father"], home["district"], home["address"], stays.alias("cnic"))


def women_by_zipf(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw women of all provinces: fifty first names, each as often as its rank lets expect; homes as they say them."""
    own = people(rng, rows, _of(_DISTRICTS, 1.0))
    given = pl.Series(pick(rng, _WOMEN, rows, 0.9)) + " " + own["name"].str.extract(r"(\S+)$")
    return pl.DataFrame({"Sr": [str(each) for each in range(1, rows + 1)], "Name": given,
                         "Father/Husband": own["father"], "CNIC": own["cnic"], "Mobile": own["mobile"],
                         "Address": _addresses(rng, own["district"])})  # fmt: skip


def clan_in_households(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw households of one clan in one city: a first name and the clan's, also of the few women."""
    own = _together(rng, people(rng, rows, _of(("Quetta",), 0.1, last=("Baloch",))))
    return own.select(**{"Name": "name", "Father/Husband": "father", "CNIC": "cnic"},
                      Mobile=pl.col("mobile").str.replace_all("-", ""), Address="address")  # fmt: skip


def households_of_many_districts(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw households of eighteen districts: one father and one home for up to four, cards without dashes."""
    own = _together(rng, people(rng, rows, _of(_DISTRICTS, 0.3)))
    return own.select(Name="name", Father="father", CNIC=pl.col("cnic").str.replace_all("-", ""), Mobile="mobile",
                      Address="address", DOB="born")  # fmt: skip


def women_with_fillers(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw women of whom a third gave no number: zeros stand for it, "N/A" for husbands, one city for a fifth."""
    own = people(rng, rows, _of(_DISTRICTS[:9], 1.0))
    return pl.DataFrame({"Beneficiary": own["name"].str.to_uppercase(),
                         "Husband": some(rng, own["father"], ("N/A", "-", None), 0.2),
                         "CNIC": own["cnic"].str.replace_all("-", ""),
                         "Cell No": some(rng, own["mobile"], ("00000000000", "0", "03000000000"), 0.33),
                         "City": some(rng, own["district"], ("Lahore",), 0.2)})  # fmt: skip


def twins_of_joint_families(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw twins among their cousins: pairs of one birth and father, cards made together, three brothers' homes."""
    own = people(rng, rows, Who(PUNJAB[3:7], PUNJAB, 0.08, 0.5, (1985, 2004), men=_MEN, ladies=_WOMEN))
    at = np.arange(rows)
    pair, house = pl.Series(at - at % 2), pl.Series(at - at % 6)
    first = own.select(pl.all().gather(pair))
    number = [f"{a[:6]}{(int(a[6:13]) + int(t)) % 10**7:07d}{b[13:]}" for a, b, t in
              zip(first["cnic"].to_list(), own["cnic"].to_list(), at % 2, strict=True)]  # fmt: skip
    home = pl.Series(homes(rng, rows, "Dera {s}-{b}, Chak {a}")).gather(house) + ", " + own["district"].gather(house)
    return pl.DataFrame({"Name": own["name"], "Father Name": first["father"], "CNIC": number, "DOB": first["born"],
                         "Address": home, "Contact": own["mobile"].gather(house)})  # fmt: skip


def b_forms_of_minors(rng: Rng, rows: int) -> pl.DataFrame:
    """Draw minors of a campaign: registration numbers, both parents' cards, births of ten years, no telephone."""
    own = people(rng, rows, Who(("Okara", "Sahiwal"), ALL, 0.1, 0.49, (2009, 2019), men=_MEN, ladies=_WOMEN))
    father = people(rng, rows, Who(("Okara", "Sahiwal"), ALL, 0.15, 0.0, (1975, 1992), men=_MEN))
    mother = people(rng, rows, Who(("Okara", "Sahiwal"), ALL, 0.3, 1.0, (1978, 1995), ladies=_WOMEN))
    return pl.DataFrame({"Child": own["name"], "B-Form": own["cnic"], "Sex": own["sex"].replace({"F": "Girl",
                         "M": "Boy"}), "Birth": own["born"], "Father": father["name"], "Father CNIC": father["cnic"],
                         "Mother": mother["name"], "Mother CNIC": mother["cnic"],
                         "UC": paired(homes(rng, rows, "UC-{b}"), own["district"], form="{} {}")})  # fmt: skip
