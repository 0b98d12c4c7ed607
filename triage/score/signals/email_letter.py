"""Check that e-mail addresses begin with the first letter of the name beside them more often than by chance.

People choose such addresses. Genuine lists differ widely: employers and schools issue numbers as addresses, and couples
share one. So it is evidence only if hardly more addresses begin with the name's first letter than in shuffled columns.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.core.model import Reason
from triage.core.observe import Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.rules.model import Rules, SignalRule
from triage.score.pairs import joined, paired
from triage.score.row_checks import checked, percent


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows by the first letters of name and e-mail address; an address that begins with a digit is left out."""
    del rules
    if not fields.has("name", "email"):
        return {}
    name, email = (fields.value(each).str.to_lowercase().str.extract("^([a-z])", 1) for each in ("name", "email"))
    return {"pair": Histogram(joined(name, email, pl.lit(value=True)))}


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how often the letters agree: addresses that a generator drew separately agree by chance only."""
    check = paired(marks, "pair", "linkage")
    share = percent(1 - check.failed / max(check.rows, 1))
    return checked(check, rule, f"{share} of e-mail addresses begin with the first letter of the name beside them.")
