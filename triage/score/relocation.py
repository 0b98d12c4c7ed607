"""Estimate how many genuine rows may live elsewhere than where their CNIC was registered, if the dump allows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from triage.core.summary import Marks
from triage.rules.model import SignalRule
from triage.score.pairs import SEAM
from triage.score.row_checks import Check, clash, histogram, setting
from triage.score.zones import CITY, METROPOLIS


@dataclass(frozen=True, slots=True)
class Sides:
    """The rows that have both a CNIC and a place: `cnic` and `place` are rows by place, `same` the rows that agree.

    `asked` are rows with a CNIC and a text that should name a place; `cities` are shares of rows by kind of city.
    """

    cnic: Mapping[str, int]
    place: Mapping[str, int]
    same: int
    asked: int
    cities: Mapping[str, float]

    @classmethod
    def of(cls, marks: Marks, name_of: Callable[[str], str]) -> Sides:
        """Return the sides from a histogram of pairs of labels.

        `name_of` gives the part of a label that is compared.
        """
        cnic, place, kinds = Counter[str](), Counter[str](), Counter[str]()
        same = 0
        for pair, count in histogram(marks, "pair").items():
            home, here = pair.split(SEAM)
            cnic[name_of(home)] += count
            place[name_of(here)] += count
            kinds[here[3:]] += count
            same += count * (name_of(home) == name_of(here))
        rows = max(place.total(), 1)
        cities = {"city": kinds[CITY] / rows, "metropolis": kinds[METROPOLIS] / rows}
        return cls(cnic, place, same, marks.counts["asked"], cities)

    @property
    def rows(self) -> int:
        """The number of rows that have both."""
        return sum(self.place.values())


def check(sides: Sides, rule: SignalRule) -> Check | None:
    """Return the check that CNIC and place agree; null if that cannot be checked.

    It cannot if few addresses name a place (the others were cut, and what is left is misread), or if most rows are in
    one place.
    """
    rows = sides.rows
    if not rows or rows < setting(rule, "named_least") * sides.asked:
        return None
    if max(sides.place.values()) > setting(rule, "place_most") * rows:
        return None
    low, high = genuine_range(sides.cities, rule)
    # An extract of people of one province who live in another must differ, however genuine: the sides have to overlap.
    overlap = sum(min(count, sides.place.get(each, 0)) for each, count in sides.cnic.items()) / rows
    high = max(high, 1.0 - setting(rule, "stay_least") * overlap)
    return Check(rows, rows - sides.same, clash(sides.cnic, sides.place), "linkage", (low, high))


def genuine_range(cities: Mapping[str, float], rule: SignalRule) -> tuple[float, float]:
    """Return the range of genuine failures of a dump with these shares of rows by kind of city, the rest elsewhere.

    The rule has a range for each kind (`city_low`, `city_high`, ...) and one for the rest (`genuine_low`, ...).
    """
    rest = 1.0 - sum(cities.values())
    low, high = (
        rest * setting(rule, f"genuine_{end}")
        + sum(share * setting(rule, f"{kind}_{end}") for kind, share in cities.items())
        for end in ("low", "high")
    )
    return low, high
