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
DATED = {
    "20 August 2022, 21:05 - Sana: salam": "2022-08-20 21:05",
    "20 Aug. 2022 at 9:05\u202fPM - Sana: salam": "2022-08-20 9:05 PM",
    "Sat, 20 Aug 2022, 21:05 - Sana: salam": "2022-08-20 21:05",
    "[Aug 20, 2022 at 9:05:33 PM] Sana: salam": "2022-08-20 9:05:33 PM",
    "August 20th, 2022, 9:05 p. m. - Sana: salam": "2022-08-20 9:05 p. m.",
    "20-Aug-2022, 21:05 - Sana: salam": "2022-08-20 21:05",
    "20 de agosto de 2022, 21:05 - Sana: salam": "2022-08-20 21:05",
    "20 ago 2022 a las 21:05 - Sana: salam": "2022-08-20 21:05",
    "20. August 2022 um 21:05 - Sana: salam": "2022-08-20 21:05",
    "20 août 2022 à 21:05 - Sana : salam": "2022-08-20 21:05",
    "[20 Ağustos 2022 21:05:33] Sana: salam": "2022-08-20 21:05:33",
    "20 августа 2022 г., 21:05 - Sana: salam": "2022-08-20 21:05",
    "20 اگست 2022، 9:05 شام - Sana: salam": "2022-08-20 9:05 شام",
    "۲۰ اگست ۲۰۲۲، ۹:۰۵ PM - Sana: salam": "2022-08-20 9:05 PM",
    "٢٠ أغسطس ٢٠٢٢، ٩:٠٥ م - Sana: salam": "2022-08-20 9:05 م",
    "20 अगस्त 2022, 9:05 pm - Sana: salam": "2022-08-20 9:05 pm",
    "20 tháng 8, 2022 21:05 - Sana: salam": "2022-08-20 21:05",
    "2022. augusztus 20. 21:05 - Sana: salam": "2022. augusztus 20. 21:05",
    "20/8/2565 21:05 - Sana: salam": "20/8/2022 21:05",
    "20/8/65 21:05 - Sana: salam": "20/8/2022 21:05",
    "[20 ส.ค. 2565 21:05:33] Sana: salam": "2022-08-20 21:05:33",
    "20 August 2565 BE, 21:05 - Sana: salam": "2022-08-20 21:05",
    "۱۴۰۱/۵/۲۹، ۲۱:۰۵ - Sana: salam": "2022-08-20 21:05",
    "۲۹ مرداد ۱۴۰۱، ۹:۰۵ ب.ظ. - Sana: salam": "2022-08-20 9:05 ب.ظ.",
    "٢٢/١/١٤٤٤ هـ، ٩:٠٥ م - Sana: salam": "2022-08-20 9:05 م",
    "2022/8/20 下午9:05 - Sana: salam": "2022/8/20 9:05",
    "[2022. 8. 20. 오후 9:05:33] Sana: salam": "2022.8.20. 9:05:33",
    "2022年8月20日 下午9:05 - Sana: salam": "2022-08-20 9:05",
    "2022年8月20日土曜日 21時05分 - Sana: salam": "2022-08-20 21時05分",
    "令和4年8月20日 21:05 - Sana: salam": "2022-08-20 21:05",
    "民國111年8月20日 21:05 - Sana: salam": "2022-08-20 21:05",
    "[2022년 8월 20일 오후 9:05] Sana: salam": "2022-08-20 9:05",
    "\u200f٢٠\u200f/٨\u200f/٢٠٢٢، ٩:٠٥ م - Sana: salam": "20/8/2022 9:05 م",
    "[20/08/2022 à 21:05:33] \u200eSana: salam": "20/08/2022 21:05:33",
    "20/08/2022 à 21:05 - Sana: salam": "20/08/2022 21:05",
    "[20/08/22, 9:05:33\u202fPM] ~\u202fSana: salam": "20/08/22 9:05:33 PM",
    "[9:05 pm, 20/08/2022] Sana: salam": "20/08/2022 9:05 pm",
    "21:05, 20.08.2022 - Sana: salam": "20.08.2022 21:05",
    "20/8/22, 9:05\xa0p.\xa0m. - Sana: salam": "20/8/22 9:05 p. m.",
    "13. 6. 2018. 21:25:15 Sana: salam": "13.6.2018. 21:25:15",
    "20\u200f/8\u200f/2022, 9:05 PM - \u202aSana\u202c: salam": "20/8/2022 9:05 PM",
}
"""Heads as telephones of many languages write them; which day they tell, year first if only one can be meant."""


@pytest.mark.parametrize("line", DATED)
def test_heads_in_many_languages_tell_day_and_author(line: str) -> None:
    message = chat.head(line)

    assert message is not None
    assert (message.date, message.author, message.lines) == (DATED[line], "Sana", ["salam"])


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

    assert told.sources[0].columns == ("date", "author", "text", "event")
    assert told.rows[0] == ("03/06/2018 13:55", "Sana", "salam\nmore\nand more", None)
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
    monkeypatch.setattr("triage.formats.key_value_blocks._CHUNK", 65_536)

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
    "Jun 01 10:{:02}:00 2024 - 0309406{:04}",
    "Sat Jun 01 2024 10:{:02}:00 GMT+0500 asked for 0309406{:04}",
    "1 June 2024, 10:{:02} - 0309406{:04}",
    "01-Jun-2024 10:{:02}:00 UTC 0309406{:04} paid",
    "[2024-06-01 10:{:02}:00] local.ERROR: no row for 0309406{:04}",
    "2024-06-01 10:{:02}:00 - root - INFO - asked for 0309406{:04}",
    "2024-06-01 10:{:02}:00 host sshd[22]: opened for 0309406{:04}",
]


@pytest.mark.parametrize("line", TABLES_AND_LOGS)
def test_tables_and_logs_that_begin_with_dates_are_no_chats(line: str) -> None:
    assert chat.claims(lines_of("Timestamp", *(line.format(i, i) for i in range(30))), "a.txt") == Claim.NONE


@pytest.mark.parametrize("line", [*HEADS, *DATED])
def test_a_chat_has_authors(line: str) -> None:
    assert chat.claims(lines_of(*[line] * 12), "a.txt") == Claim.SIGNATURE


def test_a_group_in_which_only_the_messenger_speaks_is_a_chat() -> None:
    lines = [f"01/06/2024, 10:{i:02} - +92 300 100000{i} joined using this group's invite link" for i in range(9)]

    assert chat.claims(lines_of(*lines), "a.txt") == Claim.SIGNATURE


def test_an_advertisement_that_comes_again_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    ad = "LISTS\nOrder: 0300-9990001\nPayment: JazzCash 03017770003\nBank: Meezan\nEmail: a@example.com"
    path.write_text("".join(f"0{i}/06/2024, 21:00 - Seller: {ad}\n" for i in range(1, 6)), encoding="utf-8")

    assert told_by(path, tmp_path).sources[0].columns == ("date", "author", "text", "event")


def test_messages_may_end_with_returns(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_bytes("\r".join(HEADS[:2] * 10).encode())

    assert len(told_by(path, tmp_path).rows) == 20


EVENTS = [
    "Sana created group \u201cSIM: rates\u201d",
    'Sana changed the subject from "A: B" to "C: D"',
    "+92 300 1000001 joined using this group's invite link",
    "Sana added +92 300 1000001",
    "میسجز اور کالز اینڈ ٹو اینڈ اینکرپشن کے ذریعے محفوظ ہیں",
    "مسڈ وائس کال",
    "أضاف أحمد +92 300 1000001",
    "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt",
    "Sana добавил +92 300 1000001",
    "सना ने +92 300 1000001 को जोड़ा",
    "您加入了",
]


@pytest.mark.parametrize("sentence", EVENTS)
@pytest.mark.parametrize("head", ["01/06/2024, 10:05 - ", "[01/06/2024, 10:05:33] SIM Data: \u200e"])
def test_what_the_messenger_says_is_an_event_and_has_no_author(head: str, sentence: str) -> None:
    message = chat.head(head + sentence)

    assert message is not None
    assert (message.is_event, message.author) == (True, "")
    assert message.lines[0].strip("\u200e") == sentence


@pytest.mark.parametrize("text", ["Keluarga Khan: salam", "Added Value Traders: salam", "Sana: I left the group"])
def test_people_may_write_such_words(text: str) -> None:
    message = chat.head(f"01/06/2024, 10:05 - {text}")

    assert message is not None
    assert (message.is_event, message.author) == (False, text.split(":", maxsplit=1)[0])


def test_an_author_may_have_a_colon_in_the_name(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    said = ("Ali: Data Wala: salam {}", "Bot: Name: Sana {}", "Zara: one: {}", "Zara: two {}")
    lines = [f"01/06/2024, 10:0{i} - {each.format(i)}\n" for i in range(5) for each in said]
    path.write_text("".join(lines), encoding="utf-8")

    assert {row[1] for row in told_by(path, tmp_path).rows} == {"Ali: Data Wala", "Bot", "Zara"}


def test_a_chat_with_heads_nobody_knows_says_so_and_has_no_records(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat with Sana.txt"
    lines = [f"\u2503 2\u00bd moon \u2503 10:0{i} \u2503 +92 300 100000{i} \u2503: salam {i}\n" for i in range(9)]
    path.write_text("".join(lines), encoding="utf-8")
    told = told_by(path, tmp_path)

    assert told.sources[0].reader == "chat"
    assert [row[2] for row in told.rows] == [f"salam {i}" for i in range(9)]
    assert told.coverage.reasons["unknown_message_heads"].count == 9


def test_a_list_with_a_name_of_a_chat_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat numbers.txt"
    path.write_text("name,mobile\n" + "".join(f"Sana,0300100000{i}\n" for i in range(9)), encoding="utf-8")

    assert told_by(path, tmp_path).sources[0].reader != "chat"


def test_messages_that_were_copied_out_of_telegram_are_a_chat() -> None:
    message = chat.head("Sana Tariq, [20.08.2022 21:05]")

    assert message is not None
    assert (message.author, message.date) == ("Sana Tariq", "20.08.2022 21:05")
