"""The evidence of a case as it was named to its scans: no command writes a file into it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from triage.case import Case
from triage.core.address import Address, parted
from triage.core.errors import UsageError
from triage.core.keys import KeyFrom


def check_outside(output: Path, evidence: Sequence[Path]) -> None:
    """Raise `UsageError` if a file or folder that is to be written would lie inside a folder of evidence."""
    place = output.resolve()
    for path in evidence:
        if not isinstance(path, Address) and path.resolve() in (place, *place.parents):
            message = f"{output} would lie inside the evidence {path}: name another place with -o"
            raise UsageError(message)


def check_outside_of(case: Path, output: Path | None, key: KeyFrom | None) -> None:
    """Raise `UsageError` as `check_outside` for the evidence of a case; without its key that is not known."""
    if output is not None:
        with Case.open(case, key, keeps_layout=True) as opened:
            opened.is_sealed_at_end = False
            check_outside(output, parted(opened.meta.get("paths", "")))
