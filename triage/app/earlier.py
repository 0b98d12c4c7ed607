"""What a report says of cases that an earlier version of this program began."""

from __future__ import annotations

from collections.abc import Iterator

from triage.case import Case
from triage.core.journal import DESCRIBED_SINCE, RECORDS_ALIKE

_KEPT_LESS = (
    "An earlier version began this case, which kept less of its records: minors, districts, conflicts of names and "
    "altered copies are told of what was read since. Scan into a new case to have them of all."
)

_UNLIKE = (
    "An earlier version began this case: whole records that it read differ from those read since wherever an address "
    "has commas. Persons are counted all the same; to compare whole records, scan the evidence into a new case."
)


def has_other_records(case: Case) -> bool:
    """Return whether whole records of a case cannot be compared with those that are read today."""
    return case.began_as < RECORDS_ALIKE


def notes(case: Case) -> Iterator[str]:
    """Yield a sentence for each thing that the case lacks or keeps otherwise than a case of today."""
    if case.began_as < DESCRIBED_SINCE:
        yield _KEPT_LESS
    if has_other_records(case):
        yield _UNLIKE
