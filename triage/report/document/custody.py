"""The files of a dump: names, hashes, what was read of them and what was not, and why."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from triage.core.accounting import READ_ELSEWHERE
from triage.core.model import ROW_SEGMENT, Answer, Evidence, Source
from triage.core.names import shown_file
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least

INSIDE = " > "
"""Separator between a container and its member."""

NOT_SCANNED = "not_scanned"
"""Reason for evidence that no sum accounts for, because a scan was interrupted."""


@dataclass(frozen=True, slots=True)
class Custody:
    """A dump's files: `names` (of each object in a report) by evidence key, size and hash of the whole.

    `sha256` is the file's own if the dump is one file; else that of the lines "hash, two spaces, name" of its files,
    sorted by name, as `sha256sum` writes them; null if the file could not be read.
    """

    names: Mapping[str, str]
    size_bytes: int
    sha256: str | None

    @classmethod
    def of(cls, answer: Answer) -> Custody:
        """Return the custody of an answer's evidence."""
        top = [each for each in answer.evidence if not each.members]
        parents = [str(each.path.parent) for each in answer.evidence]
        home = os.path.commonpath(parents) if parents else ""
        names = {each.key: _name(each, home) for each in answer.evidence}
        lines = sorted(f"{names[each.key]}\0{each.sha256}" for each in top)
        whole = "".join("{1}  {0}\n".format(*line.split("\0")) for line in lines)
        sealed = hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()
        sha256 = top[0].sha256 if len(top) == 1 else sealed
        shown = {key: shown_file(name) for key, name in names.items()}
        return cls(shown, sum(each.size_bytes for each in top), sha256 or None)


def coverage(answer: Answer, custody: Custody) -> dict[str, Any]:
    """Return what was read of the dump; complete if nothing was rejected, lost or refused, and no reading broke off.

    Bytes are those of files and of members; a container counts only with what was not read of it, because its members
    represent the rest.
    """
    books = {each.key: books_of(answer, each) for each in answer.evidence}
    whole = sum(books.values(), Coverage())
    inside = sum(books[each.key].bytes_read for each in answer.evidence if each.is_container and not each.is_read_too)
    by_row = {each.evidence.key for each in answer.sources if _counts_rows(each)}
    units = {custody.names[each.key]: "row" if each.key in by_row else "byte" for each in answer.evidence}
    refused = any(each.unread and each.unread not in READ_ELSEWHERE for each in answer.evidence)
    return {
        "complete": not (refused or whole.bytes_rejected or whole.bytes_unread or whole.rows_rejected or whole.breaks),
        "bytes_read": whole.bytes_read - inside,
        "bytes_rejected": whole.bytes_rejected,
        "bytes_unread": whole.bytes_unread,
        "rows_read": whole.rows_read,
        "rows_rejected": whole.rows_rejected,
        "reasons": [
            _reason(reason, {custody.names[key]: each.reasons.get(reason) for key, each in books.items()}, units)
            for reason in sorted(whole.reasons)
        ],
    }


def files(answer: Answer, custody: Custody, same: Mapping[str, object]) -> list[dict[str, Any]]:
    """Return every object of the dump, files and members, sorted by name; `same` has the first file for each copy."""
    return sorted(
        (
            {
                "member": custody.names[each.key],
                "bytes": each.size_bytes,
                "sha256": each.sha256 or None,
                "md5": each.md5 or None,
                "sha1": each.sha1 or None,
                "container": each.is_container,
                "bytes_read": books_of(answer, each).bytes_read,
                "unread": each.unread or None,
                **({"same_as": same[each.key]} if each.key in same else {}),
            }
            for each in answer.evidence
        ),
        key=lambda file: str(file["member"]),
    )


def books_of(answer: Answer, evidence: Evidence) -> Coverage:
    """Return the accounting of one object; an object without accounting was not read."""
    kept = answer.summary.coverage.get(evidence.key)
    if kept is not None:
        return kept
    reason = evidence.unread or NOT_SCANNED
    lost = Occurrences(1, evidence.size_bytes, Least(0))
    return Coverage(bytes_unread=evidence.size_bytes, reasons={reason: lost})


def _counts_rows(source: Source) -> bool:
    """Return true if the offsets of a source are numbers of rows; those of faults in JSON are bytes all the same."""
    return source.segment == ROW_SEGMENT and source.reader != "json_document"


def _reason(reason: str, by_name: Mapping[str, Occurrences | None], units: Mapping[str, str]) -> dict[str, Any]:
    seen = {name: each for name, each in sorted(by_name.items()) if each is not None}
    whole = sum(seen.values(), Occurrences())
    return {"reason": reason, "count": whole.count, "bytes": whole.size_bytes, "first": _first(seen.items(), units)}


def _first(seen: Iterable[tuple[str, Occurrences]], units: Mapping[str, str]) -> dict[str, Any]:
    name, each = next(iter(seen))
    return {"member": name, "offset": each.first_offset.value, "unit": units[name]}


def _name(evidence: Evidence, home: str) -> str:
    return INSIDE.join((os.path.relpath(evidence.path, home), *evidence.members))
