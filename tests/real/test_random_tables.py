"""Random tables, written by real programs: the cells read back are the cells written, in number and content.

`csv`, `sqlite3`, PyArrow, PyMongo's BSON and `json` write random tables in the tests of their readers; here are the
programs that must be started, and the libraries that write workbooks and frames. `DAMAGE=2000` draws more tables.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.real.test_reading import evidence_of, rows_of
from tests.real.workshop import Workshop
from tests.triage.formats.damage import CASES
from triage import read
from triage.core.summary import Coverage
from triage.records.json_pairs import repaired

HEADER = ("cnic", "name", "note")
LEAD = tuple((f"35202-10000{i:02}-1", f"SANA TARIQ {i}", f"House {i}, Lahore") for i in range(20))
"""Ordinary rows above the random ones: what a column is called is decided by them."""

Row = tuple[str, ...]
Tables = Sequence[Sequence[Row]]

_ANY = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t'\"\\`;,|()%_علیی۵٬"), max_size=12
)
_AWKWARD = st.sampled_from(
    ["", "NULL", "\\N", "\\.", "'", '"', '""', "';--", "=1+1", "0300", "1e5", "a,b;c|d", "لاہور"]
)
cells = _ANY | _AWKWARD
inner = cells.map(lambda cell: cell.strip("\n\t \x85\xa0\u2028\u2029\u3000")).filter(lambda cell: cell == cell.strip())
"""For programs whose files say nothing certain of blanks around a cell."""


def tables(of: st.SearchStrategy[str], most: int = 10) -> st.SearchStrategy[list[list[Row]]]:
    rows = st.tuples(of, of, of).filter(any)
    return st.lists(st.lists(rows, min_size=1, max_size=12), min_size=1, max_size=most)


def read_back(path: Path, table: str = "") -> list[tuple[str, ...]]:
    """Return the rows of a file, null as empty text, and line ends as one kind; its books balance."""
    for evidence in evidence_of(path, path.parent / "spool"):
        books, rows = Coverage(), None
        for source in read.identify(evidence):
            for chunk in read.split(source):
                for batch in read.batches(chunk):
                    books += batch.coverage
            if not table or source.table.rsplit(".", 1)[-1] == table:
                rows = rows_of(source) if rows is None else rows
        assert books.balances(evidence.size_bytes), books
        assert not books.breaks
        return [plain(row[: len(HEADER)]) for row in rows or []]
    raise AssertionError(path)


def plain(row: Sequence[str | None]) -> Row:
    return tuple((cell or "").replace("\r\n", "\n") for cell in row)


def pandas_csv(rows: list[Row], path: Path) -> None:
    pd.DataFrame(rows, columns=list(HEADER), dtype=object).to_csv(path, index=False)


def pandas_json(rows: list[Row], path: Path) -> None:
    pd.DataFrame(rows, columns=list(HEADER), dtype=object).to_json(path, orient="records")


def pandas_xlsx(rows: list[Row], path: Path) -> None:
    texts = [tuple(map(as_openpyxl, row)) for row in rows]
    pd.DataFrame(texts, columns=list(HEADER), dtype=object).to_excel(path, index=False)


def by_openpyxl(rows: list[Row], path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(list(map(as_openpyxl, row)))
    book.save(path)


def as_openpyxl(cell: str) -> str:
    """Return a text that begins as a formula is written as one: it gets an apostrophe before."""
    return "'" + cell if cell.startswith("=") else cell


def letters_put_right(cell: str) -> str:
    """JSON of Facebook holds UTF-8 as escapes of bytes: what looks so is put right."""
    return repaired(cell)


LIBRARIES: dict[str, tuple[Callable[[list[Row], Path], None], Callable[[str], str]]] = {
    "pandas.csv": (pandas_csv, str),
    "pandas.json": (pandas_json, letters_put_right),
    "pandas.xlsx": (pandas_xlsx, as_openpyxl),
    "openpyxl.xlsx": (by_openpyxl, as_openpyxl),
}


@pytest.mark.parametrize("name", LIBRARIES)
def test_what_libraries_write_is_read_back(name: str, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("random")
    write, change = LIBRARIES[name]
    of = inner if name.endswith(".csv") else cells

    @settings(max_examples=max(15, CASES // 10), deadline=None)
    @given(tables(of, most=1))
    def holds(drawn: list[list[Row]]) -> None:
        rows = [*LEAD, *drawn[0]]
        write(rows, folder / name)

        assert read_back(folder / name) == [tuple(change(cell) for cell in row) for row in rows]

    holds()


def literal(cell: str) -> str:
    return f"X'{cell.encode().hex()}'"


numbers = itertools.count()


@pytest.mark.parametrize("options", [(), ("--skip-extended-insert", "--hex-blob"), ("--compact",)], ids=" ".join)
def test_what_mariadb_dumps_is_read_back(options: tuple[str, ...], workshop: Workshop, tmp_path: Path):
    reach = workshop.mariadb

    @settings(max_examples=max(3, CASES // 100), deadline=None)
    @given(tables(cells | st.just("nul \0 in it")))
    def holds(drawn: list[list[Row]]) -> None:
        base = f"random{next(numbers)}"
        script = f"CREATE DATABASE {base} CHARACTER SET utf8mb4; USE {base};\n"
        for i, rows in enumerate(drawn):
            script += f"CREATE TABLE t{i} (n INT PRIMARY KEY AUTO_INCREMENT, cnic TEXT, name TEXT, note LONGTEXT);\n"
            for row in rows:
                values = ",".join(f"CONVERT({literal(cell)} USING utf8mb4)" for cell in row)
                script += f"INSERT INTO t{i} (cnic, name, note) VALUES ({values});\n"
        workshop.run("mariadb", "--no-defaults", *reach, text=script)
        path = tmp_path / "dump.sql"
        path.write_bytes(workshop.run("mariadb-dump", "--no-defaults", *reach, *options, base))
        workshop.run("mariadb", "--no-defaults", *reach, text=f"DROP DATABASE {base};")

        same_tables(path, drawn)

    holds()


def same_tables(path: Path, drawn: Tables) -> None:
    """Assert that the tables t0, t1 ... of a dump hold these rows behind a number, in its order."""
    (evidence,) = evidence_of(path, path.parent / "spool")
    found = {source.table.rsplit(".", 1)[-1]: source for source in read.identify(evidence)}
    assert set(found) - {"(statements)"} == {f"t{i}" for i in range(len(drawn))}
    for i, rows in enumerate(drawn):
        told = sorted(rows_of(found[f"t{i}"]), key=lambda row: int(row[0] or 0))
        assert [row[1:] for row in told] == rows
        assert found[f"t{i}"].columns == ("n", *HEADER)


@pytest.mark.parametrize("options", [(), ("--inserts",), ("--column-inserts", "--rows-per-insert=5")], ids=" ".join)
def test_what_postgresql_dumps_is_read_back(options: tuple[str, ...], workshop: Workshop, tmp_path: Path):
    reach = workshop.postgres

    @settings(max_examples=max(3, CASES // 100), deadline=None)
    @given(tables(cells))
    def holds(drawn: list[list[Row]]) -> None:
        schema = f"random{next(numbers)}"
        script = f"CREATE SCHEMA {schema}; SET search_path = {schema};\n"
        for i, rows in enumerate(drawn):
            script += f"CREATE TABLE t{i} (n serial PRIMARY KEY, cnic text, name text, note text);\n"
            for row in rows:
                values = ",".join(f"convert_from(decode('{cell.encode().hex()}', 'hex'), 'UTF8')" for cell in row)
                script += f"INSERT INTO t{i} (cnic, name, note) VALUES ({values});\n"
        workshop.run("psql", *reach, "--quiet", "--set=ON_ERROR_STOP=1", "--dbname=leak", text=script)
        path = tmp_path / "dump.sql"
        path.write_bytes(workshop.run("pg_dump", *reach, "--dbname=leak", f"--schema={schema}", *options))
        workshop.run("psql", *reach, "--quiet", "--dbname=leak", text=f"DROP SCHEMA {schema} CASCADE;")

        same_tables(path, drawn)

    holds()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods", "fods"])
def test_what_libreoffice_writes_is_read_back(ending: str, workshop: Workshop, tmp_path: Path):
    """One start writes all the tables of an example, so there are few examples of many tables."""

    @settings(max_examples=max(1, CASES // 200), deadline=None)
    @given(tables(inner, most=20).filter(lambda drawn: len(drawn) > 5))
    def holds(drawn: list[list[Row]]) -> None:
        folder = tmp_path / f"random{next(numbers)}"
        folder.mkdir()
        given = [folder / f"{i}.csv" for i in range(len(drawn))]
        for path, rows in zip(given, drawn, strict=True):
            out = io.StringIO()
            csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([HEADER, *LEAD, *rows])
            path.write_text(out.getvalue(), encoding="utf-8", newline="")
        profile = f"-env:UserInstallation=file://{workshop.folder}/profile"
        to = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76,1"}.get(ending, ending)
        text_columns = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,1/2/2/2/3/2"
        made = folder / "made"
        workshop.run("soffice", profile, "--headless", text_columns, "--convert-to", to, "--outdir", str(made),
                     *map(str, given))  # fmt: skip
        for path, rows in zip(given, drawn, strict=True):
            assert read_back(made / f"{path.stem}.{ending}") == [plain(row) for row in (*LEAD, *rows)]

    holds()
