"""Columns of a record by what they state about a person."""

from __future__ import annotations

IDENTITY = frozenset({"cnic", "old_nic", "name", "father", "mother", "gender", "dob", "age"})
"""Columns that state who the person is."""

LINKS = frozenset({"mobile", "landline", "address", "district", "tehsil", "province", "iban", "imei", "imsi", "email"})
"""Columns that lead to the person."""

KNOWN = IDENTITY | LINKS
"""Columns that the labels are about."""


def paired(columns: frozenset[str]) -> tuple[bool, bool]:
    """Return whether two columns of identity are shown, and whether a link is shown beside another column."""
    return len(columns & IDENTITY) > 1, len(columns & KNOWN) > 1 and bool(columns & LINKS)
