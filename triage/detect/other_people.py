"""Decide which columns of a table are of another person than the one whom a record is about.

A ride has a rider and a driver, a loan a borrower and a guarantor: their headers say so ("driver_cnic", "Nominee CNIC",
"name 2"). Columns that one word names are of one person. They are of another person than the record's only if they
repeat what the record's has (a number or a name): a list of drivers may name but one column after them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from triage.core.messages import SUBJECT, of
from triage.core.model import Role, Source
from triage.core.people import FIELDS, KINDS
from triage.detect.headers import Vocabulary, headers_of

CARD, RELATIVE, NAMED = "PK_CNIC", "relative_cnic", "PERSON"

_FIELDS = KINDS | {
    NAMED: "name",
    "PK_ADDRESS": "address",
    "DATE_OF_BIRTH": "dob",
    "GENDER": "gender",
    "AGE": "age",
}
"""What is known of another person, by entity."""

OF_ONE = frozenset({"name", "cnic", "dob", "gender", "age"})
"""Fields that are compared with each other in a row: never those of two people."""


def with_other_people(source: Source, roles: Sequence[Role], words: Vocabulary) -> list[Role]:
    """Return the roles, each with the `person` of its column; "" = the one whom the record is about."""
    groups: dict[str, list[Role]] = defaultdict(list)
    placing = of(source)
    for role, header in zip(roles, headers_of(source), strict=True):
        if placing.whose_is(role.column) == SUBJECT and (role.entity in KINDS or role.entity == NAMED):
            groups[words.person(header)].append(role)
    own = {role.entity for role in groups.pop("", [])}
    others = set[str]()
    for person, some in groups.items():
        entities = {role.entity for role in some}
        is_other = bool(own & entities) or any(role.field == RELATIVE for role in some)
        if is_other and _can_be_told(person, entities):
            others.add(person)
        else:
            own |= entities
    has_number = not own.isdisjoint(KINDS)
    return [
        replace(role, person=person) if person in others and (has_number or not _is_contact(role)) else role
        for role, person in zip(roles, map(words.person, headers_of(source)), strict=True)
    ]


def _can_be_told(person: str, entities: set[str]) -> bool:
    """Return whether somebody with these columns has a number of his own; of a mere figure only a card shows it."""
    return CARD in entities if person.isdigit() else not entities.isdisjoint(KINDS)


def _is_contact(role: Role) -> bool:
    """Return whether a record without a number of its own is known by this column: a child by the father's mobile."""
    return role.field in FIELDS and role.entity != CARD


def own_fields(source: Source) -> dict[str, int]:
    """Return the columns of the person whom a record is about, by field; the name of the father is his own."""
    return {
        role.field: role.column for role in source.roles if role.field and not (role.person and role.field in FIELDS)
    }


def fields_of_others(source: Source) -> dict[str, dict[str, int]]:
    """Return the columns of each other person of a row who can have a number, by person and field."""
    found: dict[str, dict[str, int]] = {}
    for role in source.roles:
        if role.person and role.entity in _FIELDS:
            found.setdefault(role.person, {}).setdefault(_FIELDS[role.entity], role.column)
    return {person: fields for person, fields in found.items() if not fields.keys().isdisjoint(FIELDS)}
