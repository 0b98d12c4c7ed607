"""`triage calibrate`: measure how often genuine rows fail each check on a lawful sample, instead of our estimates.

The reference is scanned in a temporary folder; only two counts per check are kept of it, in one link of the case's
audit chain. Verdicts of this case are then made with them, and the report states this. They replace the rates of the
rules and are never mixed with them; the trained trees do not change.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage import score
from triage.app.options import Options
from triage.app.report_case import rules_of
from triage.app.scan import scan
from triage.case import Case
from triage.core.errors import UsageError
from triage.core.keys import KeyFrom
from triage.core.progress import Silent
from triage.core.safe import printable
from triage.rules.model import Rules
from triage.score.calibrated import CALIBRATED, Rate

ROWS_LEAST = 1000
"""Fewest records of a reference: fewer cannot show a rate of one in a hundred."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The failure rates measured on a reference, by signal, and its number of records."""

    records: int
    rates: Mapping[str, Rate]


def calibrate(folder: Path, reference: Path, key: KeyFrom | None = None) -> Calibration:
    """Measure the failure rates of a case's checks on a lawful sample of genuine records.

    Raises `UsageError` for a reference with too few records, or without any that a check applies to.
    """
    with Case.open(folder, key) as case:
        rules = rules_of(case)
        records, sha256, rates = _measured(reference, case.meta.get("rules_folders", ""), rules)
        if records < ROWS_LEAST or not rates:
            message = f"{printable(str(reference))}: {records:,} records in which {len(rates)} checks could be made: "
            raise UsageError(f"{message}a reference has at least {ROWS_LEAST:,} and one check")
        body: dict[str, Any] = {
            "reference_sha256": sha256,
            "records": records,
            "rates": {name: [rate.failed, rate.rows] for name, rate in sorted(rates.items())},
        }
        case.audit(CALIBRATED, body)
        return Calibration(records, rates)


def _measured(reference: Path, folders: str, rules: Rules) -> tuple[int, str, dict[str, Rate]]:
    own = tuple(Path(each) for each in folders.split(os.pathsep) if each)
    with tempfile.TemporaryDirectory() as place:
        options = Options(case=Path(place) / "case", key=Path(place) / "key", rules=own, ner="off")
        scan([reference], options, Silent())
        with Case.open(options.case or Path(place), options.key) as case:
            dumps = list(dict.fromkeys(each.dump for each in case.evidence()))
            if len(dumps) != 1:
                raise UsageError(
                    f"{printable(str(reference))}: {len(dumps)} dumps here: name one file of genuine records"
                )
            sha256 = next(each.sha256 for each in case.evidence() if not each.members)
            verdict = score.judge(case.summary(dumps[0]), rules)
    return verdict.records, sha256, dict(_rates(verdict.reasons, rules))


def _rates(reasons: Any, rules: Rules) -> Iterator[tuple[str, Rate]]:
    for reason in reasons:
        if reason.bound and "genuine_high" in rules.signals[reason.signal].settings:
            yield reason.signal, Rate(reason.bound.failed, reason.bound.rows)
