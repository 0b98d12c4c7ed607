"""Tables drawn in a text are tables, the text around them stays text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage import find, read
from triage.formats.text_with_tables import _parts, opens

HEAD = ("name", "cnic", "mobile")
ROWS = [(f"Gulsher Khan {i}", f"35202-12345{i:02}-1", f"0300-12345{i:02}") for i in range(9)]


def padded(row: tuple[str, ...]) -> list[str]:
    return [f" {cell:<16} " for cell in row]


def box(rows: list[tuple[str, ...]]) -> str:
    ruler = "+" + "+".join(["-" * 18] * len(rows[0])) + "+\n"
    first, *rest = ("|" + "|".join(padded(row)) + "|\n" for row in rows)
    return ruler + first + ruler + "".join(rest) + ruler


def lines_of_box(rows: list[tuple[str, ...]]) -> str:
    return box(rows).translate(str.maketrans({"|": "│", "-": "─", "+": "┼"})).replace("35202─", "35202-")


def markdown(rows: list[tuple[str, ...]]) -> str:
    first, *rest = ("| " + " | ".join(row) + " |\n" for row in rows)
    return first + "|" + "|".join([":---"] * len(rows[0])) + "|\n" + "".join(rest)


def psql(rows: list[tuple[str, ...]]) -> str:
    first, *rest = ("|".join(padded(row)) + "\n" for row in rows)
    return first + "+".join(["-" * 18] * len(rows[0])) + "\n" + "".join(rest) + f"({len(rest)} rows)\n"


DRAWN = {"box": box, "Markdown": markdown, "psql": psql}


def tables(text: str, folder: Path) -> tuple[dict[tuple[str, ...], list[tuple[str | None, ...]]], list[str]]:
    """Return the rows of each table by its columns, and the lines of text."""
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    found: dict[tuple[str, ...], list[tuple[str | None, ...]]] = {}
    lines: list[str] = []
    for each in find.evidence([path], folder / "spool"):
        if each.members:
            (source,) = read.identify(each)
            rows = [row for chunk in read.split(source) for batch in read.batches(chunk) for row in batch.frame.rows()]
            if source.is_text:
                lines += [row[0] for row in rows]
            else:
                found[source.columns] = [row[:-1] for row in rows]
    return found, lines


@pytest.mark.parametrize("way", DRAWN)
def test_a_table_below_and_above_text_keeps_its_columns(way: str, tmp_path: Path) -> None:
    text = f"Database: shop\n[9 entries]\n{DRAWN[way]([HEAD, *ROWS])}\n# That, was all | ask\nfor more\n"
    found, lines = tables(text, tmp_path)

    assert found == {HEAD: ROWS}
    assert lines[:2] == ["Database: shop", "[9 entries]"]
    assert lines[-2:] == ["# That, was all | ask", "for more"]


@pytest.mark.parametrize("way", DRAWN)
def test_tables_with_the_same_columns_are_one(way: str, tmp_path: Path) -> None:
    draw, others = DRAWN[way], [("city", "price"), ("Lahore", "500")]
    text = f"one\n{draw([HEAD, *ROWS[:4]])}two\n{draw(others)}\n{draw([HEAD, *ROWS[4:]])}"
    found, lines = tables(text, tmp_path)

    assert found == {HEAD: ROWS, others[0]: others[1:]}
    assert [line for line in lines if "rows)" not in line] == ["one", "two"]


@pytest.mark.parametrize(
    "text",
    [
        box([HEAD, *ROWS]),
        f"{box([HEAD, *ROWS])}9 rows in set (0.00 sec)\n",
        markdown([HEAD, *ROWS]),
        psql([HEAD, *ROWS]),
        "a\n-----\nb\n",
        "+------+\n| text |\n+------+\nbelow\n",
        "name,cnic\nSana,35202-1234567-1\n",
        "INSERT INTO a VALUES (1);\n-- +---+---+\n-- | a | b |\n",
        f"<pre>\nabove\n{box([HEAD, *ROWS])}</pre>",
    ],
)
def test_a_table_alone_and_other_texts_are_not_opened(text: str) -> None:
    assert not opens(text.encode(), "a.txt")


@given(
    st.lists(st.sampled_from(["+---+---+\n", "| a | b |\n", "|---|---|\n", "a | b\n", "--+--\n", "text\n", "\n", "x"]))
)
def test_tables_and_text_are_all_bytes(lines: list[str]) -> None:
    raw = "".join(lines).encode()
    parts = list(_parts(raw.splitlines(keepends=True)))

    assert b"".join(raw[part.start : part.stop] for part in parts) == raw
    assert all(part.start < part.stop for part in parts)
