"""Compare the tehsil in which a CNIC was first registered (its first five digits) with the tehsil of the same row.

Tehsils are compared within one district of the list of codes, where the district alone tells nothing. A tehsil is
known if both the list of codes and the gazetteer name it; words that tell parts of a town apart (City, Saddar) are
left out, because codes are given to the town. A district's own name counts as its first tehsil only in a column of
tehsils, or after the word for one: in an address it may be the whole district.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from triage.core.observe import Fields
from triage.recognizers.alphabet import capitals
from triage.recognizers.cnic import district_code
from triage.rules.model import Rules

_PARTS = frozenset(
    "CITY SADDAR SADAR CANTT CANTONMENT TOWN RURAL URBAN TALUKA TEHSIL SHARQI GHARBI NORTH SOUTH EAST WEST".split()
)
"""Words after the name of a town for a part of it."""

_KINDS = ("TEHSIL", "TEH", "TEHSEEL", "TALUKA", "TALUQA")
_COMMON = 4
"""Longest name that addresses use for other things too: Khar, Dir, Jand."""

_SIGNS = "[^A-Z]+"


@dataclass(frozen=True, slots=True)
class Tehsils:
    """Numbers of tehsils: by CNIC code of five digits, and by "district code" + name; `spelt` are names in addresses.

    `spelt` maps what is searched, words between two blanks, to a name.
    """

    of_code: Mapping[str, int]
    of_name: Mapping[str, int]
    spelt: Mapping[str, str]

    @classmethod
    def of(cls, rules: Rules) -> Tehsils:
        """Return the tehsils that the list of codes and the gazetteer share."""
        codes: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in rules.table("cnic_tehsils"):
            codes[row["district_code"], _bare(row["tehsil"])].append(row["prefix"])
        known = sorted(set(codes) & set(_named(rules)))
        own = {_bare(row["district"]) for row in rules.table("districts")}
        names = sorted({name for _, name in known})
        spelt = {f" {name.replace(' ', '  ')} ": name for name in names if name not in own and len(name) > _COMMON}
        spelt |= {f" {kind}  {name.replace(' ', '  ')} ": name for name in names for kind in _KINDS}
        return cls(
            {code: number for number, each in enumerate(known) for code in codes[each]},
            {code + name: number for number, (code, name) in enumerate(known)},
            spelt,
        )


def tehsil_of_cnic(cnic: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the number of the tehsil of a CNIC: Int16, null if it is not known."""
    return cnic.str.slice(0, 5).replace_strict(Tehsils.of(rules).of_code, default=None, return_dtype=pl.Int16)


def tehsil_of_place(fields: Fields, rules: Rules) -> pl.Expr | None:
    """Return the number of the tehsil that a row names, if it is one of the district of its CNIC: Int16, else null.

    Null without a column that names tehsils.
    """
    known = Tehsils.of(rules)
    names = [_whole(fields.value(name)) for name in ("tehsil", "city") if fields.has(name)]
    if fields.has("address"):
        names.append(_mentioned(fields.value("address"), known))
    if not names or not fields.has("cnic"):
        return None
    place = pl.concat_str(district_code(fields.value("cnic")), pl.coalesce(names))
    return place.replace_strict(known.of_name, default=None, return_dtype=pl.Int16)


def _whole(cell: pl.Expr) -> pl.Expr:
    """Return the name of a cell that names a place and nothing else, without words for parts of a town."""
    words = capitals(cell).str.replace_all(_SIGNS, " ").str.strip_chars()
    return words.str.replace(rf"(?: (?:{'|'.join(sorted(_PARTS))}))+$", "")


def _mentioned(address: pl.Expr, known: Tehsils) -> pl.Expr:
    """Return the first tehsil that an address names: addresses go from the small to the large."""
    spaced = pl.concat_str(pl.lit(" "), capitals(address).str.replace_all(_SIGNS, "  "), pl.lit(" "))
    found = spaced.str.extract_many(sorted(known.spelt, key=len, reverse=True), leftmost=True).list.first()
    return found.replace_strict(known.spelt, default=None, return_dtype=pl.String)


def _named(rules: Rules) -> set[tuple[str, str]]:
    """Return the tehsils and towns of the gazetteer by the codes of their districts."""
    facts = {row["district"]: row for row in rules.table("districts")}
    found = set()
    for row in rules.table("cnic_code_districts"):
        own = facts.get(row["district"], {})
        listed = [row["district"], *own.get("tehsils", "").split("|"), *own.get("towns", "").split("|")]
        found |= {(row["district_code"], _bare(name)) for name in listed if name}
    return found


def _bare(name: str) -> str:
    words = re.sub(_SIGNS, " ", name.upper()).split()
    while len(words) > 1 and words[-1] in _PARTS:
        words.pop()
    return " ".join(words)
