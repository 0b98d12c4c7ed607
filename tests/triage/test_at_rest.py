"""Nothing that can be turned back into a value is left anywhere: case, key folder, temporary files, reports."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from triage import report as reports
from triage.app import scan as pipeline
from triage.app.scan import Options, scan
from triage.case import Case, keyring
from triage.core.errors import CaseError, UsageError
from triage.core.keys import Key
from triage.core.model import digest
from triage.core.observe import HASH_SEED
from triage.core.progress import Silent

ROWS = 3000
KILLED = """
import sys, time
from pathlib import Path
from triage import read
from triage.app import scan as pipeline
from triage.core.progress import Silent
pipeline.CHECKPOINT_SECONDS = 0.0
plain = read.batches
def slow(chunk, *call):
    yield from plain(chunk, *call)
    time.sleep(0.2)
read.batches = slow
pipeline.scan([Path(sys.argv[1])], pipeline.Options(case=Path(sys.argv[2]), jobs=1), Silent())
"""


def people() -> pl.DataFrame:
    """Return invented rows whose numbers stand in no other test: a find of one is a find of ours."""
    numbers = pl.int_range(ROWS, eager=True)
    serial = (numbers * 7919 % 9_000_000 + 1_000_000).cast(pl.String)
    return pl.DataFrame(
        {
            "name": "ZARQUON " + numbers.cast(pl.String).str.replace_all("[0-9]", "Q"),
            "cnic": "35202-" + serial + "-" + (numbers % 9 + 1).cast(pl.String),
            "mobile": "0300-" + serial,
            "email": "zq" + serial + "@example.org",
        }
    )


FOLDER, BOOK, MEMBER = "Zubaida Qalandari 35202-7070701-9", "03457070702 Sana Tariq.csv", "PK36SCBL0000007070703001.csv"
"""Names of files that hold persons: a folder, a file in it, and a member of an archive."""

NUMBERS = ("35202-7070701-9", "3520270707019", "03457070702", "PK36SCBL0000007070703001")
NAMES = (*NUMBERS, "Qalandari", "Zubaida", "Sana Tariq")


def planted() -> list[str]:
    """Return the values as they are written, and as they are kept."""
    some = people().gather_every(97)
    return [each for column in some.columns[1:] for value in some[column] for each in {value, value.replace("-", "")}]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a case of a scan that was killed, resumed and reported; the evidence lies elsewhere."""
    evidence, place = tmp_path_factory.mktemp("evidence") / FOLDER, tmp_path_factory.mktemp("home")
    evidence.mkdir()
    people().head(40).write_csv(evidence / BOOK)
    people().write_csv(evidence / "list.csv")
    (evidence / "notes.txt").write_text("\n".join(f"call {each[2]} of {each[1]}" for each in people().rows()[:200]))
    with zipfile.ZipFile(evidence / "packed.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(evidence / "list.csv", MEMBER)
    (place / "tmp").mkdir()
    surroundings = {**os.environ, "TMPDIR": str(place / "tmp"), "XDG_STATE_HOME": str(place / "state")}
    child = subprocess.Popen([sys.executable, "-c", KILLED, str(evidence), str(place / "case")], env=surroundings)
    while child.poll() is None and not _has_sums(place / "case" / "case.db"):
        time.sleep(0.02)
    assert child.poll() is None
    child.send_signal(signal.SIGKILL)
    child.wait()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(place / "state"))
        document = scan([evidence], Options(case=place / "case", jobs=1), Silent()).document
    for form in reports.formats():
        (place / f"report.{form}").write_text(reports.render(document, form), "utf-8")
    return place


def _has_sums(file: Path) -> bool:
    if not file.exists():
        return False
    with sqlite3.connect(file) as journal:
        return bool(journal.execute("select count(*) from sum").fetchone()[0])


def written(home: Path) -> Iterator[bytes]:
    """Yield what an attacker reads: every file, every cell of the journal, and what is in base64 in either."""
    for file in sorted(each for each in home.rglob("*") if each.is_file()):
        yield file.read_bytes()
    with sqlite3.connect(home / "case" / "case.db") as journal:
        for (table,) in journal.execute("select name from sqlite_master where type = 'table'").fetchall():
            for row in journal.execute(f"select * from {table}"):
                for cell in row:
                    raw = cell.encode() if isinstance(cell, str) else cell if isinstance(cell, bytes) else b""
                    yield raw
                    try:
                        yield base64.b64decode(raw, validate=True)
                    except ValueError:
                        continue


_TELLING = 8
"""Letters of base64 from which a part is no chance: four stand somewhere in a few hundred kilobytes of locked bytes."""


def shapes(value: str) -> Iterator[bytes]:
    """Yield how a value could be kept so that it, or a guess of it, is found again without any key."""
    raw = value.encode()
    yield from (raw, value.encode("utf-16-le"), raw.hex().encode(), raw.hex().upper().encode())
    parts = (base64.b64encode(b"x" * at + raw)[4 if at else 0 : -4] for at in range(3))
    yield from (part for part in parts if len(part) >= _TELLING)
    for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s", "sha3_256"):
        digest = hashlib.new(name, raw).digest()
        yield from (digest[:8], digest[:8].hex().encode(), base64.b64encode(digest)[:10])
    yield f"{zlib.crc32(raw):08x}".encode() + zlib.adler32(raw).to_bytes(4, "big")
    for seed in (HASH_SEED, 0):
        yield int(pl.Series([value]).hash(seed)[0]).to_bytes(8, "little")


def test_no_planted_value_is_found_in_any_shape(home: Path) -> None:
    everything = b"\n".join(written(home))
    found = [value for value in planted() for shape in shapes(value) if shape in everything]

    assert not found


def names_kept(home: Path) -> list[str]:
    """Return the names by which a case knows its evidence, its sources and their dumps, and digests of all of them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(home / "state"))
        with Case.open(home / "case") as case:
            evidence, sources, done = case.evidence(), list(case.sources()), case.done
    names = [(each.dump, str(each.path), *each.members, each.key, digest(each.dump)) for each in evidence]
    keys = [key for each in sources for key in (each.key, digest(each.key, each.evidence.sha256))]
    return [*{name for some in names for name in some}, *keys, *done, *done.values()]


def test_no_name_or_path_of_a_file_is_found_in_any_shape(home: Path) -> None:
    everything = b"\n".join(written(home))
    names = names_kept(home)
    found = {name for name in names for shape in shapes(name) if shape in everything}

    assert {FOLDER, MEMBER} <= {part for name in names for part in name.split("/")}
    # Names that hold nobody stand in the report that the case keeps.
    assert not {name for name in found if name not in ("list.csv", "notes.txt", "packed.zip")}
    assert not [name for name in NAMES for shape in shapes(name) if shape in everything]


def test_the_search_finds_what_is_there(home: Path) -> None:
    (home / "leak").write_bytes(b"some " + b" and ".join(shapes(planted()[0])) + b" more")
    everything = b"\n".join(written(home))
    (home / "leak").unlink()

    assert all(shape in everything for shape in shapes(planted()[0]))


def test_kept_rows_give_nothing_without_the_key(home: Path) -> None:
    with sqlite3.connect(home / "case" / "case.db") as journal:
        bodies = [
            (kind, str(name), str(body))
            for kind, query in (
                ("sum", "select object, body from sum"),
                ("source", "select key, body from source"),
                ("evidence", "select key, body from evidence"),
            )
            for name, body in journal.execute(query)
        ]
    assert {kind for kind, *_ in bodies} == {"sum", "source", "evidence"}
    for _, name, body in bodies:
        with pytest.raises(ValueError, match=r".*"):
            json.loads(base64.b64decode(body))
        with pytest.raises(CaseError):
            Key.random().unlock(body, name)


def test_without_its_key_a_case_tells_its_last_report_and_no_more(home: Path, tmp_path: Path) -> None:
    case = home / "case"
    (key,) = (home / "state" / "leak-triage" / "keys").iterdir()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(home / "state"))
        whole = pipeline.report(case).document
        away = key.rename(tmp_path / key.name)
        try:
            told = pipeline.report(case).document
            with pytest.raises(CaseError, match="needs the key"):
                pipeline.scored(case)
            assert pipeline.report(case, away).document == whole
        finally:
            away.rename(key)
    assert told["dumps"] == whole["dumps"]
    assert "key of this case is not here" in told["case"]["notes"][-1]


def test_records_of_people_give_nothing_without_the_key(home: Path) -> None:
    files = sorted((home / "case" / "tokens").iterdir())
    records = [each for each in files if each.suffix == ".records"]

    assert {each.suffix for each in files} == {".records", ".values"}
    assert {each.stat().st_mode & 0o777 for each in files} == {0o600}
    for each in records:
        assert b"ARROW" not in each.read_bytes()
        with pytest.raises(CaseError):
            Key.random().unlock_bytes(each.read_bytes(), each.name)


def test_a_key_is_for_its_owner_alone_and_lies_outside_the_case(home: Path) -> None:
    (key,) = (home / "state" / "leak-triage" / "keys").iterdir()

    assert key.stat().st_mode & 0o777 == 0o600
    assert keyring.read(key).secret.hex().encode() not in b"\n".join(
        each.read_bytes() for each in (home / "case").rglob("*") if each.is_file()
    )


def test_a_report_does_not_depend_on_the_key(tmp_path: Path) -> None:
    people().write_csv(tmp_path / "list.csv")
    told = []
    for name in ("one", "other"):
        scan([tmp_path / "list.csv"], Options(case=tmp_path / name, key=tmp_path / f"{name}.key", jobs=1), Silent())
        with Case.open(tmp_path / name) as case:
            told.append(json.loads(case.told_last() or "null"))
    for document in told:
        del document["case"]

    assert told[0] == told[1]
    assert keyring.read(tmp_path / "one.key") != keyring.read(tmp_path / "other.key")


def test_a_key_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(CaseError, match="cannot be written"):
            keyring.write(tmp_path / "a.key", Key.random())
    assert not list(tmp_path.iterdir())
    key = keyring.write(tmp_path / "a.key", Key.random())

    assert keyring.read(tmp_path / "a.key") == key
    with pytest.raises(CaseError, match="File exists"):
        keyring.write(tmp_path / "a.key", Key.random())


def test_two_cases_may_share_a_key(tmp_path: Path) -> None:
    people().head(20).write_csv(tmp_path / "list.csv")
    for name in ("one", "other"):
        scan([tmp_path / "list.csv"], Options(case=tmp_path / name, key=tmp_path / "shared.key", jobs=1), Silent())
        with Case.open(tmp_path / name) as case:
            assert case.key == keyring.read(tmp_path / "shared.key")


def test_a_key_inside_the_evidence_or_the_case_is_refused(tmp_path: Path) -> None:
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    for place in (evidence / "a.key", tmp_path / "case" / "a.key"):
        with pytest.raises(UsageError, match="would lie inside"):
            scan([evidence], Options(case=tmp_path / "case", key=place), Silent())


def test_a_file_that_is_no_key_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.key").write_text("leak-triage key 1\nabcd\n")
    for place in (tmp_path / "a.key", tmp_path / "none.key"):
        with pytest.raises(UsageError, match="key"):
            keyring.read(place)


def test_names_of_files_show_no_person_in_a_case_a_report_or_a_log(tmp_path: Path) -> None:
    seized = tmp_path / "Zubaida Qalandari 35202-7654321-9"
    seized.mkdir()
    (seized / "Sana Tariq 35202-1234567-1.csv").write_text("name,cnic\n" + "Ali Raza,35202-1234567-3\n" * 30)
    (seized / "customers.csv").write_text("name,cnic\nAli Raza,35202-1234567-3\n")
    case = tmp_path / "case"
    secret = ("Tariq", "Qalandari", "1234567", "7654321")
    told = scan([seized], Options(case=case, jobs=1, key=tmp_path / "a.key"), Silent())
    (seized / "Sana Tariq 35202-1234567-1.csv").write_text("name\n")
    again = pipeline.scan([seized], Options(case=case, jobs=1, key=tmp_path / "a.key"), Silent())
    texts = {form: reports.render(each.document, form) for form in reports.formats() for each in (told, again)}

    assert not [(form, word) for form, text in texts.items() for word in secret if word in text]
    assert all("customers.csv" in texts[form] for form in ("csv", "html", "json", "markdown"))
    for file in (each for each in case.rglob("*") if each.is_file()):
        assert not [word for word in secret if word.encode() in file.read_bytes()], file
    revealed = pipeline.report(case, reveal=True).document
    assert any("Sana Tariq 35202-1234567-1" in dump["dump"] for dump in revealed["dumps"])
