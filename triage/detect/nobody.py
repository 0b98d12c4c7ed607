"""Leave out numbers that tell nobody: typed because a field must not be empty, or everybody's example.

`03000000000` in a thousand rows is no person with a thousand CNICs. Columns count such values; only people lack them.
"""

from __future__ import annotations

import polars as pl

from triage.core.known_marks import any_of, fields_of, has_mark
from triage.core.people import KINDS
from triage.detect.identities import Found
from triage.rules.model import Rules

_MARKS = ("filler", "example")
"""Kinds of marks of values that were given to nobody."""


def without_nobodys(seen: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Return the observed rows with null for every identifier that tells nobody, and for its validity."""
    tests = {name: test for name in KINDS.values() if name in seen.columns if (test := _test(name, rules)) is not None}
    return seen.with_columns(
        pl.when(test.not_()).then(pl.col(column)).alias(column)
        for name, test in tests.items()
        for column in (name, f"{name}.valid")
        if column in seen.columns
    )


def of_somebody(found: Found, rules: Rules) -> Found:
    """Return the finds outside the fields without those that tell nobody."""
    return {
        column: {
            entity: each if (test := _test(KINDS[entity], rules, "value")) is None else each.filter(test.not_())
            for entity, each in entities.items()
        }
        for column, entities in found.items()
    }


def _test(name: str, rules: Rules, column: str = "") -> pl.Expr | None:
    """Return whether an identifier tells nobody: Boolean; null (no expression) if none is known."""
    value = pl.col(column or name)
    kinds = [kind for kind in _MARKS if name in fields_of(rules, kind)]
    tests = [test for kind in kinds if (test := has_mark(rules, kind, name, value)) is not None]
    return any_of(tests) if tests else None
