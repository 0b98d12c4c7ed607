"""The places of trade of a case, and what a report contains about their trade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from triage import rules as rulebook
from triage.case import Case
from triage.core.keys import Key
from triage.core.messages import of
from triage.core.model import Answer, Evidence, Source
from triage.market.places import Place, place_of
from triage.market.sellers import Showing, sellers, trade


def of_answers(answers: Sequence[Answer], key: Key, rules: rulebook.Rules) -> dict[str, Any]:
    """Return what a report contains about trade: for each dump that advertises, by name, and for the sellers."""
    places = [
        _with_signers(_with_files(place_of(each.dump, each.summary, key, rules), each.evidence, rules), each.sources)
        for each in answers
    ]
    shared = {(answer.dump, other, share) for answer in answers for other, share, _ in answer.shared}
    showing = Showing(rules)
    trading = [place for place in places if place.advertisements]
    return {
        "dumps": {place.name: trade(place, showing) for place in trading},
        "sellers": sellers(places, showing, once(shared)) if trading else None,
    }


def places_of(case: Case, rules: rulebook.Rules) -> list[Place]:
    """Return the place of trade of each dump of a case, in the order of registration."""
    by_dump: dict[str, list[Evidence]] = {}
    for evidence in case.evidence():
        by_dump.setdefault(evidence.dump, []).append(evidence)
    sources: dict[str, list[Source]] = {}
    for source in case.sources():
        sources.setdefault(source.evidence.dump, []).append(source)
    return [
        _with_signers(
            _with_files(place_of(dump, case.summary(dump), case.key, rules), objects, rules), sources.get(dump, ())
        )
        for dump, objects in by_dump.items()
    ]


def _with_files(place: Place, evidence: Iterable[Evidence], rules: rulebook.Rules) -> Place:
    """Return a place with the hashes of its files above a minimum size, which excludes icons."""
    least = int(str(rules.market["wordings"]["links"].settings["file_bytes"]))
    return replace(place, hashes=frozenset(each.sha256 for each in evidence if each.size_bytes >= least))


def _with_signers(place: Place, sources: Iterable[Source]) -> Place:
    """Return a place with the certificates by which its applications are signed: fingerprint and subject."""
    facts = (of(source).facts for source in sources if source.placing)
    found = (f"{each['certificate']} {each.get('signer', '')}".strip() for each in facts if each.get("certificate"))
    return replace(place, signers=frozenset(found))


def once(shared: Iterable[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """Return each pair of dumps once, with the larger share."""
    found: dict[tuple[str, str], float] = {}
    for one, other, share in shared:
        pair = (min(one, other), max(one, other))
        found[pair] = max(share, found.get(pair, 0.0))
    return [(*pair, share) for pair, share in sorted(found.items())]
