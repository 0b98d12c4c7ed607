"""Merge the cases of shards into one case, as if one scan had read all of the evidence.

Sums add up for any cut; objects are put in the order of one walk; the chain of each shard is kept whole in a link of
the new chain. The evidence is not read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from triage.app import earlier
from triage.app.report_case import ScanResult, answered, rules_of
from triage.app.shards import books_key, missing, parts, whole_key
from triage.case import Case
from triage.core.accounting import closing
from triage.core.address import place
from triage.core.errors import CaseError, UsageError, WrongCase
from triage.core.keys import KeyFrom
from triage.core.model import Evidence, Source
from triage.core.names import shown_file
from triage.core.summary import Coverage, Summary

_OWN = ("shard", "finished", "key", "key_file")
"""Settings that each case has for itself."""

_ALIKE = {
    "tool": "version of this program",
    "rules_sha256": "rules",
    "model_sha256": "models",
    "polars": "version of Polars",
    "ner": "--ner",
    "families": "--families",
    "bounds": "limits for containers",
    "key": "key (name one file for all shards with --key)",
    "named": "evidence, or names for it",
    "listing_sha256": "evidence: names or sizes of files",
}
"""Settings that the cases of shards must have in common, and their names in messages."""


def merge(folders: Sequence[Path], into: Path, key: KeyFrom | None = None) -> ScanResult:
    """Return the answer of all shards together, stored in a new case, which states missing shards.

    The same call again continues a merge that was stopped. `key` is the file of the common key; null = where it was
    when the shards were scanned. Raises `WrongCase` for cases that are not shards of one scan, `UsageError` for a
    folder without a case.
    """
    for folder, times in Counter(each.resolve() for each in (*folders, into)).items():
        if times > 1:
            message = f"{folder} is named twice: name each shard once, and a new case with --case"
            raise UsageError(message)
    with ExitStack() as stack:
        cases = [stack.enter_context(_opened(folder, key)) for folder in folders]
        metas = [case.meta for case in cases]
        _check(cases, metas)
        if key is None and len({case.key for case in cases}) == 1 and Path(metas[0]["key_file"]).is_file():
            key = Path(metas[0]["key_file"])  # one key for all: their tokens are ours
        paths = [place(each) for each in metas[0]["named"].split("\0")]
        new = stack.enter_context(Case.create(into, paths, _meta(metas), key or Path(metas[0]["key_file"])))
        if new.meta.get("merged") != _meta(metas)["merged"]:
            message = f"{into} holds another case: name a new one with --case"
            raise WrongCase(message)
        if not new.meta.get("finished"):
            _fill(new, cases, paths)
        return answered(new, rules_of(new))


def _opened(folder: Path, key: KeyFrom | None) -> Case:
    """Return a shard's case, opened with the named key if that is its own."""
    if key is not None:
        with suppress(UsageError):
            return Case.open(folder, key)
    return Case.open(folder)


def _check(cases: Sequence[Case], metas: Sequence[Mapping[str, str]]) -> None:
    """Raise `WrongCase` unless all cases are shards of one scan, each named once and read to its end."""
    holders: dict[int, Path] = {}
    for case, meta in zip(cases, metas, strict=True):
        if not (meta.get("shard") or meta.get("merged")):
            message = f"{case.folder} is no shard: it was scanned without --shard"
            raise WrongCase(message)
        if not meta.get("merged") and not meta.get("finished"):
            message = f"{case.folder}: shard {meta['shard']} did not come to its end: run its scan again, then merge"
            raise WrongCase(message)
        held, of = parts(meta)
        if of != parts(metas[0])[1]:
            message = (
                f"{case.folder} is of {of} shards, {cases[0].folder} of {parts(metas[0])[1]}: they are not of one cut"
            )
            raise WrongCase(message)
        for number in sorted(held):
            if number in holders:
                message = f"shard {number}/{of} is in {holders[number]} and in {case.folder}: name it once"
                raise WrongCase(message)
            holders[number] = case.folder
        if earlier.has_other_records(case):
            message = f"{case.folder} was begun by an earlier version of this program: scan that shard again"
            raise WrongCase(message)
        for name, called in _ALIKE.items():
            if meta.get(name, "") != metas[0].get(name, ""):
                message = f"{case.folder} was scanned with other {called} than {cases[0].folder}: scan that shard again"
                raise WrongCase(message)


def _meta(metas: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the settings of the merged case: what the shards have in common, and which shards they are."""
    held = sorted(set().union(*(parts(meta)[0] for meta in metas)))
    alike = {name: value for name, value in metas[0].items() if name not in _OWN}
    started = min(meta["started"] for meta in metas)
    return {**alike, "shard": "", "started": started, "merged": f"{','.join(map(str, held))}/{parts(metas[0])[1]}"}


def _fill(new: Case, cases: Sequence[Case], paths: Sequence[Path]) -> None:
    """Copy everything in the shards into the merged case, and finish its accounting if no shard is missing."""
    place: dict[str, int] = {}
    evidence: dict[str, Evidence] = {}
    sources: dict[str, dict[str, Source]] = defaultdict(dict)
    for case in cases:
        for number, each in enumerate(case.evidence()):
            _agree(evidence.setdefault(each.key, each), each, case.folder)
            place[each.key] = number
        for source in case.sources():
            _agree(sources[source.evidence.key].setdefault(source.key, source), source, case.folder)
    # The order of one walk; members follow their file as they were found.
    order = sorted(evidence.values(), key=lambda each: (*_of_walk(each.path, paths), place[each.key]))
    for each in order:
        new.add_evidence(each)
        for source in sources[each.key].values():
            new.add_source(source)
    for case in cases:
        _add_sums(new, case)
    new.tokens.merge()
    if not missing(new.meta):
        _close_books(new, order)
        new.set_meta(finished=max(case.meta.get("finished", "") for case in cases))
    new.audit("finished", {"missing": missing(new.meta)})


def _agree(first: Evidence | Source, second: Evidence | Source, folder: Path) -> None:
    """Raise `CaseError` if two shards saw an object differently, or decided differently on a table."""
    if first != second:
        evidence = second if isinstance(second, Evidence) else second.evidence
        message = f"{evidence.path} was another when the shard in {folder} was read: scan all shards of it again"
        raise CaseError(message)


def _of_walk(path: Path, paths: Sequence[Path]) -> tuple[int, tuple[str, ...]]:
    """Return the position of a file in the walk over the given paths: folders are walked by sorted names."""
    place = path.absolute()
    return next(i for i, top in enumerate(paths) if place.is_relative_to(top.absolute())), place.parts


def _add_sums(new: Case, case: Case) -> None:
    """Add the sums of one shard, file by file with their chunks, and its whole chain."""
    label = f"{case.meta.get('merged') or case.meta['shard']} {shown_file(str(case.folder))}"
    chunks: dict[str, list[str]] = defaultdict(list)
    for chunk, owner in case.done.items():
        chunks[owner].append(chunk)
    for file, part in _by_file(case):
        if not new.is_done(key := f"{label} {file.key}"):
            new.add(file, key, part)
            for chunk in chunks[file.key]:
                new.add(file, chunk, Summary())
        new.checkpoint()
    if any(link["shard"] == label for link in new.links("merged")):
        return
    for link in case.links("read_anew"):
        new.audit("read_anew", link)
    new.adopt(case, {"shard": label, "chain": case.chain()})


def _by_file(case: Case) -> Iterator[tuple[Evidence, Summary]]:
    """Yield each file on disk with the sums of everything in it."""
    files: dict[str, list[Evidence]] = defaultdict(list)
    home: dict[str, Path] = {}
    for each in case.evidence():
        home[each.key] = each.path
        if not each.members:
            files[each.dump].append(each)
    for source in case.sources():
        home[source.key] = source.evidence.path
    for dump, all_ in files.items():
        whole = case.summary(dump)
        parts = {each.path: Summary() for each in all_}
        for key, table in whole.tables.items():
            parts[home[key]].tables[key] = table
        for key, books in whole.coverage.items():
            parts[home[key]].coverage[key] = books
        for each in all_:
            yield each, parts[each.path]


def _close_books(new: Case, order: Sequence[Evidence]) -> None:
    """Count as unread what no shard accounted for; files of several shards are complete now."""
    sums: dict[str, Summary] = {}
    flawed: set[Path] = set()
    for evidence in order:
        if evidence.dump not in sums:
            sums = {evidence.dump: new.summary(evidence.dump)}  # one dump at a time: they come in their order
        books = sums[evidence.dump].coverage.get(evidence.key) or Coverage()
        late = closing(books, evidence.size_bytes)
        if late != Coverage() and not new.is_done(books_key(evidence)):
            new.add(evidence, books_key(evidence), Summary(coverage={evidence.key: late}))
        if evidence.unread or (books + late).breaks:
            flawed.add(evidence.path)
    for evidence in order:
        if not evidence.members and evidence.path not in flawed:
            new.add(evidence, whole_key(evidence), Summary())
    new.checkpoint()
