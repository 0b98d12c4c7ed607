from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from tests.triage.formats.json.told import PHONES, rows_of


def test_messages_of_a_chat_are_a_table_with_their_texts_joined(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    text = ["call ", {"type": "phone", "text": "0300"}, "1000001 ", {"type": "text_link", "text": "x", "href": "u"}]
    messages = [{"id": i, "from": "Sana", "text": text} for i in range(30)]
    path.write_text(json.dumps({"chats": {"list": [{"name": "Leads", "type": "c", "messages": messages}]}}))
    told = told_by(path, tmp_path)
    source = told.sources[0]

    assert source.table == "chats.list.messages"
    assert source.columns[:4] == ("(name)", "(type)", "id", "from")
    assert told.rows[0][4] == "call 03001000001 x"


def message(parts: list[object]) -> dict[str, object]:
    return {"id": 1, "text": parts}


@pytest.mark.parametrize("count", [1, 30])
def test_parts_of_a_message_are_one_text_however_many(count: int, tmp_path: Path) -> None:
    parts = ["word ", {"type": "bold", "text": "35202-"}, "1234567-1 "] * count
    document = {"name": "group", "messages": [message(parts), message(["other"])]}
    rows = rows_of(json.dumps(document), tmp_path)

    assert [row["text"] for row in rows if "text" in row] == ["word 35202-1234567-1 " * count, "other"]


def test_the_second_telling_of_a_message_is_left_out_and_its_links_are_kept(tmp_path: Path) -> None:
    again = [
        {"type": "plain", "text": "call "},
        {"type": "text_link", "text": "me", "href": "https://wa.me/923001234567"},
    ]
    (row,) = rows_of(json.dumps([{"text": "call me", "text_entities": again}]), tmp_path)
    (other,) = rows_of(json.dumps([{"text": "", "text_entities": again}]), tmp_path)

    assert row == {"text": "call me", "text_entities[1].href": "https://wa.me/923001234567"}
    assert other["text_entities"] == "call me"


def test_objects_with_a_text_are_no_parts_of_it(tmp_path: Path) -> None:
    comments = [{"text": "hi", "phone": "0300-1234567"}, {"text": "ho", "phone": "0301-1234568"}]
    (row,) = rows_of(json.dumps([{"id": 1, "comments": comments}]), tmp_path)

    assert [row["comments[0].phone"], row["comments[1].phone"]] == ["0300-1234567", "0301-1234568"]


def test_labels_with_values_are_fields(tmp_path: Path) -> None:
    fields = [{"label": "CNIC", "value": "35202-1234567-1"}, {"label": "Phones", "value": PHONES}]
    rows = rows_of(json.dumps([{"id": 1, "form": fields}, {"id": 2, "form": fields[::-1]}]), tmp_path)

    told = {"form.CNIC": "35202-1234567-1", "form.Phones": "; ".join(PHONES)}
    assert rows == [{"id": "1", **told}, {"id": "2", **told}]
