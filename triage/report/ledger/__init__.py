"""Print the ledger of platforms as a table, CSV or JSON, for `triage ledger`. A package, so no format of a report."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

FORMATS = ("table", "csv", "json")


def render(document: Mapping[str, Any], form: str) -> str:
    """Return the ledger in one of `FORMATS`, ending with a newline."""
    text: str = importlib.import_module(f"{__name__}.as_{form}").render(document)
    return text
