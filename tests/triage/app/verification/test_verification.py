from __future__ import annotations

import csv
import json
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from triage import cli
from triage.app.scan import Options, report, scan
from triage.app.verification import draw
from triage.app.verification.answers import record
from triage.app.verification.outcome import estimate
from triage.app.verification.plan import Planned, PlanOptions, plan
from triage.core.errors import CaseError, TriageError, UsageError
from triage.core.progress import Silent
from triage.simulate import DumpSpec, simulate

ROWS, RECORDS = 300, 40
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with evidence, its labels and a case, to be copied by each test."""
    home = tmp_path_factory.mktemp("scanned")
    file = simulate(DumpSpec("bank", ROWS, "shuffle", 0.4, seed=3), home / "made")
    (home / "list.csv").write_bytes(file.read_bytes())
    return home


@pytest.fixture
def case(scanned: Path, tmp_path: Path) -> Path:
    (tmp_path / "list.csv").write_bytes((scanned / "list.csv").read_bytes())
    scan([tmp_path / "list.csv"], Options(case=tmp_path / "case", jobs=1, ner="off"), Silent())
    return tmp_path / "case"


@pytest.fixture
def planned(case: Path) -> Planned:
    return plan(case, "list.csv", PlanOptions(RECORDS))


def read(path: Path | None) -> Rows:
    assert path is not None
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Rows, delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def answered(rows: Rows, word: Callable[[int], str], count: int = RECORDS) -> Rows:
    """Return the file of answers with one word for every value of each of the first records."""
    return [{k: word(n) if v == "" and n < count else v for k, v in row.items()} for n, row in enumerate(rows)]


def audit(case: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(case / "case.db") as journal:
        return list(journal.execute("select action, body from audit order by seq"))


def test_the_seed_is_sealed_after_the_frame_and_before_the_sample(case: Path, planned: Planned) -> None:
    actions = [action for action, _ in audit(case)]
    bodies = {action: json.loads(body) for action, body in audit(case)}

    assert actions[-3:] == ["verify_frame", "verify_seed", "verify_sample"]
    assert bodies["verify_frame"]["records"] == planned.records
    assert bodies["verify_frame"]["stop"]
    assert draw.positions(bodies["verify_seed"]["seed"], planned.records, RECORDS)


def test_the_request_holds_only_what_is_checked_and_only_its_owner_reads_it(planned: Planned) -> None:
    rows = read(planned.request)

    assert planned.request is not None
    assert stat.S_IMODE(planned.request.stat().st_mode) == 0o600
    assert list(rows[0]) == ["record", "code", "cnic", "name", "dob", "address", "mobile", "iban"]
    assert len({row["code"] for row in rows}) == RECORDS
    assert all(row["cnic"].count("-") == 2 for row in rows)


def test_the_chain_holds_no_value_of_the_request(case: Path, planned: Planned) -> None:
    chain = "\n".join(body for _, body in audit(case))
    values = {row[name] for row in read(planned.request) for name in ("cnic", "name", "mobile", "iban") if row[name]}

    assert values
    assert not [value for value in values if value in chain or value.replace("-", "") in chain]
    assert '"dump": "locked:' in chain  # the name of a file may be that of a person


def test_answers_in_parts_give_a_share_that_narrows_and_the_report_tells_it(
    case: Path, planned: Planned, tmp_path: Path
) -> None:
    blank, file = read(planned.answers), tmp_path / "answers.csv"
    told = []
    for count in (10, RECORDS):
        write(file, answered(blank, lambda n: "Matches" if n % 4 else "differs", count))
        assert record(case, "list.csv", file).answered == count
        told.append(estimate(case, "list.csv", [0.9, 0.05]))
    few, all_of_them = (each.verified.genuine for each in told)

    assert few.high - few.low > all_of_them.high - all_of_them.low
    assert all_of_them.low < 0.75 < all_of_them.high
    assert dict(told[1].needed)[0.9] == 0
    assert dict(told[1].needed)[0.05]
    shown = report(case).document["dumps"][0]["genuineness"]["verified_genuine"]
    assert shown["shares"]["genuine"]["low"] <= 0.75 <= shown["shares"]["genuine"]["high"]
    assert shown["answered"] == RECORDS


def test_the_same_file_again_adds_nothing(case: Path, planned: Planned, tmp_path: Path) -> None:
    file = write(tmp_path / "answers.csv", answered(read(planned.answers), lambda _: "exists", 5), ";")
    first, second = (record(case, "list.csv", file) for _ in range(2))

    assert (first.new, second.new, second.answered) == (5, 0, 5)


def _swap(rows: Rows) -> Rows:
    return [rows[1], rows[0], *rows[2:]]


def _other_code(rows: Rows) -> Rows:
    return [{**rows[0], "code": "zzzzzzzzzz"}, *rows[1:]]


def _other_answer(rows: Rows) -> Rows:
    return [rows[0], {**rows[1], "name": "differs"}, *rows[2:]]


def _gap(rows: Rows) -> Rows:
    return [*rows[:7], {**rows[7], **dict.fromkeys(("cnic", "name"), "exists")}, *rows[8:]]


def _late(rows: Rows) -> Rows:
    late = {
        name: "exists" if name not in ("record", "code") and word == "" else word for name, word in rows[20].items()
    }
    return [*rows[:20], late, *rows[21:]]


def _column(rows: Rows) -> Rows:
    return [{name: word for name, word in row.items() if name != "dob"} for row in rows]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_swap, "row 1 is record 2 of the sample"),
        (lambda rows: rows[1:], "row 1 is record 2 of the sample"),
        (_other_code, "row 1 is no record of plan"),
        (_other_answer, "record 2, name: 'exists' was recorded, the file says 'differs'"),
        (_gap, "record 8, "),
        (_late, "record 21 is answered and record 6 is not"),
        (_column, "its columns are not those of plan"),
        (lambda rows: [{**rows[0], "name": "perhaps"}, *rows[1:]], "record 1, name: an answer is one of"),
    ],
)
def test_a_changed_order_file_or_answer_is_refused_by_name(
    change: Callable[[Rows], Rows], message: str, case: Path, planned: Planned, tmp_path: Path
) -> None:
    rows = answered(read(planned.answers), lambda _: "exists", 5)
    record(case, "list.csv", write(tmp_path / "answers.csv", rows))
    before = audit(case)

    with pytest.raises(UsageError, match=message):
        record(case, "list.csv", write(tmp_path / "changed.csv", change(rows)))
    assert audit(case) == before


def test_an_answer_changed_in_the_case_breaks_the_chain(case: Path, planned: Planned, tmp_path: Path) -> None:
    file = write(tmp_path / "answers.csv", answered(read(planned.answers), lambda _: "differs"))
    record(case, "list.csv", file)
    with sqlite3.connect(case / "case.db") as journal:
        journal.execute("update audit set body = replace(body, 'differs', 'matches') where action = 'verify_answers'")

    with pytest.raises(CaseError, match=r"link [0-9]+ of the audit chain is not as it was written"):
        estimate(case, "list.csv")


def test_evidence_that_changed_is_not_sampled(case: Path) -> None:
    (case.parent / "list.csv").write_text("cnic,name\n35202-0000001-7,A B\n", encoding="utf-8")

    with pytest.raises(TriageError, match=r"list\.csv is not the file that was scanned"):
        plan(case, "list.csv", PlanOptions(RECORDS))


def test_a_second_sample_needs_a_reason_and_is_counted(case: Path, planned: Planned, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has a sample already"):
        plan(case, "list.csv", PlanOptions(RECORDS))
    second = plan(case, "list.csv", PlanOptions(RECORDS, again="the first request was lost"))
    record(case, "list.csv", write(tmp_path / "a.csv", answered(read(second.answers), lambda _: "exists", 3)))

    assert second.plan != planned.plan
    assert estimate(case, "list.csv", ()).verified.plans == 2


def test_a_second_sample_takes_no_answers_from_the_report(case: Path, planned: Planned, tmp_path: Path) -> None:
    record(case, "list.csv", write(tmp_path / "a.csv", answered(read(planned.answers), lambda _: "exists")))
    plan(case, "list.csv", PlanOptions(RECORDS, again="a column was left out"))

    told = report(case).document["dumps"][0]["genuineness"]["verified_genuine"]
    assert (told["plan"], told["plans"], told["answered"]) == (planned.plan, 2, RECORDS)


def test_a_waiting_sample_keeps_its_size(case: Path) -> None:
    plan(case, "list.csv", PlanOptions(RECORDS, wait=True))

    with pytest.raises(UsageError, match=f"sealed with a sample of {RECORDS} records: go on without --records"):
        plan(case, "list.csv", PlanOptions(RECORDS + 1, named="letter 41/2026"))


def test_a_frame_may_wait_for_a_text_that_the_authority_names(case: Path) -> None:
    waiting = plan(case, "list.csv", PlanOptions(RECORDS, wait=True))
    going_on = plan(case, "list.csv", PlanOptions(RECORDS, named="letter 41/2026"))

    assert waiting.request is None
    assert going_on.plan == waiting.plan
    assert [action for action, _ in audit(case)].count("verify_frame") == 1
    assert json.loads(audit(case)[-2][1])["named"] == "letter 41/2026"


def test_positions_are_drawn_alike_for_a_seed_and_without_repetition() -> None:
    drawn = draw.positions("ab" * 32, 50, 50)

    assert sorted(drawn) == list(range(50))
    assert draw.positions("ab" * 32, 50, 10) == drawn[:10]
    assert draw.positions("cd" * 32, 50, 50) != drawn


def test_copies_of_a_row_are_one_record_and_rows_without_a_number_are_left_out(tmp_path: Path) -> None:
    people = [f"35202-{n:07d}-1,AHMED KHAN,0300{n:07d}" for n in range(1_000_001, 1_000_061)]
    rows = [*people, *people[:20], *(["  ,NOBODY KHAN,"] * 7)]
    (tmp_path / "list.csv").write_text("\n".join(["cnic,name,mobile", *rows, ""]), encoding="utf-8")
    scan([tmp_path / "list.csv"], Options(case=tmp_path / "case", jobs=1, ner="off"), Silent())
    planned = plan(tmp_path / "case", "list.csv", PlanOptions(20))

    assert (planned.records, planned.rows_apart, planned.sampled) == (60, 7, 20)


def test_the_officer_plans_records_and_estimates_on_the_command_line(case: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    out = tmp_path / "out"
    told = run(cli.main, ["verify", "plan", str(case), "list.csv", "--records", "20", "-o", str(out)])
    assert told.exit_code == 0, told.output
    before = run(cli.main, ["verify", "estimate", str(case), "list.csv"]).output
    assert "before the first answer" in before
    assert "genuine records" not in before
    (answers,) = out.glob("answers-*.csv")
    write(answers, answered(read(answers), lambda _: "exists", 20))
    told = run(cli.main, ["verify", "record", str(case), "list.csv", str(answers)])
    assert "20 new answers; 20 of 20 records answered" in told.output
    told = run(cli.main, ["verify", "estimate", str(case), "list.csv", "--width", "0.5"])

    assert "genuine records" in told.output
    assert "For a range of 50%: " in told.output


def test_number_c_is_the_truth_of_a_simulated_dump(scanned: Path, case: Path, tmp_path: Path) -> None:
    labels = pl.read_csv(scanned / "made" / "labels.csv", infer_schema=False)
    truth = labels.select((pl.col("label_identity") == "genuine") & (pl.col("label_linkage") == "genuine")).to_series()
    planned = plan(case, "list.csv", PlanOptions(120))
    values = pl.read_csv(case.parent / "list.csv", infer_schema=False)
    column = next(name for name in values.columns if "iban" in name.lower())
    is_true = dict(zip(values[column].to_list(), truth.to_list(), strict=True))
    request = read(planned.request)
    file = write(
        tmp_path / "answers.csv",
        answered(read(planned.answers), lambda n: "matches" if is_true[request[n]["iban"]] else "differs", 120),
    )
    record(case, "list.csv", file)
    told = estimate(case, "list.csv", ()).verified.genuine

    assert told.low <= truth.mean() <= told.high
    assert told.high - told.low < 0.3
