"""What the sampled cells of columns say by themselves: which entities' forms they have, and which only look so.

Patterns of thousands of words take longer to compile than to run on the rows of a small table: the cells of all columns
of many tables are looked at in one go, and what is seen is added up by column. What is said of a column is the same in
any company.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from triage.detect.by_column import ByColumn
from triage.detect.eyes import Eyes
from triage.detect.sweep import doubted, has_bare_number
from triage.detect.wholeness import beside, is_sentence, wholeness
from triage.recognizers import Recognizer, fold_column
from triage.recognizers.cnic import listed_prefix
from triage.recognizers.lookalike import FOREIGN, ean13, epoch_milliseconds
from triage.recognizers.mobile import prefix
from triage.rules.model import ColumnRule


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


@dataclass(frozen=True, slots=True)
class Asked:
    """A table's sampled cells, and the entities that its headers name.

    What cells alone never tell is looked for only if a header names it.
    """

    sample: pl.DataFrame
    named: Collection[str] = ()


def look(tables: Sequence[Asked], eyes: Eyes) -> list[list[Content]]:
    """Return what the sampled cells of each table's columns say, in the order of the columns."""
    samples = [asked.sample[name] for asked in tables for name in asked.sample.columns]
    named = [asked.named for asked in tables for _ in asked.sample.columns]
    cells, columns = _filled(samples, eyes)
    seen = _seen(cells, columns, named, eyes)
    said = iter(_contents(seen, named, eyes))
    return [[next(said) for _ in asked.sample.columns] for asked in tables]


def _filled(samples: Sequence[pl.Series], eyes: Eyes) -> tuple[pl.Series, ByColumn]:
    """Return the cells that say something: folded, neither blank nor a word for nothing."""
    present = [sample.drop_nulls().rename("cell") for sample in samples]
    cells = fold_column(pl.concat([pl.Series("cell", [], pl.String), *present]).rechunk())
    empty = {row["word"] for each in eyes.recognizers.values() for row in each.rules.table("empty_words")}
    said = cells.str.strip_chars().str.to_lowercase()
    is_said = (said != "") & said.is_in(list(empty)).not_()
    sizes = ByColumn.of([each.len() for each in present]).sums(is_said)
    return cells.filter(is_said).rechunk(), ByColumn.of(sizes)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen in the cells of columns, by entity: value, validity, words beside the value."""

    cells: pl.Series
    columns: ByColumn
    values: pl.DataFrame
    good: pl.DataFrame
    words: pl.DataFrame
    recognizers: Mapping[str, Recognizer]


def _is_able(entity: str, named: Collection[str], eyes: Eyes) -> bool:
    return eyes.recognizers[entity].rule.column.alone <= 1 or entity in named


def _seen(cells: pl.Series, columns: ByColumn, named: Sequence[Collection[str]], eyes: Eyes) -> _Seen:
    values, good = {}, {}
    for entity in eyes.recognizers:
        able = [_is_able(entity, each, eyes) for each in named]
        if not any(able) and named:
            continue
        found = eyes.values(entity, cells)
        if not all(able):
            is_asked = pl.Series(np.repeat(np.array(able), columns.sizes))
            found = found.select(pl.when(is_asked).then(pl.all()))
        values[entity], good[entity] = found["value"], found["valid"]
    told = pl.DataFrame(values)
    return _Seen(cells, columns, told, pl.DataFrame(good), beside(cells, told, eyes), eyes.recognizers)


def _contents(seen: _Seen, named: Sequence[Collection[str]], eyes: Eyes) -> list[Content]:
    cells, columns = seen.cells, seen.columns
    asked = {name: each.rule.column for name, each in eyes.recognizers.items()}
    is_one, is_held = wholeness(cells, columns, seen.values, seen.words)
    is_found = seen.values.select(pl.all().is_not_null())
    rates = [_shares(said, where, columns) for where in (is_one, is_held) for said in (is_found, seen.good)]
    tells, doubts, opaque = _tells(seen), _doubted(cells, columns, eyes), _opaque(cells, columns)
    sentences = columns.shares(is_sentence(cells, seen.values))
    numeric = columns.shares(cells.str.contains(r"^[0-9][0-9 .\-]*$"))
    chars, distinct = columns.sums(cells.str.len_chars()), columns.distinct(cells)
    contents = []
    for number, size in enumerate(columns.sizes.tolist()):
        if not size:
            contents.append(Content(0, {}, {}, {}, {}, 0.0, (), 0.0, 0.0, 0.0, "", asked))
            continue
        able = [entity for entity in seen.values.columns if _is_able(entity, named[number], eyes)]
        found, valid, held_found, held_valid = ({entity: each[entity][number] for entity in able} for each in rates)
        contents.append(
            Content(
                cells=size,
                found=found,
                valid=valid | {name: each[number] for name, each in tells.items()},
                held_found=held_found,
                held_valid=held_valid,
                sentences=sentences[number],
                doubted=doubts[number],
                distinct=distinct[number] / size,
                mean_chars=chars[number] / size,
                numeric=numeric[number],
                opaque=opaque[number],
                rules=asked,
            )
        )
    return contents


def _shares(said: pl.DataFrame, where: pl.DataFrame, columns: ByColumn) -> dict[str, list[float]]:
    return {entity: columns.shares(said[entity] & where[entity]) for entity in said.columns}


def _doubted(cells: pl.Series, columns: ByColumn, eyes: Eyes) -> list[tuple[str, ...]]:
    """Return the entities whose bare numbers are doubted in each column; nearly no column has bare numbers of one."""
    bare = {entity: columns.sums(has_bare_number(cells, entity, eyes)) for entity in eyes.swept}
    return [
        doubted(own, tuple(entity for entity in eyes.swept if bare[entity][number]), eyes)
        for number, own in enumerate(columns.of_each(cells))
    ]


def _tells(seen: _Seen) -> dict[str, list[float]]:
    """How often cells are written as only an entity is ("ENTITY.shaped"), or begin so ("ENTITY.listed")."""
    return {
        name: each
        for entity, tell in (
            ("PK_CNIC", _cards),
            ("PK_MOBILE_NUMBER", _mobiles),
            ("DATE_OF_BIRTH", _births),
            ("PASSWORD_HASH", _hashes),
        )
        if entity in seen.values.columns
        for name, each in tell(seen, entity).items()
    }


def _hashes(seen: _Seen, entity: str) -> dict[str, list[float]]:
    schemed = seen.values[entity].str.contains(r"[$*{]").fill_null(value=False)
    return {f"{entity}.schemed": seen.columns.shares(schemed)}


def _cards(seen: _Seen, entity: str) -> dict[str, list[float]]:
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


def _mobiles(seen: _Seen, entity: str) -> dict[str, list[float]]:
    columns, numbers = seen.columns, seen.values[entity]
    codes = columns.distinct(seen.values.select(prefix(pl.col(entity)).alias("code"))["code"])
    counts = zip(codes, columns.sums(seen.good[entity]), columns.sums(numbers.is_not_null()), strict=True)
    # Bare ten digits that begin with 3 are also mobiles of Italy and Colombia, which have prefixes that we do not.
    listed = [float(code >= 5 and good >= found * _LEAST_OURS) for code, good, found in counts]
    shaped = columns.shares(seen.cells.str.contains(r"^[^0-9+]*(?:\+?92|0092|0)[-. ]?\(?0?3[0-9]{2}"))
    return {f"{entity}.listed": listed, f"{entity}.shaped": shaped}


def _births(seen: _Seen, entity: str) -> dict[str, list[float]]:
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


def _opaque(cells: pl.Series, columns: ByColumn) -> list[str]:
    """Why the cells of each column are numbers of another kind; "" if nothing says so."""
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
    """Shares of numbers in the forms of another country; 0 if too few are written as ours never are."""
    shares = {}
    for kind, form in FOREIGN.items():
        signs = [columns.shares(cells.str.contains(sign)) for sign in form.signs]
        all_of = columns.shares(cells.str.contains(form.every))
        shares[kind] = [
            share if all(sign[n] >= form.least for sign in signs) else 0.0 for n, share in enumerate(all_of)
        ]
    return shares


def _is_one_run(values: pl.Series) -> bool:
    """Whether numbers only rise and stay in one or two places: so do the time stamps of a day and running numbers."""
    rises = values.cast(pl.Int64, strict=False).drop_nulls().diff().drop_nulls() >= 0
    return rises.len() > 10 and int(rises.sum()) / rises.len() > _RISING and values.str.slice(0, 5).n_unique() <= 2
