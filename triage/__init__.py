"""Offline triage of data dumps: what personal data, of how many people, how genuine, and why.

The door for programs: `triage.scan(paths)` answers as frames, `triage.answers(case)` tells a case again. The command
line calls the same functions. `docs/python.md` shows both at work.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.app.frames import Scan

__all__ = ["answers", "scan"]


def scan(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    case: str | PathLike[str],
    jobs: int = 0,
    rules: Iterable[str | PathLike[str]] = (),
) -> Scan:
    """Scan evidence into a case folder and return the answers.

    A file, or each file and folder directly inside a folder given, is one dump. A `case` that is there already is
    resumed. `jobs` 0 is one reader per core; `rules` are folders of your own rules, on top of ours. Evidence is read
    and never changed; what cannot be read is counted with its reason and is no error.

    Raises `triage.core.errors.UsageError` for a path that is not there, `CaseError` for a case that cannot be used, and
    `rules.RuleError` for a wrong rule.
    """
    from triage.app import scan as scanning  # noqa: PLC0415 - what only names this package loads nothing
    from triage.app.frames import Scan  # noqa: PLC0415
    from triage.core.progress import Silent  # noqa: PLC0415

    given = [paths] if isinstance(paths, str | PathLike) else paths
    options = scanning.Options(case=Path(case), jobs=jobs, rules=tuple(map(Path, rules)))
    result = scanning.scan([Path(each) for each in given], options, Silent())
    return Scan(result.document, result.case, result.complete)


def answers(case: str | PathLike[str]) -> Scan:
    """Return the answers of a case that a scan has kept, without the evidence.

    Raises `triage.core.errors.CaseError` where there is no such case.
    """
    from triage.app.frames import Scan  # noqa: PLC0415 - what only names this package loads nothing
    from triage.app.report_case import report as told  # noqa: PLC0415

    result = told(Path(case))
    return Scan(result.document, result.case, result.complete)
