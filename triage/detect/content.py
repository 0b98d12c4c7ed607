"""What the sampled cells of a column say by themselves: which entities' forms they have, and which only look so."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from recognizers import Recognizer, fold_column
from recognizers.cnic import listed_prefix
from recognizers.lookalike import ean13, epoch_milliseconds
from recognizers.mobile import prefix
from rules.model import ColumnRule
from triage.detect.eyes import Eyes
from triage.detect.sweep import doubted
from triage.detect.wholeness import beside, is_sentence, wholeness


@dataclass(frozen=True, slots=True)
class Content:
    """What the sampled cells of one column say. Rates in [0, 1] over non-empty cells.

    `found` and `valid` are of cells that are a value of the entity, as a whole or but for a label; `held_found` and
    `held_valid` of cells that have one beside a few words, for a column whose header names the entity. `sentences` are
    cells of several words, or with an identifier among words. `doubted` are entities as in `triage.core.model.Role`.
    """

    cells: int
    found: Mapping[str, float]
    valid: Mapping[str, float]
    held_found: Mapping[str, float]
    held_valid: Mapping[str, float]
    sentences: float
    doubted: tuple[str, ...]
    distinct: float
    mean_chars: float
    numeric: float
    opaque: str
    rules: Mapping[str, ColumnRule]

    def best(self) -> list[str]:
        """Entities whose valid rate reaches what their rule asks of a column without a header, most telling first."""
        able = [entity for entity, rule in self.rules.items() if self.valid.get(entity, 0.0) >= rule.alone]
        return sorted(able, key=lambda entity: (-self.rules[entity].telling, -self.valid[entity], entity))


_RISING = 0.95
"""Share of steps upward above which a column is sorted."""

_LEAST_OURS = 0.95
"""Share of numbers of a mobile's form that have a prefix of ours, below which they are another country's."""

_BIRTHS = (1915, 2012, 15)
"""Years between which the median birth of a column lies, and the least spread of its years."""


def look(sample: pl.DataFrame, eyes: Eyes, named: Collection[str] = ()) -> list[Content]:
    """The rates of each column's sampled cells, in the order of the columns.

    Entities that cells alone never tell are looked for only where a header names them (`named`).
    All columns are looked at in one go: the patterns of thousands of words take longer to compile than to run.
    """
    empty = {row["word"] for each in eyes.recognizers.values() for row in each.rules.table("empty_words")}
    columns = [_filled(sample[name], empty) for name in sample.columns]
    cells = pl.concat([pl.Series("cell", [], pl.String), *columns]).rechunk()
    able = [entity for entity, each in eyes.recognizers.items() if each.rule.column.alone <= 1 or entity in named]
    judged = {entity: eyes.values(entity, cells) for entity in able}
    values = pl.DataFrame({entity: each["value"] for entity, each in judged.items()})
    good = pl.DataFrame({entity: each["valid"] for entity, each in judged.items()})
    words = beside(cells, values, eyes)
    contents, start = [], 0
    for column in columns:
        own = slice(start, start + column.len())
        contents.append(_content(column, _Seen(values[own], good[own], words[own]), eyes))
        start += column.len()
    return contents


def _filled(column: pl.Series, empty: Collection[str]) -> pl.Series:
    """The cells that say something: folded, neither blank nor a word for nothing."""
    cells = fold_column(column.drop_nulls().rename("cell"))
    said = cells.str.strip_chars().str.to_lowercase()
    return cells.filter((said != "") & said.is_in(list(empty)).not_())


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen in the cells of a column, by entity: value, validity, words beside the value."""

    values: pl.DataFrame
    good: pl.DataFrame
    words: pl.DataFrame


def _content(cells: pl.Series, seen: _Seen, eyes: Eyes) -> Content:
    values, good, recognizers = seen.values, seen.good, eyes.recognizers
    asked = {entity: each.rule.column for entity, each in recognizers.items()}
    if not cells.len():
        return Content(0, {}, {}, {}, {}, 0.0, (), 0.0, 0.0, 0.0, "", asked)
    is_one, is_held = wholeness(cells, values, seen.words)
    tells = _tells(cells, values, good, recognizers)
    is_found = values.select(pl.all().is_not_null())
    return Content(
        cells=cells.len(),
        found=_shares(is_found, is_one),
        valid=_shares(good, is_one) | tells,
        held_found=_shares(is_found, is_held),
        held_valid=_shares(good, is_held),
        sentences=_share(is_sentence(cells, values)),
        doubted=doubted(cells, eyes.swept, eyes),
        distinct=cells.n_unique() / cells.len(),
        mean_chars=int(cells.str.len_chars().sum()) / cells.len(),
        numeric=_share(cells.str.contains(r"^[0-9][0-9 .\-]*$")),
        opaque=_opaque(cells),
        rules=asked,
    )


def _shares(said: pl.DataFrame, where: pl.DataFrame) -> dict[str, float]:
    both = pl.concat([said, where.rename({entity: f"{entity} where" for entity in where.columns})], how="horizontal")
    sums = both.select((pl.col(entity) & pl.col(f"{entity} where")).sum() for entity in said.columns)
    return {entity: int(count or 0) / said.height for entity, count in sums.row(0, named=True).items()}


def _share(is_so: pl.Series) -> float:
    return int(is_so.sum() or 0) / is_so.len()


def _tells(
    cells: pl.Series, values: pl.DataFrame, good: pl.DataFrame, recognizers: Mapping[str, Recognizer]
) -> dict[str, float]:
    """How often cells are written as only an entity is ("ENTITY.shaped"), or begin so ("ENTITY.listed")."""
    tells: dict[str, float] = {}
    if "PK_CNIC" in recognizers:
        listed = values.select(listed_prefix(pl.col("PK_CNIC"), recognizers["PK_CNIC"].rules))
        tells["PK_CNIC.listed"] = 0.0 if _is_one_run(values["PK_CNIC"]) else _share(listed["PK_CNIC"])
        tells["PK_CNIC.places"] = values["PK_CNIC"].filter(listed["PK_CNIC"]).str.slice(0, 5).n_unique()
        tells["PK_CNIC.shaped"] = _share(
            cells.str.contains(r"(?:^|[^0-9])[0-9]{5}[-./_ ][0-9]{7}[-./_ ][0-9](?:[^0-9]|$)")
        )
    if "PK_MOBILE_NUMBER" in recognizers:
        codes = values.select(prefix(pl.col("PK_MOBILE_NUMBER")).n_unique()).item()
        # Bare ten digits that begin with 3 are also mobiles of Italy and Colombia, which have prefixes that we do not.
        is_ours = values.select(pl.col("PK_MOBILE_NUMBER").is_not_null().sum()).item() * _LEAST_OURS
        tells["PK_MOBILE_NUMBER.listed"] = float(codes >= 5 and good["PK_MOBILE_NUMBER"].sum() >= is_ours)
        tells["PK_MOBILE_NUMBER.shaped"] = _share(cells.str.contains(r"^[^0-9+]*(?:\+?92|0092|0)[-. ]?\(?0?3[0-9]{2}"))
    if "DATE_OF_BIRTH" in recognizers:
        tells["DATE_OF_BIRTH.listed"] = float(_are_births(values["DATE_OF_BIRTH"]))
    return tells


def _are_births(dates: pl.Series) -> bool:
    years = dates.drop_nulls().str.slice(0, 4).cast(pl.Int32, strict=False).drop_nulls()
    if not years.len():
        return False
    first, last, spread = _BIRTHS
    middle = years.sort()[years.len() // 2]
    return bool(first <= middle <= last) and int(years.quantile(0.95) or 0) - int(years.quantile(0.05) or 0) >= spread


def _opaque(cells: pl.Series) -> str:
    """Why these cells are numbers of another kind; "" where nothing says so."""
    rates = pl.DataFrame({"cell": cells}).select(
        epoch_milliseconds(pl.col("cell")).alias("epoch milliseconds"),
        ean13(pl.col("cell")).alias("bar codes (EAN-13)"),
    )
    shares = {kind: _share(rates[kind]) for kind in rates.columns}
    return next((f"{share:.0%} of sampled cells are {kind}" for kind, share in shares.items() if share >= 0.9), "")


def _is_one_run(values: pl.Series) -> bool:
    """Whether numbers only rise and stay in one or two places: so do the time stamps of a day and running numbers."""
    rises = values.cast(pl.Int64, strict=False).drop_nulls().diff().drop_nulls() >= 0
    return rises.len() > 10 and _share(rises) > _RISING and values.str.slice(0, 5).n_unique() <= 2
