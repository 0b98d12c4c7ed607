"""No damage is more than a reason: any bytes of a file of any format may be cut off, changed, lost or doubled.

`DAMAGE=2000` asks for so many damaged files of each format; else they are 50.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from tests.damage.marks import MARKS, Sample
from tests.damage.samples import MAKERS
from tests.triage.formats.damage import CASES, Change, damaged
from triage import find, read
from triage.app.scan import Options, scan
from triage.core.accounting import UNBALANCED, broken, closing, named, refused
from triage.core.model import AT, Evidence
from triage.core.progress import Silent
from triage.core.summary import Coverage
from triage.find import Opening
from triage.formats import openers, readers
from triage.run.children import Children, Limits

OURS_TO_MEND = {UNBALANCED, "reader_failed", "reader_crashed", "over_memory", "over_time"}
"""Reasons that a file of some kilobytes must never get: a fault of ours, a crash, a limit it has no right to."""

CRASHES = {kind: {"reader_crashed", "over_memory"} for kind in ("old_excel", "arrow (Feather 1)")}
"""Formats whose library ends its own process at some damage; the child dies, and that is the reason."""

SECONDS = 30.0
"""Processor seconds that a file of some kilobytes may take."""


@dataclass
class Told:
    """What was told of one damaged file: all words read, reasons, and whether the books of every object balance."""

    words: list[str] = field(default_factory=list)
    reasons: set[str] = field(default_factory=set)
    unbalanced: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    made = Children(Limits(memory_bytes=512 * 1024**2, seconds=SECONDS))
    yield made
    made.close()


def told(path: Path, children: Children) -> Told:
    """Find and reads a file as a scan does, risky readers in children, and closes the books of each object."""
    said = Told()
    spool = path.parent / "spool"
    for evidence in list(find.evidence([path], spool, Opening(call=children.call))):
        said.reasons.add(evidence.unread)
        if not evidence.unread and (evidence.is_read_too or not evidence.is_container):
            books = _read(evidence, children, said)
            late = closing(books, evidence.size_bytes)
            said.reasons |= {*books.reasons, *late.reasons}
            if not (books + late).balances(evidence.size_bytes):
                said.unbalanced.append(f"{evidence.name}: {books} + {late}")
        find.release(evidence, spool)
    return said


def _read(evidence: Evidence, children: Children, said: Told) -> Coverage:
    """Return the books of one object; what came before an error is kept."""
    books = Coverage()
    try:
        for source in read.identify(evidence, children.call):
            said.words.extend(source.columns)
            try:
                for chunk in read.split(source, children.call):
                    for batch in read.batches(chunk, children.call):
                        books += batch.coverage
                        for column in batch.frame.drop(AT):
                            said.words.extend(column.drop_nulls())
            except OSError as error:
                books += broken(named(error))
    except OSError as error:
        books += refused(evidence.size_bytes, named(error))
    return books


def whole_bytes(before: bytes, after: bytes) -> int:
    """How many first bytes are as they were."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def as_it_was(data: bytes) -> bytes:
    return data


@pytest.mark.parametrize("kind", MAKERS)
def test_no_damage_is_more_than_a_reason(
    kind: str, children: Children, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("damage")
    sample = MAKERS[kind](folder)
    path = folder / sample.name

    @settings(max_examples=CASES, deadline=None)
    @given(damaged())
    @example(as_it_was)
    def holds(change: Change) -> None:
        data = change(sample.data) or b"x"
        path.write_bytes(data)
        started = time.process_time()
        said = told(path, children)

        assert time.process_time() - started < SECONDS
        assert not said.reasons & OURS_TO_MEND - CRASHES.get(kind, set())
        assert not said.unbalanced
        assert not lost_before(sample, data, said)

    holds()


def lost_before(sample: Sample, data: bytes, said: Told) -> list[str]:
    """Mark before the first damaged byte that were not read; of a file as it was, all that were not."""
    words, whole = "\n".join(said.words), whole_bytes(sample.data, data)
    due = [mark for mark, need in zip(MARKS, sample.needs, strict=False) if need <= whole]
    return [mark for mark in (MARKS if data == sample.data and sample.has_marks else due) if mark not in words]


def test_every_reader_and_every_kind_of_container_is_damaged() -> None:
    modules_damaged = {kind.split(" ", 1)[0] for kind in MAKERS}

    assert set(readers()) <= modules_damaged
    assert set(openers()) <= modules_damaged


def test_a_scan_of_nothing_but_damage_ends_with_its_books_in_order(tmp_path: Path) -> None:
    rng = random.Random(CASES)
    seized = tmp_path / "seized"
    sizes = {}
    for number, make in enumerate(MAKERS.values()):
        sample = make(tmp_path)
        for turn in range(max(1, CASES // 50)):
            at = rng.randrange(1, len(sample.data))
            made = [sample.data[:at], sample.data[:at] + rng.randbytes(30) + sample.data[at + 20 :], sample.data[at:]]
            path = seized / f"{number:02}-{turn:03}" / sample.name
            path.parent.mkdir(parents=True)
            path.write_bytes(rng.choice(made))
            sizes[path.parent.name] = path.stat().st_size
    result = scan([seized], Options(case=tmp_path / "case", jobs=2), Silent())
    reasons = {each["reason"] for dump in result.document["dumps"] for each in dump["coverage"]["reasons"]}

    assert {dump["dump"].split("/")[0]: dump["bytes"] for dump in result.document["dumps"]} == sizes
    assert not reasons & OURS_TO_MEND - set().union(*CRASHES.values())
