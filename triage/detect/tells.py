"""Compute marks that separate kinds of numbers, names or dates that look the same, for the cells of many columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from triage.detect.by_column import ByColumn
from triage.detect.eyes import Eyes
from triage.recognizers import Recognizer
from triage.recognizers.cnic import listed_prefix
from triage.recognizers.few import contains
from triage.recognizers.imei import check_digit_lost
from triage.recognizers.lookalike import FOREIGN, ean13, epoch_milliseconds
from triage.recognizers.mobile import prefix
from triage.recognizers.person import known_words, thing_words
from triage.recognizers.setting import text
from triage.rules.model import Rules

_RISING = 0.95
"""Share of upward steps above which a column is sorted."""

_LEAST_OURS = 0.95
"""Share of numbers of a mobile's form with a Pakistani prefix, below which they are another country's."""

_BIRTHS = (1915, 2012, 15)
"""Range of years for the median birth of a column, and the smallest spread of its years."""

_KNOWN, _KNOWN_FEW, _FEW = 0.3, 0.9, 8
"""Share of a column's names with a word of the tables; the same if each name occurs more than `_FEW` times."""

_USUAL, _SERIES = 0.6, 8
"""Share of plates whose letters begin as most series do, and how many groups of letters a column of plates has."""

_LONGEST_SIGN = 32
"""Bytes of the longest cell that is searched for signs of another country."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Detections in the cells of columns, by entity: value, validity, words beside the value."""

    cells: pl.Series
    columns: ByColumn
    values: pl.DataFrame
    good: pl.DataFrame
    words: pl.DataFrame
    recognizers: Mapping[str, Recognizer]


def tells(seen: Seen) -> dict[str, list[float]]:
    """Return shares of cells in a form that only an entity has ("ENTITY.shaped") or with its prefixes (".listed")."""
    return {
        name: each
        for entity, tell in (
            ("PK_CNIC", _cards),
            ("PK_MOBILE_NUMBER", _mobiles),
            ("DATE_OF_BIRTH", _births),
            ("PASSWORD_HASH", _hashes),
            ("PERSON", _people),
            ("PK_VEHICLE_REGISTRATION", _plates),
            ("IMEI", _handsets),
            ("PK_NIC_OLD", _old_cards),
        )
        if entity in seen.values.columns
        for name, each in tell(seen, entity).items()
    }


def _hashes(seen: Seen, entity: str) -> dict[str, list[float]]:
    schemed = seen.values[entity].str.contains(r"[$*{]").fill_null(value=False)
    return {f"{entity}.schemed": seen.columns.shares(schemed)}


def _people(seen: Seen, entity: str) -> dict[str, list[float]]:
    """Return 1 if the tables know words of enough of a column's names, else 0; and the share of words that they know.

    If few names repeat, nearly all are needed. "things" is the share of cells that a word of places, shops or goods
    stands in, which no person has: "Jinnah Road", "GPS Usmania".
    """
    columns, rules = seen.columns, seen.recognizers[entity].rules
    names = pl.DataFrame({"name": seen.values.select(pl.when(seen.good[entity]).then(entity))[entity]})
    told = names.unique().drop_nulls()
    known, words = known_words(pl.col("name"), rules)
    told = names.join(told.with_columns(known=known, words=words), on="name", how="left", maintain_order="left")
    is_known = (told["known"] > 0).fill_null(value=False)
    sums = zip(columns.sums(told["known"].fill_null(0)), columns.sums(told["words"].fill_null(0)), strict=True)
    shares = zip(
        columns.sums(names["name"].is_not_null()), columns.sums(is_known), columns.distinct(names["name"]), strict=True
    )
    return {
        f"{entity}.listed": [
            float(known >= count * (_KNOWN_FEW if count > _FEW * kinds else _KNOWN)) for count, known, kinds in shares
        ],
        f"{entity}.words": [known / max(1, count) for known, count in sums],
        f"{entity}.things": columns.shares(_has_thing(seen.values[entity], rules)),
    }


def _has_thing(names: pl.Series, rules: Rules) -> pl.Series:
    """Return which of these names, each read once, hold a word of a place, an institution, a shop or goods."""
    each = pl.DataFrame({"name": names.drop_nulls().unique()})
    told = each.with_columns(contains(pl.col("name"), thing_words(rules)).alias("thing"))
    found = names.to_frame("name").join(told, on="name", how="left", maintain_order="left")["thing"]
    return found.fill_null(value=False)


def _handsets(seen: Seen, entity: str) -> dict[str, list[float]]:
    """Return the share of cells with an IMEI of an issuer that call records left without its check digit."""
    issuers = text(seen.recognizers[entity].rule, "issuers")
    is_lost = check_digit_lost(pl.col(entity)) & pl.col(entity).str.contains(f"^(?:{issuers})")
    lost = seen.values.select(is_lost)[entity].fill_null(value=False)
    return {f"{entity}.lost": seen.columns.shares(lost)}


def _plates(seen: Seen, entity: str) -> dict[str, list[float]]:
    """Return 1 if a column's plates are of series that are in use, and of many, else 0."""
    rule, values = seen.recognizers[entity].rule, seen.values[entity]
    letters = values.str.extract("^([A-Z]+)")
    usual = values.str.contains(f"^[{text(rule, 'usual_letters')}]|-[0-9]{{2}}-").fill_null(value=False)
    told = zip(
        seen.columns.sums(letters.is_not_null()), seen.columns.sums(usual), seen.columns.distinct(letters), strict=True
    )
    return {
        f"{entity}.listed": [
            float(good >= _USUAL * count and kinds >= min(_SERIES, count * _USUAL)) for count, good, kinds in told
        ]
    }


def _cards(seen: Seen, entity: str) -> dict[str, list[float]]:
    columns, numbers = seen.columns, seen.values[entity]
    rules = seen.recognizers[entity].rules
    listed = seen.values.select(listed_prefix(pl.col(entity), rules))[entity].fill_null(value=False)
    shares = zip(columns.shares(listed), columns.of_each(numbers), strict=True)
    shaped = seen.cells.str.contains(r"(?:^|[^0-9])[0-9]{5}[-./_ ][0-9]{7}[-./_ ][0-9](?:[^0-9]|$)")
    return {
        f"{entity}.listed": [0.0 if share and _is_one_run(own) else share for share, own in shares],
        f"{entity}.places": list(map(float, columns.distinct(numbers.str.slice(0, 5), listed))),
        f"{entity}.shaped": columns.shares(shaped),
    }


def _old_cards(seen: Seen, entity: str) -> dict[str, list[float]]:
    shaped = seen.cells.str.contains(r"^[^0-9]*[1-9][0-9]{2} ?[-./ ] ?[0-9]{2} ?[-./ ] ?[0-9]{6}[^0-9]*$")
    return {f"{entity}.shaped": seen.columns.shares(shaped)}


def _mobiles(seen: Seen, entity: str) -> dict[str, list[float]]:
    columns, numbers = seen.columns, seen.values[entity]
    codes = columns.distinct(seen.values.select(prefix(pl.col(entity)).alias("code"))["code"])
    counts = zip(codes, columns.sums(seen.good[entity]), columns.sums(numbers.is_not_null()), strict=True)
    # Bare ten digits that begin with 3 are also mobiles of Italy and Colombia, which have prefixes that we do not.
    listed = [float(code >= 5 and good >= found * _LEAST_OURS) for code, good, found in counts]
    shaped = columns.shares(seen.cells.str.contains(r"^[^0-9+]*(?:\+?92|0092|0)[-. ]?\(?0?3[0-9]{2}"))
    british = columns.shares(seen.cells.str.contains(r"^0(?:3[0347][0-9]) [0-9]{3} [0-9]{4}$"))
    return {f"{entity}.listed": listed, f"{entity}.shaped": shaped, f"{entity}.british": british}


def _births(seen: Seen, entity: str) -> dict[str, list[float]]:
    dates = seen.values[entity]
    told = zip(seen.columns.sums(dates.is_not_null()), seen.columns.of_each(dates), strict=True)
    return {f"{entity}.listed": [float(count > 0 and _are_births(own)) for count, own in told]}


def _are_births(dates: pl.Series) -> bool:
    years = dates.drop_nulls().str.slice(0, 4).cast(pl.Int32, strict=False).drop_nulls()
    if not years.len():
        return False
    first, last, spread = _BIRTHS
    middle = years.sort()[years.len() // 2]
    return bool(first <= middle <= last) and int(years.quantile(0.95) or 0) - int(years.quantile(0.05) or 0) >= spread


def opaque(cells: pl.Series, columns: ByColumn) -> list[str]:
    """Return the reason why the cells of each column are numbers of another kind; "" without a reason."""
    rates = pl.DataFrame({"cell": cells}).select(
        epoch_milliseconds(pl.col("cell")).alias("epoch milliseconds"),
        ean13(pl.col("cell")).alias("bar codes (EAN-13)"),
    )
    shares = {kind: columns.shares(rates[kind]) for kind in rates.columns} | _foreign(cells, columns)
    return [
        next((f"{of[n]:.0%} of sampled cells are {kind}" for kind, of in shares.items() if of[n] >= 0.9), "")
        for n in range(len(columns))
    ]


def _foreign(cells: pl.Series, columns: ByColumn) -> dict[str, list[float]]:
    """Return shares of numbers in the forms of another country.

    0 if too few are written as Pakistani ones never are.
    """
    shares = {}
    for kind, form in FOREIGN.items():
        signs = [columns.shares(cells.str.contains(sign)) for sign in form.signs]
        all_of = columns.shares(cells.str.contains(form.every))
        shares[kind] = [
            share if all(sign[n] >= form.least for sign in signs) else 0.0 for n, share in enumerate(all_of)
        ]
    return shares


def abroad(cells: pl.Series, columns: ByColumn, eyes: Eyes) -> list[str]:
    """Return for each column the sign that the people of its table live in another country; "" without one."""
    rules = next((each.rules for each in eyes.recognizers.values()), None)
    signs = [row for row in rules.table("foreign_signs") if row["where"] == "cells"] if rules else []
    # Most cells are longer than any telephone number, country or sum.
    bare = cells.filter(cells.str.len_bytes() <= _LONGEST_SIGN).str.replace_all(r"[\s().-]", "").str.to_lowercase()
    told = [""] * len(columns)
    for row in signs:
        is_so = bare.str.contains(row["form"])
        if is_so.any():
            shares = columns.shares(_spread(is_so, cells))
            told = [
                each or (row["kind"] if share >= float(row["least"]) else "")
                for each, share in zip(told, shares, strict=True)
            ]
    return told


def _spread(is_so: pl.Series, cells: pl.Series) -> pl.Series:
    """Return the results of the short cells at their places among all cells; false for the others."""
    is_short = cells.str.len_bytes() <= _LONGEST_SIGN
    return is_so.gather(pl.select(pl.when(is_short).then(is_short.cum_sum() - 1)).to_series()).fill_null(value=False)


def _is_one_run(values: pl.Series) -> bool:
    """Return true if numbers only rise and have one or two places, as time stamps of a day and running numbers do."""
    rises = values.cast(pl.Int64, strict=False).drop_nulls().diff().drop_nulls() >= 0
    return rises.len() > 10 and int(rises.sum()) / rises.len() > _RISING and values.str.slice(0, 5).n_unique() <= 2
