from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import triage.rules
from triage import find, read

NAMES = ["Name", "CNIC", "Mobile"]
PEOPLE = [[f"Sana Tariq{'' if i % 2 else ' Khan'}", f"35202-{1234500 + i}-1", f"03001{234500 + i}"] for i in range(20)]
CLOSING = [["Total: 20", "", ""], ["*** End of list ***", "", ""], ["Page 1 of 3", "", ""], ["Grand Total", "20", ""]]


def rows(path: Path) -> list[tuple[str | None, ...]]:
    """Return the rows of the last table of a file, whose records add up."""
    (evidence,) = find.evidence([path], path.parent)
    source, _ = read.opened([*read.identify(evidence)][-1], triage.rules.load())
    batches = [batch for chunk in read.split(source) for batch in read.batches(chunk)]
    assert all(batch.coverage.records_found == batch.frame.height for batch in batches)
    return pl.concat([batch.frame for batch in batches]).drop("at").rows()


def delimited(table: list[list[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in table)


def fixed(table: list[list[str]]) -> str:
    return "".join(f"{row[0]:<24}{row[1]:<18}{row[2]}\n" for row in table)


def page(table: list[list[str]]) -> str:
    return f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in table)}</table>"


@pytest.mark.parametrize(("name", "written"), [("a.csv", delimited), ("a.txt", fixed), ("a.html", page)])
def test_sums_and_end_marks_are_no_records(name: str, written, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / name).write_text(written([NAMES, *PEOPLE[:10], CLOSING[2], *PEOPLE[10:], *CLOSING]))

    assert rows(tmp_path / name) == [tuple(row) for row in PEOPLE]


def test_a_person_whose_other_cells_are_empty_is_a_record(tmp_path: Path) -> None:
    few = [["Total Khan", "", ""], ["Page Ahmed", "", "03001234599"], ["Records Officer", "", ""]]
    (tmp_path / "a.csv").write_text(delimited([NAMES, *PEOPLE, *few]))

    assert [row[0] for row in rows(tmp_path / "a.csv")[-3:]] == [row[0] for row in few]


def test_names_over_several_columns_are_no_record(tmp_path: Path) -> None:
    above = "<table><tr><th>Personal</th><th colspan=2>Identity</th></tr>"
    (tmp_path / "a.html").write_text(page([NAMES, *PEOPLE]).replace("<table>", above))

    assert rows(tmp_path / "a.html") == [tuple(row) for row in PEOPLE]
