"""Check that first words of names are many and unequal: a few words lead, a long tail follows.

A generator's list is short and flat: with enough rows every word occurs about as often as any other. A table from a
language model has even fewer words. Both are seen in how often first words repeat.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from triage.core.model import Reason
from triage.core.observe import Fields, Observation, Sketch
from triage.core.summary import Marks
from triage.core.sums import BottomK
from triage.recognizers.person import first_word
from triage.rules.model import Rules, SignalRule
from triage.score.repeats import seen
from triage.score.row_checks import capped, setting


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Sketch the first words of names."""
    del rules
    if not fields.has("name"):
        return {}
    return {"first": Sketch(first_word(fields.value("name")))}


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge the words: flat or few are evidence against, unequal and many are weak evidence for genuine."""
    first = marks.sketches.get("first")
    if not first or seen(first) < setting(rule, "rows_least"):
        return None
    rows, spread = seen(first), dispersion(first)
    is_flat = spread < setting(rule, "dispersion_most") and float(first.counts.mean()) >= setting(rule, "count_least")
    few = _least(rows, rule)
    is_few = first.distinct() < few
    decibans = setting(rule, "even_weight")
    if is_flat or is_few:
        decibans = -setting(rule, "list_weight") * is_flat - setting(rule, "few_weight") * is_few
    said = "few" if is_few else "evenly used" if is_flat else "many and unequal, as in a population"
    return Reason(
        rule.id,
        capped(decibans, rule),
        f"First words of names are {said}.",
        observed=f"{first.distinct():,} first words in {round(rows):,} rows, dispersion {spread:.1f}",
        expected=f"more than {round(few):,} first words, dispersion far above 1 (a flat list: 1)",
        innocent=rule.innocent,
    )


def is_short(marks: Marks, rule: SignalRule) -> bool:
    """Return true if first words are few, as in a list that was typed from memory."""
    first = marks.sketches.get("first")
    if first is None or seen(first) < setting(rule, "rows_least"):
        return False
    return first.distinct() < _least(seen(first), rule)


def _least(rows: float, rule: SignalRule) -> float:
    """Return how many first words people in so many rows have at the least."""
    known = min(rows, setting(rule, "types_rows"))
    return setting(rule, "types_factor") * float(known ** setting(rule, "types_power"))


def dispersion(sketch: BottomK) -> float:
    """Return variance over mean of how often each value occurs: 1 for a flat list, far above 1 for people's names."""
    counts = sketch.counts.astype(np.float64)
    return float(counts.var(ddof=1) / counts.mean()) if len(counts) > 1 else 0.0
