from __future__ import annotations

from typing import Any

import pytest

from tests.triage.places import containers
from triage.app.scan import Options, scan
from triage.core.progress import Silent
from triage.simulate import DumpSpec, dump

RECORDS = 600
WIDEST = 0.03
"""How far two ranges of the same records may differ: rows are sampled by where they stand."""


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what a scan says of the same records in every container.

    By the list `common`: the lower end against careful sellers moves with the blocks that rows are cut into.
    """
    home = tmp_path_factory.mktemp("same records")
    frame = dump(DumpSpec("telecom", RECORDS, seed=5)).frame
    for name, written in {"csv": containers.csv, **containers.CONTAINERS}.items():
        (home / name).mkdir()
        written(frame, home / name)
    case = tmp_path_factory.mktemp("case") / "case"
    told = scan([home], Options(case=case, jobs=1, families="common"), Silent()).document
    return {each["dump"].split("/")[0]: each for each in told["dumps"]}


@pytest.mark.parametrize("container", containers.CONTAINERS)
def test_records_are_counted_the_same_in_every_container(dumps: dict[str, dict[str, Any]], container: str) -> None:
    told, right = dumps[container], dumps["csv"]

    assert told["people"] == right["people"]
    for entity, found in right["entities"].items():
        assert told["entities"][entity]["whose"]["data_subject"] == found["whose"]["data_subject"]


@pytest.mark.parametrize("container", containers.CONTAINERS)
def test_the_verdict_is_the_same_in_every_container(dumps: dict[str, dict[str, Any]], container: str) -> None:
    told, right = (dumps[name]["genuineness"] for name in (container, "csv"))

    assert (told["verdict"], told["rows"]) == (right["verdict"], RECORDS)
    for side in ("estimate", "low", "high"):
        ours, theirs = (each["consistent_with_genuine"][side] for each in (told, right))
        assert ours == pytest.approx(theirs, abs=WIDEST)


@pytest.mark.parametrize("container", ["whatsapp_text", "whatsapp_database", "facebook_json"])
def test_numbers_that_buyers_ask_for_are_looked_up(dumps: dict[str, dict[str, Any]], container: str) -> None:
    mobiles = dumps[container]["entities"]["PK_MOBILE_NUMBER"]["whose"]

    assert mobiles["looked_up"]["found"] == RECORDS
    assert mobiles["looked_up"]["distinct"] == mobiles["data_subject"]["distinct"]


def test_authors_are_none_of_the_people(dumps: dict[str, dict[str, Any]]) -> None:
    told = dumps["whatsapp_text"]["entities"]["PK_MOBILE_NUMBER"]["whose"]

    assert told["participant"]["distinct"] == 1
