from __future__ import annotations

from typing import Any

import pytest

from tests.triage.places import tool_exports
from triage.app.scan import Options, scan
from triage.core.progress import Silent


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what a scan says of every export, by the folder it lies in."""
    home = tmp_path_factory.mktemp("exports")
    for name in tool_exports.TRUTH:
        getattr(tool_exports, name)(home / tool_exports.FOLDERS.get(name, name))
    case = tmp_path_factory.mktemp("case") / "case"
    told = scan([home], Options(case=case, jobs=1), Silent()).document
    return {each["dump"].split("/")[0]: each for each in told["dumps"]}


@pytest.mark.parametrize("name", tool_exports.TRUTH)
def test_the_place_of_an_export_is_told(dumps: dict[str, dict[str, Any]], name: str) -> None:
    (place,) = dumps[tool_exports.FOLDERS.get(name, name)]["places"]

    assert (place["platform"], place["kind"]) == tool_exports.TRUTH[name][0]
    assert place["confidence"] > 0.75


@pytest.mark.parametrize("name", tool_exports.TRUTH)
def test_every_number_is_counted_by_its_role(dumps: dict[str, dict[str, Any]], name: str) -> None:
    told = dumps[tool_exports.FOLDERS.get(name, name)]["entities"]["PK_MOBILE_NUMBER"]["whose"]

    assert {role: tally["distinct"] for role, tally in told.items()} == tool_exports.TRUTH[name][1]


def test_what_a_report_tells_three_times_is_counted_once(dumps: dict[str, dict[str, Any]]) -> None:
    assert dumps["ALEAPP_Reports_1"]["people"]["distinct"] == tool_exports.PEOPLE
    assert dumps["ALEAPP_Reports_1"]["places"][0]["messages"] == tool_exports.PEOPLE
