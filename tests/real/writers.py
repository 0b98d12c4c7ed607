"""Who writes what: one entry per real program and way of calling it, with what that program makes of a cell."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.real.people import COLUMNS, ROWS, Cell
from tests.real.workshop import Workshop

Change = Callable[[str, Cell], Cell]
"""(column, cell as given to the program) -> cell as its file says it."""

Write = Callable[[Workshop, Path], None]
"""(workshop, path to write)"""


@dataclass(frozen=True, slots=True)
class Writer:
    """A way in which real programs write the people: `write` makes `file`, and `change` is what it does to cells.

    `table` is the name the table has in the file; `also` are other tables of the file.
    """

    file: str
    programs: tuple[str, ...]
    write: Write
    change: Change
    table: str = ""
    also: tuple[str, ...] = ()


# What programs make of a cell. ----------------------------------------------------------------------------------------


def as_given(_column: str, cell: Cell) -> Cell:
    """Nothing; null stays null."""
    return cell


def no_null(_column: str, cell: Cell) -> Cell:
    """Null and the empty text are the same."""
    return cell or None


def spreadsheet(_column: str, cell: Cell) -> Cell:
    """LibreOffice has one kind of line end, and no difference between null and empty."""
    return cell.replace("\r\n", "\n") if cell else None


def typed_spreadsheet(column: str, cell: Cell) -> Cell:
    """LibreOffice takes digits for numbers: the first zeros of mobile numbers and the last ones of amounts are gone."""
    if cell and column == "mobile":
        return cell.lstrip("0")
    if cell and column == "balance":
        return f"{float(cell):.15g}"
    return spreadsheet(column, cell)


def batch(column: str, cell: Cell) -> Cell:
    """`mariadb --batch` writes NULL as a word and escapes backslashes, tabs and line feeds; it never quotes."""
    if cell is None:
        return "NULL"
    return no_null(column, cell.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"))


# How they are called. -------------------------------------------------------------------------------------------------


def mariadb_dump(*options: str) -> Write:
    """`mariadb-dump` of the whole database."""

    def write(workshop: Workshop, path: Path) -> None:
        reach = workshop.mariadb
        path.write_bytes(workshop.run("mariadb-dump", "--no-defaults", *reach, "--routines", *options, "leak"))

    return write


def mariadb_batch(workshop: Workshop, path: Path) -> None:
    """Write the client's tab-separated output."""
    reach = workshop.mariadb
    path.write_bytes(
        workshop.run("mariadb", "--no-defaults", *reach, "--batch", "--execute=SELECT * FROM people", "leak")
    )


def pg_dump(*options: str) -> Write:
    """`pg_dump` of the whole database."""

    def write(workshop: Workshop, path: Path) -> None:
        path.write_bytes(workshop.run("pg_dump", *workshop.postgres, "--dbname=leak", *options))

    return write


def pg_copy(options: str) -> Write:
    """`COPY ... TO STDOUT` with these options."""

    def write(workshop: Workshop, path: Path) -> None:
        command = f"COPY (SELECT * FROM people ORDER BY id) TO STDOUT {options}"
        path.write_bytes(workshop.run("psql", *workshop.postgres, "--dbname=leak", f"--command={command}"))

    return write


def sqlite_dump(workshop: Workshop, path: Path) -> None:
    """`.dump` of the SQLite shell."""
    path.write_bytes(workshop.run("sqlite3", str(workshop.sqlite), ".dump"))


def sqlite_csv(workshop: Workshop, path: Path) -> None:
    """`.mode csv` of the SQLite shell: CR LF line ends."""
    path.write_bytes(workshop.run("sqlite3", "-header", "-csv", str(workshop.sqlite), "SELECT * FROM people"))


def sqlite_file(workshop: Workshop, path: Path) -> None:
    """Write the database file itself."""
    shutil.copyfile(workshop.sqlite, path)


def sqlite_wal(workshop: Workshop, path: Path) -> None:
    """Write a database seized while in use: half of its rows stand only in the write-ahead log beside it."""
    work = workshop.folder / "busy.db"
    shutil.copyfile(workshop.sqlite, work)
    workshop.run(
        "sqlite3", str(work), f"DELETE FROM people WHERE CAST(id AS INT) > {len(ROWS) // 2}; PRAGMA journal_mode=WAL;"
    )
    connection = sqlite3.connect(work)
    connection.execute("ATTACH ? AS given", (str(workshop.sqlite),))
    with connection:
        connection.execute("INSERT INTO people SELECT * FROM given.people WHERE CAST(id AS INT) > ?", (len(ROWS) // 2,))
    shutil.copyfile(work, path)
    shutil.copyfile(f"{work}-wal", f"{path}-wal")
    connection.close()


def office(to: str, *, typed: bool = False) -> Write:
    """LibreOffice Calc, from our CSV; `typed` lets it guess numbers and dates as it does for most people."""
    formats = "" if typed else "/".join(f"{column + 1}/2" for column in range(len(COLUMNS)))
    read = f"--infilter=Text - txt - csv (StarCalc):44,34,76,1,{formats}"

    def write(workshop: Workshop, path: Path) -> None:
        shutil.copyfile(workshop.office(workshop.csv, to, read), path)

    return write


def office_csv(delimiter: str, charset: int) -> Write:
    """LibreOffice Calc saving a sheet as delimited text in one of its character sets."""

    def write(workshop: Workshop, path: Path) -> None:
        sheet = workshop.folder / "sheet.xlsx"
        office("xlsx")(workshop, sheet)
        to = f"csv:Text - txt - csv (StarCalc):{ord(delimiter)},34,{charset},1"
        shutil.copyfile(workshop.office(sheet, to), path)

    return write


def by_openpyxl(_workshop: Workshop, path: Path) -> None:
    """Write a workbook of text cells as a stream."""
    import openpyxl  # noqa: PLC0415 - needed here alone

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("people")
    for row in (COLUMNS, *ROWS):
        sheet.append(row)
    book.save(path)


def by_pandas(method: str) -> Write:
    """`DataFrame.to_csv`, `to_excel` or `to_json`."""

    def write(_workshop: Workshop, path: Path) -> None:
        import pandas as pd  # noqa: PLC0415 - needed here alone

        frame = pd.DataFrame(ROWS, columns=list(COLUMNS), dtype=object)
        lines = {"orient": "records", "lines": path.suffix == ".ndjson"} if method == "to_json" else {"index": False}
        getattr(frame, method)(path, **lines)

    return write


def gzip(workshop: Workshop, path: Path) -> None:
    """Our CSV by the system's `gzip`."""
    path.write_bytes(workshop.run("gzip", "--stdout", "--no-name", str(workshop.csv)))


def zipped(workshop: Workshop, path: Path) -> None:
    """Our CSV in a folder, by the system's `zip`."""
    folder = workshop.folder / "export"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(workshop.csv, folder / "people.csv")
    workshop.run("zip", "--quiet", "--recurse-paths", "-X", str(path), folder.name)


MARIADB = ("mariadb-install-db", "mariadbd", "mariadb", "mariadb-dump")
POSTGRES = ("initdb", "postgres", "psql", "pg_dump")
OFFICE = ("soffice",)
CALLS, PG_CALLS = ("calls",), ("Calls",)

WRITERS = (
    Writer("mariadb.sql", MARIADB, mariadb_dump(), as_given, "people", CALLS),
    Writer("mariadb_rows.sql", MARIADB, mariadb_dump("--skip-extended-insert", "--compact"), as_given, "people", CALLS),
    Writer("mariadb_hex.sql", MARIADB, mariadb_dump("--hex-blob", "--complete-insert"), as_given, "people", CALLS),
    Writer("mariadb_batch.tsv", MARIADB, mariadb_batch, batch),
    Writer("postgres.sql", POSTGRES, pg_dump(), as_given, "people", PG_CALLS),
    Writer("postgres_inserts.sql", POSTGRES, pg_dump("--inserts"), as_given, "people", PG_CALLS),
    Writer(
        "postgres_rows.sql", POSTGRES, pg_dump("--column-inserts", "--rows-per-insert=20"), as_given, "people", PG_CALLS
    ),
    Writer("postgres.csv", POSTGRES, pg_copy("(FORMAT csv, HEADER)"), no_null),
    Writer("postgres_pipe.csv", POSTGRES, pg_copy("(FORMAT csv, HEADER, DELIMITER '|', FORCE_QUOTE *)"), no_null),
    Writer("sqlite.sql", ("sqlite3",), sqlite_dump, as_given, "people"),
    Writer("sqlite.csv", ("sqlite3",), sqlite_csv, no_null),
    Writer("sqlite.db", ("sqlite3",), sqlite_file, as_given, "people"),
    Writer("sqlite_wal.db", ("sqlite3",), sqlite_wal, as_given, "people"),
    Writer("office_text.xlsx", OFFICE, office("xlsx"), spreadsheet),
    Writer("office_typed.xlsx", OFFICE, office("xlsx", typed=True), typed_spreadsheet),
    Writer("office.csv", OFFICE, office_csv(",", 76), spreadsheet),
    Writer("office_semicolon.csv", OFFICE, office_csv(";", 76), spreadsheet),
    Writer("office_utf16.csv", OFFICE, office_csv("\t", 65535), spreadsheet),
    Writer("openpyxl.xlsx", (), by_openpyxl, no_null, "people"),
    Writer("pandas.csv", (), by_pandas("to_csv"), no_null),
    Writer("pandas.json", (), by_pandas("to_json"), as_given),
    Writer("pandas.ndjson", (), by_pandas("to_json"), as_given),
    Writer("pandas.xlsx", (), by_pandas("to_excel"), no_null),
    Writer("people.csv.gz", ("gzip",), gzip, no_null),
    Writer("people.zip", ("zip",), zipped, no_null),
)
