"""Rows of a dump that are read together are those that are read one by one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triage.formats.sql import bulk_rows, ends
from triage.formats.sql.bulk_rows import Run, Runs
from triage.formats.sql.literals import letters
from triage.formats.sql.records import parts, records

Told = list[tuple[int, list[str | None] | None]]

pieces = ["a", "b", " ", ",", ", ", "(", ")", "),(", "''", "\\\\", "\\'", "\\n", "\n", "ع", "NULL", ";", ");", "5, 6"]
strings = st.lists(st.sampled_from(pieces), max_size=4).map(lambda found: f"'{''.join(found)}'")
plain = st.sampled_from(["'a'", "'b c'", "''", "'x, y'", "5", "-7", "NULL", "'NULL'"])
odd = st.sampled_from(["null", "TRUE", "0x41", "N'a'", "now()", "E'a\\'b'", "5e3", "-", "CAST(N'x' AS Date)"])
rows = st.tuples(st.lists(plain | strings | odd, min_size=1, max_size=3), st.sampled_from([",", ", ", " ,"])).map(
    lambda made: f"({made[1].join(made[0])})"
)
heads = st.sampled_from(["INSERT INTO t VALUES ", "INSERT INTO t (b, a) VALUES ", "INSERT INTO t VALUES"])
inserts = st.tuples(
    heads,
    st.lists(rows | st.just("('a','b')"), min_size=1, max_size=5),
    st.sampled_from([",", ",\n", ", "]),
    st.sampled_from([";\n", ";\n", ";\r\n", "\n", " ;", ""]),
).map(lambda made: made[0] + made[2].join(made[1]) + made[3])
lines = st.lists(st.sampled_from(["a", "\\N", "", "x\\ty", "b\\N", "it's", "ع", "\\\\N"]), min_size=1, max_size=3)
copies = st.tuples(
    st.lists(lines.map("\t".join), max_size=5), st.sampled_from(["\n", "\n", "\r\n"]), st.sampled_from(["\\.\n", ""])
).map(lambda made: f"COPY t FROM stdin;\n{''.join(line + made[1] for line in made[0])}{made[2]}")
dumps = st.lists(inserts | copies | st.sampled_from(["-- it's\n", "junk ' here;\n"]), min_size=1, max_size=4).map(
    "".join
)


def together(text: str, columns: list[str], codec: str, *, slashed: bool) -> tuple[Told, int]:
    """Return records, and how many of them were read together."""
    told: Told = []
    count = 0
    for each in parts(Runs(text, slashed, codec), "t", columns=columns):
        if isinstance(each, Run):
            told.extend(zip(each.starts.tolist(), map(list, each.frame.rows()), strict=True))
            count += len(each.starts)
        else:
            told.append((each[0], each[2] and [letters(cell, codec) for cell in each[2]]))
    return told, count


def alone(text: str, columns: list[str], codec: str, *, slashed: bool) -> Told:
    found = records(text, "t", slashed=slashed, columns=columns)
    return [(at, cells and [letters(cell, codec) for cell in cells]) for at, _, cells in found]


@pytest.fixture(autouse=True, scope="module")
def _few() -> object:
    fewest, bulk_rows.FEWEST = bulk_rows.FEWEST, 1
    yield
    bulk_rows.FEWEST = fewest


@example(
    dump="INSERT INTO t VALUES ('x', '5'),\n('b', '');\nINSERT INTO t VALUES ('b', ''),\n('5', '');\n-- it's\n"
    "INSERT INTO t (b, a) VALUES ('5', 'b'),\n('a', '5');\nINSERT INTO t VALUES ('a', 'x');\n",
    cuts=[],
    width=2,
    slashed=True,
    is_wide=False,
)
@example(
    dump="INSERT INTO t VALUES (NULL, 5);\nINSERT INTO t VALUES ('a', 66);\nINSERT INTO t VALUES ('b','a5, 6');\n",
    cuts=[],
    width=2,
    slashed=False,
    is_wide=True,
)
@example(
    dump="INSERT INTO t VALUES ('a', 'b'),\n('(\\'\r', '');\nINSERT INTO t VALUES ('b', 'a'),\n('a', '5');\n",
    cuts=[],
    width=2,
    slashed=False,
    is_wide=False,
)
@given(
    dump=dumps,
    cuts=st.lists(st.integers(0, 2000), max_size=2),
    width=st.integers(1, 3),
    slashed=st.booleans(),
    is_wide=st.booleans(),
)
def test_rows_read_together_are_those_read_one_by_one(
    *, dump: str, cuts: list[int], width: int, slashed: bool, is_wide: bool
) -> None:
    for cut in cuts:
        dump = dump[: cut % (len(dump) + 1)] + dump[cut % (len(dump) + 1) + 1 :]
    text, codec = (dump, "") if is_wide else (dump.encode().decode("latin-1"), "utf-8")
    columns = ["a", "b", "c"][:width]

    assert together(text, columns, codec, slashed=slashed)[0] == alone(text, columns, codec, slashed=slashed)


@pytest.mark.parametrize(
    ("dump", "codec"),
    [
        ("INSERT INTO t VALUES ('a','x, y'),('b',''),(5,NULL);\n" * 3, ""),
        ("INSERT INTO t VALUES\n('a','x, y'),\n('b',''),\n(5,NULL);\n" * 3, ""),
        ("INSERT INTO t VALUES ('a', 'x, y');\n" * 9, ""),
        ("INSERT INTO t (b, a) VALUES (5, 'علی');\n" * 9, ""),
        ("INSERT INTO t (b, a) VALUES (5, 'علی');\n".encode().decode("latin-1") * 9, "utf-8"),
        ("INSERT [t] VALUES ('a','b')\r\n" * 9, ""),
        ("COPY t FROM stdin;\n" + "a\t\\N\n\tعلی\n" * 4 + "x\ty\n\\.\n", ""),
    ],
    ids=["tuples", "a tuple a line", "blanks", "columns", "bytes", "no semicolons", "copy"],
)
def test_what_programs_write_is_read_together(dump: str, codec: str) -> None:
    _, count = together(dump, ["a", "b"], codec, slashed=False)

    assert count == 9


def test_one_odd_row_costs_no_other() -> None:
    rows = [f"({i},'O\\'Neil')" if i % 10 == 3 else f"({i},'Ali'),(now(),'B')" for i in range(100)]
    _, count = together(f"INSERT INTO t VALUES {','.join(rows)};\n", ["a", "b"], "", slashed=True)

    assert count == 90


@given(
    st.lists(
        st.sampled_from([*pieces, "'", "$", "$$", '"', "e'", "q'[", "--", "/*", "*/", "# it's", "\nGO\n", "\nINSERT "]),
        max_size=14,
    )
)
def test_the_end_of_a_statement_is_the_one_that_the_pattern_tells(found: list[str]) -> None:
    text = "".join(found)
    for slashed in (True, False):
        mark = ends._ending(slashed=slashed).match(text)  # noqa: SLF001 - the rule that the quick way keeps

        assert ends.end_of(text, 0, slashed=slashed) == (mark.end() if mark else len(text))
