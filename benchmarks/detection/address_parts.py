"""District and province of addresses, and gender of names: how often what is told is right.

    python benchmarks/detection/address_parts.py [ADDRESSES] [SEED]        default: 6000 addresses, seed 8

Addresses of simulated households in three kinds of writing, by the simulator's clerks, with the district in which the
household lives as the truth: canonical names, other spellings, slips of the finger, a town or tehsil in the district's
place. Right = told and true; a district that the address does not name cannot be told and counts as a miss. Names are
the simulator's and others, in both scripts; the truth is the sex of the person.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from random import Random

import numpy as np
import polars as pl

from training.people import names
from triage import rules as rulebook
from triage.recognizers import fold_column, load
from triage.recognizers.address_parts import parts_of
from triage.recognizers.person import gender
from triage.simulate import addresses as clerks
from triage.simulate.draw import stream
from triage.simulate.places import places

STYLES = {
    "English, as a bank": "bank",
    "English, as a telecom": "telecom",
    "Roman Urdu, as NADRA": "nadra",
    "Urdu": "urdu",
}

KARACHI = frozenset({"Karachi Central", "Karachi East", "Karachi South", "Karachi West", "Keamari", "Korangi", "Malir"})
"""Districts of one city, which an address seldom tells from each other."""


def main(count: int = 6_000, seed: int = 8) -> None:
    """Measure and print."""
    rules = rulebook.load()
    right: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(5))
    for style in STYLES:
        frame = written(count // len(STYLES), seed, style)
        told = frame.with_columns(**parts_of(pl.col("address"), rules))
        known = {row["district"]: row["province"] for row in rules.table("districts")}
        for row in told.iter_rows(named=True):
            true = places().names[row["residence"]]
            is_district = row["district"] == true or (true in KARACHI and row["district"] == "Karachi")
            is_province = row["province"] == known[true]
            right[style] += (1, is_district, is_province, row["district"] is not None, row["province"] is not None)
            if "-v" in sys.argv and not is_district:
                print("    ", true, "|", row["district"], "|", row["address"])
    right["all"] = sum(right.values())
    for style, (rows, district, province, some, any_) in right.items():
        print(f"{style:22} n {rows:5.0f}  district: accuracy {district / rows:.4f}, of those told {district / some:.4f}"
              f"  province: accuracy {province / rows:.4f}, of those told {province / any_:.4f}")  # fmt: skip
    sexes(seed)


def written(count: int, seed: int, style: str) -> pl.DataFrame:
    """Addresses with the number of the district in which they lie."""
    rng = stream(seed, "benchmark", "parts", style)
    residence = rng.choice(len(places().names), count, p=places().people / places().people.sum())
    drawn = clerks.draw(rng, residence, rng.random(count) < 0.5)
    frame = pl.DataFrame({**drawn, "residence": residence, "household": np.arange(count)})
    hand = clerks.Hand(np.arange(count), 0.2, rng.random(count) < 0.1)
    text = clerks.write(frame, STYLES[style], hand)
    return pl.DataFrame({"residence": residence, "address": fold_column(text)})


def sexes(seed: int) -> None:
    """Gender of names in both scripts."""
    rules = rulebook.load()
    person = load(rules)["PERSON"]
    people = Random(seed).sample(names(seed), 12_000)  # noqa: S311 - seeded, no secret
    for script, spelled in (("Latin", [each.latin for each in people]), ("Urdu", [each.urdu for each in people])):
        frame = pl.DataFrame({"cell": fold_column(pl.Series(spelled)), "female": [each.female for each in people]})
        value = frame.with_columns(person.value(pl.col("cell")).alias("value"))
        told = value.with_columns(gender(pl.col("value"), rules).alias("told")).drop_nulls("told")
        is_right = (told["told"] == "F") == told["female"]
        print(
            f"gender, {script:6} n {len(people)}: told of {told.height / len(people):.3f}, right {is_right.mean():.4f}"
        )
        if "-v" in sys.argv:
            print("   ", told.filter(~is_right)["value"].head(60).to_list())


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:] if each != "-v"))
