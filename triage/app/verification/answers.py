"""`triage verify record`: record the authority's answers in the order of the draw, unchangeably.

A record is answered when each of its values has a word: `exists`, `matches`, `differs`, `not found` or `service error`
(no answer could be had). A recorded answer is never changed; a file that contradicts one is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from triage.app.verification import sheet
from triage.app.verification.plans import ANSWERS, Plan, plans_of
from triage.app.verification.reread import dump_named
from triage.case import Case
from triage.core.errors import UsageError
from triage.core.keys import KeyFrom
from triage.core.safe import printable

RIGHT = ("exists", "matches")
WRONG = ("differs", "not found")
NO_ANSWER = "service error"

_WORDS = {word.replace(" ", ""): word for word in (*RIGHT, *WRONG, NO_ANSWER)}


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many newly answered records a file has, and how many of the sample are answered now."""

    plan: str
    new: int
    answered: int
    planned: int


def record(folder: Path, dump: str, file: Path, key: KeyFrom | None = None) -> Recorded:
    """Record the new answers of a file.

    Raises `UsageError` with what is wrong with the file: another plan, order, record, word, or an answer that was
    recorded differently before. Then nothing of the file is recorded.
    """
    with Case.open(folder, key) as case:
        plan = latest(case, dump)
        said = [_Answered(number, plan, row) for number, row in enumerate(_checked(plan, file), start=1)]
        answers = [each.words() for each in said]
        answered = next((number for number, each in enumerate(answers) if each is None), len(answers))
        late = next((number for number in range(answered, len(answers)) if answers[number] is not None), None)
        if late is not None:
            raise UsageError(
                f"record {late + 1} is answered and record {answered + 1} is not: answer in order, and write "
                f"{NO_ANSWER!r} where no answer can be had"
            )
        told = [each for each in answers[:answered] if each is not None]
        _same(plan, told)
        new = told[len(plan.answers) :]
        if new:
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            first = len(plan.answers) + 1
            case.audit(ANSWERS, {"plan": plan.code, "first": first, "answers": new, "file_sha256": digest})
        return Recorded(plan.code, len(new), max(len(plan.answers), len(told)), len(plan.sample))


def latest(case: Case, dump: str) -> Plan:
    """Return the plan of a dump that its answers belong to. Raises `UsageError` if no sample was drawn."""
    plans = plans_of(case, dump_named(case, dump))
    if not plans or not plans[-1].sample:
        raise UsageError(f"{printable(dump)}: no sample was drawn: triage verify plan comes first")
    return plans[-1]


def _checked(plan: Plan, file: Path) -> list[dict[str, str]]:
    """Return the rows of a file of answers, if they are the records of the plan in order."""
    rows = sheet.rows_of(file)
    place = printable(str(file))
    if rows and set(rows[0]) - {sheet.RECORD, sheet.CODE} != set(plan.fields):
        raise UsageError(f"{place}: its columns are not those of plan {plan.code}: {', '.join(plan.fields)}")
    codes = {each["code"]: number for number, each in enumerate(plan.sample, start=1)}
    for number, row in enumerate(rows, start=1):
        own = codes.get(row[sheet.CODE])
        if own is None:
            raise UsageError(
                f"{place}: row {number} is no record of plan {plan.code}: its code was changed, or the file is another"
            )
        if own != number or row[sheet.RECORD] != str(number):
            raise UsageError(
                f"{place}: row {number} is record {own} of the sample: the order was changed, or a row left out"
            )
    return rows


@dataclass(frozen=True, slots=True)
class _Answered:
    number: int
    plan: Plan
    row: Mapping[str, str]

    def words(self) -> dict[str, str] | None:
        """Return the answer to each value of the record; null if there is none."""
        asked = self.plan.sample[self.number - 1]["fields"]
        told = {field: self._word(field) for field in asked}
        extra = next((f for f in self.plan.fields if f not in asked and self.row[f] not in ("", sheet.NO_VALUE)), None)
        if extra:
            raise UsageError(f"record {self.number}, {extra}: the record has no such value, and the file answers to it")
        if not any(told.values()):
            return None
        open_field = next((field for field, word in told.items() if not word), None)
        if open_field:
            raise UsageError(
                f"record {self.number}, {open_field}: no answer: write {NO_ANSWER!r} where none can be had"
            )
        return told

    def _word(self, field: str) -> str:
        cell = self.row[field].casefold()
        word = _WORDS.get("".join(each for each in cell if each.isalpha()), "")
        if cell and not word:
            raise UsageError(
                f"record {self.number}, {field}: an answer is one of {', '.join((*RIGHT, *WRONG, NO_ANSWER))}"
            )
        return word


def _same(plan: Plan, told: Sequence[Mapping[str, str]]) -> None:
    """Raise `UsageError` if a file contradicts a recorded answer."""
    for number, (kept, now) in enumerate(zip(plan.answers, told, strict=False), start=1):
        for field, word in kept.items():
            if now[field] != word:
                said = f"{word!r} was recorded, the file says {now[field]!r}"
                raise UsageError(f"record {number}, {field}: {said}: answers do not change")
