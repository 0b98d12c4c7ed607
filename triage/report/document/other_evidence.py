"""Text about evidence that has changed since it was first read: placed before everything else, in every format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from triage.core.plurals import count_of

_MOST = 12
"""Most files that are named; the JSON report has all."""

_THEN = "what is said of it holds for what was read then"
_STATES = {
    "read_anew": "changed between two scans (SHA-256 {before}, now {now}): it was read anew, and nothing of what it "
    "held before is in this answer.",
    "changed": f"was changed after it was read (SHA-256 {{before}}): {_THEN}. Scan it again to read it anew.",
    "gone": f"is no longer where it was (SHA-256 {{before}}): {_THEN}.",
}


def other_evidence(document: Mapping[str, Any]) -> list[str]:
    """Return the text about files that changed or are gone, one line each after a heading; empty if there are none."""
    found = document["case"].get("other_evidence", [])
    if not found:
        return []
    head = f"CHANGED EVIDENCE: {count_of(len(found), 'file is', 'files are')} other than when first read, or gone."
    more = [f"{count_of(len(found) - _MOST, 'more such file')}: see the JSON report."] if len(found) > _MOST else []
    return [head, *map(_line, found[:_MOST]), *more]


def _line(told: Mapping[str, Any]) -> str:
    hashes = {"before": told["sha256_before"] or "unknown", "now": told["sha256"] or "unknown"}
    return f"{told['file']} {_STATES[told['state']].format(**hashes)}"
