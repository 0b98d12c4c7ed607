from __future__ import annotations

from pathlib import Path

import pytest

from triage.app.explain_file import Trial, trial
from triage.rules.model import RuleError

TABLE = "name,cnic,note\n" + "Sana Tariq,35202-1000001-2,call 0300-1000001\n" * 30


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def own(tmp_path: Path, text: str) -> tuple[Path]:
    folder = tmp_path / "own"
    (folder / "lists").mkdir(parents=True)
    (folder / "lists" / "mine.yaml").write_text(text, encoding="utf-8")
    return (folder,)


def test_columns_are_told_with_reasons(table: Path):
    said = "\n".join(trial(table, Trial()))

    assert "cnic: PK_CNIC (cnic)" in said
    assert "because the header names cnic" in said
    assert "35202-1000001-2" not in said


def test_cells_are_explained_and_masked(table: Path):
    said = "\n".join(trial(table, Trial(explain=True)))

    assert "row 1, column 2: PK_CNIC 35202-*******-* by the pattern 'whole cell', passes its checks" in said
    assert "1000001" not in said


def test_values_are_revealed_when_asked_to(table: Path):
    assert "3520210000012" in "\n".join(trial(table, Trial(explain=True, reveal=True)))


def test_an_allowed_value_is_never_valid(table: Path, tmp_path: Path):
    folders = own(tmp_path, 'id: mine\nentity: PK_CNIC\nallow: ["3520210000012"]\n')

    said = "\n".join(trial(table, Trial(folders, explain=True)))
    assert "PK_CNIC 35202-*******-* by the pattern 'whole cell', fails its checks" in said


def test_a_denied_text_is_always_valid(tmp_path: Path):
    import polars as pl  # noqa: PLC0415

    from triage.recognizers import load  # noqa: PLC0415
    from triage.recognizers.check import check  # noqa: PLC0415
    from triage.rules import load as load_rules  # noqa: PLC0415

    folders = own(tmp_path, "id: mine\nentity: PK_CNIC\ndeny: [the minister's card]\n")
    cnic = load(load_rules(*folders))["PK_CNIC"]
    cells = pl.DataFrame({"text": ["copy of the minister's card", "35202-1000001-2", "nothing"]})
    told = cells.select(value=cnic.value(pl.col("text"))).with_columns(valid=cnic.valid(pl.col("value")))

    assert told["value"].to_list() == ["the minister's card", "3520210000012", None]
    assert told["valid"].to_list() == [True, True, None]
    assert not check(*folders)


def test_a_list_for_an_unknown_entity_is_told(table: Path, tmp_path: Path):
    with pytest.raises(RuleError, match="no rule for the entity PK_NOTHING"):
        list(trial(table, Trial(own(tmp_path, "id: mine\nentity: PK_NOTHING\nallow: [a]\n"))))


def test_cells_are_explained_by_what_says_something_of_them(table: Path) -> None:
    said = [line for line in trial(table, Trial(explain=True)) if line.startswith("  row 1,")]

    assert [line.split()[4] for line in said] == ["PK_CNIC", "PK_MOBILE_NUMBER"]
