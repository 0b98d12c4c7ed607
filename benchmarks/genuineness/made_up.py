"""Sellers whom no training knows, each with another scheme, judged through scans beside people of the innocent lists.

    python benchmarks/genuineness/made_up.py [--only SELLER ...] [--seed 1] [--rows 800] [--table] [--keep DIR]

A dump is half invented, or wholly, by one seller; its true part is of `innocent_lists.people`. Every dump is written as
another format in turn, and all are scanned as one case. That a word is "undetermined" says nothing here: it is
said of most lists of these people.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.genuineness import sellers_by_habit, sellers_by_hand
from benchmarks.genuineness.innocent import scanned
from benchmarks.genuineness.innocent_lists.people import ALL, PUNJAB, Rng, Who, homes, mobiles, people, pick

COLUMNS = ("name", "father", "cnic", "born", "address", "mobile")
SHARES = (0.5, 1.0)
"""Shares of invented rows."""


def chat_model(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Write a table as a chat model does: sexes in turn, dates on round days, large cities, few well-known names."""
    rows = own.height
    men, women = pick(rng, ("Ali", "Ahmed", "Usman", "Bilal", "Hamza", "Imran"), rows), pick(
        rng, ("Fatima", "Ayesha", "Sana", "Zainab", "Maryam", "Hina"), rows)  # fmt: skip
    last = pick(rng, ("Khan", "Malik", "Raza", "Siddiqui", "Sheikh", "Qureshi"), rows)
    city = pick(rng, ("Lahore", "Karachi", "Islamabad", "Rawalpindi", "Peshawar", "Multan"), rows)
    code = {"Lahore": "35202", "Karachi": "42201", "Islamabad": "61101", "Rawalpindi": "37405", "Peshawar": "17301",
            "Multan": "36302"}  # fmt: skip
    even = np.arange(rows) % 2
    return pl.DataFrame({
        "name": [f"{(men, women)[sex][at]} {last[at]}" for at, sex in enumerate(even)],
        "father": [f"{given} {end}" for given, end in zip(pick(rng, ("Muhammad", "Tariq", "Naeem", "Rashid"), rows),
                                                         last, strict=True)],
        "cnic": [f"{code[place]}-{serial}-{rng.choice((2, 4, 6, 8)) if sex else rng.choice((1, 3, 5, 7, 9))}"
                 for place, serial, sex in zip(city, rng.integers(1_111_111, 9_999_999, rows), even, strict=True)],
        "born": [f"{day:02d}-{month:02d}-{year}" for day, month, year in zip(
            rng.choice((5, 10, 12, 15, 20, 25), rows), rng.integers(1, 13, rows), rng.integers(1980, 2001, rows),
            strict=True)],
        "address": [f"House {a}, Street {b}, {place}" for a, b, place in zip(
            rng.integers(1, 200, rows), rng.integers(1, 30, rows), city, strict=True)],
        "mobile": [f"03{a:02d}-{b}" for a, b in zip(pick(rng, (0, 1, 21, 33, 45), rows),
                                                   rng.integers(1_234_567, 9_876_543, rows), strict=True)],
    })  # fmt: skip


def script(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Write rows as a short script does: words by chance, one form of address, codes of any town, 03 and digits."""
    rows = own.height
    given = ("Asif", "Kashif", "Atif", "Nasir", "Yasir", "Tahir", "Amna", "Saba", "Nida", "Farah")
    last = ("Iqbal", "Javed", "Akram", "Anwar", "Aslam", "Bibi", "Begum")
    area = ("Gulberg", "Model Town", "Cantt", "Satellite Town", "Civil Lines")
    choose: Callable[[Any], list[str]] = lambda words: rng.choice(words, rows).tolist()  # noqa: E731
    return pl.DataFrame({
        "name": [f"{a} {b}" for a, b in zip(choose(given), choose(last), strict=True)],
        "father": [f"{a} {b}" for a, b in zip(choose(given[:6]), choose(last[:5]), strict=True)],
        "cnic": [f"{a}-{b:07d}-{c}" for a, b, c in zip(choose(own["cnic"].str.head(5).to_list()),
                                                     rng.integers(0, 10**7, rows), rng.integers(0, 10, rows),
                                                     strict=True)],
        "born": pl.Series(np.datetime64("1960-01-01") + rng.integers(0, 16000, rows)).dt.to_string("%d-%m-%Y"),
        "address": [f"House No. {a}, Street No. {b}, {c}, {d}" for a, b, c, d in zip(
            rng.integers(1, 999, rows), rng.integers(1, 99, rows), choose(area), choose(PUNJAB), strict=True)],
        "mobile": [f"03{a:02d}-{b:07d}" for a, b in zip(rng.integers(0, 50, rows), rng.integers(0, 10**7, rows),
                                                       strict=True)],
    })  # fmt: skip


def doubled(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Write people once more, with other last digits of the CNIC's serial and of the mobile number."""
    card, phone = rng.integers(0, 10, own.height), rng.integers(0, 100, own.height)
    return own.with_columns(
        pl.Series("cnic", [f"{a[:12]}{b}{a[13:]}" for a, b in zip(own["cnic"], card, strict=True)]),
        pl.Series("mobile", [f"{a[:-2]}{b:02d}" for a, b in zip(own["mobile"], phone, strict=True)]),
    )


def permuted_in_a_network(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Give each person the mobile number of another, of the same code."""
    order = rng.permutation(own.height)
    shuffled = own.select(pl.all().gather(order)).sort(pl.col("mobile").str.head(4), maintain_order=True)
    return own.sort(pl.col("mobile").str.head(4), maintain_order=True).with_columns(shuffled["mobile"])


def voters_with_mobiles(rng: Rng, own: pl.DataFrame) -> pl.DataFrame:
    """Put invented mobile numbers of allotted codes beside people of a voter roll."""
    return own.with_columns(pl.Series("mobile", mobiles(rng, own.height)))


SELLERS: Mapping[str, Callable[[Rng, pl.DataFrame], pl.DataFrame]] = {
    each.__name__: each
    for each in (
        chat_model, script, doubled, permuted_in_a_network, voters_with_mobiles, sellers_by_hand.prompted_by_city,
        sellers_by_hand.names_times_numbers, sellers_by_hand.bumped_births, sellers_by_hand.codes_and_a_counter,
        sellers_by_hand.permuted_within_an_operator, sellers_by_hand.households_again,
        sellers_by_habit.voters_in_urdu, sellers_by_habit.other_last_digits, sellers_by_habit.two_lists_by_row,
        sellers_by_habit.renamed_in_the_family, sellers_by_habit.padding_in_sequence,
        sellers_by_habit.library_of_pakistan, sellers_by_habit.homes_of_the_code,
    )
}  # fmt: skip
_BESIDE = ("doubled", "households_again")
"""Sellers whose rows stand beside those that they were made of."""


def dumps(seed: int, rows: int, only: Sequence[str] = tuple(SELLERS)) -> Iterator[tuple[str, float, pl.DataFrame]]:
    """Yield the seller, the true share of genuine rows and the rows of each dump."""
    for name in only:
        make = SELLERS[name]
        for share in SHARES:
            rng = np.random.default_rng([seed, crc32(name.encode()), round(share * 100)])
            own = people(rng, rows, Who(("Lahore", "Okara", "Multan") if seed % 2 else ALL, ALL, 0.25, 0.3))
            street = homes(rng, rows, "House {a}, Gali {b}, Mohalla {s}")
            own = own.with_columns((pl.Series(street) + ", " + own["district"]).alias("address")).select(COLUMNS)
            count = round(share * rows)
            if name in _BESIDE:
                count = round(share * rows / 2)
                own = own.head(rows - count)
                made = make(rng, own.sample(count, seed=seed))
            else:
                made, own = make(rng, own.head(count)), own.tail(rows - count)
            yield name, 1 - made.height / rows, pl.concat([own, made]).sample(fraction=1, shuffle=True, seed=seed)


def main() -> None:
    """Print a line for each dump."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=800)
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--only", nargs="*", default=list(SELLERS), choices=SELLERS)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    made = {
        f"{name}_{round(100 * (1 - truth))}": (truth, frame)
        for name, truth, frame in dumps(asked.seed, asked.rows, asked.only)
    }
    if asked.table:
        print("| seller and share invented | written as | genuine | estimate | range | A | word |\n|" + "---|" * 7)
    for name, form, dump in scanned({name: frame for name, (_, frame) in made.items()}, asked.seed, asked.keep):
        told = dump["genuineness"]
        share = told["consistent_with_genuine"]
        middle = "-" if share["estimate"] is None else f"{share['estimate']:.2f}"
        ends = "-" if share["low"] is None else f"{share['low']:.2f} to {share['high']:.2f}"
        cells = (name.replace("_", " "), form, f"{made[name][0]:.2f}", middle, ends,
                 f"{told['fabricated_at_least']['value']:.2f}", told["verdict"].replace("_", " "))  # fmt: skip
        print(f"| {' | '.join(cells)} |" if asked.table else "  ".join(each.ljust(14) for each in cells), flush=True)


if __name__ == "__main__":
    main()
