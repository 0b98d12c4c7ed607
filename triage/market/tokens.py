"""Split texts of messages into tokens, in order and by line: products, prices, numbers, links, words.

Lines of a record inside a message are left out: their numbers belong to the person whom the record is about.
"""

from __future__ import annotations

import polars as pl

from triage.market.lexicon import BARE, BREAK, HOLES, OTHER, WORD, Lexicon, bordered, exactly

_IDENTITY = ("cnic", "father", "address", "dob", "old_nic", "mother", "family_number")
"""Fields of which a record inside a message has at least one, and an advertisement none."""

_LEAST = 2
"""Fewest lines of a record."""

_LISTED = ("sim_owner", "cnic_details", "family_tree", "cdr")
_SEVERAL = 2
"""Products of which a list with prices names at least so many in one word each ("sim 150, cnic 350")."""

_LABEL = r"^\W*([\p{L}][^:=\n]{0,38}?)\s*(?::|=|\s-\s)"
"""Pattern of the label before a colon, an equals sign or a dash on a line."""

_CNIC = r"\b[1-8][0-9]{4}[ -]?[0-9]{7}[ -]?[0-9]\b"


def without_records(texts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Return the messages with lines of records removed from "text"; "records" counts the records of a message."""
    lines = texts.select("row", pl.col("text").str.split("\n").alias("line")).explode("line")
    label = pl.col("line").str.extract(_LABEL)
    known = label.map_batches(
        lambda labels: _same(labels).replace_strict(dict(lexicon.fields), default=None), pl.String
    )
    lines = lines.with_columns(known.alias("field"), pl.col("line").str.contains(_CNIC).alias("has_cnic"))
    is_labelled = pl.col("field").is_not_null()
    lines = lines.with_columns((is_labelled != is_labelled.shift(1).over("row")).fill_null(value=True).alias("is_new"))
    lines = lines.with_columns(pl.col("is_new").cum_sum().over("row").alias("run"))
    run = ["row", "run"]
    is_record = (is_labelled & pl.col("field").is_in(_IDENTITY).any().over(run) & (pl.len().over(run) >= _LEAST)).alias(
        "is_record"
    )
    lines = lines.with_columns(is_record)
    begins = pl.col("is_record") & pl.col("is_new")
    kept = pl.when(pl.col("is_record") | pl.col("has_cnic")).then(pl.lit("")).otherwise("line")
    joined = lines.group_by("row", maintain_order=True).agg(
        kept.str.join("\n").alias("text"), begins.sum().alias("records")
    )
    return texts.drop("text").join(joined, on="row", how="left", maintain_order="left")


def _same(labels: pl.Series) -> pl.Series:
    """Return labels in lower case with only letters and digits."""
    return labels.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "")


def tokens(texts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Return the tokens of each message ("row", "source", "text") in order.

    Columns: "row", "token", "kind" (a key of `Lexicon.shapes`, or "products", "payments", "wordings"), "id" (the rule
    of a word), "line" (UInt32, from 0 in each message) and, of a thing sold, "common" (`_commonness`).
    """
    found = _cut(texts, lexicon)
    shapes = [(name, f"(?is)^(?:{each})$") for name, each in lexicon.shapes.items() if name not in (WORD, OTHER)]
    known = [pl.when(pl.col("token").str.contains(each)).then(pl.lit(name)) for name, each in shapes]
    kind = pl.coalesce([*known, pl.lit(WORD)])
    found = found.with_columns(kind.alias("kind"))
    word = pl.when(pl.col("kind") == WORD).then(pl.col("token"))
    meaning = _same(found.select(word.alias("word"))["word"]).replace_strict(
        dict(lexicon.classes), default=None, return_dtype=pl.String
    )
    found = found.with_columns(meaning.str.split(":").alias("meaning"))
    is_word, named = pl.col("kind") == WORD, pl.col("meaning").list.get(0, null_on_oob=True)
    is_composed = pl.col("product").is_not_null()
    found = found.with_columns(
        pl.when(is_composed).then(pl.lit("products")).when(is_word).then(named.fill_null(OTHER)).otherwise("kind")
        .alias("kind"),
        pl.coalesce("product", pl.col("meaning").list.get(1, null_on_oob=True)).alias("id"),
        _commonness(found, lexicon).alias("common"),
    ).drop("meaning", "product")  # fmt: skip
    is_break = pl.col("kind") == BREAK
    found = _with_list(found, lexicon)
    return (
        found.filter(pl.col("kind").is_not_null())
        .with_columns(is_break.cum_sum().over("row").cast(pl.UInt32).alias("line"))
        .filter(pl.col("kind") != BREAK)
    )


def _with_list(found: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Return the tokens with words such as "sim" right before prices as things sold, if a message prices several."""
    kind, row = pl.col("kind"), "row"
    meant = (
        pl.col("token")
        .str.to_lowercase()
        .replace_strict(lexicon.composition.listed, default=None, return_dtype=pl.String)
    )
    is_before = kind.shift(-1).over(row).is_in(["price", BARE])
    listed = pl.when(kind.is_in([OTHER, "wordings"]) & is_before).then(meant)
    told = found.with_columns(listed.alias("listed"))
    several = told.filter(pl.col("listed").is_in(_LISTED)).group_by(row).agg(pl.col("listed").n_unique())
    rows = several.filter(pl.col("listed") >= _SEVERAL)[row]
    is_told = pl.col("listed").is_not_null() & pl.col(row).is_in(rows.implode())
    return told.with_columns(
        pl.when(is_told).then(pl.lit("products")).otherwise("kind").alias("kind"),
        pl.when(is_told).then("listed").otherwise("id").alias("id"),
    ).drop("listed")


def _commonness(found: pl.DataFrame, lexicon: Lexicon) -> pl.Series:
    """Return how common each thing sold is in honest trades; null if only who sells data names it.

    "common" if others say it too, as what is composed of words about some products ("degree copy"), unless it is
    anybody's ("degree of any person"); "beside" if it is personal data only beside another thing.
    """
    listed = _same(found["token"]).replace_strict(dict(lexicon.common), default=None, return_dtype=pl.String)
    is_anybodys = pl.col("token").str.contains(f"(?i){bordered(lexicon.words('anybody'))}")
    known = _same(found["token"]).replace_strict(dict(lexicon.classes), default=None, return_dtype=pl.String)
    is_composed = pl.col("product").is_in(lexicon.common_composed) & known.is_null() & is_anybodys.not_()
    return found.select(pl.when(is_composed).then(pl.lit("common")).otherwise(listed).alias("common"))["common"]


def _cut(texts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Return the tokens ("row", "token", "product" of what is composed) of each message in order.

    Numbers and addresses are cut out first, then amounts of money, then things sold that are composed of words, and a
    hole is left in the place of each. Lines, words and holes are told in order, and each hole gets what was cut out.
    """
    *cutting, words = lexicon.searches
    left = texts.select("row", pl.col("text").str.replace_all("[\x01\x02\x03]", " "))
    numbers, left = _cut_out(left, cutting[0], HOLES[0])
    money, left = _cut_out(left, cutting[1], HOLES[1])
    left, products = _with_things(left, texts["source"], lexicon)
    things, left = left["thing"].explode(empty_as_null=False), left.drop("thing")
    found = left.select("row", pl.col("text").str.extract_all(words).alias("token")).explode("token").drop_nulls()
    for hole, own in zip(HOLES, (numbers, money, things), strict=True):
        is_hole = found["token"] == hole
        place = pl.select(pl.when(is_hole).then(is_hole.cum_sum() - 1)).to_series()
        found = found.with_columns(pl.when(is_hole).then(own.gather(place)).otherwise("token").alias("token"))
    product = found["token"].replace_strict(products, default=None, return_dtype=pl.String)
    return found.with_columns(pl.when(is_hole).then(product).alias("product"))  # the last holes are those of things


def _with_things(left: pl.DataFrame, source: pl.Series, lexicon: Lexicon) -> tuple[pl.DataFrame, dict[str, str]]:
    """Return texts with a hole in the place of each "thing" that is composed of words, and the product of each thing.

    What the texts of one source name is searched in them, and in no other's.
    """
    hits = left.select(source, pl.col("text").str.extract_all(lexicon.composition.pattern).alias("hit"))
    named = dict(hits.explode("hit").drop_nulls().group_by("source").agg("hit").iter_rows())
    products = {each: lexicon.composed(own) for each, own in named.items()}
    patterns = {each: exactly(own) for each, own in products.items() if own}
    told = left.with_columns(source.replace_strict(patterns, default="", return_dtype=pl.String).alias("pattern"))
    cut = [
        own.with_columns(_things(pattern), pl.col("text").str.replace_all(pattern, HOLES[2]) if pattern else "text")
        for (pattern,), own in told.with_row_index("place").partition_by("pattern", as_dict=True).items()
    ]
    whole = pl.concat(cut).sort("place").drop("place", "pattern") if cut else left.with_columns(_things(""))
    return whole, {thing: product for own in products.values() for thing, product in own.items()}


def _things(pattern: str) -> pl.Expr:
    nothing = pl.lit([], dtype=pl.List(pl.String))
    return (pl.col("text").str.extract_all(pattern) if pattern else nothing).alias("thing")


def _cut_out(left: pl.DataFrame, pattern: str, hole: str) -> tuple[pl.Series, pl.DataFrame]:
    """Return what a pattern matches, of all texts in order, and the texts with a hole in the place of each."""
    found = left["text"].str.extract_all(pattern).explode(empty_as_null=False)
    return found, left.with_columns(pl.col("text").str.replace_all(pattern, hole))
