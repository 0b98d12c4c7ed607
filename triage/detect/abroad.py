"""Reject numbers that have a Pakistani form, in tables of people who live elsewhere.

Thirteen digits are identity numbers of Bangladesh, Romania, South Africa and Thailand too, and ten digits that begin
with 3 are mobiles of Italy. A column of such numbers without Pakistani prefixes is accepted if its header names
Pakistani numbers, and only those, or if a column beside it is surely of Pakistan: a whole list may be invented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from triage.core.model import Role
from triage.detect.content import Content
from triage.detect.headers import Vocabulary, words
from triage.recognizers.setting import words as setting
from triage.recognizers.text import fold
from triage.rules.model import Rules

_CNIC, _MOBILE = "PK_CNIC", "PK_MOBILE_NUMBER"

_LISTED, _SHAPED, _OURS = 0.2, 0.5, 0.95
"""Shares of numbers with a Pakistani prefix, of those in a Pakistani form, and of mobiles with such a prefix."""

_BESIDE_CARDS = 0.5
"""Share of valid mobile numbers that a column of digits needs beside a column of CNICs."""

_TABLE = 2
"""Columns from which on a column of bare digits needs a word for what it is, or people beside it."""

_DECIMALS = 0.8
"""Share of cells with a decimal point from which on a column without a header is one of measurements."""

_VALUES = "a header of values"

_COMPANY = frozenset(
    "PERSON PK_CNIC PK_NIC_OLD PK_PASSPORT PK_ADDRESS EMAIL_ADDRESS DATE_OF_BIRTH IMEI IMSI ICCID MOBILE_OPERATOR"
    " PK_LANDLINE_NUMBER IBAN_CODE PASSWORD PASSWORD_HASH USERNAME GENDER TEXT".split()
)
"""Entities beside which bare digits with prefixes of mobiles are mobiles, whatever their header says."""

_UNSAID = "no word for telephones and nothing of people"
_BRITISH, _NOBODYS = "numbers grouped as in Britain", "a header of helplines"

_PLACES = {"PK_ADDRESS": 0.3, "LOCATION": 0.5, "PK_VEHICLE_REGISTRATION": 0.5, "MOBILE_OPERATOR": 0.5}
"""Entities that are of Pakistan if at least this share of cells passes their checks."""


def beside_cards(roles: Sequence[Role], contents: Sequence[Content], words: Vocabulary) -> list[Role]:
    """Return the roles, with doubtful columns decided by the columns beside them.

    In a table with CNICs, digits that might be mobiles of any country are accepted as Pakistani: half of them may be
    invented.
    """
    if not any(role.entity == _CNIC for role in roles):
        return list(roles)
    return [
        replace(
            role,
            entity=_MOBILE,
            field=words.first_field(_MOBILE),
            second="",
            is_opaque=False,
            reasons=(*role.reasons, "and a column beside it holds numbers of our cards"),
        )
        if role.is_opaque
        and _MOBILE in content.rules
        and content.valid.get(_MOBILE, 0.0) >= _BESIDE_CARDS
        and not content.opaque
        else role
        for role, content in zip(roles, contents, strict=True)
    ]


def without_foreign(
    roles: Sequence[Role], contents: Sequence[Content], headers: Sequence[str], known: Vocabulary
) -> list[Role]:
    """Return the roles, opaque for numbers that nothing shows to be of Pakistan."""
    rules = known.rules
    said = _said(headers, rules)
    abroad = next(filter(None, (*(each.abroad for each in contents), said)), "")
    unsaid = "" if _has_company(roles, contents, headers, known) else _UNSAID
    is_measured = any(each.decimal >= _DECIMALS for each in contents)
    measured = [
        _measured(header, rules, stands_alone=unsaid != "")
        or (unsaid if (header or is_measured) and not known.named(header) else "")
        for header in headers
    ]
    doubts = [said or each or (abroad and _BRITISH) for each in measured]
    doubtful = [_is_doubtful(*each) for each in zip(roles, contents, doubts, strict=True)]
    ours = (_is_of_pakistan(*each, abroad) for each in zip(roles, contents, doubtful, strict=True))
    if not any(doubtful) or any(ours):
        return list(roles)
    return [
        _opaque(role, content, abroad or measures)
        if is_doubtful and (abroad or measures or not _is_said_here(role, content, header, rules))
        else role
        for role, content, header, measures, is_doubtful in zip(
            roles, contents, headers, measured, doubtful, strict=True
        )
    ]


def _is_doubtful(role: Role, content: Content, said: str) -> bool:
    """Return true for numbers without a form of ours, or prefixes of ours; `said` is what a header says against it."""
    told = content.valid
    if role.entity == _CNIC:
        return told.get(f"{_CNIC}.shaped", 1.0) < _SHAPED and told.get(f"{_CNIC}.listed", 1.0) < _LISTED
    if role.entity == _MOBILE and said in {_BRITISH, _NOBODYS}:
        return told.get(f"{_MOBILE}.british", 0.0) >= _OURS
    if role.entity == _MOBILE:
        return told.get(f"{_MOBILE}.shaped", 1.0) < _SHAPED and (said != "" or not told.get(f"{_MOBILE}.listed", 1.0))
    return False


def _has_company(roles: Sequence[Role], contents: Sequence[Content], headers: Sequence[str], known: Vocabulary) -> bool:
    """Return true if bare digits stand alone, in several columns, or beside people, handsets, texts or dates: calls."""
    if len(roles) < _TABLE or sum(role.entity == _MOBILE for role in roles) > 1:
        return True
    return any(
        role.entity in _COMPANY
        or content.valid.get("DATE_OF_BIRTH", 0.0) >= _SHAPED
        or known.kind_of_number(header) == "time stamp"
        or (role.entity == _MOBILE and content.valid.get(f"{_MOBILE}.shaped", 0.0) >= _SHAPED)
        for role, content, header in zip(roles, contents, headers, strict=True)
    )


def _is_of_pakistan(role: Role, content: Content, is_doubtful: bool, abroad: str) -> bool:  # noqa: FBT001
    """Return true if a column is surely of people of Pakistan; other countries have places of the same names."""
    if role.entity in {_CNIC, _MOBILE}:
        return content.cells > 0 and not is_doubtful
    if abroad and role.entity == "LOCATION":
        return False
    return role.entity in _PLACES and content.valid.get(role.entity, 0.0) >= _PLACES[role.entity]


def _is_said_here(role: Role, content: Content, header: str, rules: Rules) -> bool:
    """Return true if a header names a number of Pakistan, or, for mobiles, if nearly all cells are valid."""
    if role.entity == _MOBILE:
        return content.valid.get(_MOBILE, 0.0) >= _OURS * content.found.get(_MOBILE, 0.0)
    rule = next(each for each in rules.entities.values() if each.entity == _CNIC)
    here = {fold(word) for word in setting(rule, "said_here")}
    return not here.isdisjoint(words(header)) or any(word in "".join(words(header)) for word in here if len(word) > 3)


def _said(headers: Sequence[str], rules: Rules) -> str:
    forms = [row for row in rules.table("foreign_signs") if row["where"] == "header"]
    said = pl.Series([" ".join(words(header)) for header in headers], dtype=pl.String)
    return next((row["kind"] for row in forms if said.str.contains(row["form"]).any()), "")


def _measured(header: str, rules: Rules, *, stands_alone: bool) -> str:
    """Return what a header says that a column measures or counts; empty if it says nothing of it.

    "Value" may be anything: beside people it says nothing.
    """
    forms = [
        row
        for row in rules.table("foreign_signs")
        if row["where"] == "own header" and (stands_alone or row["kind"] != _VALUES)
    ]
    said = " ".join(words(header))
    return next((row["kind"] for row in forms if re.fullmatch(row["form"], said)), "")


def _opaque(role: Role, content: Content, abroad: str) -> Role:
    listed = content.valid.get(f"{_CNIC}.listed", 0.0)
    few = (
        f"only {listed:.0%} begin as numbers of Pakistan do" if role.entity == _CNIC else "prefixes not all of Pakistan"
    )
    why = f"and the table has {abroad}" if abroad else "and nothing in the table is of Pakistan"
    reasons = (*role.reasons, f"digits of the right length, but {few}, {why}")
    return replace(role, entity="", field="", second=role.entity, confidence=0.6, is_opaque=True, reasons=reasons)
