from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import Reading

TEXTS = {
    "addresses": [f"House {i}/A Street {i % 9}/5 Model Town Lahore" for i in range(60)],
    "sectors": [f"{'FGHI'[i % 4]}-{5 + i % 7}/{1 + i % 4}, Islamabad" for i in range(60)],
    "dates": [f"{1 + i % 28:02}/{1 + i % 12:02}/2022" for i in range(60)],
    "paths": [f"/home/user{i % 9}/docs/report_{i}.pdf" for i in range(60)],
    "links": [f"https://example.com/a/{i}?x={i * 3}&y=2#top" for i in range(60)],
    "tags": [f"#lahore #karachi #post{i} #love" for i in range(60)],
    "mentions": [f"@user{i} thanks for sharing #news #pk{i % 5}" for i in range(60)],
    "bullets": [f"* item {i} * of the list * done" for i in range(60)],
    "poem": ["the woods are lovely / dark and deep / but I have promises to keep"] * 40,
    "urdu": ["ہزاروں خواہشیں ایسی / کہ ہر خواہش پہ دم نکلے"] * 40,
    "log": [f"2022-11-{1 + i % 28:02} 10:{i % 60:02}:01 INFO worker: job #{i} done in {i} ms ~ ok" for i in range(60)],
    "code": ["def f(x):", "    # comment # twice", "    return x / 2 * 3 # ok", "@property"] * 15,
    "prices": [f"Rice {i} kg @ Rs {i * 31}/kg" for i in range(60)],
    "sums": [f"C{i}H{2 * i} * 2 / O{i} ~ {i * 3}%" for i in range(1, 60)],
    "scores": [f"Pakistan {120 + i}/{i % 9} beat Australia {100 + i}/{i % 10} at Lahore" for i in range(60)],
    "reports": [f"FIR No {i}/2022 u/s 420/468/471 PPC PS Model Town dated 02/03/2022" for i in range(60)],
    "phrases": [f"Ali s/o Akram r/o Lahore w/o card c/o office {i}" for i in range(60)],
}


@pytest.mark.parametrize("kind", TEXTS)
def test_signs_inside_texts_part_no_columns(kind: str, reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(TEXTS[kind]) + "\n")
    told = reading(tmp_path / "a.txt")

    assert len(told.rows) == len(TEXTS[kind])
    if kind != "sectors":  # a comma with a blank parts cells
        assert [row[0] for row in told.rows] == TEXTS[kind]


def test_an_address_in_the_first_line_is_no_header(reading: Reading, tmp_path: Path) -> None:
    lines = [f"Plot {45 + i}/2, Block {1 + i % 7}/8, Gulshan-e-Iqbal" for i in range(40)]
    (tmp_path / "a.txt").write_text("\n".join(lines) + "\n")
    told = reading(tmp_path / "a.txt")

    assert not told.sources[0].has_header
    assert len(told.rows) == len(lines)


def test_signs_with_blanks_part_cells_that_hold_numbers_of_people(reading: Reading, tmp_path: Path) -> None:
    lines = [f"Sana {'a' * (i % 5)} Tariq ~ 35202-{1234500 + i}-1 ~ 03001{234500 + i}" for i in range(20)]
    (tmp_path / "a.txt").write_text("\n".join(lines) + "\n")

    assert len(reading(tmp_path / "a.txt").rows[0]) == 3
