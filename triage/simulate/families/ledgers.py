"""Ledgers of firms and registers: people whose names are built from parts, kept by systems with rules of their own.

A name is a theophoric or compound one (`Abdul R-`, `-ud-Din`, `Ghulam -`, `Mir -`), a patronymic or a title; a man's
last word is often his father's first. Ledgers have a fixed width, an order of their own, and a block of numbers.
Held out: no training sees such a world.
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

TITLE = "Ledgers"

_STEMS = (
    "REHMAN", "RAHIM", "KARIM", "QADIR", "GHANI", "WAHAB", "RAZZAQ", "HAMEED", "MAJEED", "AZIZ", "JABBAR", "SATTAR",
    "SAMAD", "LATIF", "HALEEM", "BASIT", "MALIK", "KHALIQ", "WAHEED", "SHAKOOR", "RASHEED", "NASIR", "HAFEEZ", "AHAD",
)  # fmt: skip
_DIN = ("SHAMS", "NIZAM", "SALAH", "JALAL", "KAMAL", "JAMAL", "NASEER", "ZAHEER", "FAKHR", "QAMAR", "SIRAJ", "IMAD")
_SHORT = (
    "ALI", "HASSAN", "HUSSAIN", "UMER", "OSAMA", "BILAL", "SAAD", "ZAID", "HAMZA", "TAHA", "YAHYA", "ANAS", "FAHAD",
    "SHERAZ", "BABAR", "TAIMUR", "SOHAIL", "ADEEL", "AQEEL", "NABEEL", "SHAKEEL", "JAMEEL", "RAHEEL", "ASIM", "QASIM",
)  # fmt: skip
_GIRLS = (
    "AYESHA", "HAFSA", "SUMAYYA", "UROOJ", "AREEBA", "MAHNOOR", "LAIBA", "KINZA", "MINAHIL", "RIMSHA", "ANUM", "SIDRA",
    "TEHREEM", "NIMRA", "ALISHBA", "FIZZA", "KOMAL", "SEEMA", "UZMA", "LUBNA", "FARZANA", "SHAZIA", "NAILA", "TAYYABA",
)  # fmt: skip
_TITLES = ("SYED ", "MIR ", "QAZI ", "PIR ", "SARDAR ", "HAFIZ ", "MIAN ")
_WIDTHS = (0, 0, 24, 32, 40)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What differs between the systems."""

    theophoric: float = between(0.1, 0.6)
    titled: float = between(0.0, 0.25, 0.0)
    patronymic: float = between(0.1, 0.9)
    slope: float = between(0.0, 1.0)
    away: float = between(0.0, 0.45, 0.0)
    misread: float = between(0.0, 0.01, 0.0)
    firms: float = between(0.0, 0.2, 0.0)
    one_block: float = between(0.0, 1.0)
    slips: float = between(0.0, 0.01, 0.0)
    old: float = between(0.7, 2.5)


def genuine(ask: Ask) -> pl.DataFrame:
    """Return the records of one ledger."""
    rng = stream(ask.seed, "ledgers")
    writing = drawn(Writing, rng, plain=bool(rng.random() < 0.4))
    ledger = drawn(Ledger, rng, plain=False)
    frame = as_file(ask, _columns(ask, rng, ledger, writing), writing, stream(ask.seed, "file"))
    return _kept(frame, ledger, rng)


def _columns(ask: Ask, rng: Rng, ledger: Ledger, writing: Writing) -> dict[str, Callable[[], pl.Series]]:
    here, rows = places(), ask.rows
    low, high = ask.module.WOMEN
    female = rng.random(rows) < low + (high - low) * writing.women
    living = ask.districts(rng, writing.places)
    town = living[pick(rng, here.people[living] ** 0.5 + 1.0, rows)]
    names = _names(rng, ledger, female)
    if ask.script == "urdu":
        names = {field: in_urdu(each) for field, each in names.items()}
    least, most = ask.module.AGES
    born = ask.people.year - least - ((most - least + 0.99) * rng.random(rows) ** ledger.old).astype(np.int64)
    cards = _cards(rng, ledger, town, female)
    mobile, network = _numbers(rng, ledger, rows, ask.people.year)
    said = pl.Series(here.urdu if ask.script == "urdu" else here.names, dtype=pl.String).gather(pl.Series(town))
    tehsil = pl.Series([here.tehsils[each][-1].upper() for each in town])
    plot = pl.Series(rng.integers(1, 400, rows)).cast(pl.String)
    sector = pl.Series(list("ABCDEFGH"), dtype=pl.String).gather(pl.Series(rng.integers(0, 8, rows)))
    width = _WIDTHS[int(rng.integers(0, len(_WIDTHS)))]
    address = "PLOT " + plot + " BLK " + sector + " " + tehsil + " " + said.str.to_uppercase()
    address = said.str.to_uppercase() + " " + address.str.head(width) if width else address
    day = (np.datetime64("2001-01-01") + rng.integers(0, 365, rows)).astype("datetime64[D]")
    return {
        "name": lambda: names["name"], "father": lambda: names["father"], "mother": lambda: names["mother"],
        "cnic": lambda: cards,
        "gender": lambda: pl.Series(np.where(female, "F", "M"), dtype=pl.String),
        "dob": lambda: text(born, 4) + pl.Series(day).dt.to_string("-%m-%d"),
        "age": lambda: pl.Series(ask.people.year - born).cast(pl.String),
        "address": lambda: in_urdu(address) if ask.script == "urdu" else address, "district": lambda: said,
        "tehsil": lambda: tehsil, "mobile": lambda: mobile, "operator": lambda: network,
        "email": lambda: mails(rng, names["name"]),
        "iban": lambda: ibans(4 * 10**12 + rng.permutation(np.arange(rows) * 13), "MEZN"),
        "imei": lambda: text(with_luhn(rng.integers(35 * 10**12, 36 * 10**12, rows), 14), 15),
    }  # fmt: skip


def _names(rng: Rng, ledger: Ledger, female: Bools) -> dict[str, pl.Series]:
    rows = len(female)
    father_parts = [_man(rng, ledger, rows) for _ in range(2)]
    son = _man(rng, ledger, rows)
    last = father_parts[0].str.extract(r"(\S+)$")
    has_last = pl.Series(rng.random(rows) < ledger.patronymic)
    son = (son + " " + last).zip_with(has_last, son)
    girls = pl.Series(_GIRLS, dtype=pl.String)
    daughter, mother = (girls.gather(pl.Series(pick(rng, _weights(len(girls), ledger), rows))) for _ in range(2))
    second = girls.gather(pl.Series(rng.integers(0, len(girls), rows)))
    daughter = daughter + " " + second
    father = father_parts[0] + " " + father_parts[1].str.extract(r"(\S+)$")
    father = father.zip_with(pl.Series(rng.random(rows) < 0.5), father_parts[0])
    return {"name": daughter.zip_with(pl.Series(female), son), "father": father, "mother": mother + " BEGUM"}


def _man(rng: Rng, ledger: Ledger, rows: int) -> pl.Series:
    """Return men's names of parts: ABDUL REHMAN, SHAMS UD DIN, SYED BILAL."""

    def some(words: tuple[str, ...]) -> pl.Series:
        return pl.Series(words, dtype=pl.String).gather(pl.Series(pick(rng, _weights(len(words), ledger), rows)))

    kind = rng.random(rows)
    abdul, din, short = "ABDUL " + some(_STEMS), some(_DIN) + " UD DIN", some(_SHORT)
    name = abdul.zip_with(pl.Series(kind < ledger.theophoric), short)
    name = din.zip_with(pl.Series(kind > 0.94), name)
    return (some(_TITLES) + name).zip_with(pl.Series(rng.random(rows) < ledger.titled), name)


def _weights(size: int, ledger: Ledger) -> np.ndarray:
    weights: np.ndarray = np.arange(1.0, size + 1) ** -ledger.slope
    return weights


def _cards(rng: Rng, ledger: Ledger, town: Ints, female: Bools) -> pl.Series:
    here, rows = places(), len(town)
    origin = np.where(rng.random(rows) < ledger.away, pick(rng, here.people, rows), town)
    prefix = office_codes(origin, rng.random(rows))
    even = female ^ (rng.random(rows) < ledger.slips)
    return card_numbers(rng, prefix, even)


def _numbers(rng: Rng, ledger: Ledger, rows: int, year: int) -> tuple[pl.Series, pl.Series]:
    """Return numbers of all networks; in some ledgers one block that the firm bought, not in order."""
    known = [each for each in codes() if each[2] <= year]
    which = rng.integers(0, len(known), rows)
    first = np.array([each[0] for each in known])[which] * SERIALS
    if ledger.one_block < 0.12:
        which = np.full(rows, which[0])
        block = int(first[0]) + int(rng.integers(0, 9 * 10**6))
        number = block + np.arange(rows)
    else:
        number = distinct(lambda who: first[who] + rng.integers(0, SERIALS, len(who)), rows)
    network = pl.Series([each[1] for each in known], dtype=pl.String).gather(pl.Series(which))
    return "0" + pl.Series(number).cast(pl.String), network


def _kept(frame: pl.DataFrame, ledger: Ledger, rng: Rng) -> pl.DataFrame:
    """Return the records as scanned or typed over: some digits misread, firms without a card among the people."""
    rows = frame.height
    if ledger.misread and "cnic" in frame.columns:
        wrong = pl.Series(rng.random(rows) < ledger.misread)
        read = frame["cnic"].str.slice(0, 11).str.replace(r"8", "3") + frame["cnic"].str.slice(11)
        frame = frame.with_columns(read.zip_with(wrong, frame["cnic"]).alias("cnic"))
    if ledger.firms and "iban" in frame.columns:
        is_firm = pl.Series(rng.random(rows) < ledger.firms)
        firm = frame["name"].str.extract(r"(\S+)$") + " BROTHERS"
        frame = frame.with_columns(
            firm.zip_with(is_firm & firm.is_not_null(), frame["name"]).alias("name"),
            *(frame[each].set(is_firm, None) for each in ("cnic", "mother", "dob") if each in frame.columns),
        )
    return frame
