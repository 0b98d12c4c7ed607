from __future__ import annotations

from typing import Any

import pytest

from tests.triage.places import site_exports
from triage.app.scan import Options, scan
from triage.core.progress import Silent


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what a scan says of every export, by the folder it lies in."""
    home = tmp_path_factory.mktemp("exports")
    for name in site_exports.TRUTH:
        getattr(site_exports, name)(home / site_exports.FOLDERS.get(name, name))
    case = tmp_path_factory.mktemp("case") / "case"
    told = scan([home], Options(case=case, jobs=1), Silent()).document
    return {each["dump"].split("/")[0]: each for each in told["dumps"]}


@pytest.mark.parametrize("name", site_exports.TRUTH)
def test_an_export_in_many_parts_is_one_place_with_its_title(dumps: dict[str, dict[str, Any]], name: str) -> None:
    kind, title, messages, _ = site_exports.TRUTH[name]

    (place,) = dumps[site_exports.FOLDERS.get(name, name)]["places"]

    assert (place["platform"], place["kind"]) == kind
    assert (place["title"], place["messages"]) == (title, messages)


@pytest.mark.parametrize("name", site_exports.TRUTH)
def test_owners_customers_and_people_in_records_are_apart(dumps: dict[str, dict[str, Any]], name: str) -> None:
    dump = dumps[site_exports.FOLDERS.get(name, name)]

    told = {role: each["distinct"] for role, each in dump["entities"]["PK_MOBILE_NUMBER"]["whose"].items()}

    assert told == site_exports.TRUTH[name][3]
    assert dump["people"]["distinct"] == site_exports.PEOPLE
    assert dump["entities"]["PK_CNIC"]["whose"]["data_subject"]["distinct"] == site_exports.PEOPLE


def test_mail_and_computers_of_a_site_are_its_owners_and_its_customers(dumps: dict[str, dict[str, Any]]) -> None:
    entities = dumps["cpanel"]["entities"]

    assert {role: each["distinct"] for role, each in entities["EMAIL_ADDRESS"]["whose"].items()} == {
        "seller": 1,
        "buyer": 2,
    }
    assert set(entities["PASSWORD_HASH"]["whose"]) == {"seller"}
