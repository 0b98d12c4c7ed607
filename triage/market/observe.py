"""Turn a batch of messages into a `Market`: contact points, offers and wordings, counted by message.

A contact point that occurs twice in a message counts once. Nothing is kept in clear text (`core/vault.py`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import polars as pl

from triage.core.keys import Key
from triage.core.model import Batch, Source
from triage.core.summary import Market
from triage.core.sums import Least, Sampled, Sighting
from triage.core.vault import sealed
from triage.detect.eyes import Eyes
from triage.market.contacts import contacts
from triage.market.facts import facts
from triage.market.lexicon import Lexicon
from triage.market.prices import offers
from triage.market.talk import messages, talk_of
from triage.market.tokens import tokens, without_records
from triage.market.wording import sketches
from triage.recognizers import fold_column
from triage.recognizers.edition import Edition

NOT_OWN = ("forwarded", "warning", "public")
"""Kinds of recognition that mean a contact point is not its author's own."""

TOGETHER = "|"
"""Separator between two contact points of one message."""

BESIDE = ">"
"""What is between an offer and a contact point of the same message."""

_FEW = 16
"""Most contact points of a message that are paired with each other."""

GROUPS = 256
"""Number of groups in which authors are counted: a closed domain, from which nobody can be identified."""


def observe(source: Source, batch: Batch, eyes: Eyes, key: Key | None) -> Market:
    """Return what the messages of a batch offer; empty for a table of records, and without a key."""
    talk = talk_of(source)
    if key is None or talk is None:
        return Market()
    lexicon = _lexicon(Edition.of(next(iter(eyes.recognizers.values())).rules))
    texts = messages(batch, talk, lexicon.sign)
    if not texts.height:
        return Market()
    texts = without_records(texts, lexicon).with_columns(_group(texts["author"]))
    about = texts.select("row", "at", "time", "group", "is_forwarded", "records")
    found = tokens(texts, lexicon)
    told = facts(found)
    found = found.join(told.join(about.select("row", "is_forwarded"), on="row"), on="row", maintain_order="left")
    about = about.join(told, on="row", how="inner", maintain_order="left")
    points = pl.concat([contacts(found, lexicon, eyes), _authors(texts, about, eyes)])
    names = points["kind"] + ":" + points["value"]
    distinct = names.unique().to_list()
    tokens_of = dict(zip(distinct, sealed(distinct, key), strict=True))
    ads = about.filter("is_ad")
    wordings = sketches(texts.join(ads.select("row"), on="row", how="semi"), key)
    own = ads.filter(pl.col("is_forwarded").not_() & pl.col("says_repost").not_())
    priced = offers(found, lexicon).join(own.select("row"), on="row", how="semi")
    points = points.with_columns(names.replace_strict(tokens_of, return_dtype=pl.String).alias("name"))
    named = priced.with_columns(_offer_name(priced).alias("name"), pl.lit("").alias("how"))
    return Market(
        contacts=_sampled(points, about),
        together=_sampled(pl.concat([_together(points), _beside(points, named)]), about),
        offers=_sampled(named, about),
        wordings=_sampled(wordings.rename({"sketch": "name"}).with_columns(pl.lit("").alias("how")), about),
        authors=_counted(ads["group"]),
        counts=_counts(about),
    )


@cache
def _lexicon(edition: Edition) -> Lexicon:
    return Lexicon(edition.rules)


def _group(authors: pl.Series) -> pl.Series:
    """Return the group of each author, two hexadecimal digits; "" if the author is unknown."""
    distinct = authors.unique().to_list()
    groups = {
        name: hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=1).hexdigest() if name else ""
        for name in distinct
    }
    return authors.replace_strict(groups, return_dtype=pl.String).alias("group")


def _together(points: pl.DataFrame) -> pl.DataFrame:
    """Return each pair of own contact points in one message; of very many, only the first are paired."""
    own = points.filter(pl.col("how").is_in(NOT_OWN).not_()).unique(["row", "name"], maintain_order=True)
    few = own.filter(pl.int_range(pl.len()).over("row") < _FEW).select("row", "name")
    both = few.join(few, on="row").filter(pl.col("name") < pl.col("name_right"))
    return both.select("row", (pl.col("name") + TOGETHER + pl.col("name_right")).alias("name"), pl.lit("").alias("how"))


def _beside(points: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Return each offer with each contact point of its message that is the author's own."""
    own = points.filter(pl.col("how").is_in([*NOT_OWN, "author"]).not_()).unique(["row", "name"], maintain_order=True)
    few = own.filter(pl.int_range(pl.len()).over("row") < _FEW).select("row", pl.col("name").alias("point"))
    both = named.select("row", "name").join(few, on="row", maintain_order="left")
    return both.select("row", (pl.col("name") + BESIDE + pl.col("point")).alias("name"), pl.lit("").alias("how"))


def _authors(texts: pl.DataFrame, about: pl.DataFrame, eyes: Eyes) -> pl.DataFrame:
    """Return the authors of their own advertisements who are known by a mobile number."""
    own = about.filter(pl.col("is_ad") & pl.col("is_forwarded").not_())
    told = texts.join(own.select("row"), on="row", how="semi").select("row", "author")
    judged = eyes.values("PK_MOBILE_NUMBER", fold_column(told["author"]))
    points = told.with_columns(judged.select(pl.when("valid").then("value").alias("value"))["value"])
    return points.drop_nulls("value").select(
        "row", pl.lit("mobile").alias("kind"), "value", pl.lit("author").alias("how")
    )


def _offer_name(priced: pl.DataFrame) -> pl.Series:
    text = priced["product"] + "|" + priced["amount"] + "|" + priced["currency"] + "|" + priced["period"]
    distinct = text.unique().to_list()
    heads = {name: hashlib.blake2b(name.encode(), digest_size=2).hexdigest()[:3] + name for name in distinct}
    return text.replace_strict(heads, return_dtype=pl.String)


def _sampled(named: pl.DataFrame, about: pl.DataFrame) -> Sampled:
    """Return the sightings of each "name", counted by message."""
    names = named["name"].unique()
    level, is_kept = Sampled.level_of(names)
    few = named.filter(pl.col("name").is_in(names.filter(is_kept).implode()))
    once = few.select("row", "name", "how").unique(["row", "name"], keep="first", maintain_order=True)
    told = once.join(about.select("row", "at", "time", "group"), on="row", how="inner")
    rows = told.group_by("name").agg(
        pl.len().alias("messages"),
        pl.col("at").min().alias("first"),
        pl.col("time").min().alias("since"),
        pl.col("time").max().alias("until"),
        pl.col("how"),
        pl.col("group"),
    )
    entries = {row["name"]: _sighting(row) for row in rows.sort("name").iter_rows(named=True)}
    return Sampled.of(entries, level)


def _sighting(row: Mapping[str, Any]) -> Sighting:
    until = None if row["until"] is None else -row["until"]
    how, authors = Counter(filter(None, row["how"])), Counter(row["group"])
    return Sighting(row["messages"], Least(row["first"]), Least(row["since"]), Least(until), how, authors)


def _counted(values: pl.Series) -> Counter[str]:
    return Counter(values.to_list())


def _counts(about: pl.DataFrame) -> Counter[str]:
    """Return the number of messages by kind: advertisements, forwarded, queries, records, and complaints by author.

    `other_goods` are advertisements that name no personal data.
    """
    told = Counter(
        other_goods=int((about["is_ad"] & ~about["names_data"]).sum()),
        advertisements=int(about["is_ad"].sum()),
        forwarded=int((about["is_ad"] & about["is_forwarded"]).sum()),
        queries=int(about["is_query"].sum()),
        records=int(about["records"].sum()),
    )
    for kind in ("undelivered", "invented"):
        said = about.filter(pl.col(f"says_{kind}") & pl.col("is_ad").not_())["group"]
        told.update(f"{kind}={group}" for group in said.to_list())
    return Counter({name: count for name, count in told.items() if count})
