"""The ledger as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def render(document: Mapping[str, Any]) -> str:
    """Return the document as it is."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
