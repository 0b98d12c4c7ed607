"""Show each dump of a case by a name of its own."""

from __future__ import annotations

from collections.abc import Iterable

from triage.case import Case
from triage.core import alike
from triage.core.names import shown_file


def tell_apart(cases: Iterable[Case]) -> None:
    """Show dumps of these cases whose masked names are alike with the first digits of their SHA-256."""
    digests = dict[str, str]()
    for case in cases:
        for each in case.evidence():
            if not each.members:
                digests[each.dump] = min(digests.get(each.dump, each.sha256), each.sha256)
    alike.tell_apart(digests, shown_file)
