"""What a rule is: frozen nouns, read from YAML by `triage.rules.load`. Imports nothing of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class RuleError(ValueError):
    """A rule is wrong; the message names file, line and id, and states what to do."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a fact comes from: a title (with a link if there is one) and the date it was read."""

    title: str
    read: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One written form. Group 1 of `regex` is the value; the rest of the match is its surroundings.

    Only syntax that Rust's `regex` and Python's `regex` share: no look-around, no back-references.
    It is applied to folded text (see `triage.recognizers.text.fold`). `score` in [0, 1] is Presidio's score in free
    text; below 0.1 the form is so common that it says something only of a column that is named so.
    """

    name: str
    regex: str
    score: float


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the canonical value that must be found in it; null = nothing valid may be found."""

    text: str
    value: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A place in a record that holds this entity ("name" and "father" both hold a PERSON), with its header words."""

    name: str
    title: str
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """What a column needs to be taken for an entity by its cells alone, without a header that says so.

    `alone` is the share of its cells that must be valid (above 1 = cells alone never say it). `telling` orders entities
    whose forms overlap: a checksum or fixed head tells more than a length, a length more than words; 0 = nothing.
    `is_number` = bare digits, which other numbers (time stamps, bar codes, order ids) may resemble.
    """

    alone: float = 2.0
    telling: int = 0
    is_number: bool = False


IN_TEXT = ("", "sweep", "free", "read")
"""How an entity is looked for where no column is named so: not at all; by its patterns in every cell of every column;
by its patterns in free text and in columns of no known kind; by Presidio, with context, in a sample of free texts."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One entity. `recognizer` names a module of `recognizers`; null = the patterns are the whole truth.

    `in_text` is one of `IN_TEXT`; `sign` a cheap pattern that every text has which holds the entity ("" = none).
    Canonical values in `allow` are never valid, texts in `deny` always are: Presidio's words for a user's own lists.
    """

    id: str
    entity: str
    title: str
    file: str
    line: int
    recognizer: str | None
    patterns: tuple[Pattern, ...]
    context: tuple[str, ...]
    fields: tuple[FieldRule, ...]
    examples: tuple[Example, ...]
    counter_examples: tuple[Example, ...]
    references: tuple[Reference, ...]
    settings: Mapping[str, object] = field(default_factory=dict)
    column: ColumnRule = field(default_factory=ColumnRule)
    in_text: str = "sweep"
    sign: str = ""
    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRule:
    """A user's own list for one entity: `allow` and `deny` as in `Rule`."""

    id: str
    entity: str
    file: str
    line: int
    allow: tuple[str, ...]
    deny: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignalRule:
    """Thresholds and texts of one signal of `triage.score`; every number is in `settings`, its reason beside it."""

    id: str
    title: str
    file: str
    line: int
    settings: Mapping[str, float]
    innocent: tuple[str, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class DumpTypeRule:
    """One kind of dump: `fields` (weight by field name) and `headers` (words found in headers) that speak for it.

    A dump without any field of `needs` is not of this kind ("header": a telling header word); empty = none is needed.
    """

    id: str
    title: str
    file: str
    line: int
    fields: Mapping[str, float]
    headers: tuple[str, ...]
    references: tuple[Reference, ...]
    needs: tuple[str, ...] = ()


MARKET = ("products", "things", "aspects", "payments", "contacts", "wordings", "platforms")
"""Folders of what is known of the trade in dumps: things sold, payments, contact points, wordings, platforms."""


@dataclass(frozen=True, slots=True)
class MarketRule:
    """One thing sold, payment service, kind of contact point or way of saying something.

    `words` are as people write them, in any of the languages; `links` are patterns of addresses, whose group 1 is what
    names the contact point.
    """

    id: str
    title: str
    file: str
    line: int
    words: tuple[str, ...]
    links: tuple[str, ...]
    settings: Mapping[str, object]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """One kind of table of an export. Patterns are matched against whole names, without regard to case.

    `table` is the pattern of its name, `has` those of columns that it must have; a column of `unless` with a value that
    its pattern matches as a whole makes it another table. `message` names the columns of each
    part of a message (`triage.core.messages.FIELDS`), `facts` those whose first value tells of the place, by fact.
    `whose` is the role of its columns but those in `columns` (role by pattern).
    """

    table: str
    has: tuple[str, ...]
    message: Mapping[str, str]
    facts: Mapping[str, str]
    whose: str
    columns: Mapping[str, str]
    unless: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """How the exports of one place look: `platform`, `form` of export and `kind` of place are words for a report.

    `path` is a pattern that is searched in the path of a file with its members ("" = any), `reader` names a format
    ("" = any), `says` is a pattern that is searched in the first lines of a text ("" = none). `kinds` turn the fact
    "type" into a kind of place. `confidence` is in [0, 1].
    """

    id: str
    platform: str
    kind: str
    form: str
    confidence: float
    path: str
    reader: str
    kinds: Mapping[str, str]
    tables: tuple[PlaceTable, ...]
    references: tuple[Reference, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of a run. Picklable; `digest` is the SHA-256 of every file read, in every report.

    `market` has the rules of the folders `MARKET`, by folder and id.
    """

    entities: Mapping[str, Rule]
    signals: Mapping[str, SignalRule]
    dump_types: Mapping[str, DumpTypeRule]
    tables: Mapping[str, tuple[Mapping[str, str], ...]]
    digest: str
    files: tuple[str, ...]
    market: Mapping[str, Mapping[str, MarketRule]] = field(default_factory=dict)
    places: Mapping[str, PlaceRule] = field(default_factory=dict)

    def table(self, name: str) -> tuple[Mapping[str, str], ...]:
        """Return the rows of `tables/NAME.csv`, every cell text."""
        if name not in self.tables:
            message = f"no table {name!r} in rules/tables: add {name}.csv"
            raise RuleError(message)
        return self.tables[name]
