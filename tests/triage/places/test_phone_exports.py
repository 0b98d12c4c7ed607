from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.triage.places import phone_exports
from triage.app.scan import Options, scan
from triage.core.model import Evidence
from triage.core.progress import Silent
from triage.formats.sqlite import reader


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what a scan says of every database, by the folder it lies in."""
    home = tmp_path_factory.mktemp("phones")
    for name in [*phone_exports.TRUTH, "encrypted"]:
        getattr(phone_exports, name)(home / phone_exports.FOLDERS.get(name, name))
    case = tmp_path_factory.mktemp("case") / "case"
    told = scan([home], Options(case=case, jobs=1), Silent()).document
    return {each["dump"].removesuffix("/Databases/msgstore.db.crypt14"): each for each in told["dumps"]}


def _of(dumps: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    return dumps[phone_exports.FOLDERS.get(name, name)]


@pytest.mark.parametrize("name", phone_exports.TRUTH)
def test_every_number_of_a_phone_is_counted_by_its_role(dumps: dict[str, dict[str, Any]], name: str) -> None:
    told = _of(dumps, name)["entities"]["PK_MOBILE_NUMBER"]["whose"]

    assert {role: tally["distinct"] for role, tally in told.items()} == phone_exports.TRUTH[name][0]
    assert "EMAIL_ADDRESS" not in _of(dumps, name)["entities"]


@pytest.mark.parametrize("name", phone_exports.TRUTH)
def test_messages_have_authors_chats_and_days(dumps: dict[str, dict[str, Any]], name: str) -> None:
    _, messages, authors, chats = phone_exports.TRUTH[name]

    (place,) = _of(dumps, name)["places"]

    assert (place["platform"], place["kind"]) == ("whatsapp", "account")
    assert (place["messages"], place["authors"]) == (messages, authors)
    assert {each["title"]: each["messages"] for each in place["largest_chats"]} == chats
    assert (place["first"], place["last"]) == ("2024-05-02", "2024-05-05")


def test_a_backup_without_its_key_is_named(dumps: dict[str, dict[str, Any]]) -> None:
    assert [each["reason"] for each in dumps["encrypted"]["coverage"]["reasons"]] == ["encrypted_whatsapp"]


def _messages(path: Path) -> list[list[str | None]]:
    """Return author and chat of each message."""
    evidence = Evidence("a", path, (), path, path.stat().st_size, "")
    (source,) = (each for each in reader.sources(evidence) if each.table == "message")
    rows = [row for chunk in reader.split(source) for batch in reader.batches(chunk) for row in batch.frame.rows()]
    at = [source.columns.index(name) for name in ("author", "chat") if name in source.columns]
    return [[row[each] for each in at] for row in rows]


def test_two_values_of_one_key_do_not_double_a_message(tmp_path: Path) -> None:
    phone_exports.android(tmp_path)
    path = tmp_path / "databases" / "msgstore.db"
    before = _messages(path)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("create table again as select * from chat")
        base.execute("insert into again select 1, jid_row_id, 'Another title', 0, 0 from chat")
        base.execute("drop table chat")
        base.execute("alter table again rename to chat")

    after = _messages(path)

    assert len(after) == len(before) == 12
    assert {chat for _, chat in before} == {phone_exports.GROUP, phone_exports.person(3)}


def test_a_member_whose_number_the_phone_did_not_know_keeps_his_hidden_identity(tmp_path: Path) -> None:
    phone_exports.android(tmp_path)
    path = tmp_path / "databases" / "msgstore.db"
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("delete from jid_map where lid_row_id = 11")

    authors = {author for author, _ in _messages(path)}

    assert authors == {None, "111222333444551@lid", phone_exports.person(2), phone_exports.person(3)}


def test_a_database_without_its_other_tables_keeps_its_messages(tmp_path: Path) -> None:
    phone_exports.android(tmp_path)
    path = tmp_path / "databases" / "msgstore.db"
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("drop table jid")

    assert len(_messages(path)) == 12
