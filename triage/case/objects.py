"""Names of rows in a case, and conversion of stored JSON values back to objects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from triage.core.address import place
from triage.core.model import Evidence, Role, digest
from triage.core.summary import Coverage, Summary, TableSum

TABLE, BOOKS = "table", "books"
"""Prefixes of the names of rows with sums."""


def owner_of(evidence: Evidence) -> str:
    """Return the identity of the file on disk that contains an object."""
    return digest(str(evidence.path))


def objects(part: Summary) -> Iterator[tuple[str, TableSum | Coverage]]:
    """Yield the sums in a part, each with the name of its row."""
    yield from ((f"{TABLE} {key}", each) for key, each in part.tables.items())
    yield from ((f"{BOOKS} {key}", each) for key, each in part.coverage.items())


def role(data: dict[str, Any]) -> Role:
    """Return a role from its stored values."""
    tuples: dict[str, Any] = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
    return Role(**{**data, **tuples})


def evidence(data: dict[str, Any]) -> Evidence:
    """Return evidence from its stored values."""
    path = place(data["path"])
    written = tuple((what, day) for what, day in data.get("written", ()))
    kept = {"path": path, "data": path, "members": tuple(data["members"]), "written": written}
    return Evidence(**{**data, **kept})


def now() -> str:
    """Return the current time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
