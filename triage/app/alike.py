"""Show each dump of a case by a name of its own, and no person whom only the names beside it tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.app.groups import of_columns, of_paths, of_tables
from triage.case import Case
from triage.core import alike
from triage.core.names import shown_file, tell_by_siblings


def tell_apart(cases: Iterable[Case]) -> None:
    """Show dumps of these cases whose masked names are alike with the first digits of their SHA-256."""
    cases = list(cases)
    tell_by_siblings(group for case in cases for group in _groups(case))
    digests = dict[str, str]()
    for case in cases:
        for each in case.evidence():
            if not each.members:
                digests[each.dump] = min(digests.get(each.dump, each.sha256), each.sha256)
    alike.tell_apart(digests, shown_file)


def _groups(case: Case) -> Iterator[Iterable[str]]:
    """Yield the names of a case that stand beside each other: of files, of tables, of columns and keys."""
    sources = list(case.sources())
    yield from of_paths(case.evidence())
    yield from of_tables(sources)
    for source in sources:
        yield from of_columns(source)
