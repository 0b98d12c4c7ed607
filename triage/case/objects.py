"""What a case keeps of the nouns of the pipeline: names of rows, and objects made again from JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from triage.core.model import Evidence, Role, digest
from triage.core.summary import Coverage, Summary, TableSum

TABLE, BOOKS = "table", "books"
"""What the name of the row of a sum begins with."""


def owner_of(evidence: Evidence) -> str:
    """Return the identity of the file on disk in which an object lies."""
    return digest(str(evidence.path))


def objects(part: Summary) -> Iterator[tuple[str, TableSum | Coverage]]:
    """Yield what a part adds to, each by the name of its row."""
    yield from ((f"{TABLE} {key}", each) for key, each in part.tables.items())
    yield from ((f"{BOOKS} {key}", each) for key, each in part.coverage.items())


def role(data: dict[str, Any]) -> Role:
    """Return the role that was kept as these values."""
    tuples: dict[str, Any] = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
    return Role(**{**data, **tuples})


def evidence(data: dict[str, Any]) -> Evidence:
    """Return the evidence that was kept as these values."""
    path = Path(data["path"])
    return Evidence(**{**data, "path": path, "data": path, "members": tuple(data["members"])})


def now() -> str:
    """Return the time, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
