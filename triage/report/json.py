"""The document itself, as JSON text: `docs/report.schema.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def render(document: Mapping[str, Any]) -> str:
    """Return indented JSON in the order of the schema, with readable Urdu. Its texts are printable already."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
