"""Find which method of fabrication a dump looks like, compared with all other listed methods together."""

from __future__ import annotations

import numpy as np

from triage.core.model import Hypothesis
from triage.rules.model import Rules
from triage.score.estimator.boost import Floats
from triage.score.estimator.models import model

TABLE = "ways_of_making"
_MOST = 30.0
"""Most decibans reported: a thousand to one is what some thousand simulated dumps can support."""
_SHOWN = 3


def hypotheses(whole: Floats, rules: Rules, preset: str) -> tuple[Hypothesis, ...]:
    """Return the methods that are likelier than before the dump was seen, the likeliest first.

    Empty if no trees were trained for them. The likelihood ratio of a method is its odds among the listed methods,
    divided by its odds in the training.
    """
    trained = model(preset)
    if "ways" not in trained.boosters:
        return ()
    counts = trained.manifest["calibration"]["ways"]
    prior = np.array(list(counts.values()), dtype=np.float64) / sum(counts.values())
    p = np.clip(np.asarray(trained.boosters["ways"].predict(whole[None, :]))[0], 1e-6, 1 - 1e-6)
    decibans = 10 * np.log10(p / (1 - p) * (1 - prior) / prior)
    told = {row["way"]: row for row in rules.table(TABLE)}
    found = [
        Hypothesis(name, told[name]["title"], told[name]["tell"], float(np.clip(each, -_MOST, _MOST)))
        for name, each in zip(counts, decibans, strict=True)
        if each > 0 and name in told
    ]
    return tuple(sorted(found, key=lambda each: (-each.decibans, each.name))[:_SHOWN])
