"""Brotherhoods: villages of a few clans, each with names handed down, so that a list looks as if made from a short one.

A village has three to twelve clans and a few dozen names of men; children of one father live beside each other and
follow each other in the list. Held out: no training sees such a world.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from triage.simulate.ask import Ask
from triage.simulate.cards import card_numbers, office_codes
from triage.simulate.draw import Bools, Ints, Rng, pick, stream
from triage.simulate.keeping import as_file
from triage.simulate.mails import mails
from triage.simulate.nuisance import Writing, between, drawn
from triage.simulate.numbers import SERIALS, codes, distinct, ibans, text, with_luhn
from triage.simulate.places import places
from triage.simulate.urdu import in_urdu

TITLE = "Villages of brotherhoods"

_MEN = (
    "ALLAH DITTA", "GHULAM RASOOL", "GHULAM HUSSAIN", "KHUDA BAKHSH", "MUHAMMAD BAKHSH", "NOOR MUHAMMAD", "ALI GOHAR",
    "HAJI KHAN", "FAZAL KARIM", "SHER ZAMAN", "LAL DIN", "KARAM DIN", "MEHR DIN", "RAHIM DAD", "PIR BAKHSH",
    "SHAH NAWAZ", "ALLAH RAKHA", "ALLAH WASAYA", "NAZAR HUSSAIN", "MANZOOR", "RIAZ", "AKRAM", "ASLAM", "ARSHAD",
    "SAJID", "WAJID", "MAJID", "TANVEER", "SAGHEER", "ZAHOOR", "MUNIR", "BASHIR", "NAZIR", "SHABBIR", "SADIQ", "RAFIQ",
    "SIDDIQUE", "YOUSAF", "YAQOOB", "IBRAHIM", "ISMAIL", "SULEMAN", "MUSA", "ISHAQ", "AYUB", "HAROON", "AMIR", "KHALID",
)  # fmt: skip
_WOMEN = (
    "GHULAM FATIMA", "ALLAH RAKHI", "REHMAT", "HAJRA", "MARYAM", "SAKINA", "ZUBAIDA", "SUGHRA", "KUBRA", "JANNAT",
    "NAZIRAN", "BASHIRAN", "RASOOLAN", "AMNA", "NASREEN", "SHAMIM", "KANEEZ", "BAKHTAWAR", "SALMA", "SHEHNAZ",
    "TASLEEM", "MUMTAZ", "ZARINA", "HALIMA", "RUQAYYA", "SAFIA", "MAQSOODAN", "AMEERAN", "SARDARAN", "IRSHAD",
)  # fmt: skip
_CLANS = (
    "GUJJAR", "ARAIN", "JATT", "RAJPUT", "MUGHAL", "LOHAR", "TARKHAN", "KUMHAR", "MACHHI", "MOCHI", "SIAL", "KHARAL",
    "WATTOO", "JOIYA", "LANGAH", "DASTI", "KHOSA", "LUND", "GOPANG", "SHAR", "MAHAR", "DAHRI", "PANHWAR", "LASHARI",
)  # fmt: skip
_ENDS = ("BIBI", "MAI", "BEGUM", "KHATOON")


@dataclass(frozen=True, slots=True)
class Village:
    """What differs between villages."""

    clans: float = between(3, 12)
    men: float = between(12, 48)
    children: float = between(1.0, 4.0)
    shows_clan: float = between(0.0, 0.9)
    away: float = between(0.0, 0.4, 0.0)
    villages: float = between(1, 30, by_factor=True)
    slips: float = between(0.0, 0.012, 0.0)
    networks: float = between(4, 40)


def genuine(ask: Ask) -> pl.DataFrame:
    """Return the people of some villages, family by family."""
    rng = stream(ask.seed, "brotherhoods")
    writing = drawn(Writing, rng, plain=bool(rng.random() < 0.5))
    village = drawn(Village, rng, plain=False)
    return as_file(ask, _columns(ask, rng, village, writing), writing, stream(ask.seed, "file"))


def _columns(ask: Ask, rng: Rng, village: Village, writing: Writing) -> dict[str, Callable[[], pl.Series]]:
    here, rows = places(), ask.rows
    low, high = ask.module.WOMEN
    female = rng.random(rows) < low + (high - low) * writing.women
    family = np.sort(rng.integers(0, max(1, round(rows / village.children)), rows))
    families = int(family.max(initial=0)) + 1
    living = ask.districts(rng, writing.places)
    homes = living[pick(rng, here.people[living] + 1.0, max(1, round(village.villages)))]
    which = np.sort(rng.integers(0, len(homes), families))[family]
    town = homes[which]
    names = _names(rng, village, family, female)
    if ask.script == "urdu":
        names = {field: in_urdu(each) for field, each in names.items()}
    least, most = ask.module.AGES
    born = ask.people.year - least - (rng.beta(1.3, 2.2, rows) * (most - least + 0.99)).astype(np.int64)
    cards = _cards(rng, village, town, female)
    mobile, network = _numbers(rng, village, rows, ask.people.year)
    said = pl.Series(here.urdu if ask.script == "urdu" else here.names, dtype=pl.String).gather(pl.Series(town))
    tehsil = pl.Series([here.tehsils[d][v % len(here.tehsils[d])].upper() for d, v in zip(town, which, strict=True)])
    number = pl.Series(which * 7 + 3).cast(pl.String)
    address = "CHAK NO " + number + " TEHSIL " + tehsil + " DISTRICT " + said.str.to_uppercase()
    return {
        "name": lambda: names["name"], "father": lambda: names["father"], "mother": lambda: names["mother"],
        "cnic": lambda: cards,
        "gender": lambda: pl.Series(np.where(female, "F", "M"), dtype=pl.String),
        "dob": lambda: _dates(rng, born), "age": lambda: pl.Series(ask.people.year - born).cast(pl.String),
        "address": lambda: in_urdu(address) if ask.script == "urdu" else address,
        "district": lambda: said, "tehsil": lambda: tehsil, "mobile": lambda: mobile, "operator": lambda: network,
        "email": lambda: mails(rng, names["name"]),
        "iban": lambda: ibans(rng.integers(10**10, 10**14, rows), "NBPA"),
        "imei": lambda: text(with_luhn(rng.integers(86 * 10**12, 87 * 10**12, rows), 14), 15),
    }  # fmt: skip


def _names(rng: Rng, village: Village, family: Ints, female: Bools) -> dict[str, pl.Series]:
    """Return names of few men and women; a clan after some of them, the same for a whole family."""
    families, rows = int(family.max(initial=0)) + 1, len(family)
    men = pl.Series(_MEN[: round(village.men)], dtype=pl.String)
    clans = pl.Series([_CLANS[each] for each in rng.permutation(len(_CLANS))[: round(village.clans)]], dtype=pl.String)
    at = pl.Series(family)
    father = men.gather(pl.Series(rng.integers(0, len(men), families)))
    clan = clans.gather(pl.Series(pick(rng, 1 / np.arange(1.0, len(clans) + 1), families)))
    shown = pl.Series(rng.random(families) < village.shows_clan)
    father = (father + " " + clan).zip_with(shown, father).gather(at)
    # Brothers have names of their own.
    place = np.arange(rows) - np.searchsorted(family, family)
    son = men.gather(pl.Series((rng.integers(0, len(men), families)[family] + place) % len(men)))
    son = ("MUHAMMAD " + son).zip_with(pl.Series(rng.random(rows) < 0.3), son)
    son = (son + " " + clan.gather(at)).zip_with(shown.gather(at) & pl.Series(rng.random(rows) < 0.8), son)
    women, ends = pl.Series(_WOMEN, dtype=pl.String), pl.Series(_ENDS, dtype=pl.String)
    eldest = rng.integers(0, len(women), families)[family]
    daughter, mother = (
        women.gather(pl.Series((eldest + step) % len(women))) + " "
        + ends.gather(pl.Series(pick(rng, np.array([6.0, 2, 1, 1]), rows)))
        for step in (place, 17)
    )  # fmt: skip
    return {"name": daughter.zip_with(pl.Series(female), son), "father": father, "mother": mother}


def _cards(rng: Rng, village: Village, town: Ints, female: Bools) -> pl.Series:
    here, rows = places(), len(town)
    origin = np.where(rng.random(rows) < village.away, pick(rng, here.people, rows), town)
    share = rng.random(rows) ** 1.7  # the first office of a district has issued most cards
    prefix = office_codes(origin, share)
    even = female ^ (rng.random(rows) < village.slips)
    return card_numbers(rng, prefix, even)


def _numbers(rng: Rng, village: Village, rows: int, year: int) -> tuple[pl.Series, pl.Series]:
    known = [each for each in codes() if each[2] <= year]
    used = [known[each] for each in rng.permutation(len(known))[: max(4, round(village.networks))]]
    which = pick(rng, 1 / np.arange(1.0, len(used) + 1), rows)
    first = np.array([each[0] for each in used])[which] * SERIALS
    number = distinct(lambda who: first[who] + rng.integers(0, SERIALS, len(who)), rows)
    network = pl.Series([each[1] for each in used], dtype=pl.String).gather(pl.Series(which))
    return "0" + pl.Series(number).cast(pl.String), network


def _dates(rng: Rng, born: Ints) -> pl.Series:
    day = np.datetime64("2001-01-01") + rng.integers(0, 365, len(born))
    return text(born, 4) + pl.Series(day.astype("datetime64[D]")).dt.to_string("-%m-%d")
