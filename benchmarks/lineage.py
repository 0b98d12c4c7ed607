"""Families of dumps made of one list, and strangers of the same city: is the right relation told, and none invented?

    python benchmarks/lineage.py [--families 8] [--rows 600]

Of each list there are a copy in another format, a re-sorted one, one written otherwise as well (small letters, no
commas, dashes in numbers), a subset, a teaser, a later edition, one padded with made-up rows, one merged with a second
list, and copies with altered cards, altered contacts, or both. Lists of other families are strangers of one district.
Right: the word and, if there is one, the direction. Targets: .95 of
pairs, .90 of directions, none among strangers; .95 of altered copies linked, altered rows counted within .05.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from triage.app.compare import compare
from triage.app.scan import Options, scan
from triage.core.progress import Silent
from triage.simulate import DumpSpec, dump
from triage.simulate.population import Population

KINDS = ("telecom", "bank", "voter_roll", "bisp")
DISTRICT = "Lahore"

ALTERED = ("cards", "contacts", "both")
"""What is altered in copies: digits of the CNIC, the mobile number, or both."""

DIRECTED = ("subset", "teaser", "later edition", "padded", "merged")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two dumps of a family, and what is to be told of them; `share` of the rows of the second are altered."""

    one: str
    other: str
    word: str
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Of how many pairs the word was right, by word; directions; what was invented; errors of altered shares."""

    right: Mapping[str, list[bool]]
    directions: list[bool]
    invented: list[str]
    errors: list[float]
    wrong: list[str]


def people(kind: str, rows: int, seed: int) -> pl.DataFrame:
    """Return a list of genuine people of one district, as an organisation would keep them."""
    frame = dump(DumpSpec(kind, rows, seed=seed, people=Population(districts=(DISTRICT,)))).frame
    return frame.select([each for each in frame.columns if not each.startswith("label")])


def altered(frame: pl.DataFrame, what: str, share: float, rng: np.random.Generator) -> pl.DataFrame:
    """Return a copy in which a share of the rows has other digits."""
    is_made = pl.Series(rng.permutation(frame.height) < round(share * frame.height))
    new = {}
    if what != "contacts":
        serial = pl.Series(rng.integers(0, 10**6, frame.height)).cast(pl.String).str.zfill(6)
        new["cnic"] = pl.col("cnic").str.slice(0, 6) + serial + pl.col("cnic").str.slice(-1)
    if what != "cards" and "mobile" in frame.columns:
        serial = pl.Series(rng.integers(0, 10**7, frame.height)).cast(pl.String).str.zfill(7)
        new["mobile"] = pl.col("mobile").str.slice(0, 4) + serial
    return frame.with_columns(
        pl.when(is_made & pl.col(name).is_not_null()).then(value).otherwise(name).alias(name)
        for name, value in new.items()
    )


def rewritten(frame: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Return a list in another order as another program writes it: no commas, small letters, numbers with dashes."""
    words = [
        pl.col(name).str.replace_all(", *", "  ").str.to_titlecase()
        for name in ("name", "father", "address")
        if name in frame.columns
    ]
    cnic = pl.col("cnic").str.replace("^([0-9]{5})([0-9]{7})", "$1-$2-")
    mobile = [pl.col("mobile").str.replace("^0([0-9]{3})", "+92 $1-")] if "mobile" in frame.columns else []
    return frame.with_columns(*words, cnic, *mobile).sample(fraction=1.0, shuffle=True, seed=seed)


def family(number: int, rows: int, folder: Path) -> Iterator[Pair]:
    """Write the dumps of a family and yield what is to be told of them."""
    rng, kind, letter = np.random.default_rng(number), KINDS[number % len(KINDS)], chr(97 + number)
    lists = [people(kind, rows, 1000 * number + each) for each in range(3)]
    lists.append(dump(DumpSpec(kind, 2 * rows, "random_digits", 1.0, seed=1000 * number + 9)).frame)
    shown = [name for name in lists[0].columns if all(name in each.columns for each in lists)]
    base, second, new, made = (each.select(shown) for each in lists)

    def put(name: str, frame: pl.DataFrame) -> str:
        file = folder / f"{name}_{letter}.{'json' if name == 'format' else 'csv'}"
        frame.write_ndjson(file) if file.suffix == ".json" else frame.write_csv(file)
        return file.name

    def pair(name: str, frame: pl.DataFrame, word: str, share: float = 0.0) -> Pair:
        return Pair(root, put(name, frame), word, share)

    root = put("base", base)
    yield pair("format", base, "copy")
    yield pair("sorted", base.sample(fraction=1.0, shuffle=True, seed=number), "re-sorted")
    yield pair("written", rewritten(base, number), "re-sorted")
    yield pair("part", base.sample(fraction=0.6, seed=number), "subset")
    yield pair("teaser", base[: rows // 25], "teaser")
    yield pair(
        "later", pl.concat([altered(base[rows // 10 :], "contacts", 0.1, rng), new[: rows // 3]]), "later edition"
    )
    yield pair("padded", pl.concat([base, made]).sample(fraction=1.0, shuffle=True, seed=number), "padded")
    own = put("second", second)
    merge = pair("merge", pl.concat([base[: rows // 2], second]), "overlap")
    yield Pair(own, merge.other, "subset")
    whole = pair("whole", pl.concat([base, second]), "merged")
    yield from (whole, Pair(own, whole.other, "merged"))
    for what in ALTERED if "mobile" in base.columns else ALTERED[:1]:
        share = 1.0 if what == "contacts" else float(rng.choice([0.2, 0.5, 1.0]))
        yield pair(f"altered_{what}", altered(base, what, share, rng), "altered copy", share)


def scored(told: Mapping[str, Any], pairs: list[Pair]) -> Score:
    """Return how well the pairs are told; whatever is said of two families is invented."""
    found = {frozenset((each["from"], each["to"])): each for each in told["lineage"]}
    shares = {frozenset((each["one"], each["other"])): each["rows"] / each["of"] for each in told["altered"]}
    right: dict[str, list[bool]] = defaultdict(list)
    directions, errors, wrong = [], [], []
    for pair in pairs:
        both = frozenset((pair.one, pair.other))
        said = found.get(both, {"relation": None, "directed": False, "from": "", "to": ""})
        right[pair.word].append(said["relation"] == pair.word)
        if said["relation"] != pair.word:
            wrong.append(f"{pair.one} | {pair.other}: {pair.word} was told as {said['relation']}")
        if pair.word in DIRECTED:
            to = pair.one if pair.word == "subset" and pair.one.startswith("merge") else pair.other
            to = pair.one if pair.word == "subset" and pair.other.startswith("merge") else to
            directions.append(bool(said["directed"]) and said["to"] == to)
        if pair.share:
            errors.append(abs(shares.get(both, 0.0) - pair.share))
    invented = [f"{a} | {b}: {found[frozenset((a, b))]['relation']}" for a, b in map(sorted, found) if _strange(a, b)]
    return Score(right, directions, invented, errors, wrong)


def _strange(one: str, other: str) -> bool:
    """Whether two dumps are of two families, or lists of one family that share nobody."""
    letters = {name.rpartition("_")[2][:1] for name in (one, other)}
    return len(letters) > 1 or {one.rpartition("_")[0], other.rpartition("_")[0]} == {"base", "second"}


def trial(families: int, rows: int, home: Path) -> Score:
    """Return how well so many families of so many rows are told, in one case."""
    folder = home / "seized"
    folder.mkdir()
    pairs = [pair for number in range(families) for pair in family(number, rows, folder)]
    scan([folder], Options(case=home / "case", jobs=1, key=home / "a.key", ner="off"), Silent())
    return scored(compare([home / "case"])["comparison"], [pair for pair in pairs if pair.word != "overlap"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--families", type=int, default=8)
    parser.add_argument("--rows", type=int, default=600)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        score = trial(chosen.families, chosen.rows, Path(home))
    for word, told in sorted(score.right.items()):
        print(f"{word:<14} {sum(told):>4} of {len(told)}")
    every = [each for told in score.right.values() for each in told]
    linked = score.right["altered copy"]
    error = float(np.mean(score.errors))
    print(f"relations {np.mean(every):.3f} (.95), directions {np.mean(score.directions):.3f} (.90)")
    print(f"altered copies linked {np.mean(linked):.3f} (.95), error of altered rows {error:.3f} (.05)")
    print(f"invented among strangers: {len(score.invented)} (0)")
    print("\n".join([*score.wrong, *score.invented]))
    sys.exit(np.mean(every) < 0.95 or np.mean(score.directions) < 0.9 or bool(score.invented) or error > 0.05)


if __name__ == "__main__":
    main()
