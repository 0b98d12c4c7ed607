"""The records of a case are the same at each reading, whatever part of them stays in memory."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from triage.app import case_records, people
from triage.app.case_records import CaseRecords
from triage.app.scan import Options, scan
from triage.case import Case
from triage.case.token_store import RECORDS
from triage.core.progress import Silent

LISTS = {
    "one": ["SANA TARIQ,35202-1000001-2,0300-1000001", "OMAR ALI,,0300-1000001", "HINA GUL,,0345-1000009"],
    "two": ["SANA TARIQ,35202-1000001-2,0300-1000001"],
    "six": [f"BILAL KHAN,35202-200000{number}-3,0300-200000{number}" for number in range(9)],
}
ASKED = ["cnic", "mobile", "name_hash"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("records")
    (home / "seized").mkdir()
    for name, rows in LISTS.items():
        (home / "seized" / f"{name}.csv").write_text("\n".join(["name,cnic,mobile", *rows, ""]), "utf-8")
        # Evidence that is added later has a file of its own in the case.
        scan([home / "seized" / f"{name}.csv"], Options(case=home / "case", jobs=1, key=home / "a.key"), Silent())
    return home / "case"


def whole(records: CaseRecords, columns: list[str]) -> pl.DataFrame:
    return pl.concat(list(records(columns)))


def test_all_records_come_at_each_reading_whatever_stays_in_memory(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Case.open(folder) as case:
        dumps = list(people.by_dump(case))
        assert len(case.tokens.runs(RECORDS)) == 3
        told = {}
        for size in (0, 600, 2**28):
            monkeypatch.setattr(case_records, "HELD_BYTES", size)
            records = CaseRecords([(case, dumps)])
            told[size] = [whole(records, ASKED), whole(records, ASKED), whole(records, ["record"])]
        first = told[0][0]
        assert first.columns == [*ASKED, "dump", "source"]
        assert first["dump"].value_counts(sort=True)["count"].to_list() == [9, 3, 1]
        for one, again, only in told.values():
            assert_frame_equal(one, first)
            assert_frame_equal(again, first)
            assert only.columns == ["record", "dump", "source"]


def test_records_of_small_files_come_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(folder) as case:
        dumps = list(people.by_dump(case))
        heights = {}
        for least in (1, 4, 100):
            monkeypatch.setattr(case_records, "AT_ONCE", least)
            heights[least] = [each.height for each in CaseRecords([(case, dumps)])(ASKED)]

    assert heights == {1: [3, 1, 9], 4: [4, 9], 100: [13]}


def test_a_dump_that_is_not_asked_for_is_left_out(folder: Path) -> None:
    with Case.open(folder) as case:
        dumps = list(people.by_dump(case))
        assert whole(CaseRecords([(case, dumps[1:])]), ASKED).height == 10
        assert whole(CaseRecords([(case, dumps), (case, dumps)]), ASKED)["dump"].n_unique() == 6
