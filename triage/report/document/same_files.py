"""Find files with the same bytes as another file of the case: copies in other dumps, or under other names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from triage.core.model import Answer, Evidence
from triage.core.names import shown_file
from triage.report.document.custody import Custody


def same_files(answers: Sequence[Answer]) -> dict[str, dict[str, str]]:
    """Return the dump and name of the first file with the same bytes, for each copy, by the copy's key.

    The first is the one whose path sorts first, so that the result does not depend on the order of reading.
    """
    files = [each for answer in answers for each in answer.evidence if not each.members and each.size_bytes]
    firsts: dict[tuple[str, int], Evidence] = {}
    for each in sorted(filter(lambda file: file.sha256, files), key=lambda file: str(file.path)):
        firsts.setdefault((each.sha256, each.size_bytes), each)
    copies = {
        each.key: first
        for each in files
        if (first := firsts.get((each.sha256, each.size_bytes))) and first.key != each.key
    }
    names = _names(answers, {first.dump for first in copies.values()})
    return {key: {"dump": shown_file(first.dump), "member": names[first.key]} for key, first in copies.items()}


def told(answers: Sequence[Answer], same: Mapping[str, object]) -> Iterator[str]:
    """Yield a note if there are copies."""
    copies = [each for answer in answers for each in answer.evidence if each.key in same]
    if copies:
        several = f"{len(copies):,} files hold" if len(copies) > 1 else "One file holds"
        size = sum(each.size_bytes for each in copies)
        yield (
            f"{several} the same bytes as another file of the case ({size:,} bytes): what is in them counts in each of "
            "their places, and 'same_as' in the files of the JSON report names the other."
        )


def _names(answers: Sequence[Answer], dumps: set[str]) -> dict[str, str]:
    return {key: name for each in answers if each.dump in dumps for key, name in Custody.of(each).names.items()}
