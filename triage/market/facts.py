"""Classify messages by their tokens: advertisement, query for a record, complaint, and what else they contain."""

from __future__ import annotations

import polars as pl

from triage.market.lexicon import BARE, OTHER

_LINKS = ("link", "handle", "email", "wallet_name")
_NUMBERS = ("mobile", "foreign", "digits", "iban", "coin")


def facts(found: pl.DataFrame) -> pl.DataFrame:
    """Return for each message, by "row", which kinds of tokens it has, and what it is.

    `is_ad`: it offers something, or states how to pay or order; no report of the press and no warning does.
    `names_data`: it offers a kind of personal data: one that only who sells data names, or that has a price of its own
    or is said to be anybody's; beside words of honest shops only several things with prices. `is_query`: it asks for a
    record and offers nothing.
    """
    found = found.with_columns(_sold(found))
    kind, which = pl.col("kind"), pl.col("id")
    is_rare = pl.col("common").is_null()
    is_data = (kind == "products") & (is_rare | (pl.col("is_sold") & (pl.col("common") == "common")))

    def says(wording: str) -> pl.Expr:
        return ((kind == "wordings") & (which == wording)).any().fill_null(value=False)

    had = found.group_by("row", maintain_order=True).agg(
        (kind == "products").any().alias("has_product"),
        is_data.any().fill_null(value=False).alias("has_data"),
        which.filter(pl.col("is_sold") & is_rare).n_unique().alias("sold"),
        (kind == "price").any().alias("has_price"),
        (kind == BARE).any().alias("has_bare"),
        (kind == "payments").any().alias("has_payment"),
        kind.is_in(_LINKS).any().alias("has_link"),
        kind.is_in(_NUMBERS).any().alias("has_number"),
        *(says(each).alias(f"says_{each}") for each in _SAID),
        _is_passed_on(kind, which).any().fill_null(value=False).alias("says_repost"),
        (_is_priced(kind).sum() >= _PRICED).alias("is_list"),
    )
    reach = pl.col("says_contact") | pl.col("says_order") | pl.col("has_link")
    is_list = pl.col("is_list") & (pl.col("has_number") | pl.col("has_link"))
    offers = pl.col("has_product") & (pl.col("has_price") | pl.col("has_payment") | reach | is_list)
    pays = pl.col("has_payment") & pl.col("has_number") & (pl.col("has_price") | reach)
    is_two = pl.sum_horizontal("says_order", "says_contact", "has_price") > 1
    trades = is_two & (pl.col("has_number") | pl.col("has_link"))
    asks = pl.col("says_query") & pl.col("has_price").not_() & pl.col("has_payment").not_() & pl.col("has_link").not_()
    complains = pl.col("says_undelivered") | pl.col("says_invented")
    told = had.with_columns((asks & pl.col("says_order").not_()).alias("is_query"), complains.alias("is_complaint"))
    is_ad = (offers | pays | trades) & pl.col("is_query").not_() & pl.col("says_report").not_()
    names_data = pl.col("has_data") & (pl.col("says_ordinary").not_() | (pl.col("sold") >= _SEVERAL))
    return told.with_columns(is_ad.alias("is_ad"), names_data.alias("names_data"))


_SAID = ("contact", "order", "query", "undelivered", "invented", "public", "warning", "agent", "price",
         "report", "ordinary")  # fmt: skip

_SEVERAL = 2
"""Fewest kinds of data with a price each that are for sale whatever else is."""

_BETWEEN = 3
"""Most words between a thing sold and its price."""

_BEFORE_PRICES = ("quantity", "price", "period", "order", "each_one")
"""Wordings that may stand between a thing sold and its price."""

_PRICED = 2
"""Fewest things with a number right behind each that are a list of prices, without a sign of money."""


def _sold(found: pl.DataFrame) -> pl.Series:
    """Return which tokens are things sold with a price of their own: behind them, or before, first on the line.

    So are those that are said to be anybody's ("kisi ki bhi location"), and lists of so many rows beside a price.
    """
    kind, which, line = pl.col("kind"), pl.col("id"), ["row", "line"]
    is_skipped = (kind == "quantity") | ((kind == "wordings") & which.is_in(_BEFORE_PRICES))
    counted = (kind == "quantity").any().over(line).alias("is_counted")
    told = found.with_row_index("place").with_columns(counted).filter(is_skipped.not_().fill_null(value=True))
    is_price, is_product = kind.is_in(["price", BARE]), kind == "products"
    is_other = kind.is_in([OTHER, "wordings"])
    is_behind = pl.any_horizontal(
        pl.all_horizontal(*(is_other.shift(-at) for at in range(1, many + 1)), is_price.shift(-many - 1)).over(line)
        for many in range(_BETWEEN + 1)
    )
    is_behind |= is_price.shift(-1).over("row")
    is_first = is_price.first().over(line) & is_price.shift(1).over(line)
    said = (kind == "wordings") & (which == "anybody")
    is_anybodys = (said.shift(1) | said.shift(-1)).over(line)
    is_counted = (which == "database") & pl.col("is_counted") & is_price.any().over(line)
    sold = told.filter(is_product & (is_behind | is_first | is_anybodys | is_counted).fill_null(value=False))["place"]
    return pl.int_range(found.height, eager=True, dtype=pl.UInt32).is_in(sold.implode()).alias("is_sold")


def _is_passed_on(kind: pl.Expr, which: pl.Expr) -> pl.Expr:
    """Return which tokens say that another wrote the text: "via", but not "via WhatsApp" or "via Easypaisa"."""
    next_kind, next_id = (each.shift(-1).over("row") for each in (kind, which))
    is_way = (next_kind == "payments") | ((next_kind == "wordings") & (next_id == "contact"))
    return (kind == "wordings") & (which == "repost") & is_way.fill_null(value=False).not_()


def _is_priced(kind: pl.Expr) -> pl.Expr:
    """Return which tokens are numbers right behind a thing sold."""
    return (kind == BARE) & (kind.shift(1).over(["row", "line"]) == "products")
