"""Build the report document from answers: plain dictionaries, as `docs/report.schema.json` describes them.

Every format is made from this document alone. It is deterministic: sorted, with integers for counts, and shares rounded
to four digits toward the weaker claim. Every text in it has passed `safe.printable`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from triage import rules as rulebook
from triage.core.dating import Era
from triage.core.model import Answer, DumpType
from triage.core.names import shown, shown_file
from triage.core.persons_in_names import Kind
from triage.core.plurals import count_of
from triage.core.safe import printable
from triage.people.once import Holdings
from triage.report.document import places
from triage.report.document.content import distributions, entities, people, tables
from triage.report.document.custody import Custody, coverage, files
from triage.report.document.genuineness import genuineness
from triage.report.document.headline import folders, headline, sort_key, total
from triage.report.document.numbers import nearest
from triage.report.document.same_files import same_files, told
from triage.report.document.sample import notes, sample
from triage.rules.model import Rules

FAULTS = ("reader_failed", "not_judged")
"""Reasons that are faults of this program; the place in the code follows."""

SCHEMA = "triage/report@1"

EDITION = "3"
"""Increased if a report changes for the same sums: stored reports of an earlier edition are made anew."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What a scan was made with, stored by the case, so that a later report states the same.

    `started` and `finished` are UTC times, "" if the scan was interrupted. `rules` turn codes into names; null = the
    program's. `unfinished` states how far an interrupted scan came; null if it was completed. `families` names the list
    of fabricators by which dumps were judged, and `notes` are facts that a reader must know about how the answers were
    made. `trade` is what dumps offer, by name, and their sellers. `facts` are what an examiner added: "case", and
    "dumps" by name; `eras` are from when and from whom dumps may be, by name. `holdings` are what dumps share; null if
    it is not known, because they were read with different keys. `other_evidence` are files that have changed since they
    were first read, or are gone.
    """

    case: str
    tool: str
    rules_sha256: str
    python: str
    polars: str
    started: str
    finished: str
    model_sha256: str = ""
    rules: Rules | None = None
    families: str = "common"
    notes: tuple[str, ...] = ()
    unfinished: Mapping[str, Any] | None = None
    trade: Mapping[str, Any] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    eras: Mapping[str, Era] = field(default_factory=dict)
    holdings: Holdings | None = None
    other_evidence: Sequence[Mapping[str, Any]] = ()


def document(answers: Sequence[Answer], meta: Meta) -> dict[str, Any]:
    """Return the report of these dumps, the most important dump first."""
    rules = meta.rules or rulebook.load()
    same = same_files(answers)
    trade = meta.trade or {"dumps": {}, "sellers": None}
    judged = [(answer, _dump(answer, rules, meta, same) | _trade(answer, trade)) for answer in answers]
    judged.sort(key=lambda each: sort_key(each[1]))
    dumps = [dump for _, dump in judged]
    body = {
        "schema": SCHEMA,
        "tool": {
            "name": "triage",
            "version": meta.tool,
            "rules_sha256": meta.rules_sha256,
            "model_sha256": meta.model_sha256 or None,
            "python": meta.python,
            "polars": meta.polars,
        },
        "case": {
            "path": meta.case,
            "started": meta.started or None,
            "finished": meta.finished or None,
            "seconds": _seconds(meta),
            "complete": not (meta.unfinished or meta.other_evidence)
            and all(dump["coverage"]["complete"] for dump in dumps),
            "other_evidence": [dict(each) for each in meta.other_evidence],
            "unfinished": None if meta.unfinished is None else dict(meta.unfinished),
            "notes": [*_faults(dumps), *told(answers, same), *notes(dumps), *meta.notes],
            "total": total(judged, meta.holdings),
            "folders": folders(judged, meta.holdings),
            "audit": None,
            "facts": dict(meta.facts.get("case", {})),
        },
        "dumps": dumps,
        **({"sellers": trade["sellers"]} if trade["sellers"] else {}),
    }
    shown: dict[str, Any] = _printable(body)
    return shown


def _trade(answer: Answer, trade: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a dump offers for sale; empty if it does not advertise."""
    return {"trade": trade["dumps"][answer.dump]} if answer.dump in trade["dumps"] else {}


def _dump(answer: Answer, rules: Rules, meta: Meta, same: Mapping[str, object]) -> dict[str, Any]:
    custody = Custody.of(answer)
    return {
        "dump": shown_file(answer.dump),
        "sha256": custody.sha256,
        "bytes": custody.size_bytes,
        "facts": dict(meta.facts.get("dumps", {}).get(answer.dump, {})),
        "format": ", ".join(sorted({source.reader for source in answer.sources})) or None,
        "dump_type": _dump_type(answer.dump_type),
        "era": _era(meta.eras.get(answer.dump, Era())),
        "places": places.told(answer),
        "headline": headline(answer),
        "coverage": coverage(answer, custody),
        "tables": tables(answer, custody),
        "entities": entities(answer, rules),
        "people": people(answer),
        "sample": sample(answer),
        "distributions": distributions(answer, rules),
        "genuineness": genuineness(answer, custody, meta.families),
        "files": files(answer, custody, same),
    }


def _faults(dumps: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a note for each place in our code that failed, and how many objects it cost."""
    cost: Counter[str] = Counter()
    for dump in dumps:
        for each in dump["coverage"]["reasons"]:
            name, _, where = each["reason"].partition(": ")
            if name in FAULTS:
                cost[where or "in a place that was not kept"] += each["count"]
    for where, times in sorted(cost.items()):
        lost = count_of(times, "object or part", "objects or parts")
        yield f"A fault of this program, not of the evidence, cost {lost}: {where}. Report it."


def _era(era: Era) -> dict[str, Any]:
    return {
        "first": era.first,
        "last": era.last,
        "evidence": [each.statement for each in era.evidence],
        "sources": list(era.sources),
        "why": era.why,
    }


def _dump_type(kind: DumpType) -> dict[str, Any]:
    return {
        "name": kind.name or None,
        "title": kind.title or None,
        "confidence": nearest(kind.confidence, 2),
        "columns": [shown(name, Kind.COLUMN) for name in kind.columns],
    }


def _seconds(meta: Meta) -> float | None:
    if not (meta.started and meta.finished):
        return None
    return (datetime.fromisoformat(meta.finished) - datetime.fromisoformat(meta.started)).total_seconds()


def _printable(noun: Any) -> Any:
    if isinstance(noun, str):
        return printable(noun)
    if isinstance(noun, dict):
        return {printable(key): _printable(value) for key, value in noun.items()}
    if isinstance(noun, list):
        return [_printable(each) for each in noun]
    return noun
