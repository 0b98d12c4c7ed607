"""Twenty tables as chat models write them, each in another style: how they answer, not who they are, is imitated.

    python benchmarks/genuineness/chat_tables.py [--seed 1] [--rows 400] [--keep DIR]

A model that is asked for records of citizens answers with rows of few well-known names, large towns and dates and
digits that read well; what differs between models, prompts and languages is in `Style`. All are scanned as one case.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.genuineness import innocent
from benchmarks.genuineness.innocent_lists.people import Rng

_MEN = tuple((
    "Ahmed Ali Hassan Usman Bilal Hamza Imran Fahad Kamran Zain Umar Saad Asad Faisal Adnan Danish Salman Tariq Shahid "
    "Junaid Waqas Haris Rizwan Naveed Talha Arslan Moiz Rehan Taimoor Shahzad"
).split())  # fmt: skip
_WOMEN = tuple((
    "Fatima Ayesha Zainab Maryam Sana Hina Amna Khadija Sadia Nadia Rabia Mehwish Iqra Saima Noor Areeba Bushra Kiran "
    "Mahnoor Laiba Anam Sidra Hira Aliza Eman"
).split())  # fmt: skip
_LAST = tuple(
    "Khan Malik Ahmed Hussain Qureshi Raza Sheikh Butt Iqbal Chaudhry Siddiqui Shah Mirza Javed Aslam".split()
)
_TOWNS = {
    "Lahore": ("35202", "Gulberg III"), "Karachi": ("42201", "Gulshan-e-Iqbal"), "Islamabad": ("61101", "F-10/2"),
    "Rawalpindi": ("37405", "Satellite Town"), "Peshawar": ("17301", "Hayatabad"), "Multan": ("36302", "Cantt"),
    "Faisalabad": ("33100", "Peoples Colony"), "Quetta": ("54400", "Jinnah Town"), "Sialkot": ("34603", "Model Town"),
    "Hyderabad": ("41303", "Latifabad"), "Gujranwala": ("34101", "Satellite Town"), "Sargodha": ("38403", "Block 12"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How a model writes: how many names and towns it knows, and how it makes up births, cards and telephones.

    `sexes`: in turn, by chance, men alone or in blocks; `births`: on round days, up to the 28th, all of one day, or
    any; `serials`: drawn from 1000000 up, of digits that read well, counted up, or any; `phones`: of so many codes.
    """

    men: int = 12
    women: int = 12
    last: int = 8
    towns: int = 6
    sexes: str = "turn"
    births: str = "round"
    serials: str = "drawn"
    phones: int = 5
    in_turn: bool = False
    is_right: bool = True
    columns: tuple[str, ...] = ("name", "father", "cnic", "born", "address", "mobile")
    address: str = "House {a}, Street {b}, {area}, {town}"


_LONG = ("name", "cnic", "born", "address", "mobile", "email")
_MAIL = ("name", "cnic", "mobile", "email", "city")
_PLAIN = ("name", "father", "cnic", "born", "mobile", "city")
STYLES = {
    "markdown_answer": Style(),
    "json_answer": Style(20, 20, 10, 8, "turn", "to_28", columns=_LONG),
    "csv_on_request": Style(15, 10, 12, 10, "chance", "to_28", "drawn", 10),
    "counted_cards": Style(10, 10, 6, 6, "turn", "to_28", "counted", 4, in_turn=True),
    "digits_that_read_well": Style(12, 12, 8, 5, "turn", "round", "reading", 5),
    "men_alone": Style(25, 0, 15, 8, "men", "to_28", "drawn", 12),
    "one_town": Style(20, 20, 12, 1, "chance", "to_28"),
    "names_in_turn": Style(10, 10, 10, 5, "turn", "any", "drawn", 5, in_turn=True),
    "wrong_parity": Style(18, 18, 10, 7, "chance", "to_28", "drawn", 8, is_right=False),
    "with_mail": Style(25, 20, 12, 6, "chance", "any", "drawn", 6, columns=_MAIL),
    "no_address": Style(14, 14, 9, 6, "blocks", "round", "drawn", 6, columns=_PLAIN),
    "villages": Style(12, 12, 8, 6, "turn", "round", address="Village Chak {b}, P.O. {area}, {town}"),
    "flats": Style(16, 16, 10, 4, "turn", "to_28", address="Flat {b}, Block {a}, {area}, {town}"),
    "careful_prompt": Style(30, 25, 15, 12, "chance", "any", "any", 30),
    "careful_dates": Style(20, 20, 12, 8, "turn", "any", "drawn", 8),
    "careful_cards": Style(12, 12, 8, 6, "turn", "to_28", "any", 5),
    "few_words": Style(6, 6, 4, 4, "turn", "round", "reading", 3, in_turn=True),
    "all_of_one_birthday": Style(10, 10, 6, 6, "turn", "one_day", "drawn", 5),
    "roman_letters": Style(18, 8, 10, 9, "chance", "round", "drawn", 9, columns=_PLAIN[:-1]),
    "long_list": Style(30, 25, 15, 10, "blocks", "to_28", "drawn", 15, in_turn=True),
}  # fmt: skip


def table(rng: Rng, rows: int, style: Style) -> pl.DataFrame:
    """Return the rows of one answer in this style."""
    woman = _sexes(rng, rows, style)
    order = np.arange(rows) if style.in_turn else None
    given = [_word(rng, rows, words, order) for words in (_MEN[: style.men], _WOMEN[: style.women] or _MEN[:1])]
    last = _word(rng, rows, _LAST[: style.last], order)
    town = _word(rng, rows, tuple(_TOWNS)[: style.towns], order)
    name = [f"{given[w][at]} {last[at]}" for at, w in enumerate(woman.astype(int))]
    odd = ~woman if style.is_right else rng.random(rows) < 0.5
    last_digit = np.where(odd, rng.choice((1, 3, 5, 7, 9), rows), rng.choice((2, 4, 6, 8), rows))
    codes = [f"03{each:02d}" for each in (0, 1, 21, 33, 45, 12, 2, 22, 31, 34, 5, 15, 23, 35, 46)][: style.phones]
    if style.phones > len(codes):
        codes = [
            f"03{each:02d}" for each in (*range(10), *range(10, 19), *range(20, 26), *range(30, 38), *range(40, 50))
        ]
    columns = {
        "name": name,
        "father": [f"{a} {b}" for a, b in zip(_word(rng, rows, _MEN[5:15], order), last, strict=True)],
        "cnic": [f"{_TOWNS[place][0]}-{serial}-{digit}"
                 for place, serial, digit in zip(town, _serials(rng, rows, style), last_digit, strict=True)],
        "born": _births(rng, rows, style),
        "address": [style.address.format(a=a, b=b, area=_TOWNS[place][1], town=place) for a, b, place in zip(
            rng.integers(1, 200, rows), rng.integers(1, 30, rows), town, strict=True)],
        "mobile": [f"{code}-{number}" for code, number in zip(
            _word(rng, rows, codes, order), rng.integers(1_111_111, 9_999_999, rows), strict=True)],
        "email": [f"{each.lower().replace(' ', '.')}@example.com" for each in name],
        "city": town,
    }  # fmt: skip
    return pl.DataFrame({column: columns[column] for column in style.columns})


def _word(rng: Rng, rows: int, words: Sequence[str], order: np.ndarray | None) -> list[str]:
    """Return words of a list, in turn or by chance."""
    at = rng.integers(0, len(words), rows) if order is None else order % len(words)
    return [words[each] for each in at]


def _sexes(rng: Rng, rows: int, style: Style) -> np.ndarray:
    at = np.arange(rows)
    return {"turn": at % 2 == 1, "chance": rng.random(rows) < 0.45, "men": at < 0, "blocks": at // 10 % 2 == 1}[
        style.sexes
    ]


def _births(rng: Rng, rows: int, style: Style) -> list[str]:
    days = {"round": (5, 10, 12, 15, 20, 25), "to_28": range(1, 29), "one_day": (14,), "any": range(1, 31)}[
        style.births
    ]
    day, month = rng.choice(tuple(days), rows), rng.integers(1, 13, rows)
    month[day > 28] = 7
    return [f"{a:02d}-{b:02d}-{c}" for a, b, c in zip(day, month, rng.integers(1978, 2004, rows), strict=True)]


def _serials(rng: Rng, rows: int, style: Style) -> list[str]:
    if style.serials == "counted":
        return [str(1_234_567 + at) for at in range(rows)]
    if style.serials == "reading":
        first = rng.integers(1, 4, rows)
        return ["".join(str((at + step) % 10) for step in range(7)) for at in first]
    least = 0 if style.serials == "any" else 1_000_000
    return [f"{each:07d}" for each in rng.integers(least, 10**7, rows)]


def tables(seed: int, rows: int) -> dict[str, pl.DataFrame]:
    """Return a table of each style; the same seed gives the same tables."""
    return {
        name: table(np.random.default_rng([seed, at]), rows, style) for at, (name, style) in enumerate(STYLES.items())
    }


def main() -> None:
    """Print a line for each table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=400)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    for name, form, dump in innocent.scanned(tables(asked.seed, asked.rows), asked.seed, asked.keep):
        print(innocent.line(name, form, dump), flush=True)


if __name__ == "__main__":
    main()
