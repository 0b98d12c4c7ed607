from __future__ import annotations

from typing import Any

import pytest

from tests.triage.places import exports
from triage.app.scan import Options, scan
from triage.core.progress import Silent


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what a scan says of every export, by the folder it lies in."""
    home = tmp_path_factory.mktemp("exports")
    for name in exports.TRUTH:
        getattr(exports, name)(home / exports.FOLDERS.get(name, name))
    (home / "msgstore.db.crypt15").write_bytes(bytes(range(256)) * 20)
    case = tmp_path_factory.mktemp("case") / "case"
    told = scan([home], Options(case=case, jobs=1), Silent()).document
    return {each["dump"].split("/")[0]: each for each in told["dumps"]}


@pytest.mark.parametrize("name", exports.TRUTH)
def test_the_place_of_an_export_is_told(dumps: dict[str, dict[str, Any]], name: str) -> None:
    place = dumps[exports.FOLDERS.get(name, name)]["places"][0]

    assert (place["platform"], place["kind"]) == exports.TRUTH[name][0]
    assert place["confidence"] > 0.75


@pytest.mark.parametrize("name", exports.TRUTH)
def test_every_number_is_counted_by_its_role(dumps: dict[str, dict[str, Any]], name: str) -> None:
    told = dumps[exports.FOLDERS.get(name, name)]["entities"]["PK_MOBILE_NUMBER"]["whose"]

    assert {role: tally["distinct"] for role, tally in told.items()} == exports.TRUTH[name][1]


@pytest.mark.parametrize("name", ["facebook_page", "takeout"])
def test_an_advertisement_is_no_record(dumps: dict[str, dict[str, Any]], name: str) -> None:
    dump = dumps[exports.FOLDERS.get(name, name)]

    assert dump["people"]["distinct"] is None
    assert dump["genuineness"]["verdict"] == "undetermined"


def test_messages_chats_and_days_are_told(dumps: dict[str, dict[str, Any]]) -> None:
    (place,) = dumps["telegram_account"]["places"]

    assert (place["messages"], place["chats"]) == (33, 2)
    assert (place["first"], place["last"]) == ("2024-05-02", "2024-05-06")
    assert dumps["WhatsApp Chat - Data Group"]["places"][0]["title"] == "Data Group"


def test_an_encrypted_backup_is_named_as_such(dumps: dict[str, dict[str, Any]]) -> None:
    (reason,) = dumps["msgstore.db.crypt15"]["coverage"]["reasons"]

    assert reason["reason"] == "encrypted_whatsapp"
