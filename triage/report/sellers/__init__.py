"""Print sellers as a table, CSV, JSON or a picture, for `triage sellers`.

Not a format of a report: it is a package, which `triage.report.formats` leaves out. Everything shown is masked already,
or was requested in clear text.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

FORMATS = ("table", "csv", "json", "svg")


def render(document: Mapping[str, Any], form: str) -> str:
    """Return the sellers of a case in one of `FORMATS`, ending with a newline."""
    text: str = importlib.import_module(f"{__name__}.as_{form}").render(document)
    return text
