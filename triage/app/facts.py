"""Facts that an examiner adds to a case and its dumps: who, what, from where. They are printed in every report."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from triage.app.alike import tell_apart
from triage.case import Case
from triage.core.errors import UsageError
from triage.core.keys import KeyFrom
from triage.core.names import shown_file
from triage.core.safe import printable

CASE_FIELDS = ("number", "examiner", "agency", "notes")
DUMP_FIELDS = ("exhibit", "platform", "seller", "obtained", "notes")
"""Facts about a case, and about a dump: exhibit, platform and seller that offered it, and when it was obtained."""

_KIND = "examiner"


@dataclass(frozen=True, slots=True)
class Change:
    """Facts to set, for the case and for dumps by name; an empty value removes a fact."""

    case: Mapping[str, str] = field(default_factory=dict)
    dumps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def of_case(case: Case) -> dict[str, Any]:
    """Return the facts of a case: "case", and "dumps" by name."""
    kept = case.facts(_KIND)
    return {"case": kept.get("case", {}), "dumps": kept.get("dumps", {})}


def set_facts(folder: Path, change: Change, key: KeyFrom | None = None) -> dict[str, Any]:
    """Change the facts of a case and note it in its audit trail; return all facts after the change.

    Raises `UsageError` for an unknown field or dump.
    """
    with Case.open(folder, key) as case:
        tell_apart([case])
        case.verify()
        names = {each.dump for each in case.evidence()}
        change = _by_name(change, names)
        _check(change, names)
        kept = of_case(case)
        whole = _without_empty({**kept["case"], **change.case})
        dumps = {name: _without_empty({**kept["dumps"].get(name, {}), **own}) for name, own in change.dumps.items()}
        told = {"case": whole, "dumps": _without_empty({**kept["dumps"], **dumps})}
        if told != kept:
            case.set_facts(_KIND, told)
            case.audit(
                "facts",
                {"case": dict(change.case), "dumps": {shown_file(name): dict(own) for name, own in dumps.items()}},
            )
        return told


def shown(folder: Path, key: KeyFrom | None = None) -> dict[str, Any]:
    """Return the facts of a case with the names of all of its dumps."""
    with Case.open(folder, key) as case:
        tell_apart([case])
        case.verify()
        kept = of_case(case)
        names = sorted({each.dump for each in case.evidence()})
        return {"case": kept["case"], "dumps": {name: kept["dumps"].get(name, {}) for name in names}}


def from_csv(file: Path) -> Change:
    """Return the facts in a table with a column "dump"; a row without one is about the case.

    Its cells are parted by commas, semicolons or tabs.
    Raises `UsageError` for a table that cannot be read.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            lines = text.read().splitlines(keepends=True)
            comma = max(",;\t", key="".join(lines[:1]).count)
            rows = [_cells(row) for row in csv.DictReader(lines, delimiter=comma)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = f"{file} cannot be read as a table of facts: {error}"
        raise UsageError(message) from error
    if not all("dump" in row for row in rows):
        message = f"{file}: a table of facts has a column dump (empty: the row is about the case)"
        raise UsageError(message)
    return Change(dict(_of(rows, "")), {row["dump"]: dict(_of(rows, row["dump"])) for row in rows if row["dump"]})


def _of(rows: list[dict[str, str]], dump: str) -> Iterator[tuple[str, str]]:
    for row in rows:
        if row["dump"] == dump:
            yield from ((name, value) for name, value in row.items() if name != "dump" and value)


def _cells(row: Mapping[str | None, Any]) -> dict[str, str]:
    """Return a row by its headers in lower case; cells beyond the last header are left out."""
    return {name.strip().lower(): str(value or "").strip() for name, value in row.items() if name}


def _by_name(change: Change, names: set[str]) -> Change:
    """Return a change with the dumps' own names, in place of names as a report shows them.

    Raises `UsageError` for a shown name that several dumps have.
    """
    own: dict[str, list[str]] = {}
    for name in names:
        own.setdefault(printable(shown_file(name)), []).append(name)
    if several := [name for name in change.dumps if name not in names and len(own.get(name, ())) > 1]:
        message = f"several dumps are shown as {several[0]}: name one by its own name (triage report --reveal shows it)"
        raise UsageError(message)
    named = {name if name in names else own.get(name, [name])[0]: facts for name, facts in change.dumps.items()}
    return Change(change.case, named)


def _check(change: Change, names: set[str]) -> None:
    wrong = [name for name in change.case if name not in CASE_FIELDS]
    wrong += [name for own in change.dumps.values() for name in own if name not in DUMP_FIELDS]
    if wrong:
        message = (
            f"{wrong[0]} is no fact: of a case there are {', '.join(CASE_FIELDS)}, of a dump {', '.join(DUMP_FIELDS)}"
        )
        raise UsageError(message)
    if unknown := sorted(set(change.dumps) - names):
        message = f"the case has no dump {unknown[0]}: triage case show lists them"
        raise UsageError(message)


def _without_empty(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}
