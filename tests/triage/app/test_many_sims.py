"""CNICs with more SIMs than one person may hold are counted over all dumps, and listed masked."""

from __future__ import annotations

from pathlib import Path

from triage.app.scan import Options, scan
from triage.core.progress import Silent
from triage.report import table

COUNTS = {"35202-1000001-1": 4, "35202-1000002-1": 5, "42101-1000003-3": 9, "61101-1000004-5": 1}


def test_cards_with_five_numbers_and_more_are_counted(tmp_path: Path) -> None:
    rows = [(cnic, f"03{i:02}-100{n:04}") for i, (cnic, most) in enumerate(COUNTS.items()) for n in range(most)]
    half = len(rows) // 2
    (tmp_path / "seized").mkdir()
    for name, some in (("a.csv", rows[:half]), ("b.csv", [*rows[half - 3 :], *rows[:2]])):
        text = "".join(f"{cnic},{mobile}\n" for cnic, mobile in some)
        (tmp_path / "seized" / name).write_text(f"cnic,mobile\n{text}")
    wide = "".join(f"{cnic},{','.join(number for who, number in rows if who == cnic)}\n" for cnic in list(COUNTS)[1:2])
    (tmp_path / "seized" / "wide.csv").write_text(f"cnic,{','.join(f'mobile{n}' for n in range(1, 6))}\n{wide}")

    document = scan([tmp_path / "seized"], Options(case=tmp_path / "c", jobs=1, key=tmp_path / "k"), Silent()).document
    told = document["case"]["persons"]["contradicted"]
    found = [each for each in told["listed"] if each["kind"] == "cnic with five or more mobiles"]

    assert told["counts"]["cnic with five or more mobiles"] == 2
    assert told["counts"]["cnic with over eight mobiles"] == 1
    assert [(each["value"], each["number"]) for each in found] == [("42101-*******-*", 9), ("35202-*******-*", 5)]
    assert "1000003" not in str(told)
    assert "CNICs with five mobile numbers or more" in table.render(document)
