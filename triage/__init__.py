"""Offline triage of data dumps: what personal data, of how many people, how genuine, and why.

The interface for programs: `triage.scan(paths)` returns answers as frames, `triage.answers(case)` those of an existing
case, `triage.findings(paths)` each find with its place. The command line calls the same functions. `docs/python.md`
shows examples.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.app.findings import Findings
    from triage.app.frames import Scan

__all__ = ["answers", "findings", "scan"]


def scan(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    case: str | PathLike[str],
    jobs: int = 0,
    rules: Iterable[str | PathLike[str]] = (),
) -> Scan:
    """Scan evidence into a case folder and return the answers.

    A file, or each file and folder directly inside a given folder, is one dump. An existing `case` is resumed. `jobs` 0
    is one reader per core; `rules` are folders of your own rules, in addition to the program's. Evidence is read and
    never changed; what cannot be read is counted with its reason and is no error.

    Raises `triage.core.errors.UsageError` for a path that does not exist, `CaseError` for a case that cannot be used,
    and `triage.rules.RuleError` for a wrong rule.
    """
    from triage.app import scan as scanning  # noqa: PLC0415 - what only names this package loads nothing
    from triage.app.frames import Scan  # noqa: PLC0415
    from triage.core.address import place  # noqa: PLC0415
    from triage.core.progress import Silent  # noqa: PLC0415

    given = [paths] if isinstance(paths, str | PathLike) else paths
    options = scanning.Options(case=Path(case), jobs=jobs, rules=tuple(map(Path, rules)))
    result = scanning.scan([place(each) for each in given], options, Silent())
    return Scan(result.document, result.case, result.complete)


def answers(case: str | PathLike[str]) -> Scan:
    """Return the answers of a case that a scan has stored, without the evidence.

    Raises `triage.core.errors.CaseError` if there is no such case.
    """
    from triage.app.frames import Scan  # noqa: PLC0415 - what only names this package loads nothing
    from triage.app.report_case import report as told  # noqa: PLC0415

    result = told(Path(case))
    return Scan(result.document, result.case, result.complete)


def findings(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    rules: Iterable[str | PathLike[str]] = (),
    reveal: bool = False,
) -> Findings:
    """Return the finds of evidence as a stream of frames, each find with its file, member, table, column and record.

    Evidence is read while the stream is consumed; `unread` of the result states what could not be read until then.
    Values are masked: `reveal` gives them in clear, for a program that must compare them. Nothing is stored on disk.

    Raises `triage.core.errors.UsageError` for a path that does not exist, and `triage.rules.RuleError` for a wrong
    rule, both when the stream begins.
    """
    from triage.app.findings import Findings  # noqa: PLC0415 - what only names this package loads nothing
    from triage.core.address import place  # noqa: PLC0415

    given = [paths] if isinstance(paths, str | PathLike) else paths
    return Findings([place(each) for each in given], tuple(map(Path, rules)), reveal=reveal)
