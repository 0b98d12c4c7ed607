from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.tamper import turned
from triage.app.audit import Check, Claims, audit
from triage.app.options import Options
from triage.app.report_case import noted, report
from triage.app.scan import scan
from triage.case import Case
from triage.cli import main
from triage.cli.program import SOME_UNREAD
from triage.core.chain import tables
from triage.core.errors import CaseError
from triage.core.journal import seal
from triage.core.progress import Silent

ROWS = "".join(f"Sana Tariq,35202-{number:07}-1,0300-{number:07}\n" for number in range(1_234_567, 1_234_667))


@pytest.fixture(scope="module")
def seized(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seized")
    (folder / "list.csv").write_text(f"name,cnic,mobile\n{ROWS}")
    (folder / "other.csv").write_text("name,cnic\nBilal Khan,42101-7654321-3\n")
    return folder


@pytest.fixture(scope="module")
def scanned(seized: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("cases") / "case"
    scan([seized], Options(case=case, jobs=1, ner="off", hashes=("md5", "sha1")), Silent())
    return case


@pytest.fixture
def case(scanned: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(scanned, tmp_path / "case"))


def faults(case: Path, claims: Claims | None = None) -> list[str]:
    return [check.fault for check in audit(case, claims=claims) if check.fault]


def test_nothing_is_wrong_with_a_case_as_it_was_left(case: Path):
    before = (case / "case.db").read_bytes()
    checks = list(audit(case))

    assert not [check for check in checks if check.fault or check.is_open]
    assert len(checks) == 5
    assert (case / "case.db").read_bytes() == before


def change_a_cell(case: Path, rng: random.Random, *, is_sealed: bool) -> str:
    """Change one character of one cell of one row; a careful forger makes the row's seal anew."""
    with closing(sqlite3.connect(case / "case.db")) as base, base:
        table = rng.choice(
            [name for name in [*tables(base), "audit"] if base.execute(f"select 1 from {name}").fetchone()]
        )
        columns = [row[1] for row in base.execute(f"pragma table_info({table})")]
        rows = base.execute(f"select * from {table}").fetchall()
        row = list(rng.choice(rows))
        before, place = tuple(row), rng.choice([place for place, value in enumerate(row) if value not in (None, "")])
        row[place] = row[place] + 1 if isinstance(row[place], int) else _turned(str(row[place]), rng)
        if is_sealed and columns[-1] == "seal" and place != len(row) - 1:
            row[-1] = seal(*row[:-1])
        where = " and ".join(f"{column} is ?" for column in columns)
        base.execute(f"delete from {table} where {where}", before)
        base.execute(f"insert or replace into {table} values ({', '.join('?' * len(row))})", row)
        return f"{table}.{columns[place]}"


def _turned(text: str, rng: random.Random) -> str:
    place = rng.randrange(len(text))
    return f"{text[:place]}{'7' if text[place] != '7' else '8'}{text[place + 1 :]}"


def turn_a_byte(file: Path, rng: random.Random) -> str:
    data = bytearray(file.read_bytes())
    place = rng.randrange(len(data))
    data[place] ^= 1 << rng.randrange(8)
    file.write_bytes(data)
    return f"{file.name} at {place}"


CHANGES: dict[str, Callable[[Path, random.Random], str]] = {
    "a cell": lambda case, rng: change_a_cell(case, rng, is_sealed=False),
    "a cell and its seal": lambda case, rng: change_a_cell(case, rng, is_sealed=True),
    "a byte of the store": lambda case, rng: turn_a_byte(case / "case.db", rng),
    "a byte of the signed seal": lambda case, rng: turn_a_byte(case / "case.seal", rng),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_changed_byte_is_named(scanned: Path, tmp_path: Path, kind: str):
    rng = random.Random(kind)
    for number in range(25):
        case = Path(shutil.copytree(scanned, tmp_path / f"case {number}"))
        changed = CHANGES[kind](case, rng)

        assert len(faults(case)) == 1, changed


def test_a_changed_byte_of_any_token_file_is_named(scanned: Path, tmp_path: Path):
    rng = random.Random(3)
    names = sorted(each.name for each in (scanned / "tokens").iterdir())
    assert {Path(name).suffix for name in names} == {".records", ".values"}
    for number, name in enumerate(names):
        case = Path(shutil.copytree(scanned, tmp_path / f"case {number}"))
        turn_a_byte(case / "tokens" / name, rng)

        assert [name in fault for fault in faults(case)] == [True]


def test_whatever_byte_of_a_case_turns_it_is_named_or_refused_in_one_line(scanned: Path, tmp_path: Path):
    """As `benchmarks/tamper.py`, which does a hundred."""
    for each in turned(scanned, tmp_path, tries=25):
        assert each.is_named, each


def test_a_letter_of_the_signature_made_large_is_a_changed_byte(case: Path):
    seal = (case / "case.seal").read_text()
    signature = seal.rpartition('"signature": "')[2]
    (case / "case.seal").write_text(seal.replace(signature, signature.upper()))

    assert ["signature does not fit" in fault for fault in faults(case)] == [True]


def test_a_changed_byte_of_evidence_is_named(scanned: Path, seized: Path):
    rng = random.Random(5)
    for name in ("list.csv", "other.csv"):
        kept = (seized / name).read_bytes()
        for _ in range(10):
            turn_a_byte(seized / name, rng)
            (fault,) = faults(scanned)
            (seized / name).write_bytes(kept)

            assert f"{name} was changed" in fault


def test_evidence_that_vanished_is_named(case: Path, seized: Path):
    kept = (seized / "other.csv").read_bytes()
    (seized / "other.csv").unlink()
    (fault,) = faults(case)
    (seized / "other.csv").write_bytes(kept)

    assert fault.endswith("other.csv is gone")


def test_no_report_is_made_of_a_changed_case(case: Path):
    change_a_cell(case, random.Random(1), is_sealed=True)

    with pytest.raises(CaseError, match="audit chain"):
        report(case)


def test_a_chain_written_anew_does_not_hold_the_signed_head(case: Path):
    """Whoever rewrites all links needs the examiner's key to sign the new head."""
    with closing(sqlite3.connect(case / "case.db")) as base, base:
        base.execute("delete from audit where seq > 1")

    (fault,) = faults(case)
    assert fault


def test_a_head_that_was_written_down_is_in_the_chain(case: Path):
    head = report(case).document["case"]["audit"]["head"]

    assert not faults(case, Claims(head=head))
    assert faults(case, Claims(head="0" * 64)) == [f"no link of the chain is {'0' * 64}"]


def test_a_written_report_is_known_and_a_changed_one_is_not(case: Path, tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text("the report")
    noted(case, page, "html")

    assert not faults(case, Claims(report=page))
    turn_a_byte(page, random.Random(2))
    assert "is no report that was written of this case" in faults(case, Claims(report=page))[0]


def test_a_scan_cut_short_leaves_links_that_are_open_and_no_fault(case: Path):
    with Case.open(case) as kept:
        kept.is_sealed_at_end = False
        kept.audit("looked_up", {})

    assert [check.is_open for check in audit(case)] == [False, True, False, False, False]


def test_another_examiner_is_a_link_of_the_chain(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with Case.open(case) as kept:
        key = kept.meta["key_file"]
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other"))
    with Case.open(case, Path(key)) as kept:
        kept.audit("looked_up", {})
        before = len(kept.links("signer"))

    with Case.open(case, Path(key)) as kept:
        assert len(kept.links("signer")) == before + 1
    checks = list(audit(case, Path(key)))
    assert not [check for check in checks if check.fault]
    assert ["another key than the case began with" in check.about for check in checks if check.is_open] == [True]


def test_a_new_key_in_place_of_a_lost_one_is_told_and_never_silent(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with Case.open(case) as kept:
        key, first = Path(kept.meta["key_file"]), kept.first_signer
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "new machine"))
    told = report(case, key)
    state = told.document["case"]["audit"]

    assert not told.complete
    assert "Signed by another key than the case began with" in told.document["case"]["notes"][-1]
    assert (state["first_public_key"], state["public_key"] == first) == (first, False)
    assert not faults(case, Claims(public_key=first))
    assert CliRunner().invoke(main, ["audit", str(case), "--key", str(key)]).exit_code == SOME_UNREAD
    (fault,) = faults(case, Claims(public_key=state["public_key"]))
    assert "the case began with the signing key" in fault


def test_older_hashes_are_taken_in_the_same_read(scanned: Path, seized: Path):
    files = [file for dump in report(scanned).document["dumps"] for file in dump["files"]]
    data = {path.name: path.read_bytes() for path in seized.iterdir()}

    assert {file["member"]: (file["md5"], file["sha1"]) for file in files} == {
        name: (hashlib.md5(each).hexdigest(), hashlib.sha1(each).hexdigest())  # noqa: S324 - what is tested
        for name, each in data.items()
    }


def test_checks_are_told_one_by_one(case: Path):
    checks: Iterator[Check] = audit(case)

    assert "audit chain" in next(checks).about
