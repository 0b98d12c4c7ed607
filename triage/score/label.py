"""The verdict in one word, and what it cannot know."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from triage.core.model import Reason
from triage.rules.model import Rules, SignalRule
from triage.score.estimate import Share
from triage.score.row_checks import setting
from triage.score.scope import Scope

_COMMON = (
    "random digits, generator libraries, sequences and spreadsheets, tables by language models, "
    "shuffled columns, copies with changed digits, people of another country"
)
_ALL = f"{_COMMON}, shuffles within a place, changed contacts, samplers of statistics or of a true core"
FAMILIES = {"strangers": _ALL, "common": _COMMON, "adversarial": _ALL}
"""The families of fabrication that number B covers, by preset."""

ALWAYS = (
    "No test on a file can prove a record genuine: only a sample checked by the issuing authority can.",
    "A seller who imitates public statistics well, or who shuffles within a place and a sex, would not be detected.",
    "Genuine is not current, lawful or from the claimed source.",
)


def listed(families: str) -> str:
    """Return the preset of trees that separates the rows of a dump."""
    return "common" if families == "strangers" else families


def label(shares: tuple[Share, Share], rows: int, joint: float, rule: SignalRule) -> str:
    """Return one of `model.LABELS`: the strongest that the whole interval supports, for this many sampled rows.

    `shares` are number B, whose estimate and upper end accuse, and number B by the listed fabricators alone, whose
    lower end is how much shows no sign of them. `joint` is the share of rows whose columns could be checked against
    each other: columns that are right one by one support no label, because a shuffled list has such columns.
    """
    share, signs = shares
    at = partial(setting, rule)
    is_joint = joint >= at("joint_least")
    is_low = share.estimate <= at("fabricated_most")
    is_quiet = is_joint and share.estimate >= at("estimate_least")
    holds = {
        "undetermined": bool(share.gate),
        "fabricated": share.high <= at("fabricated_most"),
        "mostly_fabricated": share.high <= at("half_most" if is_low else "mostly_fabricated_most"),
        "genuine": is_quiet and signs.low >= at("genuine_least") and rows >= at("genuine_rows"),
        "mostly_genuine": is_quiet and rows >= at("rows_least"),
        "mixed": share.high < at("accused_most"),
    }
    return next((word for word, is_so in holds.items() if is_so), "undetermined")


def has_joint(reasons: Sequence[Reason], rules: Rules) -> bool:
    """Return true if a check compared two fields of a row."""
    return any(rules.signals[reason.signal].settings.get("joint", 0) for reason in reasons if reason.bound)


def limits(share: Share, reasons: Sequence[Reason], scope: Scope, rules: Rules) -> tuple[str, ...]:
    """Return the limits of the verdict as plain sentences, the particular ones first."""
    said = []
    if share.gate:
        said.append(f"No estimate is offered: {share.gate}.")
    elif not has_joint(reasons, rules):
        said.append("No two columns could be checked against each other: a shuffled list would look the same.")
    if scope.rows_sampled < scope.rows:
        said.append(f"Shares were counted on a sample of {scope.rows_sampled:,} of {scope.rows:,} rows.")
    return tuple(said)
