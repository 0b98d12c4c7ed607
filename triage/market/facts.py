"""Classify messages by their tokens: advertisement, query for a record, complaint, and what else they contain."""

from __future__ import annotations

import polars as pl

from triage.market.lexicon import BARE

_LINKS = ("link", "handle", "email", "wallet_name")
_NUMBERS = ("mobile", "foreign", "digits", "iban", "coin")


def facts(found: pl.DataFrame) -> pl.DataFrame:
    """Return for each message, by "row", which kinds of tokens it has, and what it is.

    `is_ad`: it offers something, or states how to pay or order; no report of the press and no warning does.
    `names_data`: it names a kind of personal data, and no goods of a shop that sound so. `is_query`: it asks for a
    record and offers nothing.
    """
    kind, which = pl.col("kind"), pl.col("id")

    def says(wording: str) -> pl.Expr:
        return ((kind == "wordings") & (which == wording)).any().fill_null(value=False)

    had = found.group_by("row", maintain_order=True).agg(
        (kind == "products").any().alias("has_product"),
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
    names_data = pl.col("has_product") & pl.col("says_ordinary").not_()
    return told.with_columns(is_ad.alias("is_ad"), names_data.alias("names_data"))


_SAID = ("contact", "order", "query", "undelivered", "invented", "public", "warning", "agent", "price",
         "report", "ordinary")  # fmt: skip

_PRICED = 2
"""Fewest things with a number right behind each that are a list of prices, without a sign of money."""


def _is_passed_on(kind: pl.Expr, which: pl.Expr) -> pl.Expr:
    """Return which tokens say that another wrote the text: "via", but not "via WhatsApp" or "via Easypaisa"."""
    next_kind, next_id = (each.shift(-1).over("row") for each in (kind, which))
    is_way = (next_kind == "payments") | ((next_kind == "wordings") & (next_id == "contact"))
    return (kind == "wordings") & (which == "repost") & is_way.fill_null(value=False).not_()


def _is_priced(kind: pl.Expr) -> pl.Expr:
    """Return which tokens are numbers right behind a thing sold."""
    return (kind == BARE) & (kind.shift(1).over(["row", "line"]) == "products")
