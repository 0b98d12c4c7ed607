"""Add evidence to a case on another day, and check the evidence that was read before.

Evidence that was read completely and has not changed is not read again; if it is named again and has changed, it is
read anew; evidence that is not named again is only checked, and the report states what changed or disappeared.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from triage.app.shards import whole_key
from triage.case import Case
from triage.core.address import Address, joined, parted
from triage.core.errors import UsageError
from triage.core.model import Evidence
from triage.core.names import shown_file
from triage.find import Opening, changed

GONE, CHANGED = "gone", "changed"


def paths_to_read(case: Case, given: Sequence[Path]) -> list[Path]:
    """Return the paths to read now, and note those that are new to the case.

    An unfinished case is finished first: its own paths are read too.
    """
    meta = case.meta
    before = parted(meta.get("paths", ""))
    new = [path.resolve() for path in given if path.resolve() not in before]
    if new:
        case.set_meta(paths=joined([*before, *new]))
        case.audit("added", {"paths": [shown_file(str(path)) for path in new]})
    if meta.get("finished"):
        return list(given)
    here = [path.resolve() for path in given]
    for path in before:
        if isinstance(path, Address) and path not in here:
            message = (
                f"{case.folder} is unfinished: name its evidence {path} again, because no address is opened unnamed"
            )
            raise UsageError(message)
    return [*(path for path in before if path not in here and os.path.lexists(path)), *given]


def opening(case: Case, how: Opening) -> Opening:
    """Return settings for opening that know what the case already holds."""
    return replace(how, owns=owner_check(case), kept=whole_check(case))


def owner_check(case: Case) -> Callable[[str, Path], bool]:
    """Return a function that decides if a top path may use a dump's name: not if another one in the case has it."""
    known: defaultdict[str, list[Path]] = defaultdict(list)
    for evidence in case.evidence():
        if not evidence.members:
            known[evidence.dump].append(evidence.path.absolute())

    def owns(name: str, top: Path) -> bool:
        place = top.absolute()
        return name not in known or any(place == path or place in path.parents for path in known[name])

    return owns


def whole_check(case: Case) -> Callable[[Address], Evidence | None]:
    """Return a function that gives what the case holds of an object: null if that is not all of it as it is now.

    A store tells when an object was last written: if time and size are those of the last scan, it is not fetched again.
    """
    whole = {
        each.path: each
        for each in case.evidence()
        if isinstance(each.path, Address) and not each.members and case.is_done(whole_key(each))
    }

    def kept(place: Address) -> Evidence | None:
        facts, each = place.facts, whole.get(place)
        is_same = (
            facts and each and facts.mtime_ns and (each.size_bytes, each.mtime_ns) == (facts.size_bytes, facts.mtime_ns)
        )
        return each if is_same else None

    return kept


def note_missing(case: Case, seen: Collection[Path], named: Sequence[Path]) -> None:
    """Note which evidence of the case has changed or disappeared; `seen` was read or hashed just now.

    What lies at an address is only known under those that are `named` now.
    """
    found = {
        str(each.path): state
        for each in case.evidence()
        if not each.members and each.sha256 and (state := _state(each, seen, named))
    }
    if found != missing(case):
        case.set_facts("missing", found)
        case.audit("evidence_missing", {"files": {shown_file(file): state for file, state in found.items()}})


def missing(case: Case) -> dict[str, Any]:
    """Return the files of the case that had changed or disappeared at the last scan."""
    return case.facts("missing")


def _state(kept: Evidence, seen: Collection[Path], named: Sequence[Path]) -> str:
    if isinstance(kept.path, Address):
        is_looked_for = any(isinstance(top, Address) and kept.path.is_relative_to(top) for top in named)
        return GONE if is_looked_for and kept.path not in seen else ""
    if not os.path.lexists(kept.path):
        return GONE
    return CHANGED if kept.path not in seen and changed(kept) else ""
