"""Batch -> Summary: columns by expressions, free text by Presidio.

roles.py      what each column holds, decided once per source
headers.py    which field a header names
columns.py    a batch -> TableSum: tallies by entity, marks by signal
text.py       free text -> names and addresses, through Presidio, on a sample
dump_type.py  the kind of dump, from the roles
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from recognizers import Recognizer, fold_column, load
from rules.model import Rules
from triage.detect.columns import TEXT, Eyes, observe
from triage.detect.dump_type import dump_type
from triage.detect.headers import Vocabulary
from triage.detect.roles import decide
from triage.detect.text import TextLook, observe_text
from triage.model import Batch, Source
from triage.observe import Observer
from triage.summary import ColumnSum, TableSum

__all__ = ["Detector", "dump_type"]

_SWEPT = (
    "CREDIT_CARD",
    "EMAIL_ADDRESS",
    "IBAN_CODE",
    "IMEI",
    "PK_CNIC",
    "PK_MOBILE_NUMBER",
)
"""Our entities looked for in cells of another kind; a user's own entities are looked for too."""

_READ = ("DATE_OF_BIRTH", "LOCATION", "PERSON", "PK_ADDRESS", "PK_LANDLINE_NUMBER")
"""Entities that only Presidio, with its context words, can tell in free text."""


@dataclass(frozen=True)
class Detector:
    """All that detection needs, built once per process from the rules."""

    rules: Rules
    observers: Mapping[str, Observer]
    ner: str = "sample"

    @cached_property
    def recognizers(self) -> dict[str, Recognizer]:
        """By entity."""
        return load(self.rules)

    @cached_property
    def words(self) -> Vocabulary:
        """Header words."""
        return Vocabulary(self.rules)

    @cached_property
    def eyes(self) -> Eyes:
        """What columns are looked at with."""
        own = [entity for entity, each in self.recognizers.items() if each.rule.recognizer is None]
        return Eyes(self.recognizers, self.observers, tuple(e for e in (*_SWEPT, *own) if e in self.recognizers))

    @cached_property
    def text_look(self) -> TextLook:
        """What free text is read with."""
        return TextLook(self.rules, self.recognizers, tuple(e for e in _READ if e in self.recognizers), self.ner)

    def decide(self, source: Source, sample: object) -> Source:
        """The source with its roles; `sample` is a frame of its columns "0", "1", ..."""
        return decide(source, sample, self.eyes, self.words)  # type: ignore[arg-type]

    def observe(self, source: Source, batch: Batch) -> TableSum:
        """The sums of one batch of a decided source."""
        table = observe(source, batch, self.eyes)
        read = {
            str(role.column): ColumnSum(entities=found)
            for role in source.roles
            if role.entity == TEXT
            and (found := observe_text(source, fold_column(batch.frame[str(role.column)]), self.text_look))
        }
        return table + TableSum(columns=read)
