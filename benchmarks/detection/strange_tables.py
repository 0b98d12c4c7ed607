"""Forty small tables by another hand, under headers as offices, bots and communities write them.

`strangers/tables.held_out_3.txt` has a line of headers a table: "Header=slot+slot" holds values of `values_3.yaml` or
drawn ones, "Header:a/b" one of these words, and a header alone a number.
"""

from __future__ import annotations

from random import Random

from strangers import FOLDER, SCORED, Draw, Table, Value

ROWS = 8
_HALF = "held_out_3"
_ADDRESSES = ("addr", "addr_ur")


def tables(rng: Random) -> list[Table]:
    """Return every table of the file, filled."""
    lines = (FOLDER / f"tables.{_HALF}.txt").read_text("utf-8").splitlines()
    return [_table(name[2:], columns.split("|"), rng) for name, columns in zip(lines[::2], lines[1::2], strict=True)]


def _table(name: str, columns: list[str], rng: Random) -> Table:
    drawn, values = Draw(rng, "english", _HALF), []
    rows = []
    for _ in range(ROWS):
        row = []
        for column in columns:
            made = _cell(column, drawn)
            values += [each for each in made if each.slot in SCORED]
            row.append(" ".join(each.written for each in made))
        rows.append(tuple(row))
    headers = tuple(column.replace("=", ":").split(":")[0] for column in columns)
    return Table(name, headers, tuple(rows), tuple(values), f"{_HALF} ")


def _cell(column: str, drawn: Draw) -> list[Value]:
    header, _, slots = column.partition("=")
    if slots:
        return [_listed(slot, drawn) for slot in slots.split("+")]
    words = header.partition(":")[2]
    return [Value("word", drawn.one(*words.split("/")) if words else drawn.digits(3), "")]


def _listed(slot: str, drawn: Draw) -> Value:
    if slot not in drawn.lists or slot == "mobile":
        return drawn.value(slot)
    chosen = drawn.one(*drawn.lists[slot])
    return Value("addr" if slot in _ADDRESSES else "name", chosen, chosen)
