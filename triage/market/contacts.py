"""Find contact points in tokens: what a seller can be reached by or paid to, each with how it was recognised.

How: "link" (an address that names it), "order" (a number or name in an advertisement), "contact" (after a contact
word), "payment" (after a payment service), "public" and "agent" (words next to it state that it is nobody's own),
"author" (an author of advertisements who is known by his number), "unchecked" (its check digits are wrong), "warning"
(a message that warns of it), "forwarded" (another person wrote it).
"""

from __future__ import annotations

import polars as pl

from triage.detect.eyes import Eyes
from triage.market.checksums import coin_kinds
from triage.market.lexicon import Lexicon, texts
from triage.rules.model import MarketRule

_NUMBER_KINDS = ("mobile", "foreign", "digits", "iban", "coin", "wallet_name")
_NAMES = ("handle", "email", "link")
_WARNED = 2
"""Most words between what an offer warns of and the warning."""

_ABOVE = 2
"""Most lines between a heading that states what a number is for and the number."""


def contacts(found: pl.DataFrame, lexicon: Lexicon, eyes: Eyes) -> pl.DataFrame:
    """Return the contact points in the tokens of messages; `found` also has the columns of `facts`.

    Columns: "row", "kind" (String), "value" (canonical, String) and "how" (String).
    """
    if not found.height:
        return _nothing()
    labelled = _labels(found)
    parts = [_numbers(labelled, eyes), _links(labelled, lexicon), _handles(labelled), _emails(labelled, eyes)]
    return pl.concat(parts).drop_nulls("value").unique(maintain_order=True)


def _nothing() -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.UInt32, "kind": pl.String, "value": pl.String, "how": pl.String})


def _labels(found: pl.DataFrame) -> pl.DataFrame:
    """Add to each token a "label" that states what it is for, "note", a doubt about it, and whether it "is_warned" of.

    Who offers something with its price warns only of what is behind the warning on its line, or if nothing is, of what
    is right before it.

    A label is a payment service, or "contact". On a line that begins with a number the label follows it, otherwise it
    precedes it; a line without a label takes that of a heading above.
    """
    kind, which = pl.col("kind"), pl.col("id")
    label = (
        pl.when(kind == "payments")
        .then(which)
        .when((kind == "wordings") & (which == "contact"))
        .then(pl.lit("contact"))
    )
    is_number = kind.is_in(_NUMBER_KINDS)
    line = ["row", "line"]
    told = found.with_columns(label.alias("own"), is_number.alias("is_number"))
    told = told.with_columns(
        pl.col("own").forward_fill().over(line).alias("before"),
        pl.col("own").backward_fill().over(line).alias("after"),
        pl.col("is_number")
        .filter(pl.col("is_number") | pl.col("own").is_not_null())
        .first()
        .over(line)
        .alias("number_first"),
        (pl.col("own").is_not_null().any() & pl.col("is_number").any().not_()).over(line).alias("is_heading"),
    )
    heading = pl.when(pl.col("is_heading")).then("own")
    told = told.with_columns(
        heading.forward_fill().over("row").alias("above"),
        pl.when(heading.is_not_null()).then("line").forward_fill().over("row").alias("above_line"),
    )
    is_near = (pl.col("line") - pl.col("above_line")) <= _ABOVE
    here = pl.when("number_first").then(pl.coalesce("after", "before")).otherwise(pl.coalesce("before", "after"))
    # A bot signs its answers "powered by" and says where to pay on the same line; a web designer says no such thing.
    is_signed = pl.col("token").str.to_lowercase().str.starts_with("powered") & (kind == "payments").any().over(line)
    doubt = pl.when((kind == "wordings") & which.is_in(["public", "agent"]) & is_signed.not_()).then(which)
    is_warning = (kind == "wordings") & (which == "warning")
    is_after = is_warning.cum_sum().over(line) > 0
    is_named = kind.is_in([*_NUMBER_KINDS, *_NAMES])
    is_last = (is_named & is_after).any().over(line).not_()
    is_before = is_last & pl.any_horizontal(is_warning.shift(-at).over(line) for at in range(1, _WARNED + 1))
    is_priced = pl.col("has_price") & pl.col("has_product")
    return told.with_columns(
        (pl.col("says_warning") & (is_priced.not_() | is_after | is_before)).fill_null(value=False).alias("is_warned"),
        pl.coalesce(here, pl.when(is_near).then("above")).alias("label"),
        doubt.drop_nulls().first().over(line).alias("note"),
    )


def _how(label: pl.Expr) -> pl.Expr:
    """Return how a contact point was recognised: a doubt first, then its label."""
    return (
        pl.when("is_warned").then(pl.lit("warning"))
        .when(pl.col("is_forwarded") | pl.col("says_repost")).then(pl.lit("forwarded"))
        .when(pl.col("note").is_not_null()).then("note")
        .otherwise(label)
    ).alias("how")  # fmt: skip


def _numbers(found: pl.DataFrame, eyes: Eyes) -> pl.DataFrame:
    """Return mobile numbers, wallets, bank accounts, cards and coins in advertisements."""
    told = found.filter(pl.col("is_number") & pl.col("is_ad"))
    if not told.height:
        return _nothing()
    cells = told["token"]
    values = {
        "mobile": _good(eyes, "PK_MOBILE_NUMBER", cells), "iban": _good(eyes, "IBAN_CODE", cells),
        "card": _good(eyes, "CREDIT_CARD", cells.str.replace_all("[ -]", "")),
        "landline": _good(eyes, "PK_LANDLINE_NUMBER", cells),
    }  # fmt: skip
    told = told.with_columns(*(each.alias(f"as_{name}") for name, each in values.items()), *coin_kinds(cells))
    written = pl.col("token").str.to_uppercase().str.replace_all("[^0-9A-Z]", "")
    is_unchecked = ((pl.col("kind") == "iban") & pl.col("as_iban").is_null()) | (
        (pl.col("kind") == "coin") & pl.col("coin_holds").not_()
    )
    kind, label, digits = pl.col("kind"), pl.col("label"), pl.col("token").str.replace_all("[^0-9]", "")
    is_wallet = label.is_not_null() & label.is_in(["contact", "bank", "crypto"]).not_()
    is_account = (kind == "digits") & label.is_in(["bank", *_wallets(eyes)])
    wallet = pl.when(is_wallet).then(label)
    chosen = (
        pl.when(kind == "mobile").then(pl.coalesce(wallet, pl.lit("mobile")))
        .when(kind == "iban").then(pl.lit("iban"))
        .when(kind == "coin").then("coin")
        .when(kind == "wallet_name").then(pl.lit("wallet_name"))
        .when(kind == "foreign").then(pl.lit("mobile"))
        .when(pl.col("as_card").is_not_null() & label.is_not_null() & (label != "contact")).then(pl.lit("card"))
        .when((kind == "digits") & pl.col("as_landline").is_not_null() & (label == "contact")).then(pl.lit("landline"))
        .when(is_account).then(pl.lit("bank_account"))
    )  # fmt: skip
    value = (
        pl.when(kind == "mobile").then("as_mobile")
        .when(kind == "iban").then(written)
        .when(kind == "coin").then("token")
        .when(kind == "wallet_name").then(pl.col("token").str.to_lowercase())
        .when(kind == "foreign").then(pl.lit("+") + digits)
        .when(chosen == "card").then("as_card")
        .when(chosen == "landline").then("as_landline")
        .otherwise(digits)
    )  # fmt: skip
    is_paid_to = is_wallet | is_account | pl.col("chosen").is_in(["iban", "card", "wallet_name"]) | (kind == "coin")
    by = (
        pl.when(is_paid_to)
        .then(pl.lit("payment"))
        .when(label == "contact")
        .then(pl.lit("contact"))
        .otherwise(pl.lit("order"))
    )
    told = told.with_columns(chosen.alias("chosen"), value.alias("value"), is_unchecked.alias("is_unchecked"))
    told = told.filter(pl.col("chosen").is_not_null() & (pl.col("is_unchecked").not_() | pl.col("label").is_not_null()))
    how = pl.when("is_unchecked").then(pl.lit("unchecked")).otherwise(by)
    return told.select("row", pl.col("chosen").alias("kind"), "value", _how(how))


def _wallets(eyes: Eyes) -> tuple[str, ...]:
    rules = next(iter(eyes.recognizers.values())).rules
    return tuple(name for name in rules.market["payments"] if name != "crypto")


def _good(eyes: Eyes, entity: str, cells: pl.Series) -> pl.Series:
    """Return canonical values; null if a cell holds no valid one."""
    judged = eyes.values(entity, cells)
    return judged.select(pl.when("valid").then("value").alias("value"))["value"]


def _links(found: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Return what addresses name: accounts on platforms in any message, web sites in advertisements only."""
    told = found.filter(pl.col("kind") == "link")
    if not told.height:
        return _nothing()
    address = pl.col("token").str.replace(r"[.,;:!?]+$", "")
    named = [_named(address, rule, pattern) for rule, pattern in lexicon.links()]
    host = address.str.to_lowercase().str.extract(
        r"^(?:https?://)?(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})(?::[0-9]+)?(?:[/?#].*)?$"
    )
    hosts = texts(lexicon.rules.market["contacts"]["site"], "not")
    is_public = pl.any_horizontal(*((host == each) | host.str.ends_with(f".{each}") for each in hosts))
    site = pl.when(pl.col("is_ad") & is_public.not_()).then(
        pl.struct(pl.lit("site").alias("kind"), host.alias("value"))
    )
    both = pl.coalesce([*named, site])
    return (
        told.with_columns(both.alias("point"))
        .filter(pl.col("point").is_not_null())
        .select(
            "row", pl.col("point").struct.field("kind"), pl.col("point").struct.field("value"), _how(pl.lit("link"))
        )
    )


def _named(address: pl.Expr, rule: MarketRule, pattern: str) -> pl.Expr:
    """Return kind and value of an address that matches this pattern; null for others, and if it names nobody."""
    form, kind = rule.settings.get("value"), rule.id
    name = address.str.extract(f"(?i){pattern}")
    bare = name if form == "case" else name.str.to_lowercase().str.replace(r"[.]+$", "")
    if form == "phone":
        local = bare.str.extract("^(?:0*92|0)?(3[0-9]{9})$")
        bare = pl.coalesce(pl.lit("0") + local, pl.lit("+") + bare)
    kinds = (
        pl.when(bare.str.ends_with("bot")).then(pl.lit("bot")).otherwise(pl.lit(kind))
        if kind == "telegram"
        else pl.lit(kind)
    )
    good = name.is_not_null() & bare.is_in(texts(rule, "not")).not_()
    return pl.when(good).then(pl.struct(kinds.alias("kind"), bare.alias("value")))


def _handles(found: pl.DataFrame) -> pl.DataFrame:
    """Return names after "@" in advertisements, and names of bots in any message."""
    name = pl.col("token").str.slice(1).str.to_lowercase().str.replace(r"[._]+$", "")
    is_bot = name.str.ends_with("bot")
    told = found.filter((pl.col("kind") == "handle") & (pl.col("is_ad") | is_bot))
    kind = pl.when(is_bot).then(pl.lit("bot")).otherwise(pl.lit("handle"))
    by = pl.when(pl.col("label") == "contact").then(pl.lit("contact")).otherwise(pl.lit("order"))
    return told.select("row", kind.alias("kind"), name.alias("value"), _how(by))


def _emails(found: pl.DataFrame, eyes: Eyes) -> pl.DataFrame:
    told = found.filter((pl.col("kind") == "email") & pl.col("is_ad"))
    value = _good(eyes, "EMAIL_ADDRESS", told["token"]).alias("value")
    return told.select("row", pl.lit("email").alias("kind"), value, _how(pl.lit("contact")))
