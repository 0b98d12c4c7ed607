"""Forty marks in text: tables, SQL, pages, letters, chats and cards."""

from __future__ import annotations

import base64
import json
import struct
from email.message import EmailMessage

from tests.damage.marks import COUNT, HEAD, MARKS, ROWS


def csv_table() -> bytes:
    lines = [",".join(HEAD), *(",".join(f'"{cell}"' for cell in row) for row in ROWS)]
    return ("\r\n".join(lines) + "\r\n").encode()


def tab_table() -> bytes:
    return "".join("\t".join(row) + "\n" for row in (HEAD, *ROWS)).encode()


def fixed_table() -> bytes:
    return "".join(f"{m:<10}{c:<18}{a:<30}\n" for m, _, c, a in ROWS).encode()


def boxed_table() -> bytes:
    rule = "+" + "-" * 12 + "+" + "-" * 20 + "+\n"
    rows = "".join(f"| {m:<10} | {c:<18} |\n" for m, _, c, _ in (HEAD, *ROWS))
    head, rest = rows.split("\n", 1)
    return (rule + head + "\n" + rule + rest + rule).encode()


def text_blocks() -> bytes:
    return "\n\n".join(f"Name : {m}\nCNIC : {c}\nNumber : 03001{i:06}\nAddress : {a}"
                       for i, (m, _, c, a) in enumerate(ROWS)).encode()  # fmt: skip


def chat_text() -> bytes:
    return "".join(
        f"{i % 28 + 1:02}/01/2024, 10:{i:02} - Sana: {m} {c}\n" for i, (m, _, c, _) in enumerate(ROWS)
    ).encode()


def plain_text() -> bytes:
    return "".join(f"Dear {m}, your number {c} is at {a}.\n" for m, _, c, a in ROWS).encode()


def json_objects() -> list[dict[str, str]]:
    return [dict(zip(HEAD, row, strict=True)) for row in ROWS]


def sql_inserts() -> bytes:
    def values(row: tuple[str, ...]) -> str:
        return "(" + ",".join(f"'{cell}'" for cell in row) + ")"

    head = "-- MySQL dump 10.13\nCREATE TABLE `t` (" + ", ".join(f"`{name}` text" for name in HEAD) + ");\n"
    parts = [",".join(map(values, ROWS[at : at + 10])) for at in range(0, COUNT, 10)]
    return (head + "".join(f"INSERT INTO `t` VALUES {part};\n" for part in parts) + "-- Dump completed\n").encode()


def sql_copy() -> bytes:
    lines = "".join("\t".join(row) + "\n" for row in ROWS)
    return f"-- PostgreSQL database dump\nCOPY public.t ({', '.join(HEAD)}) FROM stdin;\n{lines}\\.\n-- done\n".encode()


def xml_records() -> bytes:
    rows = "".join(
        "<r>" + "".join(f"<{n}>{c}</{n}>" for n, c in zip(HEAD, row, strict=True)) + "</r>\n" for row in ROWS
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<people>\n{rows}</people>'.encode()


def html_page() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in (HEAD, *ROWS))
    return f"<!DOCTYPE html><html><body><p>list</p><table>\n{rows}</table></body></html>".encode()


def cards() -> bytes:
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{m}\r\nTEL;TYPE=CELL:03001{i:06}\r\nEND:VCARD\r\n"
        for i, (m, *_) in enumerate(ROWS)
    ).encode()


def calendar() -> bytes:
    events = "".join(f"BEGIN:VEVENT\r\nSUMMARY:{m}\r\nDTSTART:20240101T1000{i:02}Z\r\nEND:VEVENT\r\n"
                     for i, m in enumerate(MARKS))  # fmt: skip
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


def letter(text: str) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Sana <a@example.com>", "b@example.com", "hello"
    made["Date"] = "Mon, 01 Jan 2024 10:00:00 +0500"
    made.set_content(text)
    return made.as_bytes()


def mbox() -> bytes:
    return b"".join(b"From a@example.com Mon Jan  1 10:00:00 2024\n" + letter(m) + b"\n" for m in MARKS)


def attachment() -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Sana <a@example.com>", "b@example.com", "list"
    made.set_content("see below")
    made.add_attachment(csv_table(), maintype="text", subtype="csv", filename="list.csv")
    return made.as_bytes()


def rtf() -> bytes:
    return ("{\\rtf1\\ansi\n" + "".join(f"{m} {c}\\par\n" for m, _, c, _ in ROWS) + "}").encode()


def har_recording() -> bytes:
    contents = [{"mimeType": "text/plain", "text": " ".join(row)} for row in ROWS]
    return json.dumps({"log": {"entries": [{"response": {"content": each}} for each in contents]}}).encode()


def warc_records() -> bytes:
    made = b""
    for row in ROWS:
        content = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + " ".join(row).encode()
        kind = "Content-Type: application/http; msgtype=response"
        made += f"WARC/1.0\r\n{kind}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"
    return made


def inline_file() -> bytes:
    return b'<a href="data:text/csv;base64,' + base64.b64encode(csv_table()) + b'">x</a>'


def bare_sheet() -> bytes:
    def cell(row: int, column: int, text: bytes) -> bytes:
        return struct.pack("<6H", 0x204, 8 + len(text), row, column, 0, len(text)) + text

    cells = [cell(i, j, text.encode()) for i, row in enumerate([HEAD, *ROWS]) for j, text in enumerate(row)]
    return struct.pack("<6H", 0x809, 8, 0, 0x10, 0, 0) + b"".join(cells) + struct.pack("<2H", 10, 0)


def excel_2003() -> bytes:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    cells = ["".join(f"<Cell><Data>{cell}</Data></Cell>" for cell in row) for row in [HEAD, *ROWS]]
    rows = "".join(f"<Row>{row}</Row>" for row in cells)
    sheet = f'<Worksheet xmlns:s="{name}" s:Name="a"><Table>{rows}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{name}">{sheet}</Workbook>'.encode()


def web_requests() -> bytes:
    begin = '203.0.113.7 - - [10/Oct/2024:13:55:36 +0500] "GET /?name='
    return "".join(f'{begin}{mark} HTTP/1.1" 200 5 "-" "curl/8"\n' for mark in MARKS).encode()
