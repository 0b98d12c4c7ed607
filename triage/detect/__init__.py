"""Detect personal data in batches: columns by Polars expressions, free text by Presidio.

content.py    measure how many sampled cells of many columns match each entity
roles.py      decide what each column holds, once per source
joined.py     find numbers whose groups are in separate columns
headers.py    find the field that a header names
columns.py    a batch -> TableSum: tallies by entity, marks by signal
nobody.py     leave out numbers that tell nobody: fillers, examples
located.py    a batch -> its finds one by one, each at its place, for programs
counted_together.py  count the rows of many small sources of one layout
together.py   look at the cells of many small sources at once
text.py       free text -> names and addresses, through Presidio, on a sample
date_marks.py count the years of dates in columns that state when something was done
dump_type.py  the kind of dump, from the roles
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from triage.core.keys import Key
from triage.core.messages import SUBJECT, of
from triage.core.model import Batch, Source
from triage.core.observe import DATES, Observer
from triage.core.people import Identities
from triage.core.places import MESSAGES
from triage.core.summary import ColumnSum, TableSum
from triage.detect.clear import in_clear
from triage.detect.columns import Look, observe
from triage.detect.counted_together import Together, layouts, observe_all
from triage.detect.date_marks import date_marks
from triage.detect.dump_type import dump_type
from triage.detect.eyes import TEXT, Eyes
from triage.detect.headers import Vocabulary
from triage.detect.identities import Found, People, identities, identities_of_all
from triage.detect.located import located
from triage.detect.message_marks import message_marks
from triage.detect.nobody import of_somebody, without_nobodys
from triage.detect.roles import decide, decide_all
from triage.detect.text import TextLook, observe_text
from triage.detect.together import LEAST_SOURCES, keep
from triage.recognizers import Recognizer, fold_column, load
from triage.rules.model import Rules

__all__ = ["LEAST_SOURCES", "Detector", "dump_type"]


@dataclass(frozen=True)
class Detector:
    """Everything that detection needs, built once per process from the rules."""

    rules: Rules
    observers: Mapping[str, Observer]
    ner: str = "sample"

    @cached_property
    def recognizers(self) -> dict[str, Recognizer]:
        """Return the recognizers by entity."""
        return load(self.rules)

    @cached_property
    def words(self) -> Vocabulary:
        """Return the header words of the rules."""
        return Vocabulary(self.rules)

    @cached_property
    def eyes(self) -> Eyes:
        """Return the compiled expressions for columns."""
        return Eyes(self.recognizers, self.observers, self._in_text("sweep"), self._in_text("free"))

    @cached_property
    def text_look(self) -> TextLook:
        """Return the reader of free text."""
        return TextLook(self.rules, self.recognizers, self._in_text("read"), self.ner)

    def _in_text(self, how: str) -> tuple[str, ...]:
        """Return the entities that are searched in free text in this way."""
        return tuple(entity for entity, each in self.recognizers.items() if each.rule.in_text == how)

    def decide(self, source: Source, sample: object) -> Source:
        """Return the source with its roles; `sample` is a frame of its columns "0", "1", ..."""
        return decide(source, sample, self.eyes, self.words)  # type: ignore[arg-type]

    def decide_all(self, sampled: Sequence[tuple[Source, pl.DataFrame]]) -> list[Source]:
        """Return each source with its roles; same result as `decide` on each, but much faster for many."""
        decided = decide_all(sampled, self.eyes, self.words)
        samples = (sample for _, sample in sampled)
        keep(list(zip(decided, samples, strict=True)), self.eyes, self.text_look)
        return decided

    def observe(self, source: Source, batch: Batch) -> TableSum:
        """Return the sums of one batch of a decided source."""
        return self.observed(source, batch, None)[0]

    def observed(self, source: Source, batch: Batch, key: Key | None) -> tuple[TableSum, Identities | None]:
        """Return the sums of one batch of a decided source, and its people as tokens of a key.

        Null if there are none.
        """
        look = observe(source, batch, self.eyes)
        people = identities(source, self._somebodys(source, look), key) if key else None
        return look.table + self._read(source, batch), people

    def observed_all(
        self, several: Sequence[tuple[Source, Batch]], key: Key | None
    ) -> list[tuple[TableSum, Identities | None]]:
        """Return the same for batches of several sources; for many small ones of one layout much sooner."""
        told: dict[int, tuple[TableSum, Identities | None]] = {}
        for places in layouts(several):
            alike = Together.of([several[place] for place in places])
            tables, look = observe_all(alike, self.eyes)
            found: list[Identities | None] = [None] * len(places)
            if key:
                people = self._somebodys(alike.sources[0], look)
                found = identities_of_all(alike.sources, people, key, pl.Series(alike.owners), alike.step)
            for place, table, own in zip(places, tables, found, strict=True):
                told[place] = table + self._read(*several[place]), own
        return [told.get(place) or self.observed(*each, key) for place, each in enumerate(several)]

    def _read(self, source: Source, batch: Batch) -> TableSum:
        """Return what is read in texts, and what is counted of messages and of dates."""
        read = {
            str(role.column): ColumnSum(entities=found)
            for role in source.roles
            if role.entity == TEXT
            and (found := observe_text(source, fold_column(batch.frame[str(role.column)]), self.text_look))
        }
        told = {
            MESSAGES: message_marks(batch.frame, of(source), source.evidence),
            DATES: date_marks(batch.frame, source, self.rules),
        }
        return TableSum(columns=read, marks={name: each for name, each in told.items() if each})

    def revealed(self, source: Source, batch: Batch, key: Key) -> pl.DataFrame:
        """Return the people of one batch of a decided source in clear text, with their tokens (`clear.in_clear`)."""
        look = observe(source, batch, self.eyes)
        return in_clear(source, self._somebodys(source, look), key)

    def _somebodys(self, source: Source, look: Look) -> People:
        """Return the people in the rows, and the finds of people, without numbers that tell nobody."""
        found = of_somebody(_of_subjects(source, look.found), self.rules)
        seen, *others = (without_nobodys(each, self.rules) for each in (look.seen, *look.others))
        return People(seen, others, found)

    def located(self, source: Source, batch: Batch) -> pl.DataFrame:
        """Return every valid find of one batch of a decided source, with its place (`located.LOCATED`)."""
        return located(source, batch, self.eyes, self.text_look)


def _of_subjects(source: Source, found: Found) -> Found:
    """Return the finds in columns whose values belong to the people in the records."""
    return {column: each for column, each in found.items() if of(source).whose_is(column) == SUBJECT}
