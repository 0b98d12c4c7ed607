"""`triage verify plan`: draw a random sample that nobody can influence, and write the request for the authority.

It adds three links to the audit chain: the frame (files, records, frozen scores, planned answers), the seed (made from
the seal of the frame, random bytes and a text that the authority may name), the sample. The seed cannot be known before
the frame is sealed, and the frame cannot be changed once the seed is known.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from triage import rules as rulebook
from triage import score
from triage.app.report_case import FAMILIES, versions
from triage.app.verification import draw, sheet
from triage.app.verification.fields import fields_of
from triage.app.verification.frame import Asked, FrameFile, FrameReader, can_ask
from triage.app.verification.plans import FRAME, SAMPLE, SEED, Plan, locked, plans_of
from triage.app.verification.reread import Reread, dump_named
from triage.case import Case
from triage.core import names
from triage.core.errors import TriageError, UsageError
from triage.core.keys import KeyFrom
from triage.core.model import AT
from triage.core.names import shown_file
from triage.core.plurals import count_of
from triage.core.safe import printable
from triage.detect import Detector
from triage.run.children import Children, Limits
from triage.score.sample_range import CONFIDENCE

RECORDS = 400
"""Default number of records in a sample: two to six hours of an officer at the authority's terminal."""


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """Settings for planning a sample.

    `records` is its size (null = `RECORDS`), `folder` where the request is written (null = next to the case). `wait`
    seals the frame and stops there, so that the authority can name a text; `named` is that text. `again` is the reason
    for another sample.
    """

    records: int | None = None
    folder: Path | None = None
    wait: bool = False
    named: str = ""
    again: str = ""
    passwords: tuple[bytes, ...] = ()
    key: KeyFrom | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What was planned: the seal of the frame, and the written files (null while the seed is waited for)."""

    plan: str
    records: int
    rows_apart: int
    sampled: int
    request: Path | None = None
    answers: Path | None = None
    asked: tuple[tuple[str, str], ...] = ()
    """Each value of the request, and the authority that can check it."""


def plan(folder: Path, dump: str, options: PlanOptions | None = None) -> Planned:
    """Plan the check of a dump, or continue with a sealed frame that waits for its seed.

    Raises `UsageError` for a dump that cannot be planned, `TriageError` if the evidence has changed since the scan.
    """
    how = options or PlanOptions()
    with Case.open(folder, how.key) as case:
        folders = tuple(Path(each) for each in case.meta.get("rules_folders", "").split(os.pathsep) if each)
        names.use(folders)
        rules = rulebook.load(*folders)
        detector = Detector(rules, score.observers(rules), "off")
        with closing(Children(Limits(), case.spool)) as children:
            again = Reread(case, dump_named(case, dump), names.within(children.call, folders), how.passwords)
            reader = FrameReader(detector, again.call, case.meta.get("families", FAMILIES))
            return _Planning(case, again, reader, how).run()


@dataclass(frozen=True, slots=True)
class _Planning:
    case: Case
    again: Reread
    reader: FrameReader
    how: PlanOptions

    def run(self) -> Planned:
        earlier = plans_of(self.case, self.again.dump)
        waiting = earlier[-1] if earlier and not earlier[-1].seed else None
        if waiting is None and earlier and not self.how.again:
            raise UsageError(
                f"{printable(shown_file(self.again.dump))} has a sample already ({earlier[-1].code}): a second could "
                "be chosen instead. Go on with its answers, or give the reason for another with --again"
            )
        frame = FrameFile(_emptied(self.case.spool / "frame"))
        self.reader.read(self.again.sources(), frame)
        facts = frame.sealed()
        if not facts["records"]:
            raise UsageError("no record of this dump holds a number that an authority could look up")
        plan = self._sealed(facts, waiting)
        if self.how.wait:
            return Planned(plan.code, plan.frame["records"], plan.frame["rows_apart"], 0)
        return self._drawn(plan, frame)

    def _sealed(self, facts: Mapping[str, Any], waiting: Plan | None) -> Plan:
        """Return the plan with its frame sealed: a new one, or the waiting one if the evidence is still the same."""
        if waiting:
            if waiting.frame["frame_sha256"] != facts["frame_sha256"]:
                raise TriageError(
                    f"the frame of plan {waiting.code} is not what was sealed: other evidence, rules or models"
                )
            if self.how.records not in (None, waiting.frame["planned"]):
                raise UsageError(
                    f"plan {waiting.code} was sealed with a sample of {count_of(waiting.frame['planned'], 'record')}: "
                    "go on without --records"
                )
            return waiting
        used = versions(self.reader.detector.rules)
        body = {
            **facts,
            "dump": locked(self.again.dump, self.case),
            "files": self.again.files(),
            "planned": min(self.how.records or RECORDS, facts["records"]),
            "confidence": CONFIDENCE,
            "stop": "after any answer: the range holds at each",
            "families": self.reader.families,
            "again": self.how.again,
            **{name: used[name] for name in ("tool", "rules_sha256", "model_sha256", "polars")},
        }
        return Plan(self.case.audit(FRAME, body), body)

    def _drawn(self, plan: Plan, frame: FrameFile) -> Planned:
        chance = secrets.token_hex(32)
        seed = hashlib.sha256(f"{plan.seal}\n{chance}\n{self.how.named}".encode()).hexdigest()
        self.case.audit(SEED, {"plan": plan.code, "random": chance, "named": self.how.named, "seed": seed})
        drawn = frame.at(draw.positions(seed, plan.frame["records"], plan.frame["planned"]))
        values = self._values(drawn)
        order = [field.name for field in fields_of(self.reader.detector.rules)]
        fields = [name for name in order if any(name in row for row in values)]
        numbered = [{sheet.RECORD: str(n), sheet.CODE: draw.code(seed, n)} for n in range(1, len(drawn) + 1)]
        request = sheet.table(
            fields,
            (
                {**number, **{f: sheet.written(f, v) for f, v in row.items()}}
                for number, row in zip(numbered, values, strict=True)
            ),
        )
        blank = sheet.table(
            fields,
            (
                {**number, **{f: "" if f in row else sheet.NO_VALUE for f in fields}}
                for number, row in zip(numbered, values, strict=True)
            ),
        )
        folder = self.how.folder or self.case.folder.with_name(f"{self.case.folder.name}-verification")
        paths = folder / f"request-{plan.code}.csv", folder / f"answers-{plan.code}.csv"
        body = {
            "plan": plan.code,
            "request": {"file": str(paths[0]), "sha256": hashlib.sha256(request).hexdigest(), "fields": fields},
            "sample": [
                {"code": number[sheet.CODE], **{k: record[k] for k in ("source", "at", "score")}, "fields": sorted(row)}
                for number, record, row in zip(numbered, drawn, values, strict=True)
            ],
        }  # fmt: skip
        self.case.audit(SAMPLE, body)
        sheet.keep(paths[0], request)
        sheet.keep(paths[1], blank)
        asked = tuple(
            (each.name, each.authority) for each in fields_of(self.reader.detector.rules) if each.name in fields
        )
        return Planned(plan.code, plan.frame["records"], plan.frame["rows_apart"], len(drawn), *paths, asked)

    def _values(self, drawn: Sequence[Mapping[str, int]]) -> list[dict[str, str]]:
        """Return the values to be checked of each record, read from the evidence again."""
        wanted = {(record["source"], record["at"]) for record in drawn}
        found: dict[tuple[int, int], dict[str, str]] = {}
        for source in self.again.sources():
            places = [at for number, at in wanted if number == source.number]
            if places and can_ask(source, self.reader.detector.rules):
                for batch in self._batches_with(source, places):
                    for row in batch.iter_rows(named=True):
                        found[source.number, row[AT]] = {k: v for k, v in row.items() if k != AT and v is not None}
        return [found[record["source"], record["at"]] for record in drawn]

    def _batches_with(self, source: Any, places: Sequence[int]) -> Iterator[pl.DataFrame]:
        for batch in self.reader.batches(source):
            if batch.frame[AT].is_in(places).any():
                asked = Asked.of(source, batch, self.reader.detector)
                yield asked.values.filter(pl.col(AT).is_in(places))


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder
