"""Families of dumps: the right word for each pair, its direction, and none among strangers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

from triage.app import scan as pipeline
from triage.app.compare import compare
from triage.app.scan import Options, scan
from triage.cli import main
from triage.core.errors import CaseError, UsageError
from triage.core.progress import Silent
from triage.people.counting import Counts, Overlap
from triage.people.judged import Judged
from triage.people.known import Known
from triage.people.relations import Beside, relations
from triage.report import render
from triage.simulate import DumpSpec, dump

COLUMNS = ("cnic", "name", "mobile", "address")


def genuine(rows: int, seed: int) -> pl.DataFrame:
    frame = dump(DumpSpec("telecom", rows, seed=seed)).frame
    return frame.select([name for name in frame.columns if name in COLUMNS])


def written_otherwise(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows in another order, in small letters, without commas, with dashes in numbers."""
    words = pl.col("name", "address").str.to_titlecase().str.replace_all(",", " ")
    cnic = pl.col("cnic").str.replace("^([0-9]{5})([0-9]{7})", "$1-$2-")
    return frame.with_columns(words, cnic).sample(fraction=1.0, shuffle=True, seed=6)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Return what is told of a folder of relatives of one list, and of a stranger."""
    home = tmp_path_factory.mktemp("family")
    seized = home / "seized"
    seized.mkdir()
    base, second, stranger = genuine(2100, 1), genuine(2100, 2), genuine(2100, 3)
    base.write_csv(seized / "base.csv")
    shutil.copy(seized / "base.csv", seized / "same.csv")
    base.write_ndjson(seized / "other_format.json")
    base.sample(fraction=1.0, shuffle=True, seed=5).write_csv(seized / "sorted_anew.csv")
    written_otherwise(base).write_csv(seized / "written.txt", separator=";")
    base[:1400].write_csv(seized / "part.csv")
    base[40:140].write_csv(seized / "teaser.csv")
    second.write_csv(seized / "second.csv")
    pl.concat([base, second]).write_csv(seized / "merge.csv")
    moved = base[300:].with_columns(address=pl.lit("HOUSE 1 STREET 2 LAHORE"))
    pl.concat([moved, genuine(900, 4)]).write_csv(seized / "later.csv")
    stranger.write_csv(seized / "stranger.csv")
    scan([seized], Options(case=home / "case", jobs=1, key=home / "a.key"), Silent())
    return {"home": home, **compare([home / "case"])}


def relation(told: dict[str, object], one: str, other: str) -> tuple[str, str, str] | None:
    """Return the word for a pair, and from which to which where it is directed."""
    for each in told["comparison"]["lineage"]:  # type: ignore[index]
        if {each["from"], each["to"]} == {one, other}:
            return (each["relation"], each["from"], each["to"]) if each["directed"] else (each["relation"], "", "")
    return None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("base.csv", "same.csv", ("same files", "", "")),
        ("base.csv", "other_format.json", ("copy", "", "")),
        ("base.csv", "sorted_anew.csv", ("re-sorted", "", "")),
        ("base.csv", "written.txt", ("re-sorted", "", "")),
        ("base.csv", "part.csv", ("subset", "base.csv", "part.csv")),
        ("base.csv", "teaser.csv", ("teaser", "base.csv", "teaser.csv")),
        ("base.csv", "merge.csv", ("merged", "base.csv", "merge.csv")),
        ("second.csv", "merge.csv", ("merged", "second.csv", "merge.csv")),
        ("base.csv", "later.csv", ("later edition", "base.csv", "later.csv")),
        ("base.csv", "second.csv", None),
        ("base.csv", "stranger.csv", None),
        ("later.csv", "stranger.csv", None),
    ],
)
def test_relatives_get_their_word(
    told: dict[str, object], one: str, other: str, expected: tuple[str, str, str] | None
) -> None:
    assert relation(told, one, other) == expected


def test_a_copy_with_altered_mobile_numbers_does_not_pass_for_genuine(tmp_path: Path) -> None:
    (seized := tmp_path / "seized").mkdir()
    frame = genuine(300, 7)
    serial = pl.Series(np.random.default_rng(3).integers(0, 1_000, frame.height)).cast(pl.String).str.zfill(3)
    frame.write_csv(seized / "list.csv")
    frame.with_columns(pl.col("mobile").str.slice(0, 8) + serial).write_csv(seized / "sold.csv", separator="|")
    document = scan([seized], Options(case=tmp_path / "case", jobs=1, key=tmp_path / "a.key"), Silent()).document
    told = {each["dump"]: each["genuineness"] for each in document["dumps"]}

    for own, other in (("list.csv", "sold.csv"), ("sold.csv", "list.csv")):
        assert told[own]["verdict"] == "undetermined"
        assert told[own]["shared_with"] == [{"dump": other, "share": 0.0, "altered": pytest.approx(1.0, abs=0.1)}]
    for form in ("table", "markdown", "html"):
        assert "its people have other numbers in list.csv; one of them was altered" in " ".join(
            str(render(document, form)).split()
        ), form


def test_names_without_a_number_are_listed_apart_and_counted_as_nobody(tmp_path: Path) -> None:
    (seized := tmp_path / "seized").mkdir()
    frame = dump(DumpSpec("job_applicants", 300, seed=7)).frame.select("name", "father", "dob", "address", "cnic")
    frame.write_csv(seized / "list.csv")
    frame.drop("cnic").sample(fraction=1.0, shuffle=True, seed=1).write_csv(seized / "names.csv")
    scan([seized], Options(case=tmp_path / "case", jobs=1, key=tmp_path / "a.key"), Silent())
    run = [str(tmp_path / "case"), "--key", str(tmp_path / "a.key")]
    plain, listed = (
        json.loads(CliRunner().invoke(main, ["compare", *run, "--format", "json", *more]).output)
        for more in ((), ("--names",))
    )

    (pair,) = listed["names"]["pairs"]
    assert (pair["of"], pair["among"]) == ("names.csv", "list.csv")
    assert pair["records"] == pytest.approx(300, abs=15)
    assert pair["rows"] == pair["with_number"] == pytest.approx(pair["records"], abs=15)
    assert "names" not in plain
    assert plain["persons"] == listed["persons"]
    table = CliRunner().invoke(main, ["compare", *run, "--names"]).output
    assert f"names.csv in list.csv: {pair['rows']} of {pair['records']}" in table


def test_persons_are_counted_once_over_all_dumps(told: dict[str, object]) -> None:
    people = pl.concat([genuine(2100, 1), genuine(2100, 2), genuine(2100, 3), genuine(900, 4)])

    assert told["persons"]["distinct"] == people["cnic"].n_unique()  # type: ignore[index]


def test_flags_stand_beside_dumps(told: dict[str, object]) -> None:
    flags = {each["dump"]: each["flags"] for each in told["comparison"]["dumps"]}  # type: ignore[index]

    assert flags["merge.csv"] == ["aggregated"]
    assert "recycled" in flags["teaser.csv"]
    assert flags["stranger.csv"] == []


def test_cases_of_one_key_are_compared_and_of_two_keys_not(told: dict[str, object], tmp_path: Path) -> None:
    home = Path(str(told["home"]))
    genuine(2100, 1)[:800].write_csv(tmp_path / "again.csv")
    for name, key in (("one", home / "a.key"), ("two", tmp_path / "b.key")):
        scan([tmp_path / "again.csv"], Options(case=tmp_path / name, jobs=1, key=key), Silent())
    both = compare([tmp_path / "one", home / "case"])
    known = compare([home / "case"], known=tmp_path)

    assert relation(both, "1:one/again.csv", "2:case/base.csv") == ("subset", "2:case/base.csv", "1:one/again.csv")
    assert relation(known, "one/again.csv", "base.csv") == ("subset", "base.csv", "one/again.csv")
    assert known["notes"] == ["two was made with another key, or its key is not here: it cannot be compared."]
    with pytest.raises(CaseError, match="another key"):
        compare([home / "case", tmp_path / "two"])


def test_an_altered_copy_of_a_list_of_an_earlier_case_is_found(tmp_path: Path) -> None:
    base = genuine(400, 7)
    digits = pl.col("cnic").str.replace_all("-", "")
    other = pl.concat_str(digits.str.head(5), digits.str.slice(5, 7).str.reverse(), digits.str.tail(1))
    for name, rows in (("earlier/old", base), ("now", base.with_columns(other.alias("cnic")))):
        file = tmp_path / f"{name.rpartition('/')[2]}.csv"
        rows.write_csv(file)
        scan([file], Options(case=tmp_path / name, jobs=1, ner="off", key=tmp_path / "one.key"), Silent())

    alone, known = (compare([tmp_path / "now"], known=folder) for folder in (None, tmp_path / "earlier"))

    assert relation(known, "old/old.csv", "now.csv") == ("altered copy", "", "")
    assert [each["fields"].keys() for each in known["comparison"]["altered"]] == [{"cnic"}]
    assert alone["comparison"]["altered"] == alone["comparison"]["lineage"] == []


def test_every_report_says_it_too(told: dict[str, object]) -> None:
    document = pipeline.report(Path(str(told["home"])) / "case").document
    schema = json.loads((Path(__file__).parents[3] / "docs" / "report.schema.json").read_text("utf-8"))
    jsonschema.validate(document, schema)

    assert document["case"]["comparison"] == told["comparison"]
    for form in ("table", "html", "markdown", "json"):
        text = render(document, form)
        assert f"{told['persons']['distinct']:,}" in text or form == "json"  # type: ignore[index]
        assert "teaser" in text


def test_a_dump_that_lies_in_another_adds_no_one_to_the_case(told: dict[str, object]) -> None:
    document = pipeline.report(Path(str(told["home"])) / "case").document
    total = document["case"]["total"]
    lines = [dump["headline"] for dump in document["dumps"]]
    persons, records = (document["case"]["persons"][what] for what in ("distinct", "records"))

    assert total["counted_once"]
    assert total["people"]["of"] == persons
    assert total["people"]["at_most"] <= persons < sum(line["people"]["of"] for line in lines)
    assert total["people"]["high"] <= total["people"]["at_most"]
    assert records <= total["records"]["at_most"] < 1.05 * records
    assert total["again"]["records"] == sum(line["records"]["of"] for line in lines) - total["records"]["of"]
    assert "What several dumps hold is counted once" in render(document, "table").replace("\n", " ")


def test_a_list_with_invented_rows_after_it_is_padded() -> None:
    shared = np.array([[1000, 1000], [1000, 3000]])
    counts = Counts(*(Overlap(shared, np.array([0, 2000]), 3000) for _ in range(2)))

    def word(small: float, large: float, verdict: str = "mostly_fabricated") -> str:
        (told,) = relations(counts, [Known("a", Judged(small)), Known("b", Judged(large, verdict))], Beside()).relations
        return told.word

    assert word(0.0, 0.6) == "padded"
    assert word(0.0, 0.05) == "subset"
    assert word(0.8, 0.8) == "subset"
    assert word(0.0, 0.6, "undetermined") == "subset"


def test_a_list_whose_range_of_real_records_is_its_part_alone_is_padded() -> None:
    shared = np.array([[600, 600], [600, 2400]])
    counts = Counts(*(Overlap(shared, np.array([0, 1800]), 2400) for _ in range(2)))

    def relation(verdict: str, outside: float) -> tuple[str, int]:
        known = [Known("a", Judged(outside=0.4)), Known("b", Judged(0.2, verdict, outside))]
        (told,) = relations(counts, known, Beside()).relations
        return told.word, told.copy

    assert relation("mostly_fabricated", 0.73) == ("padded", 1)
    assert relation("mostly_fabricated", 0.3) == ("subset", 0)
    assert relation("undetermined", 0.73) == ("subset", 0)


def test_the_command_prints_lines_and_json(told: dict[str, object]) -> None:
    case = str(Path(str(told["home"])) / "case")
    table = CliRunner().invoke(main, ["compare", case])
    made = CliRunner().invoke(main, ["compare", case, "--format", "json"])

    assert table.exit_code == 0
    assert "teaser.csv is a teaser (a short part) of base.csv" in table.output
    assert json.loads(made.output)["comparison"] == told["comparison"]


def test_a_case_that_is_named_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is named twice"):
        compare([tmp_path, tmp_path / ".." / tmp_path.name])
