"""Persons and the comparison of dumps as a document (`docs/report.schema.json`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from triage.detect.identities import DATA
from triage.people.altered import Altered, Pair
from triage.people.counting import Counts
from triage.people.facts import Asked
from triage.people.known import Known, Relation
from triage.people.relations import Told


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump of a case: its name as it is shown, and what is known of it besides its tokens."""

    name: str
    known: Known
    is_earlier: bool = False


def persons(counts: Counts, names: Sequence[str], asked: Asked) -> dict[str, Any]:
    """Return how many persons there are, counted once over all dumps, and of how many what is known."""
    facts = counts.facts
    combinations = sorted(facts.by_kinds.items(), key=lambda each: (-each[1], each[0]))
    districts = sorted(facts.by_district.items(), key=lambda each: (-each[1], each[0]))
    return {
        "distinct": counts.persons.distinct,
        "records": counts.records.distinct,
        "women": facts.women,
        "of_known_sex": facts.of_known_sex,
        "minors": facts.minors,
        "of_known_age": facts.of_known_age,
        "special": {
            called: sum(number for kinds, number in facts.by_kinds.items() if kinds >> DATA.index(kind) & 1)
            for kind, called in asked.special.items()
        },
        "districts": [{"district": name or None, "persons": number} for name, number in districts],
        "conflicts": dict(sorted(counts.conflicts.items())),
        "contradicted": {
            "counts": dict(sorted(counts.contradicted.counts.items())),
            "listed": [
                {
                    "kind": each.kind,
                    "value": each.value,
                    "number": each.number,
                    "others": list(each.others),
                    "dumps": [names[dump] for dump in each.dumps],
                }
                for each in counts.contradicted.listed()
            ],
        },
        "records_without_number": int(counts.nameless.sum()),
        "known": [
            {"data": [name for bit, name in enumerate(DATA) if kinds >> bit & 1], "persons": number}
            for kinds, number in combinations
        ],
    }


def comparison(dumps: Sequence[Dump], counts: Counts, told: Told, other: Mapping[Pair, Altered]) -> dict[str, Any]:
    """Return what dumps share, which was made from which, and which have the same people under other numbers."""
    persons, records = counts.persons, counts.records
    names = [dump.name for dump in dumps]
    return {
        "dumps": [
            {
                "dump": dump.name,
                "persons": int(persons.shared[number, number]),
                "persons_only_here": int(persons.only[number]),
                "records": int(records.shared[number, number]),
                "records_only_here": int(records.only[number]),
                "earlier_case": dump.is_earlier,
                "flags": list(told.flags.get(number, ())),
            }
            for number, dump in enumerate(dumps)
        ],
        "pairs": [
            {
                "one": names[one],
                "other": names[other],
                "persons": int(persons.shared[one, other]),
                "records": int(records.shared[one, other]),
            }
            for one in range(len(dumps))
            for other in range(one + 1, len(dumps))
            if persons.shared[one, other] or records.shared[one, other]
        ],
        "altered": [
            {
                "one": names[one],
                "other": names[two],
                "by": each.by,
                "same_people": round(each.linked, 4),
                "rows": each.rows,
                "of": each.of,
                "fields": dict(sorted(each.fields.items())),
            }
            for (one, two), each in other.items()
        ],
        "lineage": [_told(each, names) for each in told.relations],
    }


def _told(relation: Relation, names: Sequence[str]) -> dict[str, Any]:
    return {
        "from": names[relation.source],
        "to": names[relation.copy],
        "relation": relation.word,
        "directed": relation.is_directed,
        "reason": relation.reason,
    }
