"""Read the evidence of one dump again: the same bytes, with the columns as the scan decided them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from triage import find
from triage.app.alike import tell_apart
from triage.case import Case
from triage.core.address import Address, parted
from triage.core.errors import TriageError, UsageError
from triage.core.isolation import Call
from triage.core.model import Evidence, Source
from triage.core.names import shown_file
from triage.core.safe import printable


def dump_named(case: Case, name: str) -> str:
    """Return the dump with this name in a report. Raises `UsageError` if the case has none."""
    tell_apart([case])
    dumps = list(dict.fromkeys(each.dump for each in case.evidence()))
    for dump in dumps:
        if name in (dump, shown_file(dump), printable(shown_file(dump))):
            return dump
    known = ", ".join(printable(shown_file(dump)) for dump in dumps[:10]) or "none"
    raise UsageError(f"{printable(name)}: no such dump in this case; there are: {known}")


@dataclass(frozen=True, slots=True)
class Reread:
    """Reads a dump of a case again; `call` runs risky readers, `passwords` open locked containers."""

    case: Case
    dump: str
    call: Call
    passwords: tuple[bytes, ...] = ()

    def files(self) -> dict[str, str]:
        """Return the SHA-256 of each file of the dump, by its path as a report shows it; equal ones are numbered."""
        found: dict[str, str] = {}
        for each in (each for each in self._evidence() if not each.members):
            name = shown_file(str(each.path))
            found[name if name not in found else f"{name} ({len(found) + 1})"] = each.sha256
        return found

    def sources(self) -> Iterator[Source]:
        """Yield each source with readable evidence; use it before requesting the next one.

        Raises `TriageError` if a file or member is not the one that was scanned.
        """
        of_evidence: dict[str, list[Source]] = defaultdict(list)
        for source in self.case.sources():
            if source.evidence.dump == self.dump:
                of_evidence[source.evidence.key].append(source)
        for path in dict.fromkeys(each.path for each in self._evidence()):
            if any(of_evidence[each.key] for each in self._evidence() if each.path == path):
                for scanned, item in self._found_again(path):
                    for source in of_evidence.pop(scanned.key, ()):
                        yield replace(source, evidence=item)
                    if not item.is_container:
                        find.release(item, self.case.spool)
        lacking = next((sources[0] for sources in of_evidence.values() if sources), None)
        if lacking:
            raise TriageError(f"{_named(lacking.evidence)} could not be read again: is a password missing?")

    def _found_again(self, path: Path) -> Iterator[tuple[Evidence, Evidence]]:
        """Yield each object that was scanned under a file, and the same object as it is now."""
        known = {each.members: each for each in self._evidence() if each.path == path}
        how = find.Opening(find.BUDGET, self.passwords, self.call)
        for item in find.evidence([self._here(path)], self.case.spool, how):
            scanned = known.get(item.members)
            if scanned and scanned.sha256:
                if item.sha256 != scanned.sha256:
                    raise TriageError(f"{_named(scanned)} is not the file that was scanned: its SHA-256 is another")
                yield scanned, item

    def _evidence(self) -> list[Evidence]:
        return [each for each in self.case.evidence() if each.dump == self.dump]

    def _here(self, path: Path) -> Path:
        """Return the present path of a file, also if the scan was started in another folder."""
        if isinstance(path, Address):
            raise TriageError(f"{printable(str(path))} is at an address: copy it to this machine and scan it there")
        roots = parted(self.case.meta.get("paths", ""))
        below = (root.joinpath(*path.parts[at:]) for root in roots for at in range(len(path.parts) + 1))
        there = next((each for each in (path, *below) if each.is_file()), None)
        if there is None:
            raise TriageError(f"{printable(str(path))} is not there: bring the evidence back to where it was scanned")
        return there


def _named(evidence: Evidence) -> str:
    return printable(" / ".join((str(evidence.path), *evidence.members)))


def passwords_of(file: Path | None) -> Sequence[bytes]:
    """Return the lines of a password file."""
    return tuple(line for line in file.read_bytes().splitlines() if line) if file else ()
