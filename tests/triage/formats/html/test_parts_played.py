from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by

PEOPLE = [(f"Sana Tariq {name}", f"35202-{1234500 + i}-1", f"03001{234500 + i}") for i, name in enumerate("ABCDEFGH")]
NAMES = ("Name", "CNIC", "Mobile")


def records(page: str, folder: Path) -> list[tuple[str | None, ...]]:
    """Return the first three columns of the last table, whose names they are."""
    (folder / "a.html").write_text(f"<html><body>{page}</body></html>")
    told = told_by(folder / "a.html", folder)
    assert told.sources[-1].columns[:3] == NAMES
    return [row[:3] for row in told.frames[-1].drop("at").rows()]


def grid(table: str, row: str, cell: str) -> str:
    rows = ("".join(f"<div {cell}>{each}</div>" for each in cells) for cells in (NAMES, *PEOPLE))
    return f"<div {table}>{''.join(f'<div {row}>{cells}</div>' for cells in rows)}</div>"


@pytest.mark.parametrize(
    ("table", "row", "cell"),
    [
        ('class="table striped"', 'class="row odd"', 'class="cell"'),
        ('class="divTable"', 'class="divTableRow"', 'class="divTableCell"'),
        ('role="grid"', 'role="row"', 'role="gridcell"'),
        ('style="display: table"', 'style="display:table-row"', 'style="display:table-cell"'),
    ],
)
def test_blocks_shown_as_a_table_are_one(table: str, row: str, cell: str, tmp_path: Path) -> None:
    assert records(grid(table, row, cell), tmp_path) == PEOPLE


def pairs(one: str) -> str:
    return "".join(
        one.replace(
            "%", "".join(f"<{a}>{name}</{a}><{b}>{value}</{b}>" for name, value in zip(NAMES, each, strict=True))
        )
        for each in PEOPLE
        for a, b in (("dt", "dd"),)
    )


def test_lists_of_definitions_are_records(tmp_path: Path) -> None:
    assert records(pairs("<dl>%</dl>"), tmp_path) == PEOPLE
    assert records(f"<dl>{pairs('%')}</dl>", tmp_path) == PEOPLE


@pytest.mark.parametrize("tag", ["b", "strong", "span", "label"])
def test_a_label_in_a_tag_of_its_own_has_its_value_behind_it(tag: str, tmp_path: Path) -> None:
    lines = (
        "".join(f"<p><{tag}>{n}</{tag}> <i>{v}</i></p>" for n, v in zip(NAMES, each, strict=True)) for each in PEOPLE
    )

    assert records("".join(f"<div>{each}</div>" for each in lines), tmp_path) == PEOPLE


def test_a_glossary_and_a_layout_stay_text(tmp_path: Path) -> None:
    page = (
        "<dl><dt>Coffee</dt><dd>black hot drink</dd><dt>Milk</dt><dd>white cold drink</dd></dl>"
        '<div class="row"><div class="col-md-6">The road to the town</div><div class="col-md-6">is closed</div></div>'
        "<p><b>Name</b></p>"
    )
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>")
    told = told_by(tmp_path / "a.html", tmp_path)

    assert told.frames[0]["0"].to_list() == [
        "Coffee: black hot drink", "Milk: white cold drink", "The road to the town", "is closed", "Name"
    ]  # fmt: skip
