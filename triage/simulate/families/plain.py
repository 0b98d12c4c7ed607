"""Plain populations: what somebody writes who wants genuine people in fifty lines.

Short lists of names, a few towns with one prefix each, one template of addresses, every digit alike; no slips, no
heaps, no families. Facts that are true of all people stay true: sex and last digit, place and prefix, allotted codes,
no person twice. Without these worlds an estimator would take a short list for a sign of fabrication, whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate.ask import Ask
from triage.simulate.draw import Floats, Ints, Rng, pick, stream
from triage.simulate.keeping import as_file
from triage.simulate.mails import mails
from triage.simulate.nuisance import Writing, between, drawn
from triage.simulate.numbers import codes, ibans, text, with_luhn
from triage.simulate.places import places
from triage.simulate.urdu import in_urdu

TITLE = "Plain populations"

_TEMPLATES = (
    "House {a}, Street {b}, {t}", "H.No {a}, St {b}, {t}", "House No. {a}, Mohalla {w}, {t}", "{w}, {t}", "{t}",
    "Flat {a}, {w} Town, {t}", "{a} {w} Road, {t}", "Village {w}, District {t}",
)  # fmt: skip
_WORDS = (
    "Model", "Gulshan", "Saddar", "Civil", "Iqbal", "Jinnah", "Shah", "Rehman", "Green", "Garden", "Awami", "Madina",
    "Islam", "Satellite", "Defence", "Johar", "Faisal", "Canal", "Mall", "Kot", "New", "Old", "Railway", "Cantt",
)  # fmt: skip
_SYLLABLES = ("AB", "SHA", "MI", "RA", "NU", "KA", "ZI", "FA", "DO", "LA", "JAN", "GUL", "TA", "HE", "WA", "SO", "BE")


@dataclass(frozen=True, slots=True)
class Manner:
    """The choices that the author of a plain population makes."""

    given: float = between(20, 400, by_factor=True)
    """Given names of each sex."""
    last: float = between(12, 300, by_factor=True)
    """Last names."""
    slope: float = between(0.0, 1.2, 0.0)
    """Zipf slope of both; 0 = all alike."""
    towns: float = between(5, 80, by_factor=True)
    """Districts that people live in."""
    town_slope: float = between(0.0, 1.2)
    """How unequal they are."""
    offices: float = between(1, 4)
    """Prefixes of a district."""
    at_home: float = between(0.55, 1.0, 1.0)
    """People whose CNIC was issued where they live."""
    unlisted_name: float = between(0.0, 0.6, 0.0)
    """Names of the lists that are in no table of the program."""
    father_last: float = between(0.0, 1.0)
    """Children with the father's last name."""
    muhammad: float = between(0.0, 0.4, 0.0)
    """Men whose first word is Muhammad."""
    bibi: float = between(0.0, 0.4, 0.0)
    """Women called Bibi."""
    sex_error: float = between(0.0, 0.02, 0.0)
    """Last digits that contradict the sex."""
    codes: float = between(0.2, 1.0, 1.0)
    """Share of the allotted mobile codes that are in use."""
    ported: float = between(0.0, 0.2, 0.0)
    """Operators that are not the code's first."""
    leading: float = between(0.0, 1.0)
    """Below 0.25 serials are drawn from 1000000 on, as careless authors do."""


def genuine(ask: Ask) -> pl.DataFrame:
    """Return records of such a population."""
    rng = stream(ask.seed, "plain")
    writing = drawn(Writing, rng, plain=bool(rng.random() < 0.6))
    columns = population_of(ask, rng, drawn(Manner, rng, plain=False), writing)
    return as_file(ask, columns, writing, stream(ask.seed, "file"))


def population_of(ask: Ask, rng: Rng, manner: Manner, writing: Writing) -> dict[str, Callable[[], pl.Series]]:
    """Return the columns of a population whose author goes about it in this manner."""
    rows, here = ask.rows, places()
    low, high = ask.module.WOMEN
    female = rng.random(rows) < low + (high - low) * writing.women
    living = ask.districts(rng, writing.places)
    towns = rng.permutation(living)[: max(1, round(manner.towns))]
    weights = _zipf(len(towns), manner.town_slope)
    town, other = towns[pick(rng, weights, rows)], towns[pick(rng, weights, rows)]
    home = np.where(rng.random(rows) < manner.at_home, town, other)
    cnic = _cnics(rng, manner, home, female)
    names = _names(rng, manner, female, ask.script)
    mobile, operator = _mobiles(rng, manner, rows, ask.people.year)
    ages = ask.module.AGES
    born = ask.people.year - rng.integers(ages[0], ages[1] + 1, rows)
    dob = text(born, 4) + "-" + text(rng.integers(1, 13, rows), 2) + "-" + text(rng.integers(1, 29, rows), 2)
    said = pl.Series(here.urdu if ask.script == "urdu" else here.names, dtype=pl.String)
    bank = [row["code"] for row in rulebook.load().table("banks")][int(rng.integers(0, 5))]
    return {
        "name": lambda: names["name"], "father": lambda: names["father"], "mother": lambda: names["mother"],
        "cnic": lambda: pl.Series(cnic).cast(pl.String),
        "gender": lambda: pl.Series(np.where(female, "F", "M"), dtype=pl.String),
        "dob": lambda: dob, "age": lambda: pl.Series(ask.people.year - born).cast(pl.String),
        "address": lambda: _addresses(rng, said.gather(pl.Series(town)), ask.script),
        "district": lambda: said.gather(pl.Series(town)),
        "tehsil": lambda: pl.Series([here.tehsils[each][0].upper() for each in town]),
        "mobile": lambda: "0" + pl.Series(mobile).cast(pl.String), "operator": lambda: operator,
        "email": lambda: mails(rng, names["name"]),
        "iban": lambda: ibans(rng.integers(10**12, 10**15, rows), bank),
        "imei": lambda: text(with_luhn(rng.integers(35 * 10**12, 36 * 10**12, rows), 14), 15),
    }  # fmt: skip


def _zipf(size: int, slope: float) -> Floats:
    weights: Floats = (np.arange(size, dtype=np.float64) + 1) ** -slope
    return weights


def _cnics(rng: Rng, manner: Manner, home: Ints, female: np.ndarray) -> Ints:
    """Return CNICs of few prefixes of the district, a serial and a digit of the sex; all distinct."""
    here, rows = places(), len(home)
    own = [np.flatnonzero(line)[: round(manner.offices)] for line in here.issues]
    prefix = np.array(
        [here.prefixes[own[d][int(s * len(own[d]))]] for d, s in zip(home, rng.random(rows), strict=True)]
    )
    even = female ^ (rng.random(rows) < manner.sex_error)
    last = np.where(even, rng.integers(1, 5, rows) * 2, rng.integers(0, 5, rows) * 2 + 1)
    first = 10**6 if manner.leading < 0.25 else 0
    numbers: Ints = (prefix * 10**7 + rng.integers(first, 10**7, rows)) * 10 + last
    while len(again := np.setdiff1d(np.arange(rows), np.unique(numbers, return_index=True)[1])):
        numbers[again] = (prefix[again] * 10**7 + rng.integers(first, 10**7, len(again))) * 10 + last[again]
    return numbers


def _mobiles(rng: Rng, manner: Manner, rows: int, year: int) -> tuple[Ints, pl.Series]:
    known = [each for each in codes() if each[2] <= year]
    used = rng.permutation(len(known))[: max(3, round(manner.codes * len(known)))]
    chosen = used[rng.integers(0, len(used), rows)]
    code = np.array([each[0] for each in known])[chosen]
    operators = sorted({each[1] for each in known})
    own = np.array([operators.index(each[1]) for each in known])[chosen]
    served = np.where(rng.random(rows) < manner.ported, rng.integers(0, len(operators), rows), own)
    numbers: Ints = code * 10**7 + rng.integers(0, 10**7, rows)
    return numbers, pl.Series(operators, dtype=pl.String).gather(pl.Series(served))


def _lists(rng: Rng, manner: Manner, kind: str, sex: str, size: float) -> list[str]:
    """Return a list of names: some from the tables, some made of syllables."""
    rows = [row for table in ("names", "more_names") for row in rulebook.load().table(table)]
    listed = sorted({row["word"].upper() for row in rows if row["kind"] == kind and row["gender"] == sex})
    count = max(3, round(size))
    own = [listed[each] for each in rng.permutation(len(listed))[: round(count * (1 - manner.unlisted_name))]]
    made = ["".join(rng.choice(_SYLLABLES, int(rng.integers(2, 4)))) for _ in range(count - len(own))]
    found = [*own, *made]
    return [found[each] for each in rng.permutation(len(found))]


def _names(rng: Rng, manner: Manner, female: np.ndarray, script: str) -> dict[str, pl.Series]:
    rows = len(female)
    men, women = (_lists(rng, manner, "given", sex, manner.given) for sex in ("M", "F"))
    family = _lists(rng, manner, "surname", "", manner.last)

    def some(words: list[str]) -> pl.Series:
        own = pl.Series(words, dtype=pl.String)
        return own.gather(pl.Series(pick(rng, _zipf(len(words), manner.slope), rows)))

    is_woman = pl.Series(female)
    father_last, own_last = some(family), some(family)
    last = father_last.zip_with(pl.Series(rng.random(rows) < manner.father_last), own_last)
    bibi = pl.Series(["BIBI"], dtype=pl.String).new_from_index(0, rows)
    last = bibi.zip_with(is_woman & pl.Series(rng.random(rows) < manner.bibi), last)
    given = some(women).zip_with(is_woman, some(men))
    muhammad = ~is_woman & pl.Series(rng.random(rows) < manner.muhammad)
    name = ("MUHAMMAD " + given).zip_with(muhammad, given + " " + last)
    made = {"name": name, "father": some(men) + " " + father_last, "mother": some(women) + " BIBI"}
    return {field: in_urdu(each) if script == "urdu" else each for field, each in made.items()}


def _addresses(rng: Rng, town: pl.Series, script: str) -> pl.Series:
    rows = len(town)
    form = "مکان {a} گلی {b} {t}" if script == "urdu" else _TEMPLATES[int(rng.integers(0, len(_TEMPLATES)))]
    words = pl.Series(_WORDS[: int(rng.integers(5, len(_WORDS) + 1))], dtype=pl.String)
    written = pl.Series([form], dtype=pl.String).new_from_index(0, rows)
    parts = {
        "{a}": pl.Series(rng.integers(1, int(rng.integers(50, 2000)), rows)).cast(pl.String),
        "{b}": pl.Series(rng.integers(1, int(rng.integers(8, 90)), rows)).cast(pl.String),
        "{w}": words.gather(pl.Series(rng.integers(0, len(words), rows))), "{t}": town,
    }  # fmt: skip
    frame = pl.DataFrame({"form": written, **parts})
    filled = pl.col("form")
    for mark in parts:
        filled = filled.str.replace(mark, pl.col(mark), literal=True)
    return frame.select(filled).to_series().str.to_uppercase()
