"""What programs and people write into dumps besides plain rows: comments, commands of clients, computed strings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import Told, told_by
from triage.formats.sql import ends
from triage.formats.sql.ends import end_of
from triage.formats.sql.literals import PLAIN, SLASHED, value, value_pattern
from triage.formats.sql.records import records

MYSQL = "-- MySQL dump\n"
POSTGRES = "-- PostgreSQL database dump\n"
ROWS = [("1", "Sana", "0300-1234567"), ("2", "Bilal", "0301-1234567")]


def read(text: str, folder: Path) -> Told:
    (folder / "dump.sql").write_text(text)
    told = told_by(folder / "dump.sql", folder)
    assert told.coverage.balances(len(text.encode()))
    return told


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO p VALUES\n(1,'Sana','0300-1234567'), -- staff's; own\n(2,'Bilal','0301-1234567');",
        "INSERT INTO p VALUES\n(1, -- id\n'Sana', -- name; or so\n'0300-1234567'),(2,'Bilal','0301-1234567');",
        MYSQL + "INSERT INTO p VALUES (1,'Sana','0300-1234567'), # it's\n(2,'Bilal','0301-1234567');",
        "INSERT INTO p VALUES (1,/* ), ( */'Sana','0300-1234567')/*;*/,(2,'Bilal' /**/,'0301-1234567' /* ' */ );",
        "INSERT /* a */ INTO p /* b; */ VALUES -- c\n(1,'Sana','0300-1234567'),(2,'Bilal','0301-1234567');",
        MYSQL + "/*!50003 INSERT INTO p VALUES (1,'Sana','0300-1234567'),(2,'Bilal','0301-1234567') */;\n",
        MYSQL + "INSERT INTO p VALUES (1,'Sana',/*!50705 '0300-1234567'*/),(2,'Bilal',/*M!100100 '0301-1234567' */);",
        MYSQL + "INSERT INTO p VALUES (1,'Sana',/*!99999 x,*/'0300-1234567'),(2,'Bilal','0301-1234567');",
    ],
)
def test_comments_cost_no_row(text: str, tmp_path: Path) -> None:
    told = read(text, tmp_path)

    assert told.rows == ROWS
    assert not told.coverage.reasons


def test_comments_are_no_names_of_columns(tmp_path: Path) -> None:
    told = read(
        "CREATE TABLE p (\n id int, -- customer's id (old, new)\n /* name, */ name text, `a#b` text);\n"
        "INSERT INTO p (id, -- x)\n name, `a#b`) VALUES (1, 'Sana', 'x # no comment -- here');\n",
        tmp_path,
    )

    assert told.sources[0].columns == ("id", "name", "a#b")
    assert told.rows == [("1", "Sana", "x # no comment -- here")]


def test_signs_of_comments_in_names_are_letters(tmp_path: Path) -> None:
    told = read("INSERT [dbo].[p] ([Phone #], [a--b]) VALUES (N'0300', 1)\nGO\n", tmp_path)

    assert (told.sources[0].columns, told.rows) == (("Phone #", "a--b"), [("0300", "1")])


@pytest.mark.parametrize(
    "literal",
    [
        "U&'\\+FFFFFF'",
        "U&'\\D83D'",
        "char(99999999999)",
        "chr(1114112)",
        "char(55296)",
        "char(²)",
        "x'4'",
        "0x1",
        "replace('a','a',char(99999999999))",
        "unistr('\\uFFFFFFFF')",
        "'\\xZZ'",
        "nchar()",
        "concat()",
        "concat_ws()",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_impossible_literal_costs_its_row_at_most(literal: str, encoding: str, tmp_path: Path) -> None:
    rows = [f"({i},'Sana')" for i in range(40)]
    (tmp_path / "a.sql").write_text(f"INSERT INTO p VALUES {','.join([*rows, f'(40,{literal})', *rows])};", encoding)
    told = told_by(tmp_path / "a.sql", tmp_path)

    assert [row for row in told.rows if row[0] != "40"] == [(str(i), "Sana") for i in range(40)] * 2


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        ("'a' 'b'", "ab"),
        ("'a'\n  'b'", "ab"),
        ("'a' -- more\n 'b'", "ab"),
        ("'a'||'b'||NULL", "ab"),
        ("('a' || 'b')", "ab"),
        ("N'a' + CHAR(13) + NCHAR(10) + N'b'", "a\r\nb"),
        ("CONCAT('a', CHAR(65,66), NULL, 'b')", "aABb"),
        ("CONCAT_WS('-','a','b')", "a-b"),
        ("CAST(N'a' + N'b' AS NVARCHAR(50))", "ab"),
        ("CONVERT('a' USING utf8)", "a"),
        ("to_date('1-1' || '-90', 'D-M-Y')", "1-1-90"),
        ("'a' & 'b'", "ab"),
        ("CAST(NULL AS date)", None),
        ("NULL::text", None),
        ("U&'\\D83D\\DE00'", "\U0001f600"),
    ],
)
def test_strings_that_are_put_together_are_one(literal: str, text: str | None, tmp_path: Path) -> None:
    assert read(f"INSERT INTO p VALUES (1,{literal},'c');", tmp_path).rows == [("1", text, "c")]


def test_commands_of_clients_are_no_records(tmp_path: Path) -> None:
    told = read(
        "SET DEFINE OFF\nSET VERIFY OFF\nALTER SESSION SET NLS_LANGUAGE=American;\nREM it's\nPrompt ** p's table\n"
        "@other.sql\nBEGIN\n  INSERT INTO p VALUES\n  ( 1\n  , 'Sana'\n  );\n  "
        "INSERT INTO p VALUES (2,'Bilal');\nEND;\n/\nPrompt ** towns\nBEGIN\n"
        "  INSERT INTO towns VALUES ('LHR', 'Lahore');\nEND;\n/\nSPOOL OFF\nCOMMIT;\nexit;\n",
        tmp_path,
    )

    assert told.rows == [("1", "Sana"), ("2", "Bilal")]
    assert told.frames[1].drop("at").rows() == [("LHR", "Lahore")]
    assert not told.coverage.reasons


def test_lines_that_go_on_are_joined(tmp_path: Path) -> None:
    told = read("INSERT INTO p VALUES (1-\n, 'Sana'-\n, UNISTR(-\n'a-b'-\n), -5, 'flat-\nhigh');\n", tmp_path)

    assert told.rows == [("1", "Sana", "a-b", "-5", "flat-\nhigh")]


def test_values_of_variables_are_no_more_of_the_records_before(tmp_path: Path) -> None:
    told = read(
        "BEGIN\n  INSERT INTO p VALUES (1, 'Sana');\n  v := 'Bilal''s; own';\n  v := v || 'x';\n"
        "  INSERT INTO p VALUES (2, v);\nEND;\n/\nSET LOAD BATCH_ROWS 10\nLOAD costs costs.csv\n"
        "ALTER TABLE p\n  ENABLE x;\n",
        tmp_path,
    )

    assert told.rows == [("1", "Sana"), ("2", "v")]
    assert [row[0] for row in told.frames[1].rows()] == ["v := 'Bilal''s; own';", "v := v || 'x';"]
    assert not told.coverage.reasons


@pytest.mark.parametrize(
    "end", ["exit;", "EXIT\n", "QUIT;", "GO", "GO 10\n", "/", "\\q\n", ".quit", "RETURNING id;", "*/;"]
)
def test_the_last_command_is_no_cut_record(end: str, tmp_path: Path) -> None:
    told = read(f"INSERT INTO p VALUES (1,'Sana')\n{end}", tmp_path)

    assert told.rows == [("1", "Sana")]
    assert not told.coverage.reasons


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ("WITH DELIMITER '|' NULL ''", "1|Sana\n2|\n3|a\\|b"),
        ("USING DELIMITERS '|' WITH NULL AS 'none'", "1|Sana\n2|none\n3|a\\174b"),
        ("WITH (FORMAT csv, HEADER true, DELIMITER ';', NULL 'none')", "a;b\n1;Sana\n2;none\n3;a|b"),
        ("CSV QUOTE '''' DELIMITER ';'", "1;'Sana'\n2;\n3;'a|b'"),
        ("(FORMAT text, DELIMITER E'\\x01')", "1\x01Sana\n2\x01\\N\n3\x01a\\x7cb"),
        ("\nWITH CSV", '1,"Sana"\n2,\n3,a|b'),
        ("(HEADER)", "a\tb\n1\tSana\n2\t\\N\n3\ta|b"),
        ("CSV ESCAPE '\\'", '1,Sana\n2,\n3,"a|b"'),
    ],
)
@pytest.mark.parametrize("command", ["COPY {} FROM STDIN {};", "\\copy {} from pstdin {}"])
def test_options_of_copy_say_how_its_rows_are_written(options: str, lines: str, command: str, tmp_path: Path) -> None:
    told = read(f"{POSTGRES}{command.format('p (a, b)', options)}\n{lines}\n\\.\nSELECT 1;\n", tmp_path)

    assert told.rows == [("1", "Sana"), ("2", None), ("3", "a|b")]
    assert not told.coverage.reasons


def test_a_mark_for_null_holds_for_rows_read_together(tmp_path: Path) -> None:
    lines = "".join(f"{i}|{'none' if i % 2 else 'Sana'}\n" for i in range(100))
    told = read(f"{POSTGRES}COPY p FROM stdin WITH DELIMITER '|' NULL 'none';\n{lines}\\.\n", tmp_path)

    assert told.rows == [(str(i), None if i % 2 else "Sana") for i in range(100)]


def test_bytes_that_are_text_are_read_as_text(tmp_path: Path) -> None:
    told = read(f"{POSTGRES}COPY p FROM stdin;\n1\t\\\\x53616e61\n2\t\\\\xff00\n\\.\n", tmp_path)

    assert told.rows == [("1", "Sana"), ("2", "\\xff00")]


GAPS = st.sampled_from(["", " ", "\n", "-- it's; (x)\n", "/* ' ), (; */", "# a'b\n", "/*!50000 ", "*/"])


@given(st.lists(st.tuples(GAPS, GAPS, GAPS, GAPS), min_size=1, max_size=4))
def test_gaps_between_values_change_nothing(gaps: list[tuple[str, str, str, str]]) -> None:
    rows = ",".join(f"{a}({b}{i},{c}'Sana'{d})" for i, (a, b, c, d) in enumerate(gaps))
    text = f"INSERT INTO p VALUES {rows};"

    assert end_of(text + "\nSELECT 1;", 0, slashed=True) == len(text)
    assert [cells for _, _, cells in records(text, "p", slashed=True)] == [[str(i), "Sana"] for i in range(len(gaps))]


@given(text=st.text("'\\U&+-/*#|(),;x09fDC charNE", max_size=40), slashed=st.booleans())
def test_no_literal_is_beyond_reading(text: str, *, slashed: bool) -> None:
    found = value_pattern(SLASHED if slashed else PLAIN).match(f"{text},")

    told = value(found, slashed=slashed) if found else None
    assert told is None or isinstance(told.encode(), bytes)


@given(st.lists(st.sampled_from(["'it', ", "''", "-", "--", "#", "/", "/*", "x", ";", "\\\\", "\\"]), max_size=12))
def test_marks_of_comments_are_told_alike_in_long_texts(parts: list[str]) -> None:
    text = "".join(parts)
    for slashed in (True, False):
        with pytest.MonkeyPatch.context() as patch:
            short = end_of(f"INSERT {text}\n';' x;\n", 0, slashed=slashed)
            patch.setattr(ends, "_LONG", 0)
            assert end_of(f"INSERT {text}\n';' x;\n", 0, slashed=slashed) == short
