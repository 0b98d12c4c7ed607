"""One model for messages of every platform: the place they were exported from, their parts, and whose data a cell is.

A place is a channel, a group, a page, an account or a site that contains messages. A message is one row of a `Source`;
the source's `Placing` maps parts of a message to columns. It is made from the rules in `rules/places` by
`triage.places`. Unlike parts of a text, such as a record, an advertisement and a request, are in columns of their own,
so that each cell is one person's data in one role.
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
"""Whose a value is: of a person in records, looked up without a record, of a seller, a buyer or another participant."""

COPY = "copy"
"""Role of the rows of a source that repeat what another source of the same export contains."""

FIELDS = ("id", "time", "author", "author_id", "direction", "text", "link", "media", "missing", "forwarded", "reply")
"""Parts of a message: `text` is all of it, once; `media` are names of files, `missing` those that are not there.

`time` is as it was written. Two more describe rows: `service`, an event that nobody wrote, and `chat`, the title of the
chat if one table holds the messages of several.
"""

ADVERTISEMENT, REQUEST, LOOSE = "(advertisement)", "(looked up)", "(data in text)"
"""Names of columns made from the text of messages: offers, requests for a number, and numbers of named persons."""

LEFT = {ADVERTISEMENT: SELLER, REQUEST: LOOKED_UP, LOOSE: SUBJECT}
"""Role of the values in each of these columns; the rest of a text belongs to a participant."""


@dataclass(frozen=True, slots=True)
class Placing:
    """What a rule states about one table: the place that it belongs to, and whose its columns are.

    `platform`, `kind` and `form` (of export) are the rule's words, "" if no place is known; `confidence` is in [0, 1];
    `facts` are what the evidence states about the place (title, id, owner ...) and are evidence text. `parts` are
    column numbers by part of a message; empty for a table that holds no messages. `whose` is the role of all columns
    that `columns` (role by number) does not name. `keys` are the columns made of records inside its texts: number by
    key, as it is written. `own` is the number of columns that the reader gives; the others are made from
    these. `trade` if its texts offer something: what is the seller's has columns of its own (`triage.places.trade`).
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
    trade: bool = False

    @property
    def holds_messages(self) -> bool:
        """Return true if each row of the table is a message."""
        return bool(self.parts.get("text"))

    @property
    def is_sorted(self) -> bool:
        """Return true if its rule is about messages, whose texts are put into columns by their kind (`LEFT`).

        Blocks in the cells of a table that is no table of messages get columns of their own, and nothing else changes.
        """
        return (
            bool(self.rule)
            and self.holds_messages
            and min(self.keys.values(), default=self.own + len(LEFT)) != self.own
        )

    def whose_is(self, column: int) -> str:
        """Return the role of the person that the values of a column belong to."""
        return COPY if self.whose == COPY else self.columns.get(column, self.whose)

    def to_text(self) -> str:
        """Return the placing as JSON text, which `of` reads from `Source.placing`."""
        return json.dumps(asdict(self), ensure_ascii=True)


NOWHERE = Placing()
"""The placing of a table that belongs to no known place: its values belong to the people in its records."""


def of(source: Source) -> Placing:
    """Return the placing of a source."""
    return _placing(source.placing) if source.placing else NOWHERE


def text_columns(source: Source) -> tuple[int, ...]:
    """Return the columns that hold the text of a message, without its records; () for a table without messages.

    Each text is in one of them; a message that holds several records is as many rows with the same locator.
    """
    placing = of(source)
    if not placing.holds_messages:
        return ()
    return (placing.parts["text"][0], *(range(placing.own, placing.own + len(LEFT)) if placing.is_sorted else ()))


@lru_cache(4_096)
def _placing(text: str) -> Placing:
    told = json.loads(text)
    told["reasons"] = tuple(told["reasons"])
    told["parts"] = {name: tuple(columns) for name, columns in told["parts"].items()}
    told["columns"] = {int(number): whose for number, whose in told["columns"].items()}
    return Placing(**told)
