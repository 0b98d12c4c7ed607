"""Addresses of households: drawn as parts, written by clerks in several styles and two scripts.

Parts are columns of the population: `kind` (index of `KINDS`), `house`, `street`, `block`, `locality` (numbers) and
`tehsil` (index within the district). In one district and tehsil, a locality number is the same mohalla or village in
every row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from triage.simulate import words
from triage.simulate.address_styles import KINDS, SPOKEN, STYLES
from triage.simulate.draw import Bools, Floats, Ints, Rng, pick, unit, zipf
from triage.simulate.places import places

_LOCALITIES = 45
_HILLS = ("Rawalpindi", "Attock", "Chakwal", "Jhelum", "Abbottabad", "Haripur", "Mansehra")


@dataclass(frozen=True, slots=True)
class Hand:
    """How addresses are written: a clerk per row, the share of unusual spellings, and which districts are misspelt."""

    clerk: Ints
    variant: float
    misspelt: Bools


def draw(rng: Rng, residence: Ints, urban: Bools) -> dict[str, Ints]:
    """Return the parts of one address for each household."""
    rows = len(residence)
    tehsils = np.array([len(each) for each in places().tehsils])[residence]
    return {
        "kind": _kinds()[urban.astype(np.int64), residence],
        "house": (rng.pareto(1.2, rows) * 60).astype(np.int64) % 2_000 + 1,
        "street": pick(rng, zipf(60, 0.7), rows) + 1,
        "block": rng.integers(0, 1_000_000, rows),
        "locality": pick(rng, zipf(_LOCALITIES, 0.5), rows),
        "tehsil": np.minimum((rng.beta(0.9, 1.2, rows) * tehsils).astype(np.int64), tehsils - 1),
    }


@cache
def _kinds() -> Ints:
    """Return the kind of address by [urban, district]."""
    return np.array([[KINDS.index(_kind(number, urban=urban)) for number in range(len(places().names))]
                     for urban in (False, True)])  # fmt: skip


def _kind(number: int, *, urban: bool) -> str:
    district, province = places().names[number], places().provinces[number]
    in_city = {"Islamabad": "sector", "Lahore": "lahore"}.get(district, "street")
    if province == "Sindh":
        in_city = (
            "karachi" if district.startswith("Karachi") or district in {"Korangi", "Malir", "Keamari"} else "street"
        )
        return in_city if urban else "goth"
    if urban:
        return in_city
    if province == "Punjab":
        return "chak" if district in words.BRANCHES else "dhok" if district in _HILLS else "village"
    return {"Balochistan": "killi", "Khyber Pakhtunkhwa": "dhok" if district in _HILLS else "kalay"}.get(
        province, "dhok"
    )


def write(people: pl.DataFrame, style: str, hand: Hand) -> pl.Series:
    """Return the address of each row in this style: one String a row, capitals in Latin styles."""
    parts = _parts(people, hand)
    written = []
    for number, kind in enumerate(KINDS):
        rows = np.flatnonzero(people["kind"].to_numpy() == number)
        if len(rows):
            some = parts.select(pl.all().gather(pl.Series(rows)))
            template = STYLES[style][kind]
            names = re.findall(r"\{(\w+)\}", template)
            text = pl.format(re.sub(r"\{\w+\}", "{}", template), *names)
            written.append(some.select(row=pl.Series(rows), text=text))
    return pl.concat(written).sort("row")["text"]


def districts(people: pl.DataFrame, misspelt: Bools) -> pl.Series:
    """Return the district of residence in capitals; some in an old or careless spelling."""
    residence = people["residence"].to_numpy()
    counts, texts, starts = _district_spellings()
    which = np.where(misspelt, 1 + (unit(people["household"].to_numpy(), 7) * (counts[residence] - 1)).astype(int), 0)
    return texts.gather(pl.Series(starts[residence] + which))


def tehsils(people: pl.DataFrame) -> pl.Series:
    """Return the tehsil of residence in capitals."""
    names, starts = _flat(places().tehsils)
    return names.gather(pl.Series(starts[people["residence"].to_numpy()]) + people["tehsil"])


def _parts(people: pl.DataFrame, hand: Hand) -> pl.DataFrame:
    """Return every part that a template may name as text, one column each."""
    block = people["block"].to_numpy()
    place = people["residence"].to_numpy() * 64 + people["tehsil"].to_numpy()
    locality = unit(place, people["locality"].to_numpy())
    unit_of = unit(place, people["locality"].to_numpy(), 3)
    columns: dict[str, pl.Series] = {
        "house": people["house"], "street": people["street"],
        "block": pl.Series(block % 20 + 1),
        "number": pl.Series(np.where(people["kind"].to_numpy() == KINDS.index("sector"), block % 7 + 5,
                                     (locality * 300).astype(int) + 1)),
        "sub": pl.Series(block // 7 % 4 + 1),
        "letter": pl.Series(["D", "E", "F", "G", "H", "I", "A", "B", "C", "R"], dtype=pl.String).gather(
            pl.Series(np.where(people["kind"].to_numpy() == KINDS.index("sector"), block // 31 % 6, block // 31 % 10))),
        "district": districts(people, hand.misspelt),
        "district_ur": pl.Series(places().urdu, dtype=pl.String).gather(people["residence"]),
        "tehsil": tehsils(people),
        "branch": _branches(people, locality),
        "town": _towns(people, locality),
    }  # fmt: skip
    for ending, script in (("", 0), ("_ur", 1)):
        columns[f"locality{ending}"] = _by_kind(people, locality, _localities(script))
        columns[f"unit{ending}"] = _by_kind(people, unit_of, _units(script))
    columns |= {name: _spoken(number, forms, hand) for number, (name, forms) in enumerate(SPOKEN.items())}
    return pl.DataFrame(columns)


def _spoken(number: int, forms: tuple[str, ...], hand: Hand) -> pl.Series:
    """Return a word of addresses as the row's clerk writes it: about half of the clerks use the first form."""
    habit = unit(hand.clerk, number + 100)
    form = np.where(habit < 0.55, 0, (habit * 97 % 1 * len(forms)).astype(np.int64))
    return pl.Series(forms, dtype=pl.String).gather(pl.Series(form))


def _localities(script: int) -> dict[str, tuple[str, ...]]:
    mohallas = tuple(pair[script] for pair in words.of_kind("mohalla"))
    return dict.fromkeys(("street", "lahore", "sector", "karachi"), mohallas) | {
        "": tuple(pair[script] for pair in words.of_kind("village"))
    }


def _units(script: int) -> dict[str, tuple[str, ...]]:
    lists = {"": "unit_punjab", "kalay": "unit_frontier", "dhok": "unit_hills"}
    return {kind: tuple(pair[script] for pair in words.of_kind(each)) for kind, each in lists.items()}


def _by_kind(people: pl.DataFrame, share: Floats, lists: dict[str, tuple[str, ...]]) -> pl.Series:
    """Return a word of the list of the row's kind ("" = any other kind), chosen by a number in [0, 1)."""
    groups = tuple(lists.get(kind, lists[""]) for kind in KINDS)
    names, starts = _flat(groups)
    kind = people["kind"].to_numpy()
    sizes = np.array([len(group) for group in groups])
    return names.gather(pl.Series(starts[kind] + (share * sizes[kind]).astype(np.int64)))


def _branches(people: pl.DataFrame, share: Floats) -> pl.Series:
    groups = tuple(tuple(words.BRANCHES.get(name, "GB").split()) for name in places().names)
    return _of_district(people, share, groups)


def _towns(people: pl.DataFrame, share: Floats) -> pl.Series:
    return _of_district(people, share, tuple(words.LAHORE if n == "Lahore" else words.KARACHI for n in places().names))


def _of_district(people: pl.DataFrame, share: Floats, groups: tuple[tuple[str, ...], ...]) -> pl.Series:
    names, starts = _flat(groups)
    residence = people["residence"].to_numpy()
    sizes = np.array([len(group) for group in groups])
    return names.gather(pl.Series(starts[residence] + (share * sizes[residence]).astype(np.int64)))


@cache
def _flat(groups: tuple[tuple[str, ...], ...]) -> tuple[pl.Series, Ints]:
    """Return all words of the groups in capitals, and the index at which each group begins."""
    sizes = [len(group) for group in groups]
    return (
        pl.Series([word for group in groups for word in group], dtype=pl.String).str.to_uppercase(),
        np.cumsum([0, *sizes[:-1]]),
    )


@cache
def _district_spellings() -> tuple[Ints, pl.Series, Ints]:
    """Return the number of spellings of each district, all spellings, and where each begins; the right one is first."""
    groups = tuple(
        (name, *others, name[: len(name) // 2] + name[len(name) // 2 + 1 :])
        for name, others in zip(places().names, places().spellings, strict=True)
    )
    names, starts = _flat(groups)
    return np.array([len(group) for group in groups]), names, starts
