"""`triage evaluate`: measure how right the program is on dumps whose truth is known, so that anyone can repeat it.

A labelled dump is a folder that `triage simulate` made (`dump/` and `labels.csv`), or any readable table with a column
of labels. Each is scanned like evidence, without its labels, with its case in a temporary folder; then the answer is
compared with the labels.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from triage import find, read, score
from triage.app import scan as pipeline
from triage.app.evaluation import cells, targets
from triage.app.evaluation.judged import Floats, Judged, Truths
from triage.app.evaluation.metrics import metrics
from triage.app.report_case import FAMILIES
from triage.case import Case
from triage.core.errors import EvidenceError, TriageError, UsageError
from triage.core.isolation import Call
from triage.core.model import AT, Source
from triage.core.progress import Progress, Silent, found_on_disk
from triage.core.safe import printable
from triage.run.children import Children, Limits

SCHEMA = "triage/evaluation@1"

LABELS, DUMP = "labels.csv", "dump"
"""File of labels and folder of the dump, as `triage simulate` names them."""

_TRUE_OF = ("label_identity", "label_linkage")
"""Columns of labels: a simulated row is genuine if both are."""

_WORDS = {
    **dict.fromkeys(("genuine", "1", "true", "real", "yes"), True),
    **dict.fromkeys(("fabricated", "0", "false", "fake", "no"), False),
}
"""Accepted labels if the genuine one is not named."""


@dataclass(frozen=True, slots=True)
class How:
    """Settings of an evaluation.

    `label` is the name of tables' column of labels, `genuine` the value that means genuine ("" = the usual words).
    """

    label: str = ""
    genuine: str = ""
    families: str = FAMILIES
    rules: tuple[Path, ...] = ()
    jobs: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class _Labelled:
    """A file to scan, whether each of its rows is genuine, in their order, and who made rows up, if it is told."""

    name: str
    file: Path
    truth: Truths
    made_by: tuple[str, ...] = ()


def evaluate(paths: Sequence[Path], how: How, progress: Progress | None = None) -> dict[str, Any]:
    """Return dumps with truth and answer, and the figures over all of them.

    Raises `UsageError` if a path is no labelled dump, `TriageError` if not every labelled row could be read.
    """
    watch = progress or Silent()
    tops = [top for path in paths for top in _tops(path)]
    watch.start(found_on_disk(tops)[1])
    judged: list[Judged] = []
    tool: Mapping[str, Any] = {}
    for top in tops:
        with tempfile.TemporaryDirectory() as folder:
            labelled = _labelled(top, how, Path(folder))
            found, dump, tool = _judged(labelled, how, Path(folder))
        judged.append(replace(found, told=cells.told(dump, top, labelled.made_by)))
        watch.advance(found_on_disk([top])[1])
    watch.finish()
    return {
        "schema": SCHEMA,
        "tool": dict(tool),
        "families": how.families,
        "dumps": [_told(each) for each in judged],
        "metrics": metrics(judged),
        "targets": targets.targets(judged),
        "cells": cells.cells(judged),
    }


def _told(judged: Judged) -> dict[str, Any]:
    return {
        "dump": printable(judged.dump),
        "rows": judged.rows,
        "genuine": round(judged.genuine, 4),
        "estimate": judged.estimate,
        "low": judged.low,
        "high": judged.high,
        "held": judged.is_held,
        "fabricated_at_least": judged.at_least,
        "bound_valid": judged.is_bound_valid,
        "verdict": judged.verdict,
        "gate": printable(judged.gate),
    }


def _tops(path: Path) -> list[Path]:
    """Return the labelled dumps under a path: itself, or simulated folders directly inside."""
    if not path.exists():
        raise UsageError(f"no such path: {printable(str(path))}")
    if path.is_file() or (path / LABELS).is_file():
        return [path]
    inside = sorted(child for child in path.iterdir() if (child / LABELS).is_file())
    if not inside:
        raise UsageError(f"{printable(str(path))}: no {LABELS} here, and no folder with one: it is no labelled dump")
    return inside


def _labelled(top: Path, how: How, folder: Path) -> _Labelled:
    return _simulated(top) if top.is_dir() else _table(top, how, folder)


def _simulated(top: Path) -> _Labelled:
    """Return a dump from a folder that `triage simulate` wrote."""
    files = sorted((top / DUMP).iterdir()) if (top / DUMP).is_dir() else []
    if len(files) != 1:
        raise UsageError(f"{printable(str(top))}: {len(files)} files in {DUMP}/, and one is needed beside {LABELS}")
    labels = pl.read_csv(top / LABELS, infer_schema=False)
    lacking = [name for name in _TRUE_OF if name not in labels.columns]
    if lacking:
        raise UsageError(f"{printable(str(top / LABELS))}: no column {', '.join(lacking)}")
    truth = labels.select(pl.all_horizontal(pl.col(_TRUE_OF) == "genuine")).to_series()
    made_by = labels["label_family"].drop_nulls().unique().sort().to_list() if "label_family" in labels.columns else []
    return _Labelled(top.name, files[0], truth.fill_null(value=False).to_numpy(), tuple(made_by))


def _table(top: Path, how: How, folder: Path) -> _Labelled:
    """Return a dump from a table with a column of labels, written again without that column."""
    if not how.label:
        raise UsageError(f"{printable(str(top))} is a file: name its column of labels with --label")
    source, frame = _read(top, how.label, folder)
    column = str(source.columns.index(how.label))
    truth = _truths(frame[column], how, top)
    file = folder / "unlabelled" / f"{top.name}.csv"
    file.parent.mkdir()
    kept = [str(i) for i in range(len(source.columns)) if str(i) != column]
    with file.open("x", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerow(source.columns[int(i)] for i in kept)
        out.write(frame.select(kept).write_csv(include_header=False))
    return _Labelled(top.name, file, truth)


def _read(top: Path, label: str, folder: Path) -> tuple[Source, pl.DataFrame]:
    """Return the table of a file that has this column, with all its rows in order."""
    spool = folder / "spool"
    spool.mkdir()
    with closing(Children(Limits(), spool)) as children:
        headers: list[str] = []
        for evidence in find.evidence([top], spool, find.Opening(call=children.call)):
            if evidence.unread or (evidence.is_container and not evidence.is_read_too):
                continue
            try:
                for source in read.identify(evidence, children.call):
                    if source.has_header and label in source.columns:
                        return source, pl.concat(list(_frames(source, children.call))).sort(AT, maintain_order=True)
                    headers += source.columns if source.has_header else ()
            except EvidenceError as error:
                raise TriageError(f"{printable(str(top))} cannot be read: {error.reason}") from error
    named = printable(", ".join(headers[:20])) or "none"
    raise UsageError(f"{printable(str(top))}: no column {printable(label)!r}; there are: {named}")


def _frames(source: Source, call: Call) -> Iterator[pl.DataFrame]:
    for chunk in read.split(source, call):
        for batch in read.batches(chunk, call):
            yield batch.frame


def _truths(labels: pl.Series, how: How, top: Path) -> Truths:
    """Return whether each label means genuine."""
    said = labels.fill_null("").str.strip_chars()
    if how.genuine:
        wrong = (said == "").to_numpy()
        truth = (said == how.genuine).to_numpy()
    else:
        known = said.str.to_lowercase().replace_strict(_WORDS, default=None, return_dtype=pl.Boolean)
        wrong, truth = known.is_null().to_numpy(), known.fill_null(value=False).to_numpy()
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        # The label itself is not shown: it may be a person's data, where a wrong column was named.
        message = (
            f"{printable(str(top))}: the label of row {row + 1:,} is {'empty' if not said[row] else 'none of ours'}: "
            f"a label is {' or '.join(_WORDS)}, or --genuine names the value that means genuine"
        )
        raise UsageError(message)
    return np.asarray(truth, dtype=np.bool_)


def _judged(labelled: _Labelled, how: How, folder: Path) -> tuple[Judged, Mapping[str, Any], Mapping[str, Any]]:
    """Return the dump with its answer, what the report tells of it, and what the answer was made with."""
    options = pipeline.Options(
        case=folder / "case", jobs=how.jobs, rules=how.rules, families=how.families, key=folder / "case.key"
    )
    document = pipeline.scan([labelled.file], options, Silent()).document
    (dump,) = document["dumps"]
    rows = dump["coverage"]["rows_read"]
    if rows != len(labelled.truth) or not rows:
        message = f"{printable(labelled.name)}: {rows:,} rows were read, and {len(labelled.truth):,} are labelled"
        raise TriageError(message)
    genuineness = dump["genuineness"]
    share = genuineness["consistent_with_genuine"]
    truth, posterior = _by_row(labelled, how, folder)
    told, right = _by_stretch(labelled, genuineness["where"])
    judged = Judged(
        dump=labelled.name,
        rows=rows,
        genuine=float(labelled.truth.mean()),
        at_least=genuineness["fabricated_at_least"]["value"],
        estimate=share["estimate"],
        low=share["low"],
        high=share["high"],
        verdict=genuineness["verdict"],
        gate=share["gate"],
        is_genuine=truth,
        posterior=posterior,
        rows_told=told,
        rows_right=right,
    )
    return judged, dump, document["tool"]


def _by_stretch(labelled: _Labelled, where: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """Return the number of rows in a stretch that looks genuine or fabricated, and of those for which that is right."""
    told = right = 0
    # Rows of several tables are not counted in the order of the labels.
    if len({(each["member"], each["table"]) for each in where}) == 1:
        for each in where:
            if each["looks"] != "unclear":
                rows = labelled.truth[each["first"] - 1 : each["last"]]
                told += len(rows)
                right += int((rows == (each["looks"] == "genuine")).sum())
    return told, right


def _by_row(labelled: _Labelled, how: How, folder: Path) -> tuple[Truths, Floats]:
    """Return truth and probability of the rows that were judged individually; empty if there are none."""
    with Case.open(folder / "case") as case:
        sources = list(case.sources())
        told = score.posteriors(case.summary(sources[0].evidence.dump), how.families) if sources else None
        # Members of containers are gone from the spool, and the rows of several tables have no common order.
        if told is None or len(sources) != 1 or sources[0].evidence.members:
            return np.zeros(0, dtype=np.bool_), np.zeros(0)
        with closing(Children(Limits(), case.spool)) as children:
            places = pl.concat([frame[AT] for frame in _frames(sources[0], children.call)]).sort()
    order = pl.DataFrame({AT: places, "truth": labelled.truth}).unique(AT, keep="none")
    both = told.filter(pl.col("p").is_finite()).join(order, on=AT)
    return both["truth"].to_numpy(), both["p"].to_numpy()
