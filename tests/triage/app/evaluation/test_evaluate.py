from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from triage.app.evaluation import evaluate as evaluation
from triage.app.evaluation.evaluate import How
from triage.cli import main
from triage.core.errors import TriageError, UsageError
from triage.simulate import DumpSpec, simulate

ROWS = 300


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three simulated dumps: genuine, half made up, wholly made up."""
    folder = tmp_path_factory.mktemp("labelled")
    for name, fraction in (("a", 0.0), ("b", 0.5), ("c", 1.0)):
        spec = DumpSpec(rows=ROWS, fabricator="random_digits" if fraction else "", fraction=fraction, seed=17)
        simulate(spec, folder / name)
    return folder


@pytest.fixture(scope="module")
def table(home: Path) -> pl.DataFrame:
    """Return the dump that is half made up, as written."""
    (file,) = (home / "b" / "dump").iterdir()
    return pl.read_csv(file, infer_schema=False, encoding="utf8-lossy", separator=separator(file))


def separator(file: Path) -> str:
    head = file.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0]
    return max(",;|\t", key=head.count)


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, args)])


def document(done: Result) -> dict[str, Any]:
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def simulated(home: Path) -> dict[str, Any]:
    return document(run(home, "--format", "json"))


def test_simulated_folders_are_held_against_their_labels(simulated: dict[str, Any]):
    dumps = {each["dump"]: each for each in simulated["dumps"]}

    assert simulated["schema"] == evaluation.SCHEMA
    assert {name: (each["rows"], each["genuine"]) for name, each in dumps.items()} == {
        "a": (ROWS, 1.0),
        "b": (ROWS, 0.5),
        "c": (ROWS, 0.0),
    }
    assert simulated["metrics"]["dumps"] == 3
    assert simulated["metrics"]["bound"]["of"] == 3
    assert simulated["metrics"]["genuine_dumps"]["of"] == simulated["metrics"]["fabricated_dumps"]["of"] == 1
    assert len(simulated["tool"]["rules_sha256"]) == 64


def test_answers_are_those_of_a_scan(simulated: dict[str, Any], home: Path, tmp_path: Path):
    (file,) = (home / "b" / "dump").iterdir()
    scan = CliRunner().invoke(main, ["scan", str(file), "--case", str(tmp_path / "case"), "--format", "json"])
    genuineness = json.loads(scan.stdout)["dumps"][0]["genuineness"]
    told = simulated["dumps"][1]

    assert told["fabricated_at_least"] == genuineness["fabricated_at_least"]["value"]
    assert told["verdict"] == genuineness["verdict"]
    assert [told[name] for name in ("estimate", "low", "high")] == [
        genuineness["consistent_with_genuine"][name] for name in ("estimate", "low", "high")
    ]


def test_random_digits_are_told_row_by_row(simulated: dict[str, Any]):
    """The rows' labels and the rows' probabilities are of the same rows: shuffled against each other the AUC is 0.5."""
    rows = simulated["metrics"]["records"]

    assert rows["rows"] == 3 * ROWS
    assert rows["genuine"] == 1.5 * ROWS
    assert rows["auc_within"] > 0.9


def test_stretches_are_held_against_the_labels_of_their_rows(simulated: dict[str, Any]):
    """Random digits behind a genuine list: nearly all rows look what they are."""
    where = simulated["metrics"]["where"]

    assert where["rows"] == 3 * ROWS
    assert where["told"] > 0.9 * where["rows"]
    assert where["right"] > 0.95 * where["told"]


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        (("genuine", "fabricated"), ()),
        (("1", "0"), ()),
        (("TRUE", "False"), ()),
        (("real", "fake"), ()),
        (("leak", "bot"), ("--genuine", "leak")),
    ],
)
def test_a_table_with_labels_gives_the_same_whatever_they_are_called(
    table: pl.DataFrame, home: Path, tmp_path: Path, words: tuple[str, str], wish: tuple[str, ...]
):
    labels = pl.read_csv(home / "b" / "labels.csv")["label_identity"] == "genuine"
    said = [words[0] if each else words[1] for each in labels.to_list()]
    table.insert_column(1, pl.Series("truth of it", said)).write_csv(tmp_path / "mine.csv", separator=";")
    table.drop_in_place("truth of it")
    (dump,) = document(run(tmp_path / "mine.csv", "--label", "truth of it", "--format", "json", *wish))["dumps"]

    assert (dump["dump"], dump["rows"], dump["genuine"]) == ("mine.csv", ROWS, 0.5)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mine.csv"]


def test_labels_are_not_in_what_is_scanned(table: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    scanned: list[str] = []
    scan = evaluation.pipeline.scan

    def seen(paths: Any, *rest: Any) -> Any:
        scanned.append(paths[0].read_text(encoding="utf-8"))
        return scan(paths, *rest)

    monkeypatch.setattr(evaluation.pipeline, "scan", seen)
    table.with_columns(verity=pl.lit("genuine")).write_csv(tmp_path / "mine.csv")
    evaluation.evaluate([tmp_path / "mine.csv"], How(label="verity"))

    assert "verity" not in scanned[0]
    assert "genuine" not in scanned[0]
    assert scanned[0].splitlines()[0] == ",".join(table.columns)
    assert len(scanned[0].splitlines()) == ROWS + 1


def test_a_person_reads_a_line_per_dump_and_the_figures(home: Path):
    done = run(home / "a")

    assert done.exit_code == 0
    assert done.stdout.splitlines()[2].startswith("a")
    assert "95% interval holds the truth" in done.stdout


def test_another_list_of_families_is_asked(home: Path):
    assert document(run(home / "b", "--families", "adversarial", "--format", "json"))["families"] == "adversarial"


def test_what_is_no_labelled_dump_is_refused(table: pl.DataFrame, tmp_path: Path):
    file = tmp_path / "mine.csv"
    table.with_columns(label=pl.Series(["genuine", "3520212345671", *["fake"] * (ROWS - 2)])).write_csv(file)
    (tmp_path / "empty").mkdir()
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut" / "labels.csv").write_text("row\n1\n", encoding="utf-8")
    for wish, said in (
        ((tmp_path / "nothing",), "no such path"),
        ((tmp_path / "empty",), "no labelled dump"),
        ((tmp_path / "cut",), "0 files in dump/"),
        ((file,), "--label"),
        ((file, "--label", "verity"), "no column 'verity'"),
        ((file, "--label", "label"), "the label of row 2 is none of ours"),
    ):
        done = run(*wish)

        assert done.exit_code == 2, said
        assert said in done.stderr
        assert "3520212345671" not in done.stderr


def test_every_row_has_a_label(table: pl.DataFrame, tmp_path: Path):
    file = tmp_path / "mine.csv"
    table.with_columns(label=pl.Series([None, *["fake"] * (ROWS - 1)])).write_csv(file)

    with pytest.raises(UsageError, match="the label of row 1 is empty"):
        evaluation.evaluate([file], How(label="label", genuine="genuine"))


def test_as_many_rows_must_be_read_as_are_labelled(home: Path, tmp_path: Path):
    (tmp_path / "a" / "dump").mkdir(parents=True)
    (file,) = (home / "a" / "dump").iterdir()
    (tmp_path / "a" / "dump" / file.name).write_bytes(file.read_bytes())
    labels = (home / "a" / "labels.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "a" / "labels.csv").write_text("\n".join(labels[:-1]) + "\n", encoding="utf-8")

    with pytest.raises(TriageError, match="300 rows were read, and 299 are labelled"):
        evaluation.evaluate([tmp_path / "a"], How())
