"""Columns of a record by what they say of a person."""

from __future__ import annotations

IDENTITY = frozenset({"cnic", "old_nic", "name", "father", "mother", "gender", "dob", "age"})
"""Who the person is."""

LINKS = frozenset({"mobile", "landline", "address", "district", "tehsil", "province", "iban", "imei", "imsi", "email"})
"""What leads to him."""

KNOWN = IDENTITY | LINKS
"""Columns that the labels speak of."""


def paired(columns: frozenset[str]) -> tuple[bool, bool]:
    """Whether two columns of identity are shown, and whether a link is shown beside another column."""
    return len(columns & IDENTITY) > 1, len(columns & KNOWN) > 1 and bool(columns & LINKS)
