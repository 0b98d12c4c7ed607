"""The map as arrays: districts with people, where a CNIC is first issued, and which cultures live where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from triage import rules as rulebook
from triage.simulate.draw import Bools, Floats, Ints

CULTURES = ("punjabi", "saraiki", "pashtun", "sindhi", "baloch", "muhajir", "kashmiri", "christian", "hindu")
"""Cultures of family names; minorities by census 2023 (Christian 1.4 %, Hindu 2.2 %, nearly all in Sindh)."""

_WITHOUT_CENSUS = 170_000
"""People of a district of Gilgit-Baltistan, without public census figures: about 1.7 million in ten districts."""

_REGISTERED = {"Punjab": 1.08, "Sindh": 0.91, "Khyber Pakhtunkhwa": 1.01, "Balochistan": 0.68}
"""Share of voters in October 2024 over share of people in 2023: adults with a CNIC."""

_MIX = {
    "north Punjab": (0.90, 0.02, 0.03, 0.0, 0.0, 0.02, 0.01, 0.02, 0.0),
    "south Punjab": (0.35, 0.55, 0.02, 0.0, 0.04, 0.01, 0.0, 0.01, 0.02),
    "Sindh": (0.06, 0.02, 0.03, 0.64, 0.10, 0.06, 0.0, 0.005, 0.085),
    "Karachi": (0.12, 0.05, 0.17, 0.12, 0.05, 0.44, 0.01, 0.02, 0.02),
    "Khyber Pakhtunkhwa": (0.02, 0.03, 0.93, 0.0, 0.0, 0.01, 0.01, 0.0, 0.0),
    "Hazara": (0.10, 0.0, 0.55, 0.0, 0.0, 0.0, 0.35, 0.0, 0.0),
    "north Balochistan": (0.02, 0.02, 0.80, 0.01, 0.14, 0.01, 0.0, 0.0, 0.0),
    "Balochistan": (0.01, 0.01, 0.06, 0.06, 0.85, 0.0, 0.0, 0.0, 0.01),
    "Islamabad Capital Territory": (0.62, 0.04, 0.18, 0.02, 0.01, 0.06, 0.05, 0.02, 0.0),
    "Azad Jammu and Kashmir": (0.20, 0.0, 0.02, 0.0, 0.0, 0.0, 0.78, 0.0, 0.0),
    "Gilgit-Baltistan": (0.03, 0.0, 0.07, 0.0, 0.0, 0.0, 0.90, 0.0, 0.0),
}
"""Shares of `CULTURES` by region, from the languages of census 2023 (table 11), interpolated by estimate."""

_SOUTH = ("Multan", "Dera Ghazi Khan", "Bahawalpur")
_PASHTUN_DIVISIONS = ("Quetta", "Zhob", "Loralai")
_BIG = ("Islamabad", "Lahore", "Rawalpindi", "Quetta")


@dataclass(frozen=True, slots=True)
class Places:
    """Districts by index. `prefixes` are the listed CNIC codes; `issues[d, p]` is the weight of prefix p in district d.

    `people` are registered adults, relative. `urban` is in [0, 1]. `tehsils` and `towns` are names by district.
    """

    names: tuple[str, ...]
    urdu: tuple[str, ...]
    spellings: tuple[tuple[str, ...], ...]
    provinces: tuple[str, ...]
    people: Floats
    urban: Floats
    big: Bools
    tehsils: tuple[tuple[str, ...], ...]
    towns: tuple[tuple[str, ...], ...]
    mix: Floats
    prefixes: Ints
    issues: Floats

    def index(self, name: str) -> int:
        """Return the index of the district of this name. Raises `ValueError` if there is none."""
        return self.names.index(name)


@cache
def places() -> Places:
    """Return the map from the program's tables."""
    facts = rulebook.load()
    rows = [row for row in facts.table("districts") if row["cnic_district_code"]]
    codes = sorted((int(row["prefix"]), row["district_code"]) for row in facts.table("cnic_tehsils"))
    issues = np.array([[code in row["cnic_district_code"].split("|") for _, code in codes] for row in rows], float)
    return Places(
        names=tuple(row["district"] for row in rows),
        urdu=tuple(row["urdu"] for row in rows),
        spellings=tuple(tuple(row["spellings"].split("|")) if row["spellings"] else () for row in rows),
        provinces=tuple(row["province"] for row in rows),
        people=np.array([_registered(row["population"], row["province"]) for row in rows]),
        urban=np.array([float(row["urban_pct"] or 20) / 100 for row in rows]),
        big=np.array([row["district"] in _BIG or row["district"].startswith("Karachi") for row in rows]),
        tehsils=tuple(_words(row["tehsils"]) or (row["district"],) for row in rows),
        towns=tuple(_words(row["towns"]) or (row["district"],) for row in rows),
        mix=np.array([_MIX[_region(row["district"], row["province"], row["division"])] for row in rows]),
        prefixes=np.array([prefix for prefix, _ in codes]),
        issues=issues,
    )


def _words(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in cell.split("|") if word))


def _registered(population: str, province: str) -> float:
    return float(population or _WITHOUT_CENSUS) * _REGISTERED.get(province, 1.0)


def _region(district: str, province: str, division: str) -> str:
    if province == "Punjab":
        return "south Punjab" if division in _SOUTH else "north Punjab"
    if division in {"Karachi", "Hazara"}:
        return division
    if province == "Balochistan" and division in _PASHTUN_DIVISIONS:
        return "north Balochistan"
    if district == "Hyderabad":
        return "Karachi"
    return province
