"""Messages as a scan has them, for tests of the trade: a chat of a few texts, decided and observed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import polars as pl

import triage.rules
from triage import score
from triage.core.keys import Key
from triage.core.model import AT, Batch, Evidence, Role, Source
from triage.core.summary import Coverage, Market
from triage.core.vault import opened
from triage.detect import Detector
from triage.market import observe

KEY = Key(bytes(range(32)))
COLUMNS = ("date", "from", "forwarded_from", "text")


@cache
def detector() -> Detector:
    rules = triage.rules.load()
    return Detector(rules, score.observers(rules))


def source() -> Source:
    evidence = Evidence("chat", Path("chat.json"), (), Path("chat.json"), 1, "0")
    roles = tuple(Role(at, "TEXT" if name == "text" else "") for at, name in enumerate(COLUMNS))
    return Source(evidence, "json", "messages", COLUMNS, roles=roles)


def batch(rows: Sequence[tuple[str | None, ...]], start: int = 0) -> Batch:
    frame = pl.DataFrame(rows, schema={str(at): pl.String for at in range(len(COLUMNS))}, orient="row")
    places = pl.int_range(start, start + len(rows), dtype=pl.UInt64, eager=True).alias(AT)
    return Batch(frame.with_columns(places), Coverage())


def said(*texts: str, author: str = "Seller", forwarded: str | None = None) -> Market:
    return observe(
        source(), batch([("2024-05-01T10:00:00", author, forwarded, text) for text in texts]), detector().eyes, KEY
    )


def points(market: Market) -> dict[str, dict[str, int]]:
    """How each contact point was recognised, by kind and value."""
    return {str(opened(token, KEY)): dict(each.how) for token, each in market.contacts.entries.items()}


def offers(market: Market) -> set[str]:
    return {name[3:] for name in market.offers.entries}
