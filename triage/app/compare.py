"""Compare the dumps of a case, or of several cases that were made with one key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from triage.app.alike import tell_apart
from triage.app.earlier import notes as earlier_notes
from triage.app.people import Cases, asked_of, compared
from triage.app.report_case import rules_of
from triage.case import Case
from triage.core.errors import UsageError, WrongCase
from triage.core.keys import KeyFrom
from triage.core.names import shown_file
from triage.people import linkage
from triage.people.judged import Judged
from triage.report.document.numbers import at_least


def compare(
    folders: Sequence[Path], known: Path | None = None, key: KeyFrom | None = None, *, names: bool = False
) -> dict[str, Any]:
    """Return persons, overlaps and lineage of the dumps of some cases; `known` holds earlier cases, one a folder.

    With `names` also who without a number is likely of whom, apart from all counts (extra: linkage). Raises `WrongCase`
    if two cases have different keys: the same number is then two tokens. Earlier cases with another key are left out,
    and said.
    """
    if names:
        linkage.check()
    places = [folder.resolve() for folder in folders]
    if twice := [folder for number, folder in enumerate(folders) if places[number] in places[:number]]:
        message = f"{twice[0]} is named twice: name each case once"
        raise UsageError(message)
    with ExitStack() as stack:
        cases = [stack.enter_context(Case.open(folder, key)) for folder in folders]
        first = cases[0]
        rules = rules_of(first)
        for case in cases[1:]:
            if case.key != first.key:
                message = f"{case.folder} has another key than {first.folder}: only cases of one key can be compared"
                raise WrongCase(message)
        tell_apart(cases)
        opened = list(zip(_labels([case.folder for case in cases]), cases, strict=True))
        notes: list[str] = []
        earlier = list(_earlier(known, first, stack, notes)) if known else []
        notes += [
            f"{label or shown_file(case.folder.name)}: {note}"
            for label, case in [*opened, *earlier]
            for note in earlier_notes(case)
        ]
        every = Cases(
            [(label, case, _judged(case)) for label, case in [*opened, *earlier]],
            frozenset(label for label, _ in earlier),
            asked_of(first, rules),
        )
        told = compared(every)
        if names:
            told["names"] = _names(every)
        first.audit(
            "compared", {"cases": [shown_file(str(case.folder.resolve())) for case in cases], "earlier": len(earlier)}
        )
        return {"cases": [str(folder) for folder in folders], "notes": notes, **told}


def _names(cases: Cases) -> dict[str, Any]:
    """Return which records with a name and no number are likely of people of another dump."""
    dumps = [dump.name for dump in cases.dumps()]
    found = [
        {
            "of": dumps[each.of],
            "among": dumps[each.among],
            "records": each.records,
            "rows": each.rows,
            "with_number": each.with_number,
            "is_scaled": each.is_scaled,
        }
        for each in linkage.linked(cases.records, cases.rows())
    ]
    return {"least_probability": linkage.LEAST, "pairs": found}


def _labels(folders: Sequence[Path]) -> list[str]:
    """Return the prefixes for the names of each case's dumps; "" if there is one case."""
    return [""] if len(folders) == 1 else [f"{number}:{folder.name}/" for number, folder in enumerate(folders, 1)]


def _earlier(known: Path, first: Case, stack: ExitStack, notes: list[str]) -> Iterator[tuple[str, Case]]:
    for folder in sorted(each for each in known.iterdir() if (each / "case.db").is_file()):
        if folder.resolve() == first.folder.resolve():
            continue
        case = stack.enter_context(Case.open(folder))
        if case.has_key and case.key == first.key:
            yield f"{folder.name}/", case
        else:
            notes.append(f"{folder.name} was made with another key, or its key is not here: it cannot be compared.")


def _judged(case: Case) -> dict[str, Judged]:
    """Return the judgement of each dump in the last report."""
    told = json.loads(case.told_last() or '{"dumps": []}')
    return {dump["dump"]: _judgement(dump) for dump in told["dumps"]}


def _judgement(dump: Mapping[str, Any]) -> Judged:
    judged, records = dump["genuineness"], dump["headline"]["records"]
    outside = 0.0 if records["high"] is None else at_least(1 - records["high"] / records["of"])
    return Judged(judged["fabricated_at_least"]["value"] or 0.0, judged["verdict"], outside)
