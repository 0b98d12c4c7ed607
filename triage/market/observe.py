"""Turn a batch of messages into a `Market`: contact points, offers and wordings, counted by message.

A contact point that occurs twice in a message counts once. Nothing is kept in clear text (`core/vault.py`).
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import polars as pl

from triage.core.keys import Key
from triage.core.model import AT, Batch, Source
from triage.core.summary import Market
from triage.core.sums import MOST, Least, Sampled, Sighting
from triage.core.vault import sealed
from triage.detect.eyes import Eyes
from triage.market.contacts import contacts
from triage.market.facts import facts
from triage.market.lexicon import Lexicon
from triage.market.prices import offers
from triage.market.talk import Talk, messages, talk_of
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
    return observe_all([(source, batch)], eyes, key)[0]


def observe_all(several: Sequence[tuple[Source, Batch]], eyes: Eyes, key: Key | None) -> list[Market]:
    """Return the same for batches of several sources; for many small ones much sooner than one by one."""
    told = [Market()] * len(several)
    alike: dict[Talk, list[int]] = defaultdict(list)
    for place, (source, _) in enumerate(several) if key else ():
        if talk := talk_of(source):
            alike[talk].append(place)
    for talk, places in alike.items():
        markets = _observe([several[place][1].frame for place in places], talk, eyes, key)  # type: ignore[arg-type]
        for number, market in markets.items():
            told[places[number]] = market
    return told


def _observe(frames: Sequence[pl.DataFrame], talk: Talk, eyes: Eyes, key: Key) -> dict[int, Market]:
    """Return what the messages of batches alike offer, by the number of the batch; nothing of one that has none."""
    lexicon = _lexicon(Edition.of(next(iter(eyes.recognizers.values())).rules))
    texts = messages(_of_all(frames, talk), talk, lexicon.sign)
    if not texts.height:
        return {}
    texts = without_records(texts, lexicon).with_columns(_group(texts["author"]))
    about = texts.select("row", "source", "at", "time", "group", "is_forwarded", "records")
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
    parts: dict[str, Mapping[int, Any]] = {
        "contacts": _sampled(points, about),
        "together": _sampled(pl.concat([_together(points), _beside(points, named)]), about),
        "offers": _sampled(named, about),
        "wordings": _sampled(wordings.rename({"sketch": "name"}).with_columns(pl.lit("").alias("how")), about),
        "authors": _authors_counted(ads),
        "counts": _counts(about),
    }
    return {
        number: Market(**{name: each[number] for name, each in parts.items() if number in each})
        for number in sorted(set().union(*parts.values()))
    }


def _of_all(frames: Sequence[pl.DataFrame], talk: Talk) -> pl.DataFrame:
    """Return the columns that messages are made of, of all batches, with the number of the "source" of each row."""
    wanted = [str(at) for at in sorted({*talk.texts, *talk.prices, *talk.authors, *talk.forwards, *talk.times})]
    whole = pl.concat([frame.select(*wanted, AT) for frame in frames])
    numbers = np.repeat(np.arange(len(frames), dtype=np.uint32), [frame.height for frame in frames])
    return whole.with_columns(pl.Series("source", numbers))


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


def _sampled(named: pl.DataFrame, about: pl.DataFrame) -> dict[int, Sampled]:
    """Return the sightings of each "name", counted by message, of each source that has any."""
    once = named.select("row", "name", "how").unique(["row", "name"], keep="first", maintain_order=True)
    told = once.join(about.select("row", "source", "at", "time", "group"), on="row", how="inner")
    if told.height <= MOST:
        return {source: Sampled.of(entries) for source, entries in _entries(told).items()}
    found: dict[int, Sampled] = {}
    for (source,), own in told.partition_by("source", as_dict=True).items():
        names = own["name"].unique()
        level, is_kept = Sampled.level_of(names)
        entries = _entries(own.filter(pl.col("name").is_in(names.filter(is_kept).implode())))
        found[source] = Sampled.of(entries[source], level)
    return found


def _entries(told: pl.DataFrame) -> dict[int, dict[str, Sighting]]:
    rows = told.group_by("source", "name").agg(
        pl.len().alias("messages"),
        pl.col("at").min().alias("first"),
        pl.col("time").min().alias("since"),
        pl.col("time").max().alias("until"),
        pl.col("how"),
        pl.col("group"),
    )
    entries: dict[int, dict[str, Sighting]] = defaultdict(dict)
    for row in rows.sort("source", "name").iter_rows(named=True):
        entries[row["source"]][row["name"]] = _sighting(row)
    return entries


def _sighting(row: Mapping[str, Any]) -> Sighting:
    until = None if row["until"] is None else -row["until"]
    how, authors = Counter(filter(None, row["how"])), Counter(row["group"])
    return Sighting(row["messages"], Least(row["first"]), Least(row["since"]), Least(until), how, authors)


def _authors_counted(ads: pl.DataFrame) -> dict[int, Counter[str]]:
    """Return the number of advertisements by group of authors, of each source that has any."""
    return _by_source(ads.group_by("source", "group", maintain_order=True).len())


def _counts(about: pl.DataFrame) -> dict[int, Counter[str]]:
    """Return the number of messages by kind, of each source: advertisements, forwarded, queries, records, complaints.

    `other_goods` are advertisements that name no personal data. Complaints are counted by author.
    """
    is_ad = pl.col("is_ad")
    kinds = about.group_by("source", maintain_order=True).agg(
        (is_ad & pl.col("names_data").not_()).sum().alias("other_goods"),
        is_ad.sum().alias("advertisements"),
        (is_ad & pl.col("is_forwarded")).sum().alias("forwarded"),
        pl.col("is_query").sum().alias("queries"),
        pl.col("records").sum().alias("records"),
    )
    told = _by_source(kinds.unpivot(index="source"))
    for kind in ("undelivered", "invented"):
        said = about.filter(pl.col(f"says_{kind}") & pl.col("is_ad").not_())
        by = said.group_by("source", pl.lit(f"{kind}=") + pl.col("group"), maintain_order=True).len()
        for source, counts in _by_source(by).items():
            told.setdefault(source, Counter()).update(counts)
    return told


def _by_source(counted: pl.DataFrame) -> dict[int, Counter[str]]:
    """Return the counts that are not 0 (source, name, count), by source and name."""
    told: dict[int, Counter[str]] = {}
    for source, name, count in counted.iter_rows():
        if count:
            told.setdefault(source, Counter())[name] += count
    return told
