"""A simulated market of places with known owners: are places joined into the right sellers, and prices and roles right?

    .venv/bin/python -m benchmarks.platforms.market [places] [seed]

What is simulated is told in `market_world.py`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.platforms.market_files import write
from benchmarks.platforms.market_world import Place, market
from triage.app.report_case import rules_of
from triage.app.trade import places_of
from triage.case import Case

TRIAGE = [sys.executable, "-m", "triage"]


def pairs(groups: list[list[str]]) -> set[tuple[str, ...]]:
    """Return the pairs of places that are of one seller."""
    return {tuple(sorted(pair)) for group in groups for pair in combinations(group, 2)}


def shares(found: set[Any], true: set[Any]) -> tuple[float, float]:
    """Return precision and recall."""
    both = len(found & true)
    return both / max(1, len(found)), both / max(1, len(true))


def main(many: int = 144, seed: int = 7) -> None:
    """Make a market, scan it, and print what was right."""
    places = market(many, seed)
    with tempfile.TemporaryDirectory() as home:
        evidence, case = Path(home, "evidence"), Path(home, "case")
        evidence.mkdir()
        for place in places:
            write(place, evidence)
        started = time.perf_counter()
        scan = [*TRIAGE, "scan", evidence, "--case", case, "--format", "json", "--ner", "off"]
        subprocess.run(scan, check=False, stdout=subprocess.DEVNULL)
        scanned = time.perf_counter() - started
        ask = [*TRIAGE, "sellers", case, "--format", "json", "--reveal"]
        document = json.loads(subprocess.run(ask, check=True, capture_output=True).stdout)
        answer(places, document, found_places(case))
    print(f"{len(places)} places of {len({place.owner.number for place in places})} owners, scanned in {scanned:.0f} s")


def found_places(case: Path) -> dict[str, tuple[set[str], set[str], set[tuple[str, str]]]]:
    """Return of each dump its own contact points, all contact points, and its offers."""
    with Case.open(case) as opened:
        return {
            place.name.rpartition(".")[0]: (
                {point.identity for point in place.points if point.is_own},
                {point.identity for point in place.points},
                {(offer.product, offer.amount) for offer in place.offers},
            )
            for place in places_of(opened, rules_of(opened))
        }


def answer(places: list[Place], document: dict[str, Any], found: dict[str, Any]) -> None:
    """Print precision and recall of pairs, contact points, roles and prices."""
    by_owner: dict[int, list[str]] = {}
    for place in places:
        by_owner.setdefault(place.owner.number, []).append(place.name)
    told = [[name.rpartition(".")[0] for name in seller["places"]] for seller in document["sellers"]]
    own, seen, offers = ({(place.name, each) for place in places for each in found[place.name][at]} for at in range(3))
    rows = {
        "pairs of places of one seller": (pairs(told), pairs([*by_owner.values()])),
        "contact points that are own": (own, {(place.name, each) for place in places for each in place.points}),
        "prices with their product": (offers, {(place.name, each) for place in places for each in place.offers}),
    }
    for name, (got, true) in rows.items():
        precision, recall = shares(got, true)
        print(f"{name:32} precision {precision:.3f}  recall {recall:.3f}  ({len(true)})")
    others = {(place.name, each) for place in places for each in place.others}
    print(f"numbers of victims and buyers    taken for contact points {len(others & seen)} of {len(others)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
