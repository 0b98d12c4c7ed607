"""Make verdicts and the report document from the sums stored in a case: at the end of a scan, and later again.

The evidence is not read. Verdicts are made anew each time, with the rules and models installed now; if these differ
from those that the evidence was read with, the document states it.
"""

from __future__ import annotations

import json
import os
import platform
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from triage import rules as rulebook
from triage import score
from triage.app import earlier, trade
from triage.app.alike import tell_apart
from triage.app.people import Cases, altered_shares, asked_of, compared, counted, holdings, with_other_numbers
from triage.app.shards import missing
from triage.app.state import other_evidence, unfinished
from triage.app.verification.outcome import verified_of
from triage.case import Case, custody
from triage.core import names
from triage.core.accounting import SURVIVED, broken, place
from triage.core.keys import KeyFrom
from triage.core.messages import COPY, of
from triage.core.model import Answer, Evidence, Source, digest
from triage.core.places import without_copies
from triage.core.safe import printable
from triage.core.summary import Summary
from triage.detect.dump_type import dump_type
from triage.people.judged import Judged
from triage.report.document import EDITION, Meta, document
from triage.report.document.numbers import at_least
from triage.rules.model import Rules
from triage.score import kinship
from triage.score.calibrated import CALIBRATED, Rate, calibrated
from triage.score.era import era
from triage.score.estimator import models

FAMILIES = "strangers"
"""The list of fabricators that verdicts assume if none is named."""

_KNOWN_BY = {"tool": "version", "rules_sha256": "rules", "model_sha256": "models"}
"""What a verdict depends on besides the sums, and its names in notes."""


_FOREIGN = "Persons are not counted, nor dumps compared: the shards have keys of their own. Scan them with one --key."


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The report document, whether every byte was read under one signing key, and the folder of the case."""

    document: dict[str, Any]
    complete: bool
    case: Path


def report(folder: Path, key: KeyFrom | None = None, *, reveal: bool = False) -> ScanResult:
    """Return the report of an existing case. Raises `CaseError` if there is none.

    `key` is the file of its key, null = its known place. Without the key the last report is returned, with a note.
    `reveal` shows names of files as they are, which the audit trail records.
    """
    with Case.open(folder, key) as case:
        if reveal:
            return _revealed(case)
        if not case.has_key:
            return _told_last(case)
        return answered(case, rules_of(case))


def _revealed(case: Case) -> ScanResult:
    """Return the answers with names of files as they are; nothing of it is kept but that it was asked for."""
    case.verify()
    rules = rules_of(case)
    case.audit("revealed", {"what": "names of files in a report"})
    with names.revealed():
        told = _document(case, rules, "")
    told["case"]["audit"] = case.audit_state()
    return ScanResult(told, told["case"]["complete"], case.folder)


def _told_last(case: Case) -> ScanResult:
    """Return the last report. Raises `CaseError` if there is none, because only the key opens the sums."""
    case.verify()
    if not (body := case.told_last()):
        raise case.keyless()
    told = json.loads(body)
    told["case"]["path"] = printable(str(case.folder))
    told["case"]["notes"].append("The key of this case is not here: this is the report as it was told last.")
    return _result(told, case)


def _result(told: dict[str, Any], case: Case) -> ScanResult:
    """Return a report with the present state of the chain, and a note if the signing key has changed."""
    told["case"]["audit"] = case.audit_state()
    if said := case.other_signer():
        told["case"]["notes"].append(said)
    return ScanResult(told, told["case"]["complete"] and not said, case.folder)


def scored(folder: Path, families: str = "", key: KeyFrom | None = None) -> ScanResult:
    """Return the verdicts of an existing case, made anew and noted in its audit trail.

    `families` are the fabricators assumed, "" = those of the scan. Raises `CaseError` if there is no case.
    """
    with Case.open(folder, key) as case:
        result = answered(case, rules_of(case), families, anew=True)
        dumps = result.document["dumps"]
        told = {
            "families": families or case.meta.get("families", FAMILIES),
            "verdicts": {dump["dump"]: dump["genuineness"]["verdict"] for dump in dumps},
        }
        tool = result.document["tool"]
        case.audit("scored", {**told, **{name: tool[name] for name in ("rules_sha256", "model_sha256")}})
        result.document["case"]["audit"] = case.audit_state()
        return result


def answered(case: Case, rules: Rules, families: str = "", *, anew: bool = False) -> ScanResult:
    """Return the report that the sums of a case give with these rules; `families` as in `scored`.

    The stored report is returned if sums, rules and models are the same, unless `anew` is true. Raises `CaseError` if
    the case does not match its audit chain.
    """
    case.verify()
    kept, here = case.meta, versions(rules)
    chosen = families or kept.get("families", FAMILIES)
    made_by = digest(chosen, EDITION, *here.values())
    if not anew and (body := case.told(made_by)):
        told = json.loads(body)
        told["case"]["path"] = printable(str(case.folder))
        return _result(told, case)
    tell_apart([case])
    told = _document(case, rules, chosen)
    if kept.get("finished"):
        case.tell(made_by, json.dumps(told))
    return _result(told, case)


def _document(case: Case, rules: Rules, families: str) -> dict[str, Any]:
    """Return the report that the sums of a case give; without `families`, with those of its scan."""
    kept, here = case.meta, versions(rules)
    chosen = families or kept.get("families", FAMILIES)
    meta = Meta(
        case=str(case.folder),
        tool=here["tool"],
        rules_sha256=here["rules_sha256"],
        model_sha256=here["model_sha256"],
        python=kept.get("python", ""),
        polars=kept.get("polars", ""),
        started=kept.get("started", ""),
        finished=kept.get("finished", ""),
        rules=rules,
        families=chosen,
        notes=(*_changed(kept, here), *earlier.notes(case), *_calibrated_by(case)),
        other_evidence=tuple(other_evidence(case)),
        facts=case.facts("examiner"),
        unfinished=None if kept.get("finished") and not missing(kept) else unfinished(case, kept),
    )
    if any(link["tokens"] is None for link in case.links("merged")):
        answers = list(_answers(case, _calibrated(case, rules), chosen, {}))
        return document(answers, _with_market(replace(meta, notes=(*meta.notes, _FOREIGN)), answers, case, rules))
    alone = Cases([("", case, {})], asked=asked_of(case, rules))
    counts = counted(alone)
    other = with_other_numbers(alone, alone.dumps())
    answers = list(_answers(case, _calibrated(case, rules), chosen, altered_shares(case, counts, other)))
    told = document(answers, _with_market(replace(meta, holdings=holdings(case, counts)), answers, case, rules))
    judged = {printable(names.shown_file(each.dump)): _judged(each) for each in answers}
    told["case"] |= compared(replace(alone, cases=[("", case, judged)]), counts, other)
    return told


def _with_market(meta: Meta, answers: Sequence[Answer], case: Case, rules: Rules) -> Meta:
    """Return what a document is made of with the trade and the periods of its answers."""
    trading = trade.of_answers(answers, case.key, rules)
    return replace(meta, trade=trading, eras={each.dump: era(each, rules) for each in answers})


def _judged(answer: Answer) -> Judged:
    """Return what a comparison needs of a verdict."""
    high = answer.verdict.high
    outside = 0.0 if high is None else at_least(1 - high)
    return Judged(at_least(answer.verdict.fabricated_at_least), answer.verdict.label, outside)


def told_now(case: Case) -> str | None:
    """Return the last report; null if the case, rules, models or program have changed since."""
    here = versions(rules_of(case))
    return case.told(digest(case.meta.get("families", FAMILIES), EDITION, *here.values()))


def fresh(case: Case) -> dict[str, Any]:
    """Return the report of a case made anew, without storing it."""
    return _document(case, rules_of(case), "")


def noted(folder: Path, file: Path, form: str, key: KeyFrom | None = None) -> None:
    """Note in the audit trail of a case that a report was written into a file, with its digest."""
    with Case.open(folder, key) as case:
        case.audit(
            "reported",
            {"file": names.shown_file(str(file.resolve())), "format": form, "sha256": custody.file_sha256(file)},
        )


def versions(rules: Rules) -> dict[str, str]:
    """Return the versions that an answer depends on; the model is "" if none is installed."""
    return {
        "tool": version("leak-triage"),
        "rules_sha256": rules.digest,
        "model_sha256": models.digest() if models.HOME.is_dir() else "",
        "python": platform.python_version(),
        "polars": pl.__version__,
    }


def _changed(kept: dict[str, str], here: dict[str, str]) -> Iterator[str]:
    for name, called in _KNOWN_BY.items():
        if kept.get(name, "") != here[name]:
            before, now = (each.get(name) or "none" for each in (kept, here))
            yield f"Judged with other {called} than the evidence was read with: now {now}, then {before}."


def _calibrated(case: Case, rules: Rules) -> Rules:
    """Return the rules with the rates of the last reference that a case was calibrated with, if any."""
    links = case.links(CALIBRATED)
    rates = {name: Rate(*counts) for name, counts in links[-1]["rates"].items()} if links else {}
    return calibrated(rules, {name: rate for name, rate in rates.items() if name in rules.signals})


def _calibrated_by(case: Case) -> Iterator[str]:
    for link in case.links(CALIBRATED)[-1:]:
        yield (
            f"Judged with the rates of a reference of {link['records']:,} records (SHA-256 {link['reference_sha256']}) "
            f"for {', '.join(link['rates'])}: a sample that the investigator named, in place of our rates."
        )


def rules_of(case: Case) -> Rules:
    """Return the rules that a case was scanned with, in their present version."""
    folders = tuple(Path(each) for each in case.meta.get("rules_folders", "").split(os.pathsep) if each)
    names.use(folders)
    return rulebook.load(*folders)


def _answers(case: Case, rules: Rules, families: str, counted: Mapping[str, Mapping[str, float]]) -> Iterator[Answer]:
    """Yield the answer of each dump; `counted` are shares of records that another dump has under other numbers."""
    by_dump: dict[str, list[Evidence]] = {}
    for evidence in case.evidence():
        by_dump.setdefault(evidence.dump, []).append(evidence)
    sources: dict[str, list[Source]] = defaultdict(list)
    for source in case.sources():
        sources[source.evidence.dump].append(source)
    sketches = {dump: kinship.sketches(case.summary(dump)) for dump in by_dump} if len(by_dump) > 1 else {}
    kin = kinship.kin(sketches, rules.signals["copied_people"].settings["share_least"], counted)
    checked = verified_of(case)
    for dump, objects in by_dump.items():
        summary = case.summary(dump)
        sources[dump] = without_copies(sources[dump], summary.tables)
        copies = {source.key for source in sources[dump] if of(source).whose == COPY}
        once = replace(summary, tables={key: each for key, each in summary.tables.items() if key not in copies})
        try:
            verdict = score.judge(once, rules, families)
        except SURVIVED as error:
            fault = broken(f"not_judged: {place(error)}")
            summary += Summary(coverage={objects[0].key: fault})
            verdict = score.judge(Summary(), rules, families)
        yield Answer(
            dump=dump,
            evidence=tuple(objects),
            sources=tuple(sources[dump]),
            summary=summary,
            dump_type=dump_type(sources[dump], rules),
            verdict=kinship.beside(verdict, kin.get(dump, ())),
            shared=tuple((each.dump, each.share, each.altered) for each in kin.get(dump, ())),
            verified=checked.get(dump),
        )
