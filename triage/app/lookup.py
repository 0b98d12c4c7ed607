"""Look up a number in a case: which dumps, tables and columns hold it, and how often.

Only tokens are compared, so the evidence need not be available. The audit trail states that a look-up was made, and how
much was found, never which number.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from triage.app import lookup_roles
from triage.app.alike import tell_apart
from triage.app.report_case import rules_of
from triage.case import Case
from triage.case.token_store import LOOKED_THROUGH, TokenStore
from triage.core.keys import Key, KeyFrom
from triage.core.model import Source
from triage.core.people import FIELDS, KINDS
from triage.core.safe import mask
from triage.core.tokens import tokens
from triage.recognizers import Recognizer, fold_column, load


@dataclass(frozen=True, slots=True)
class Asked:
    """One reading of a text: an entity, its canonical value, and the token of that."""

    entity: str
    value: str
    token: int

    @property
    def kind(self) -> int:
        """Return the index of its field among the kinds of tokens."""
        return FIELDS.index(KINDS[self.entity])


def look_up(folder: Path, numbers: list[str], key: KeyFrom | None = None) -> list[dict[str, Any]]:
    """Return for each text what it may be (masked), and where it was found, the most frequent place first.

    `places` are records of people; `elsewhere` are contact points and whatever is not of people in records, by role.

    Raises `CaseError` if there is no case, or its key is not available.
    """
    with Case.open(folder, key) as case:
        tell_apart([case])
        rules = rules_of(case)
        recognizers = load(rules)
        sources = {source.key: source for source in case.sources()}
        elsewhere = lookup_roles.others(case, sources.values())
        answers = [_answer(text, case, recognizers, sources) for text in numbers]
        for each, text in zip(answers, numbers, strict=True):
            each["elsewhere"] = [
                {"entity": asked.entity, **where}
                for asked in _asked(text, case.key, recognizers)
                for where in (
                    *lookup_roles.at_contacts(asked.entity, asked.value, elsewhere, case, rules),
                    *lookup_roles.in_roles(asked.entity, asked.value, elsewhere),
                )
            ]
        every = (place for each in answers for place in (*each["places"], *each["elsewhere"]))
        found = sum(place["count"] or 0 for place in every)
        asked = sorted({entity for each in answers for entity in each["may_be"]})
        case.audit("looked_up", {"numbers": len(numbers), "entities": asked, "found": found})
    return answers


def _answer(text: str, case: Case, recognizers: dict[str, Recognizer], sources: dict[str, Source]) -> dict[str, Any]:
    asked = _asked(text, case.key, recognizers)
    places = [{"entity": each.entity, **where} for each in asked for where in _places(each, case.tokens, sources)]
    return {
        "may_be": {each.entity: mask(each.entity, each.value) for each in asked},
        "places": sorted(places, key=lambda each: (-each["count"], each["dump"], each["member"], each["column"])),
    }


def _asked(text: str, key: Key, recognizers: dict[str, Recognizer]) -> list[Asked]:
    """Return the identifiers that a text may be, read like a cell, in any of its written forms."""
    cell = fold_column(pl.Series("cell", [text.strip()], pl.String)).to_frame("cell")
    found = []
    for entity, field in KINDS.items():
        recognizer = recognizers[entity]
        value = cell.select(recognizer.value(pl.col("cell")).alias("value"))
        if value.filter(recognizer.valid(pl.col("value"))).height:
            found.append(Asked(entity, value["value"][0], int(tokens(value["value"], field, key)[0])))
    return found


def _places(asked: Asked, store: TokenStore, sources: dict[str, Source]) -> list[dict[str, Any]]:
    rows = [file.between(asked.token, asked.token + 1) for file in store.values(LOOKED_THROUGH)]
    if not rows:
        return []
    here = pl.concat(rows).filter(pl.col("kind") == asked.kind).join(store.sources(), on="source")
    counted = here.group_by("key", "column").agg(pl.col("count").sum().cast(pl.Int64))
    return [
        {**lookup_roles.where(sources[name], column), "count": count}
        for name, column, count in counted.iter_rows()
        if name in sources
    ]
