"""Give each field of a record to one column: the father's to the second column of persons, any other to the surest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from triage.core.messages import SUBJECT, of
from triage.core.model import Role, Source
from triage.detect.headers import Vocabulary, headers_of
from triage.detect.other_people import OF_ONE

_HARDLY = 0.1
"""Share of the cells of the fullest column of a field, up to which another one is hardly filled."""


_OF_OTHER = "of another person of the row"


def _is_of_other(role: Role) -> bool:
    return role.person != "" and role.field in OF_ONE


def name_the_nameless(source: Source, sample: pl.DataFrame, roles: Sequence[Role], words: Vocabulary) -> list[Role]:
    """Name the second column of persons the father's, which is the usual order, if its header names nobody.

    Both must be filled in the same rows: records of two shapes keep the same name in two columns.
    """
    headers, result, first = headers_of(source), list[Role](), None
    for role in roles:
        if role.field == "name" and role.entity == "PERSON":
            if first is None:
                first = role
            elif not words.named(headers[role.column]) and _are_together(sample, first.column, role.column):
                result.append(replace(role, field="father", reasons=(*role.reasons, "the second column of persons")))
                continue
        result.append(role)
    return result


def _are_together(sample: pl.DataFrame, first: int, second: int) -> bool:
    """Return true if most rows that fill the second column fill the first one too."""
    filled = sample.select(pl.col(str(each)).str.strip_chars().str.len_bytes() > 0 for each in (first, second))
    second_filled = filled.filter(pl.col(str(second)))
    return 2 * second_filled[str(first)].sum() > second_filled.height


def one_per_field(source: Source, sample: pl.DataFrame, roles: Sequence[Role]) -> list[Role]:
    """Keep each field once, in the column with the highest confidence; others keep their entity and are counted.

    A column of the people in records comes before one of what a customer asks for, one of another person of the row,
    and one that is hardly filled: the number under which a list of other people stands is theirs in one row alone.
    What is compared in a row (a name, a card, a birth) is never another person's.
    """
    roles = [
        replace(role, field="", reasons=(*role.reasons, _OF_OTHER)) if _is_of_other(role) else role for role in roles
    ]
    placing = of(source)
    filled = {role.column: sample.height - sample[str(role.column)].null_count() for role in roles}
    most = {each: max(filled[role.column] for role in roles if role.field == each) for each in {r.field for r in roles}}
    ranks = {
        role.column: (
            placing.whose_is(role.column) == SUBJECT,
            not role.person,
            filled[role.column] > _HARDLY * most[role.field],
            role.confidence,
        )
        for role in roles
    }
    best: dict[str, Role] = {}
    for role in roles:
        if role.field and (role.field not in best or ranks[role.column] > ranks[best[role.field].column]):
            best[role.field] = role
    return [
        role
        if not role.field or best[role.field] is role
        else replace(role, field="", reasons=(*role.reasons, "a second column of this field"))
        for role in roles
    ]
