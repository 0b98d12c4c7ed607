"""Find offers in tokens: which product, for how much, in which currency, for which period."""

from __future__ import annotations

import polars as pl

from triage.core.names import same
from triage.market.lexicon import BARE, OTHER, SIGN, Lexicon, bordered, pattern_of

_LEAST, _MOST = 10, 10_000_000
"""Range of prices in rupees: numbers outside it are something else."""

_DOLLARS_LEAST = 1
_LEAST_BARE, _DAYS = 50, 31
"""Least price without a sign of money, and most days or months that a number before such a word counts."""

_ONES = r"^[0-9]{1,3} ?(?:numbers?|sims?)$"

_WORDS = 2
"""Number of unknown words on a line with a price that may name an unknown product."""


def offers(found: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Return the offers in the tokens of advertisements.

    Columns: "row", "product" (id of a product, "" if not named), "amount" (String, whole or with decimals), "currency"
    ("PKR" or "USD") and "period" ("" if not named).
    """
    may = pl.col("has_price") | (pl.col("has_bare") & pl.col("is_ad"))
    told = found.filter(may & (pl.col("has_product") | pl.col("is_ad")) & pl.col("is_query").not_())
    told = _with_alone(_with_less(_with_periods(told, lexicon)), lexicon)
    told = _with_both(_with_products(_with_few(_with_bare(told))))
    priced = told.filter((pl.col("kind") == "price") & _is_quantity(lexicon).not_())
    amount, currency = _amount(pl.col("token"), lexicon)
    priced = priced.with_columns(amount.alias("amount"), currency.alias("currency"))
    least = pl.when(pl.col("currency") == "USD").then(_DOLLARS_LEAST).otherwise(_LEAST)
    good = priced.filter((pl.col("amount") >= least) & (pl.col("amount") <= _MOST))
    shown = (
        pl.when(pl.col("amount") % 1 == 0)
        .then(pl.col("amount").cast(pl.Int64).cast(pl.String))
        .otherwise(pl.col("amount").cast(pl.String))
    )
    of_numbers = (pl.col("product") == "database") & _is_of_a_number(lexicon)
    named = pl.when(of_numbers).then(pl.lit("sim_owner")).otherwise("product")
    product = pl.when("names_data").then(named).fill_null("").alias("product")
    period = pl.col("period").fill_null("")
    return good.select("row", product, shown.alias("amount"), "currency", period).unique(maintain_order=True)


def _with_bare(told: pl.DataFrame) -> pl.DataFrame:
    """Return the tokens with a bare number right behind a product, its period or its quantity as a price.

    So is one behind a sign ("sim ... 150"), or "instead of" a price, on a line with a product. Not a year, not a number
    of months.
    """
    kind, which, line = pl.col("kind"), pl.col("id"), ["row", "line"]
    before, is_period = kind.shift(1).over(line), (kind == "wordings") & (which == "period")
    is_behind = before.is_in(["products", "quantity"]) | is_period.shift(1).over(line)
    is_instead = (kind == "wordings") & (which == "instead")
    is_behind |= is_instead.shift(1).over(line) | pl.col("token").str.contains(f"^{SIGN}")
    number = pl.col("token").str.replace(f"^{SIGN}", "").str.replace_all(",", "")
    amount = number.cast(pl.Int64, strict=False)
    is_year = number.str.contains("^(?:199|20[0-3])[0-9]$") & (number != "2000")
    is_year &= is_instead.shift(1).over(line).fill_null(value=False).not_()
    is_time = is_period.shift(-1).over(line) & (amount <= _DAYS)
    has_product = (kind == "products").any().over(line)
    is_price = pl.col("is_ad") & (amount >= _LEAST_BARE) & has_product & is_behind & ~is_year & ~is_time
    is_told = (kind == BARE) & is_price.fill_null(value=False)
    return told.with_columns(pl.when(is_told).then(pl.lit("price")).otherwise(kind).alias("kind"))


def _with_alone(told: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Return the tokens of advertisements of data with words such as "calls" right before a price as things sold."""
    kind, line = pl.col("kind"), ["row", "line"]
    meant = (
        pl.col("token")
        .str.to_lowercase()
        .replace_strict(lexicon.composition.alone, default=None, return_dtype=pl.String)
    )
    next_, second = (kind.shift(-each).over(line) for each in (1, 2))
    is_before = next_.is_in(["price", BARE]) | ((next_ == "quantity") & second.is_in(["price", BARE]))
    is_named = (kind == "products").any().over(_part(kind))
    may_be = kind.is_in([OTHER, "wordings"]) & pl.col("has_product") & is_before & is_named.not_() & meant.is_not_null()
    return told.with_columns(
        pl.when(may_be).then(pl.lit("products")).otherwise(kind).alias("kind"),
        pl.when(may_be).then(meant).otherwise("id").alias("id"),
    )


def _part(kind: pl.Expr) -> list[pl.Expr]:
    """Return message, line and part of each token: a part ends with a price, or with a number that may be one."""
    is_price = kind.is_in(["price", BARE])
    return [pl.col("row"), pl.col("line"), is_price.cum_sum().over(["row", "line"]) - is_price.cast(pl.UInt32)]


def _with_less(told: pl.DataFrame) -> pl.DataFrame:
    """Return the tokens with an amount that a price is less by ("50 rs off") as no price."""
    kind = pl.col("kind")
    is_word = ((kind == "wordings") & (pl.col("id") == "reduction")).shift(-1).over(["row", "line"])
    is_less = (kind == "price") & is_word.fill_null(value=False)
    return told.with_columns(pl.when(is_less).then(pl.lit("less")).otherwise(kind).alias("kind"))


def _with_both(told: pl.DataFrame) -> pl.DataFrame:
    """Return the tokens with a price of several things ("both 300") once more for each thing before it on its line."""
    kind = pl.col("kind")
    is_both = (kind == "wordings") & (pl.col("id") == "together")
    told = told.with_columns(_part(kind)[-1].alias("part"))
    each = ["row", "line", "part"]
    several = told.filter((is_both & (kind == "products").any().over(each)).any().over(each))
    prices = several.filter(kind == "price").drop("product")
    more = several.filter(kind == "products").select(*each, pl.col("id").alias("product"))
    return pl.concat([told, prices.join(more, on=each).select(told.columns)])


def _with_few(told: pl.DataFrame) -> pl.DataFrame:
    """Return the tokens with all data of a few numbers as records of numbers, which are no whole database."""
    kind, line = pl.col("kind"), ["row", "line"]
    next_ = pl.col("token").shift(-1).over(line)
    is_few = (kind.shift(-1).over(line) == "quantity") & next_.str.contains(f"(?i){_ONES}")
    is_whole = (kind == "products") & (pl.col("id") == "database") & pl.col("token").str.contains("(?i)data$")
    return told.with_columns(pl.when(is_whole & is_few).then(pl.lit("sim_owner")).otherwise("id").alias("id"))


def _is_of_a_number(lexicon: Lexicon) -> pl.Expr:
    """Return true for a price of one number ("500 per number"): what is sold of a database then is a look-up."""
    words = lexicon.rules.market["wordings"]["each_one"].settings["number"]
    return pl.col("token").str.contains(rf"(?i)(?:{pattern_of(tuple(map(str, words)))})$")  # type: ignore[call-overload]


def _is_quantity(lexicon: Lexicon) -> pl.Expr:
    """Return true if an amount is a number of things.

    It is in lakhs or crores alone, on a line that has a price with a currency. Crores are never a price without a
    currency; an equals sign or a period needs the thing sold on the same line.
    """
    token, line = pl.col("token"), ["row", "line"]
    money = lexicon.words("rupees", "dollars")
    behind = rf"[0-9] ?(?:{bordered(money, is_behind_digits=True)})"
    signs = rf"[$\x{{20a8}}]|/[-=]|{behind}|{bordered((*money, *lexicon.words('price')))}"
    has_sign = token.str.contains(rf"(?i){signs}")
    is_price = pl.col("kind") == "price"
    many = token.str.contains(rf"(?i)(?:{pattern_of(lexicon.words('lakh', 'crore'))})") & has_sign.not_()
    crores = token.str.contains(rf"(?i)(?:{pattern_of(lexicon.words('crore'))})") & has_sign.not_()
    beside = (is_price & has_sign).any().over(line)
    alone = token.str.contains("^= ?[0-9,]+$") | token.str.contains(rf"(?i)^(?:{bordered(lexicon.words('period'))})")
    is_far = alone & (pl.col("kind") == "products").any().over(line).not_()
    return (many & beside) | crores | is_far


def _with_products(told: pl.DataFrame) -> pl.DataFrame:
    """Add to each token the "product" that it is about.

    On a line that begins with a price the product follows it, otherwise it precedes it; a line without one takes the
    last above, or if there is none the first below; a line with unknown words of its own names an unknown product.
    """
    kind, line = pl.col("kind"), ["row", "line"]
    is_included = ((kind == "wordings") & (pl.col("id") == "included")).shift(1).over(line).fill_null(value=False)
    own = pl.when((kind == "products") & is_included.not_()).then("id")
    is_either = kind.is_in(["products", "price"])
    told = told.with_columns(
        own.forward_fill().over(line).alias("before"),
        own.backward_fill().over(line).alias("after"),
        own.forward_fill().over("row").alias("above"),
        own.backward_fill().over("row").alias("below"),
        (kind.filter(is_either).first() == "price").over(line).alias("price_first"),
    )
    is_word = (kind == OTHER) | ((kind == "wordings") & (pl.col("id") == "quantity"))
    is_named = is_word.sum().over(line) >= _WORDS
    own_line = pl.when(is_named).then(pl.lit("")).otherwise(None)
    here = pl.when("price_first").then(pl.coalesce("after", "before")).otherwise(pl.coalesce("before", "after"))
    return told.with_columns(pl.coalesce(here, own_line, "above", "below").alias("product"))


def _with_periods(told: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add to each token the "period" named by the next token of its line, if that is a word of periods."""
    rule = lexicon.rules.market["wordings"]["period"]
    names = {
        same(word): name for name, words in rule.settings.items() if isinstance(words, list) for word in map(str, words)
    }
    word = pl.col("token").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "")
    is_period = (pl.col("kind") == "wordings") & (pl.col("id") == "period")
    own = pl.when(is_period).then(word.replace_strict(names, default=None, return_dtype=pl.String))
    told = told.with_columns(own.alias("own_period"))
    return told.with_columns(pl.col("own_period").shift(-1).over(["row", "line"]).alias("period"))


def _amount(token: pl.Expr, lexicon: Lexicon) -> tuple[pl.Expr, pl.Expr]:
    """Return the amount (Float64) and currency of a price."""
    amount = token.map_batches(lambda tokens: _amounts(tokens, lexicon), pl.Float64)
    dollars = pattern_of(lexicon.words("dollars"))
    is_dollars = token.str.contains(rf"(?i)\$|(?:{dollars})")
    return amount, pl.when(is_dollars).then(pl.lit("USD")).otherwise(pl.lit("PKR"))


def _amounts(tokens: pl.Series, lexicon: Lexicon) -> pl.Series:
    """Return the amount of each price; one that comes again is worked out once."""
    distinct = tokens.unique().drop_nulls().to_list()
    told = {each: _amount_of(each, lexicon) for each in distinct}
    return tokens.replace_strict(told, default=None, return_dtype=pl.Float64)


def _amount_of(token: str, lexicon: Lexicon) -> float | None:
    """Return the sum of the parts of an amount: "1 lakh 20 hazar" is 120,000; null if it has none."""
    words, times = lexicon.counted
    total: float | None = None
    for digits, word, many in lexicon.parts_of_amounts.findall(token.lower()):
        number = float(digits.replace(",", "")) if digits else float(words[same(word)])
        total = (total or 0.0) + number * (times[same(many)] if many else 1)
    return total
