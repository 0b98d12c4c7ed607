"""`triage rules test FILE`: show what our rules and a user's detect in a file, and why; nothing is stored.

Values are masked and texts escaped, as everywhere.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import regex

from triage import find, read
from triage import rules as rulebook
from triage.core import names
from triage.core.errors import EvidenceError
from triage.core.model import Source
from triage.core.persons_in_names import Kind
from triage.core.plurals import count_of
from triage.core.safe import mask, printable
from triage.detect import Detector
from triage.recognizers import Recognizer, fold
from triage.recognizers.base import COLUMN_ONLY

SHOWN = 20
"""Rows of a source whose cells are explained."""

_LONGEST = 200
"""Characters of a file's name that are shown."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Settings for testing a file: additional folders of rules, and whether cells are explained or only columns."""

    folders: tuple[Path, ...] = ()
    explain: bool = False
    reveal: bool = False


def trial(path: Path, how: Trial) -> Iterator[str]:
    """Yield lines for a person. Raises `UsageError` for a missing path, `rules.RuleError` for a wrong rule."""
    names.use(how.folders)
    detector = Detector(rulebook.load(*how.folders), {}, "off")
    with tempfile.TemporaryDirectory() as spool:
        for evidence in find.evidence([path], Path(spool)):
            if evidence.unread or evidence.is_container:
                yield f"{_shown(evidence.name)}: {evidence.unread or 'a container, its members follow'}"
                continue
            try:
                for source in read.identify(evidence):
                    yield from _source(source, detector, how)
            except EvidenceError as error:
                yield f"{_shown(evidence.name)}: {error.reason}"


def _shown(name: str) -> str:
    """Return the name of a file for a line: without personal data, and shortened."""
    return printable(names.shown_file(name[:_LONGEST]))


def _source(source: Source, detector: Detector, how: Trial) -> Iterator[str]:
    source, sample = read.opened(source, detector.rules)
    decided = detector.decide(source, sample)
    name = " / ".join(each for each in (_shown(source.evidence.name), printable(names.shown(source.table))) if each)
    looked = f"{count_of(len(source.columns), 'column')}, {count_of(sample.height, 'row')} looked at"
    yield f"{name}: {source.reader}, {looked}"
    for role in decided.roles:
        header = (
            printable(names.shown(source.columns[role.column], Kind.COLUMN))
            if source.has_header
            else f"column {role.column + 1}"
        )
        what = role.entity or ("other numbers" if role.is_opaque else "nothing")
        second = f", else {role.second}" if role.second else ""
        yield f"  {header}: {what}{f' ({role.field})' if role.field else ''}, {role.confidence:.0%} sure{second}"
        yield from (f"    because {printable(reason)}" for reason in role.reasons)
    if how.explain:
        for number, row in enumerate(sample.head(SHOWN).iter_rows(), start=1):
            for column, cell in enumerate(row):
                own = decided.roles[column].entity if column < len(decided.roles) else ""
                yield from _cell(f"  row {number}, column {column + 1}", cell or "", (detector, own), how)


def _cell(place: str, cell: str, looked_with: tuple[Detector, str], how: Trial) -> Iterator[str]:
    """Yield what the patterns find in a cell: of its column's entity, and of patterns that apply to any cell."""
    detector, own = looked_with
    folded = fold(cell)
    for recognizer in detector.recognizers.values():
        least = 0.0 if recognizer.entity == own else COLUMN_ONLY
        for pattern, value, valid in _matches(folded, recognizer, least):
            shown = printable(value) if how.reveal else mask(recognizer.entity, value)
            verdict = "passes its checks" if valid else "fails its checks"
            yield f"{place}: {recognizer.entity} {shown} by the pattern {pattern!r}, {verdict}"


def _matches(folded: str, recognizer: Recognizer, least: float) -> Iterator[tuple[str, str, bool]]:
    """Yield (pattern, canonical value, valid) for each pattern of this score or more with a candidate in a cell."""
    seen: set[str] = set()
    for pattern in (each for each in recognizer.rule.patterns if each.score >= least):
        match = regex.search(pattern.regex, folded)
        if not match:
            continue
        frame = pl.DataFrame({"text": [match[0]]}).select(value=recognizer.value(pl.col("text")))
        told = frame.with_columns(valid=recognizer.valid(pl.col("value"))).row(0)
        if told[0] is not None and told[0] not in seen:
            seen.add(told[0])
            yield pattern.name, told[0], bool(told[1])
