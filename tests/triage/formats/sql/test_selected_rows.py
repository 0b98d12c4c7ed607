"""Rows that statements select or set, in place of a list of values behind INSERT."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import Told, told_by
from triage.formats.sql import statements

ROWS = [("Sana", "0300-1234567"), ("Bilal", "0301-1234567")]
NAMES = ("name", "mobile")
A, B, TURNED = "'Sana','0300-1234567'", "'Bilal','0301-1234567'", "'0301-1234567','Bilal'"
SET = "INSERT INTO p SET"
ON = "ON (t.name = s.name) WHEN NOT MATCHED THEN INSERT (name, mobile) VALUES (s.name, s.mobile);"
ONCE = f"INSERT INTO p (name,mobile) SELECT {B} FROM dual WHERE NOT EXISTS (SELECT 1 FROM p WHERE name='Bilal');"


def merged(end: str) -> str:
    """Return a statement a row, as Oracle and DB2 merge them; `end` names the table that holds no row."""
    rows = (f"MERGE INTO p t USING (SELECT '{name}' name, '{mobile}' AS mobile{end}) s {ON}\n" for name, mobile in ROWS)
    return "".join(rows)


def read(text: str, folder: Path) -> Told:
    (folder / "dump.sql").write_text(text)
    told = told_by(folder / "dump.sql", folder)
    assert told.coverage.balances(len(text.encode()))
    return told


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT INTO p (name,mobile)\nSELECT {A}\nUNION ALL\nSELECT {B};\n",
        "insert p (name,mobile) select N'Sana',N'0300-1234567' union select N'Bilal',N'0301-1234567'\nGO\n",
        f"REPLACE INTO `p` (`name`,`mobile`) SELECT {A} UNION ALL SELECT {B}",
        f"INSERT INTO p (name,mobile) SELECT 'Sana' AS a, '0300-1234567' b FROM dual UNION ALL\nSELECT {B} FROM dual;",
        f"INSERT INTO p (name,mobile) (SELECT {A} FROM DUAL) UNION ALL (SELECT {B} FROM DUAL);",
        f"INSERT INTO p (name,mobile) SELECT * FROM (SELECT {A} UNION ALL SELECT {B}) AS x;",
        f"INSERT INTO p (name,mobile) SELECT * FROM (SELECT {A}) AS x WHERE NOT EXISTS (SELECT 1);\n{ONCE}",
        f"INSERT INTO p SELECT 'Sana' AS name, '0300-1234567' AS mobile UNION ALL SELECT {B};",
        f"INSERT INTO p SELECT name = 'Sana', mobile = '0300-1234567' UNION ALL SELECT {B};",
        f"INSERT INTO p (name,mobile) SELECT * FROM (VALUES ({A}),({B})) v;",
        f"SELECT * FROM (VALUES ({A}),({B})) AS v(name, mobile);\n",
        f"WITH v (name, mobile) AS (VALUES ({A}), ({B})) SELECT * FROM v;\n",
        f"CREATE TABLE p AS SELECT 'Sana' AS name, '0300-1234567' AS mobile UNION ALL SELECT {B};",
        f"SELECT 'Sana' AS \"name\", '0300-1234567'::varchar(20) AS mobile UNION ALL SELECT {B}::text;\n",
        f"{SET} name = 'Sana', mobile = '0300-1234567';\n{SET} mobile='0301-1234567', name='Bilal';\n",
        f"INSERT INTO p (name,mobile) VALUES ROW({A}), ROW({B});",
        *(merged(end) for end in ("", " FROM dual", " FROM sysibm.sysdummy1")),
        f"MERGE INTO p USING (SELECT 'Sana' AS name, '0300-1234567' AS mobile UNION ALL SELECT {B}) AS s {ON}\n",
        f"MERGE dbo.p WITH (HOLDLOCK) AS t USING (VALUES ({A}), ({B})) AS s (name, mobile) {ON}\nGO\n",
        "EXEC dbo.p @name = N'Sana', @mobile='0300-1234567';\nEXECUTE [p] @name='Bilal',@mobile=N'0301-1234567'\nGO\n",
        "exec p @name = N'Sana', @mobile='0300-1234567'\nexec p @name = N'Bilal', @mobile='0301-1234567'\n",
        f"INSERT ALL INTO p (name,mobile) VALUES ({A})\n INTO p (mobile,name) VALUES ({TURNED})\nSELECT 1 FROM dual;\n",
    ],
)
def test_rows_keep_their_columns(text: str, tmp_path: Path) -> None:
    told = read(text, tmp_path)

    assert told.sources[0].columns == NAMES
    assert told.rows == ROWS
    assert not told.coverage.reasons


@pytest.mark.parametrize(
    "text",
    [
        "VALUES ('Sana','0300-1234567'),\n('Bilal','0301-1234567');\n",
        "SELECT 'Sana','0300-1234567' UNION ALL SELECT 'Bilal','0301-1234567';\n",
    ],
)
def test_rows_that_go_nowhere_are_rows(text: str, tmp_path: Path) -> None:
    told = read(text, tmp_path)

    assert told.rows == ROWS
    assert not told.coverage.reasons


@pytest.mark.parametrize(
    "text",
    [
        f"CALL add_p({A});\nCALL add_p({B});\n",
        f"call shop.add_p( {A} );\ncall shop.add_p( {B} );\n",
        f"EXEC pkg.add_p({A});\nEXEC pkg.add_p({B});\n",
        f"EXEC dbo.add_p N{A};\nEXEC dbo.add_p {B}\nGO\n",
    ],
)
@pytest.mark.parametrize("name", ["dump.sql", "list.txt"])
def test_values_of_a_called_procedure_are_rows(text: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    told = told_by(tmp_path / name, tmp_path)

    assert [source.table for source in told.sources] == ["add_p"]
    assert told.rows == ROWS
    assert told.coverage.balances(len(text.encode()))


@pytest.mark.parametrize(
    "text",
    [
        f"UPSERT INTO p (name,mobile) VALUES ({A});\nUPSERT INTO p (name,mobile) VALUES ({B});\n",
        "".join(f"UPSERT p (name,mobile) VALUES ({row}) WITH PRIMARY KEY;\n" for row in (A, B)),
        "".join(f"INSERT INTO p (name,mobile) VALUES ({row}) IF NOT EXISTS;\n" for row in (A, B)),
        "".join(f"INSERT INTO p (name,mobile) VALUES ({row}) USING TTL 86400;\n" for row in (A, B)),
    ],
)
def test_words_behind_the_rows_are_no_loss(text: str, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(text)
    told = told_by(tmp_path / "list.txt", tmp_path)

    assert told.sources[0].columns == NAMES
    assert told.rows == ROWS
    assert not told.coverage.reasons


def test_columns_of_a_definition_name_selected_rows(tmp_path: Path) -> None:
    told = read(
        "CREATE TABLE p (id int, name text, mobile text);\n"
        "INSERT INTO p SELECT 1, 'Sana', NULL UNION ALL SELECT -2, 'O''Bilal', '9';\n",
        tmp_path,
    )

    assert told.sources[0].columns == ("id", *NAMES)
    assert told.rows == [("1", "Sana", None), ("-2", "O'Bilal", "9")]


def test_several_tables_of_one_insert_stay_apart(tmp_path: Path) -> None:
    told = read(
        "INSERT ALL INTO p (name) VALUES ('Sana; INTO q') INTO q (mobile) VALUES ('0300-1234567')"
        " INTO p (name) VALUES ('Bilal') SELECT * FROM dual;\n",
        tmp_path,
    )

    assert {source.table: frame.drop("at").rows() for source, frame in zip(told.sources, told.frames, strict=True)} == {
        "p": [("Sana; INTO q",), ("Bilal",)],
        "q": [("0300-1234567",)],
    }
    assert not told.coverage.reasons


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO log (what, who) SELECT 'import', name FROM p WHERE mobile = '0300-1234567';\n",
        "SELECT setval('p_id_seq', 3, true);\n",
        "SELECT 'done';\n",
        "CALL log('done');\n",
        "EXEC sp_rename 'p', 'q';\n",
        "EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'Names';\n",
    ],
)
def test_what_is_selected_from_tables_stays_a_statement(text: str, tmp_path: Path) -> None:
    told = read(text, tmp_path)

    assert [row for frame in told.frames for row in frame.drop("at").rows()] == [(text.strip(),)]


def test_a_row_that_cannot_be_parsed_is_told_and_costs_no_other(tmp_path: Path) -> None:
    told = read(
        "INSERT INTO p (name,mobile) SELECT 'Sana','0300-1234567' UNION ALL SELECT a.b[1], 'x' FROM q UNION ALL\n"
        "SELECT 'Bilal','0301-1234567';\n",
        tmp_path,
    )

    assert told.rows == ROWS
    assert told.coverage.reasons["not_understood"].count == 1


def test_a_statement_longer_than_a_window_loses_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "WINDOW", 300)
    rows = [(f"Sana {i}", f"0300-{i:07}") for i in range(200)]
    selects = "\nUNION ALL\n".join(f"SELECT '{name}','{mobile}'" for name, mobile in rows)
    told = read(f"INSERT INTO p (name,mobile)\n{selects};\nINSERT INTO q VALUES (1);\n", tmp_path)

    assert sorted(told.rows, key=lambda row: row[1] or "") == rows
    assert not told.coverage.reasons


@pytest.mark.parametrize(
    "text",
    [
        "VALUES ('Sana', '0300-1234567'), ('Bilal', '0301-1234567');\n",
        "select N'Sana', '0300-1234567'\nunion all select N'Bilal', '0301-1234567'\n",
        "SELECT * FROM ( VALUES ('Sana','0300-1234567'), ('Bilal','0301-1234567')) v;\n",
    ],
)
def test_the_name_of_a_file_does_not_matter(text: str, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(text)

    assert told_by(tmp_path / "list.txt", tmp_path).rows == ROWS
