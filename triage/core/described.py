"""The parts of a stored record that describe a person beside the numbers: names and types of their columns."""

from __future__ import annotations

import polars as pl

NAME, FATHER, ADDRESS = "name_hash", "father_hash", "address_hash"
"""Hashes of what is written of a person, with a seed from the key of the case."""

BORN, AGE = "born", "age"
PLACE = "place"
"""The district that the record names."""

AREA, NETWORK = "area", "network"
"""The first five digits of the CNIC, and the three after the zero of the mobile number: what `safe.mask` shows."""

INITIALS = "initials"
"""First letters of the name."""

DESCRIBED = {
    **dict.fromkeys((NAME, FATHER, ADDRESS), pl.UInt64),
    BORN: pl.Date,
    AGE: pl.UInt8,
    PLACE: pl.String,
    AREA: pl.UInt32,
    NETWORK: pl.UInt16,
    INITIALS: pl.String,
}
"""All of these, each of which a record may lack."""
