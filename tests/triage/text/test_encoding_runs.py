from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage import find
from triage.text.encoding_runs import Runs

HEADER = "name,city,mobile\r\n"
PLAIN = [f"Ali Raza {i},Lahore,0300{i:07}\r\n" for i in range(20)]
URDU = [f"علي رضا {i},لاہور,0300{i:07}\r\n" for i in range(20)]
letters = st.text(st.sampled_from('abc 0129,;|"\t\r\n.علیٹکھپنم۱۲é'), max_size=60)


def put(data: bytes, wide: str = "utf-16-le", narrow: str = "", step: int = 1 << 20) -> str:
    blocks = [data[at : at + step] for at in range(0, len(data), step)]
    return b"".join(Runs(wide, narrow).lines(blocks)).decode()


@given(letters, st.integers(1, 9))
def test_what_is_in_utf_8_stays_as_it_is(text: str, step: int) -> None:
    assert put(text.encode(), step=step) == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("rows", [PLAIN, URDU])
@given(st.integers(1, 64))
def test_lines_in_utf_16_behind_others_are_told_wherever_blocks_end(codec: str, rows: list[str], step: int) -> None:
    data = (HEADER + "".join(PLAIN)).encode() + "".join(rows).encode(codec)

    assert put(data, codec, step=step) == HEADER + "".join(PLAIN) + "".join(rows)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("rows", [PLAIN, URDU])
def test_a_lost_byte_costs_a_letter_of_its_line(codec: str, rows: list[str]) -> None:
    data = "".join(rows).encode(codec)
    begin = len("".join(rows[:7]).encode(codec))
    for place in range(begin, begin + 2 * len(rows[7]) - 4):
        found = put(data[:place] + data[place + 1 :], codec).split("\r\n")
        assert [*found[:7], *found[8:-1]] == [row.strip() for row in [*rows[:7], *rows[8:]]]
        assert len(found[7]) >= len(rows[7]) - 4


@given(st.lists(st.sampled_from([*URDU[:5], *PLAIN[:5]]), max_size=9), st.integers(0, 511))
def test_each_line_is_in_its_own_encoding(rows: list[str], chosen: int) -> None:
    data = b"".join(row.encode("cp1256" if chosen >> i & 1 else "utf-8") for i, row in enumerate(rows))

    assert put(data, narrow="cp1256") == "".join(rows)


def test_each_cell_is_in_its_own_encoding() -> None:
    assert put("علی,".encode() + "لاهور\n".encode("cp1256"), narrow="cp1256") == "علی,لاهور\n"


@pytest.mark.parametrize(
    ("raw", "text", "empty"),
    [
        (b"Ali\0\0\0\0,0300\0\n", "Ali,0300\n", 5),
        (b"a,\0,b\n", "a,,b\n", 1),
        (b"\0" * 600 + b"Ali,0300\n", "Ali,0300\n", 600),
        (b"Ali\0\0\0\0Khan 1234567\n", "Ali Khan 1234567\n", 4),
        (b"Ali\n" + b"\0" * 50, "Ali\n", 50),
    ],
)
def test_empty_bytes_are_left_out_and_counted(raw: bytes, text: str, empty: int) -> None:
    runs = Runs()

    assert b"".join(runs.lines([raw])).decode() == text
    assert empty - 1 <= runs.empty_bytes <= empty


FILES = {
    "appended by PowerShell": (HEADER + "".join(PLAIN)).encode() + "".join(URDU).encode("utf-16-le"),
    "appended in UTF-8": (HEADER + "".join(PLAIN)).encode("utf-16") + "".join(URDU).encode(),
    "of two programs": (HEADER + "".join(PLAIN)).encode()
    + b"".join(row.encode("cp1256" if i % 2 else "utf-8") for i, row in enumerate(URDU)),
    "padded": (HEADER + "".join(PLAIN) + "".join(URDU)).encode().replace(b",Lahore", b"\0\0\0,Lahore"),
    "behind a hole": b"\0" * 70_000 + (HEADER + "".join(PLAIN) + "".join(URDU)).encode(),
    "with a hole": (HEADER + "".join(PLAIN)).encode() + b"\0" * 70_000 + b"\r\n" + "".join(URDU).encode(),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_in_several_encodings_is_one_table(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_bytes(FILES[kind])
    told = told_by(path, tmp_path)

    assert told.rows == [tuple(row.strip().split(",")) for row in [*PLAIN, *URDU]]
    assert told.evidence.name.startswith("dump (in UTF-8")
    assert told.evidence.name.endswith(".csv")


@pytest.mark.parametrize(
    "data",
    [
        (HEADER + "".join(URDU)).encode(),
        (HEADER + "".join(URDU)).encode("utf-16"),
        (HEADER + "".join(URDU)).encode("cp1256"),
        (HEADER + "José\n" * 9).encode("cp1252") + "علی".encode(),
        b"SQLite format 3\0" + bytes(range(64)) * 40,
        b"\x03\x7c\0\0" + b"\0" * 508 + b"a memo of a table\x1a\x1a" + b"\0" * 400,
        b"\0" * 4_096 + bytes(range(256)) * 9,
        b"\0" * 4_096,
        b"%PDF-1.4\n" + "".join(PLAIN).encode() * 9 + b"stream\nAB\0\0CD\nendstream\n",
        b"{\\rtf1\\ansi " + "".join(PLAIN).encode() + b"\\bin4 \0\0AB}",
        b"MZ\x90\xff" + b"\xff" * 500 + "".join(PLAIN).encode() + b"\0\0\r\n",
        "".join(PLAIN).encode() * 9 + "".join(URDU).encode() + bytes(range(256)) * 9,
        "".join([*PLAIN, *URDU]).encode() + b"12,\xb4\x034,\0\x93\n5\x1b\xe2\n\x99\x07,\x1a,3\n\x97\x12" * 40,
    ],
)
def test_other_files_are_left_as_they_are(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "dump.bin"
    path.write_bytes(data)

    assert [each.members for each in find.evidence([path], tmp_path)] == [()]


def test_lines_of_nothing_but_a_nul_are_no_error() -> None:
    for order in ("utf-16-le", "utf-16-be"):
        assert b"".join(Runs(order).lines([b"\0\n\0\n\n\0" * 3])).strip(b"\n\0 ") == b""


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("size", [2_048, 2_049, 1 << 19])
def test_a_hole_inside_a_line_costs_no_word_and_no_time(codec: str, size: int) -> None:
    words = [f"word{i} 0300-123456{i}" for i in range(8)]
    raw = (b"\0" * size).join(word.encode(codec) for word in words) + "\n".encode(codec)
    runs = Runs(codec) if codec != "utf-8" else Runs()
    told = b"".join(runs.lines([raw])).decode()

    assert told.split() == " ".join(words).split()
    assert runs.empty_bytes >= 7 * (size - 4)
