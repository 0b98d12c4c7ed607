"""One model for what people write to each other, whatever it came in: places, messages, and whose data a cell is.

A place is where messages stand: a channel, a group, a page, an account, a site. A message is one row of a `Source`;
which of its columns hold which part of a message is told by the source's `Placing`, which rules of `rules/places` make
(`triage.places`). Parts of a text that are unlike, such as a record, an advertisement and a request, are in columns
of their own, so that each cell is one person's data in one role.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache

from triage.core.model import Source

SUBJECT, SELLER, BUYER, PARTICIPANT = "data_subject", "seller", "buyer", "participant"
LOOKED_UP = "looked_up"
ROLES = (SUBJECT, LOOKED_UP, SELLER, BUYER, PARTICIPANT)
"""Whose a value is: of the people in records; asked for without a record; of who sells, who buys, who takes part."""

COPY = "copy"
"""Whose the rows of a source are that tell once more what another source of the same export tells."""

FIELDS = ("id", "time", "author", "author_id", "direction", "text", "link", "media", "missing", "forwarded", "reply")
"""Parts of a message: `text` is all of it, once; `media` are names of files, `missing` those that are not there.

`time` is as it was written. Two more tell of rows: `service`, an event that nobody wrote, and `chat`, the title of the
place where one table holds the messages of several.
"""

ADVERTISEMENT, REQUEST, LOOSE = "(advertisement)", "(looked up)", "(data in text)"
"""Columns that are made of the text of messages: what offers, what asks for a number, what names a person's number."""

LEFT = {ADVERTISEMENT: SELLER, REQUEST: LOOKED_UP, LOOSE: SUBJECT}
"""Whose the values are in the columns that are made of texts; what is left of a text is a participant's."""


@dataclass(frozen=True, slots=True)
class Placing:
    """What a rule tells of one table: the place that it belongs to, and whose its columns are.

    `platform`, `kind` and `form` (of export) are the rule's words, "" if no place is known; `confidence` is in
    [0, 1]; `facts` are what the evidence says of the place (title, id, owner ...) and are evidence text.
    `parts` are column numbers by part of a message; empty for a table that holds no messages.
    `whose` is the role of all columns that `columns` (role by number) does not name.
    `keys` are the columns that records inside its texts gave it: number by key, as it is written.
    `own` is how many columns the reader gives; the others are made of these.
    """

    rule: str = ""
    platform: str = ""
    kind: str = ""
    form: str = ""
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    whose: str = SUBJECT
    columns: Mapping[int, str] = field(default_factory=dict)
    keys: Mapping[str, int] = field(default_factory=dict)
    own: int = 0

    @property
    def holds_messages(self) -> bool:
        """Return true for a table of which each row is a message."""
        return bool(self.parts.get("text"))

    def whose_is(self, column: int) -> str:
        """Return the role of the person that the values of a column belong to."""
        return COPY if self.whose == COPY else self.columns.get(column, self.whose)

    def to_text(self) -> str:
        """Return what `of` reads."""
        return json.dumps(asdict(self), ensure_ascii=True)


NOWHERE = Placing()
"""What is told of a table that belongs to no known place: its people are those of the records."""


def of(source: Source) -> Placing:
    """Return what is told of a source."""
    return _placing(source.placing) if source.placing else NOWHERE


def text_columns(source: Source) -> tuple[int, ...]:
    """Return the columns in which the text of a message stands, without its records; () for a table without messages.

    Each text is in one of them; a message that holds several records is as many rows with the same locator.
    """
    placing = of(source)
    if not placing.holds_messages:
        return ()
    return (placing.parts["text"][0], *(range(placing.own, placing.own + len(LEFT)) if placing.rule else ()))


@lru_cache(4_096)
def _placing(text: str) -> Placing:
    told = json.loads(text)
    told["reasons"] = tuple(told["reasons"])
    told["parts"] = {name: tuple(columns) for name, columns in told["parts"].items()}
    told["columns"] = {int(number): whose for number, whose in told["columns"].items()}
    return Placing(**told)
