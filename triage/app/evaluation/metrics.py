"""Measure how well answers fit labelled dumps: errors, coverage, false accusations, and separation of single rows.

A dump's truth is the share of its rows that are genuine. Shares are in [0, 1]; undefined figures are null.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean, median
from typing import Any

import numpy as np

from triage.app.evaluation import targets
from triage.app.evaluation.cells import table
from triage.app.evaluation.judged import ACCUSED, Floats, Judged, Truths
from triage.report.document.words import VERDICTS

MISSED = 0.05
"""A wholly fabricated dump is missed if the lower limit of its genuine share is above this."""

_BINS = 10
"""Number of bins of equal width for the calibration error."""


def metrics(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return the figures of all dumps together, as `triage evaluate --format json` gives them."""
    errors = [each.estimate - each.genuine for each in judged if each.estimate is not None]
    widths = [each.high - each.low for each in judged if each.low is not None and each.high is not None]
    held = [each.is_held for each in judged if each.is_held is not None]
    genuine = [each for each in judged if each.genuine == 1]
    made_up = [each for each in judged if each.genuine == 0]
    return {
        "dumps": len(judged),
        "with_estimate": len(errors),
        "estimate": {
            "mean_absolute_error": _rounded(fmean(map(abs, errors)) if errors else None),
            "root_mean_squared_error": _rounded(fmean(each**2 for each in errors) ** 0.5 if errors else None),
            "bias": _rounded(fmean(errors) if errors else None),
            "largest_error": _rounded(max(map(abs, errors), default=None)),
        },
        "interval": {"held": sum(held), "of": len(held), "median_width": _rounded(median(widths) if widths else None)},
        "bound": {
            "valid": sum(each.is_bound_valid for each in judged),
            "of": len(judged),
            "largest_overshoot": _rounded(max([0.0, *(each.overshoot for each in judged)])),
        },
        "genuine_dumps": {
            "of": len(genuine),
            "accused_by_estimate": sum(each.high is not None and each.high < ACCUSED for each in genuine),
            "accused_by_bound": sum(1 - each.at_least < ACCUSED for each in genuine),
        },
        "fabricated_dumps": {
            "of": len(made_up),
            "missed": sum(each.low is not None and each.low > MISSED for each in made_up),
        },
        "where": {
            "rows": sum(each.rows for each in judged),
            "told": sum(each.rows_told for each in judged),
            "right": sum(each.rows_right for each in judged),
        },
        "records": records(judged),
    }


def records(judged: Sequence[Judged]) -> dict[str, Any] | None:
    """Return how well single rows are separated; null if no row was judged individually.

    `auc` is over all rows, `auc_within` the mean over dumps with both kinds: the first is optimistic, because whole
    dumps differ. `brier` is the mean squared error of the probabilities, `ece` their calibration error in ten bins.
    """
    seen = [each for each in judged if each.posterior.size]
    if not seen:
        return None
    truth = np.concatenate([each.is_genuine for each in seen])
    p = np.concatenate([each.posterior for each in seen])
    within = [found for each in seen if (found := auc(each.is_genuine, each.posterior)) is not None]
    return {
        "rows": len(p),
        "genuine": int(truth.sum()),
        "auc": _rounded(auc(truth, p)),
        "auc_within": _rounded(fmean(within) if within else None),
        "brier": _rounded(float(np.mean((p - truth) ** 2))),
        "ece": _rounded(calibration_error(truth, p)),
    }


def auc(truth: Truths, p: Floats) -> float | None:
    """Return the probability that a genuine row has a higher p than a fabricated one, ties counting half.

    Null without both kinds.
    """
    genuine, other = int(truth.sum()), int((~truth).sum())
    if not genuine or not other:
        return None
    values, place, counts = np.unique(p, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    total = float(ranks[place.reshape(-1)][truth].sum()) if len(values) else 0.0
    return (total - genuine * (genuine + 1) / 2) / (genuine * other)


def calibration_error(truth: Truths, p: Floats) -> float:
    """Return the mean distance between stated and true shares, in bins of equal width, weighted by their rows."""
    place = np.minimum((p * _BINS).astype(np.int64), _BINS - 1)
    said, true = (np.bincount(place, weights=each, minlength=_BINS) for each in (p, truth.astype(np.float64)))
    return float(np.abs(said - true).sum() / len(p))


def lines(document: Mapping[str, Any]) -> list[str]:
    """Return the document of an evaluation as lines for a person: one per dump, then the figures."""
    head = ("Dump", "Rows", "Truly genuine", "Said (95%)", "Holds", "Fabricated, at least", "Valid", "Verdict")
    rows = [head, *(_row(each) for each in document["dumps"])]
    wide = [max(len(row[i]) for row in rows) for i in range(len(head))]
    told = ["  ".join(_cell(row[i], wide[i], i) for i in range(len(head))).rstrip() for row in rows]
    return [told[0], "-" * (sum(wide) + 2 * (len(wide) - 1)), *told[1:], "", *_figures(document["metrics"]), "",
            *targets.text(document["targets"]), "", *table(document["cells"])]  # fmt: skip


def _row(dump: Mapping[str, Any]) -> tuple[str, ...]:
    is_told = dump["low"] is not None
    said = f"{_share(dump['estimate'])} ({_share(dump['low'])} to {_share(dump['high'])})" if is_told else "-"
    valid = "yes" if dump["bound_valid"] else "NO"
    holds = "-" if dump["held"] is None else "yes" if dump["held"] else "NO"
    least = _share(dump["fabricated_at_least"])
    verdict = VERDICTS[dump["verdict"]]
    return dump["dump"], f"{dump['rows']:,}", _share(dump["genuine"]), said, holds, least, valid, verdict


def _cell(text: str, width: int, column: int) -> str:
    return text.rjust(width) if column in {1, 2, 3, 5} else text.ljust(width)


def _figures(told: Mapping[str, Any]) -> list[str]:
    estimate, interval, bound = told["estimate"], told["interval"], told["bound"]
    genuine, made_up, rows = told["genuine_dumps"], told["fabricated_dumps"], told["records"]
    found = [
        ("dumps", f"{told['dumps']:,}, {told['with_estimate']:,} of them with an estimate"),
        ("mean absolute error", _share(estimate["mean_absolute_error"])),
        ("bias", _share(estimate["bias"])),
        ("largest error", _share(estimate["largest_error"])),
        ("95% interval holds the truth", f"{interval['held']:,} of {interval['of']:,}"),
        ("median width of the interval", _share(interval["median_width"])),
        ("number A is valid", f"{bound['valid']:,} of {bound['of']:,}"),
        ("largest overshoot of number A", _share(bound["largest_overshoot"])),
        ("genuine dumps accused by number B", f"{genuine['accused_by_estimate']:,} of {genuine['of']:,}"),
        ("genuine dumps accused by number A", f"{genuine['accused_by_bound']:,} of {genuine['of']:,}"),
        ("fabricated dumps missed", f"{made_up['missed']:,} of {made_up['of']:,}"),
    ]
    where = told["where"]
    found += [
        ("rows in a stretch with a look", f"{where['told']:,} of {where['rows']:,}"),
        ("of these, rows that are as they look", f"{where['right']:,}"),
    ]
    if rows is not None:
        found += [
            ("rows looked at by themselves", f"{rows['rows']:,}, {rows['genuine']:,} of them genuine"),
            ("AUC of rows, all together", _share(rows["auc"])),
            ("AUC of rows, mean within dumps", _share(rows["auc_within"])),
            ("Brier score of rows", _share(rows["brier"])),
            ("calibration error of rows (ECE)", _share(rows["ece"])),
        ]
    wide = max(len(name) for name, _ in found)
    return [f"{name:{wide}}  {value}" for name, value in found]


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(float(number), 4) + 0.0
