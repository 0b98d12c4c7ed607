from __future__ import annotations

from pathlib import Path

import pytest

import triage.rules
from tests.triage.formats.conftest import told_by
from triage import read
from triage.core.format_info import Claim
from triage.formats import chat

HEADS = [
    "03/06/2018, 13:55 - Sana: salam",
    "[03/06/2018, 13:55:10] Sana: salam",
    "3/6/18, 1:55 p.m. - Sana: salam",
    "03-06-2018, 01.55 PM - Sana: salam",
    "13.06.18 21.25.15: Sana: salam",
    "[06.13.18 21:25:15] Sana: salam",
    "13.6.2018 klo 21.25.15 - Sana: salam",
    "[2018/06/13, 21:25:15] Sana: salam",
    "2019-01-01 12:00 - Sana: salam",
    "\u200e[03/06/2018, 13:55:10] Sana: salam",
    "03/06/2018, 1:55\u202fPM - Sana: salam",
    "٣١/١٢/٢٠٢٣، ١٠:٠٥ م - Sana: salam",
]


@pytest.mark.parametrize("line", HEADS)
def test_heads_of_messages_are_told(line: str) -> None:
    message = chat.head(line)

    assert message is not None
    assert (message.author, message.lines) == ("Sana", ["salam"])


@pytest.mark.parametrize("line", ["salam", "2016-04-29 is a date", "call 0300-1000001", "12:30 lunch"])
def test_other_lines_go_on(line: str) -> None:
    assert chat.head(line) is None


def test_messages_of_many_lines_are_one_record(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text("".join(f"{line}\nmore\n\nand more\n" for line in HEADS[:2] * 10), encoding="utf-8")
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("date", "author", "text")
    assert told.rows[0] == ("03/06/2018 13:55", "Sana", "salam\nmore\nand more")
    assert len(told.rows) == 20
    assert told.coverage.balances(path.stat().st_size)


def test_answers_of_a_bot_in_a_chat_are_records(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    answer = "Name : A{0}\nCNIC : 35202-100000{0}-1\nNumber : 0300100000{0}\nAddress : House {0}, Lahore\n"
    path.write_text("".join(f"0{i}/06/2018, 13:55 - Bot: {answer.format(i)}\n" for i in range(1, 9)), encoding="utf-8")
    (source,) = told_by(path, tmp_path).sources
    opened, sample = read.opened(source, triage.rules.load())

    assert opened.columns[-4:] == ("Name", "CNIC", "Number", "Address")
    assert sample.row(0)[1] == "Bot"
    assert sample.row(0)[-4:] == ("A1", "35202-1000001-1", "03001000001", "House 1, Lahore")
    assert sample.height == 8


def test_chunks_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "chat.txt"
    path.write_text("".join(f"03/06/2018, 13:55 - Sana: salam {i}\nmore\n" for i in range(9_000)), encoding="utf-8")
    whole = told_by(path, tmp_path)
    monkeypatch.setattr(chat, "_CHUNK", 65_536)

    assert told_by(path, tmp_path).rows == whole.rows


def lines_of(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


TABLES_AND_LOGS = [
    "2024-06-01 10:{:02}:00\t0309406{:04}\t34301-7530421-1\tAli Raza",
    "01/06/2024 10:{:02}\t0309406{:04}\t34301-7530421-1\tAli: Raza",
    "6/1/2024\t10:{:02}\t0309406{:04}\tBot: done",
    "2024-06-01 10:{:02}:00 | 0309406{:04} | Name: Ali",
    "2024-06-01 10:{:02}:00; 0309406{:04}; Name: Ali",
    "2024-06-01 10:{:02}:00 INFO lookup mobile=0309406{:04} name=Ali",
    "2024-06-01 10:{:02}:00 ERROR: no row for 0309406{:04}",
    "[2024-06-01 10:{:02}:00] local.ERROR: no row for 0309406{:04}",
    "2024-06-01 10:{:02}:00 - root - INFO - asked for 0309406{:04}",
    "2024-06-01 10:{:02}:00 host sshd[22]: opened for 0309406{:04}",
]


@pytest.mark.parametrize("line", TABLES_AND_LOGS)
def test_tables_and_logs_that_begin_with_dates_are_no_chats(line: str) -> None:
    assert chat.claims(lines_of("Timestamp", *(line.format(i, i) for i in range(30))), "a.txt") == Claim.NONE


@pytest.mark.parametrize("line", HEADS)
def test_a_chat_has_authors(line: str) -> None:
    assert chat.claims(lines_of(*[line] * 12), "a.txt") == Claim.SIGNATURE


def test_a_group_in_which_only_the_messenger_speaks_is_a_chat() -> None:
    lines = [f"01/06/2024, 10:{i:02} - +92 300 100000{i} joined using this group's invite link" for i in range(9)]

    assert chat.claims(lines_of(*lines), "a.txt") == Claim.SIGNATURE


def test_an_advertisement_that_comes_again_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    ad = "LISTS\nOrder: 0300-9990001\nPayment: JazzCash 03017770003\nBank: Meezan\nEmail: a@example.com"
    path.write_text("".join(f"0{i}/06/2024, 21:00 - Seller: {ad}\n" for i in range(1, 6)), encoding="utf-8")

    assert told_by(path, tmp_path).sources[0].columns == ("date", "author", "text")


def test_messages_may_end_with_returns(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_bytes("\r".join(HEADS[:2] * 10).encode())

    assert len(told_by(path, tmp_path).rows) == 20
