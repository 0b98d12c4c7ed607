"""Compute features of a dump as a whole: how unequal its names are, how often its columns agree beyond chance.

All are rates, log ratios or counts scaled to a fixed number of rows, so that what was learnt of a thousand rows holds
for a million. `D` names the features.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage.score.estimator import together
from triage.score.estimator.rows import FIELDS, MAY_BE_MAN, R, schema
from triage.score.estimator.together import T

Floats = NDArray[np.float64]

_VALUES = ("name_first", "name_last", "father_first", "name", "cnic_prefix", "place_zone", "mobile_code", "born_year")
"""Columns whose variety is measured."""

_RARE = (50, 300)
"""Numbers of rows to which variety is scaled: distinct values expected among so many rows (Hurlbert 1971)."""

_PAIRS = {
    "sex_name": ("cnic_even", "name_female"),
    "sex_gender": ("cnic_even", "gender_female"),
    "district": ("cnic_zone", "place_zone"),
    "operator": ("operator_code", "operator_named"),
    "family": ("man_last", "father_last"),
    "tehsil": ("cnic_tehsil", "place_tehsil"),
}
"""Pairs of columns that agree more often in genuine rows than by chance."""

_MOMENTS = {
    "placed": ("mean_placed", 0.02, 0.99), "mobile": ("mean_mobile_valid", 0.5, 0.995),
    "sex_name": ("beyond_sex_name", 0.0, 0.95), "sex_gender": ("beyond_sex_gender", 0.0, 0.98),
    "district": ("beyond_district", 0.0, 0.72), "operator": ("beyond_operator", 0.0, 0.9),
    "iban": ("mean_iban_valid", 0.01, 0.99), "imei": ("mean_imei_valid", 0.1, 0.99),
    "card": ("mean_card_valid", 0.1, 0.99), "generated": ("mean_generated", 0.95, 0.0),
    "nobody": ("mean_nobody", 1.0, 0.002), "steady_cnic": ("steady_cnic", 0.98, 0.0),
    "steady_mobile": ("steady_mobile", 0.98, 0.0), "cards": ("extra_cards", 1.0, 0.0),
}  # fmt: skip
"""Features that estimate the share of genuine rows: a rate, its value if all rows are made up, and if none is."""

_LEAST = 20
"""Fewest rows from which a feature is computed."""

_SEEDS, _VARIES = 12, 0.3
"""Tries until a column's random signs vary, and how much they must vary (standard deviation)."""

NAN = float("nan")


def _names() -> tuple[str, ...]:
    variety = [f"{kind}_{name}" for name in _VALUES for kind in ("top", "simpson", *(f"rare{m}" for m in _RARE))]
    pairs = [f"{kind}_{name}" for name in _PAIRS for kind in ("agree", "beyond", "shifted")]
    others = (
        "rows", "again_cnic", "again_mobile", "again_person", "again_home", "again_address", "holders", "owners",
        "cards", "steady_cnic", "steady_mobile", "rising_cnic", "rising_mobile", "first_cnic", "first_mobile",
        "spread_cnic", "spread_mobile", "ends_cnic", "january", "late", "flat_years", "female", "one_word",
        "two_words", "father_one_word", "extra_cards", "moment_least", "moment_second", "moment_product",
        *(f"moment_{name}" for name in _MOMENTS),
    )  # fmt: skip
    return (*(f"has_{name}" for name in FIELDS), *(f"mean_{name}" for name in R), *variety, *pairs, *others, *T)


D = _names()


def features(evidence: pl.DataFrame, rows: pl.DataFrame, context: pl.DataFrame, size: int) -> dict[str, float]:
    """Return the features `D` of one dump, from its complete evidence and the features of its rows.

    `size` is the number of rows of the dump.
    """
    has = schema(evidence)
    values = {f"has_{name}": float(name in has) for name in FIELDS}
    means = rows.mean().row(0, named=True)
    filled = rows.count().row(0, named=True)
    values |= {f"mean_{name}": _or_nan(means[name]) if filled[name] >= _LEAST else NAN for name in R}
    for name in _VALUES:
        values |= _variety(name, evidence[name])
    values |= _pairs(evidence, is_whole=evidence.height == size)
    values |= _copies(evidence, context)
    values |= _order(evidence, context)
    values |= _digits(evidence)
    values |= _births(evidence)
    words, father = _numbers(evidence["name_words"]), _numbers(evidence["father_words"])
    by_gender, by_name = _numbers(evidence["gender_female"]), _numbers(evidence["name_female"])
    female = by_gender if np.isfinite(by_gender).any() else by_name
    values |= {
        "rows": float(np.log10(max(size, 1))),
        "female": _mean(female),
        "one_word": _mean(np.where(np.isfinite(words), words == 1, NAN)),
        "two_words": _mean(np.where(np.isfinite(words), words == 2, NAN)),
        "father_one_word": _mean(np.where(np.isfinite(father), father == 1, NAN)),
    }
    values |= _moments(values)
    values |= together.features(rows, chances(values), evidence["hand"])
    return {name: values[name] for name in D}


def chances(values: Mapping[str, float]) -> dict[str, float]:
    """Return how often columns would agree by chance, by check, if the dump shows it."""
    named = {
        "sex_of_name": "sex_name",
        "sex_of_gender": "sex_gender",
        "district_same": "district",
        "tehsil_same": "tehsil",
    }
    told = {check: (values[f"agree_{pair}"], values[f"beyond_{pair}"]) for check, pair in named.items()}
    return {check: (a - b) / (1 - b) for check, (a, b) in told.items() if np.isfinite(b) and b < 1}


def _or_nan(value: Any) -> float:
    return NAN if value is None else float(value)


def _numbers(column: pl.Series) -> Floats:
    return column.cast(pl.Float64).to_numpy()


def _mean(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) >= _LEAST else NAN


def _counts(column: pl.Series) -> Floats:
    known = column.drop_nulls()
    return known.value_counts(name="rows_of_value")["rows_of_value"].to_numpy().astype(np.float64)


def _variety(name: str, column: pl.Series) -> dict[str, float]:
    """Return the share of the commonest value, the chance that two rows share one, and scaled counts of values."""
    counts = _counts(column)
    rows = counts.sum()
    keys = [f"{kind}_{name}" for kind in ("top", "simpson", *(f"rare{m}" for m in _RARE))]
    if rows < _LEAST:
        return dict.fromkeys(keys, NAN)
    simpson = float((counts * (counts - 1)).sum() / (rows * (rows - 1)))
    rare = [float((1 - (1 - counts / rows) ** m).sum() / m) if rows >= m else NAN for m in _RARE]
    found = [float(counts.max() / rows), float(np.log10(simpson + 1e-6)), *rare]
    return dict(zip(keys, found, strict=True))


def _pairs(evidence: pl.DataFrame, *, is_whole: bool) -> dict[str, float]:
    """Return how often two columns agree, and how much beyond chance: 0 as by chance, 1 always.

    If every row of the dump was seen, also whether they would agree better if one column were shifted by some rows.
    """
    even = pl.when(pl.col("cnic_last") != 0).then(pl.col("cnic_last") % 2 == 0).cast(pl.Int8)
    man = pl.when(MAY_BE_MAN).then(pl.col("name_last"))
    frame = evidence.with_columns(even.alias("cnic_even"), man.alias("man_last"))
    values: dict[str, float] = {}
    for name, (left, right) in _PAIRS.items():
        both = frame.select(sorted({left, right, "cnic_zone"})).drop_nulls((left, right))
        if name == "district":
            both = both.filter((pl.col(left) >= 100) & (pl.col(right) >= 100))
        agree = beyond = NAN
        if both.height >= _LEAST:
            agree = float((both[left] == both[right]).mean())  # type: ignore[arg-type]
            chance = _within(both, left, right) if name == "tehsil" else _clash(both[left], both[right])
            beyond = (agree - chance) / (1 - chance) if chance < 0.9 else NAN
        shifted = _shifted(frame, left, right) if is_whole and both.height >= 5 * _LEAST else NAN
        values |= {f"agree_{name}": agree, f"beyond_{name}": beyond, f"shifted_{name}": shifted}
    return values


def _within(both: pl.DataFrame, left: str, right: str) -> float:
    """Return how often the columns would agree if they were paired by chance within each district."""
    parts = both.partition_by("cnic_zone")
    return sum(_clash(part[left], part[right]) * part.height for part in parts) / both.height


def _shifted(frame: pl.DataFrame, left: str, right: str) -> float:
    """Return how much better two columns agree at another distance of rows than side by side.

    Correlations at all distances at once, by Fourier transforms of columns whose values became random signs.
    """
    ordered = frame.sort("source", "at", maintain_order=True)
    columns = ordered[left], ordered[right]
    signs = ([_signs(column, seed) for column in columns] for seed in range(_SEEDS))
    one, other = next((pair for pair in signs if min(each.std() for each in pair) > _VARIES), (None, None))
    if one is None or other is None:
        return NAN
    product = np.fft.rfft(one) * np.conj(np.fft.rfft(other))
    at_distance = np.fft.irfft(product, len(one)) / max(np.sqrt((one**2).sum() * (other**2).sum()), 1e-9)
    return float(at_distance[1:].max() - at_distance[0])


def _signs(column: pl.Series, seed: int) -> Floats:
    """Return a random sign for each value, the same for the same value, less the mean; 0 for a null."""
    known = column.is_not_null().to_numpy()
    bits = column.cast(pl.UInt64, strict=False).hash(seed).to_numpy() & np.uint64(1)
    signs = np.where(known, 2.0 * bits.astype(np.float64) - 1.0, 0.0)
    return np.where(known, signs - signs[known].mean() if known.any() else 0.0, 0.0)


def _clash(left: pl.Series, right: pl.Series) -> float:
    """Return how often the columns would agree if they were paired by chance alone."""
    counts = left.value_counts(name="n").rename({left.name: "value"})
    other = right.value_counts(name="m").rename({right.name: "value"})
    both = counts.join(other, on="value")
    return float((both["n"] * both["m"]).sum()) / (len(left) * len(right))


def _copies(evidence: pl.DataFrame, context: pl.DataFrame) -> dict[str, float]:
    found = {}
    for name in ("cnic", "mobile", "person", "home", "address"):
        known = evidence[name].drop_nulls()
        found[f"again_{name}"] = 1 - known.n_unique() / len(known) if len(known) >= _LEAST else NAN
    both = evidence.select("person", "cnic").drop_nulls()
    extra = both.n_unique() - both["person"].n_unique()
    found["extra_cards"] = extra / both.height if both.height >= _LEAST else NAN
    for name in ("holders", "owners", "cards"):
        found[name] = _mean((_numbers(context[name]) > 0).astype(np.float64) + 0 * _numbers(context[name]))
    return found


def _moments(values: Mapping[str, float]) -> dict[str, float]:
    """Return the share of genuine rows by each rate alone, the two least of these shares, and their product."""
    told = {
        f"moment_{name}": float(np.clip((values[rate] - made) / (true - made), 0.0, 1.0))
        for name, (rate, made, true) in _MOMENTS.items()
    }
    known = sorted(each for each in told.values() if np.isfinite(each))
    return told | {
        "moment_least": known[0] if known else NAN,
        "moment_second": known[1] if len(known) > 1 else NAN,
        "moment_product": float(np.prod(known)) if known else NAN,
    }


def _order(evidence: pl.DataFrame, context: pl.DataFrame) -> dict[str, float]:
    found = {}
    for name in ("cnic", "mobile"):
        step = _numbers(evidence[f"{name}_step"])
        known = step[np.isfinite(step)]
        found[f"steady_{name}"] = _mean(_numbers(context[f"steady_{name}"]))
        found[f"rising_{name}"] = float((known > 0).mean()) if len(known) >= _LEAST else NAN
    return found


def _digits(evidence: pl.DataFrame) -> dict[str, float]:
    """Return leading zeros of serials, unevenness of their first digits, and of last CNIC digits within a sex."""
    found = {}
    for name in ("cnic", "mobile"):
        head = evidence[f"{name}_head"].drop_nulls().to_numpy()
        counts = np.bincount(head, minlength=10).astype(np.float64) if len(head) else np.zeros(10)
        found[f"first_{name}"] = counts[0] / len(head) if len(head) >= _LEAST else NAN
        found[f"spread_{name}"] = _uneven(counts[1:])
    last = evidence["cnic_last"].drop_nulls().to_numpy()
    ends = np.bincount(last, minlength=10).astype(np.float64) if len(last) else np.zeros(10)
    found["ends_cnic"] = max((_uneven(each) for each in (ends[1::2], ends[2::2]) if each.sum() >= _LEAST), default=NAN)
    return found


def _uneven(counts: Floats) -> float:
    """Return Cramer's V against even use, less what chance gives: 0 is even, 1 is one value only."""
    rows, kinds = counts.sum(), len(counts)
    if rows < _LEAST:
        return NAN
    chi2 = float(((counts - rows / kinds) ** 2).sum() / (rows / kinds))
    return float((max(0.0, chi2 - (kinds - 1)) / (rows * (kinds - 1))) ** 0.5)


def _births(evidence: pl.DataFrame) -> dict[str, float]:
    day = evidence["born_day"].drop_nulls().to_numpy()
    year = evidence["born_year"].drop_nulls().to_numpy()
    flat = NAN
    if len(year) >= 3 * _LEAST:
        low, high = np.quantile(year, [0.05, 0.95])
        counts = np.bincount(year[(year >= low) & (year <= high)] - int(low))
        flat = float(np.log10(counts.var() / max(counts.mean(), 1e-9) / len(year) + 1e-6)) if len(counts) > 5 else NAN
    enough = len(day) >= _LEAST
    return {
        "january": float((day == 101).mean()) if enough else NAN,
        "late": float((day % 100 > 28).mean()) if enough else NAN,
        "flat_years": flat,
    }
