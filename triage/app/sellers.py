"""Find the sellers of a case, as `triage sellers` shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from triage.app.alike import tell_apart
from triage.app.report_case import rules_of
from triage.app.trade import once, places_of
from triage.case import Case
from triage.core.keys import KeyFrom
from triage.market.sellers import Showing, sellers
from triage.people.relations import LEAST_SHARE
from triage.score import kinship


def of_case(folder: Path, key: KeyFrom | None = None, *, reveal: bool = False) -> dict[str, Any]:
    """Return the sellers of a case; contact points are in clear text if requested, which the audit trail notes.

    Raises `CaseError` if there is no case, or its key is not available.
    """
    with Case.open(folder, key) as case:
        tell_apart([case])
        rules = rules_of(case)
        found = places_of(case, rules)
        sketches = {place.name: kinship.sketches(case.summary(place.name)) for place in found} if len(found) > 1 else {}
        kin = kinship.kin(sketches, rules.signals["copied_people"].settings["share_least"], {})
        shared = {
            (name, each.dump, each.share)
            for name, others in kin.items()
            for each in others
            if each.share >= LEAST_SHARE
        }
        told = sellers(found, Showing(rules, reveal), once(shared))
        if reveal:
            case.audit("revealed", {"what": "contact points of sellers", "sellers": len(told["sellers"])})
        return told
