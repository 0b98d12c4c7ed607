"""Evidence at an address: the same answers as from files here, read once, and every loss with its reason."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.triage.find.object_store import Store, free_port, people
from triage.app.growing import missing
from triage.app.scan import Options, scan
from triage.case import Case
from triage.core.address import Address
from triage.core.errors import UsageError
from triage.core.progress import Silent
from triage.find import remote

pytestmark = [
    pytest.mark.usefixtures("credentials"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # the library of the store lets go when Python ends
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a list, a zip, an empty file, and a database whose rows are in its log."""
    made = tmp_path / "seized"
    (made / "more").mkdir(parents=True)
    (made / "list.csv").write_text(people(300))
    (made / "empty.txt").touch()
    (made / "more" / "copy.csv").write_text(people(300))
    with zipfile.ZipFile(made / "more" / "lists.zip", "w") as packed:
        packed.writestr("inner.csv", people(200, first=5000))
    source = tmp_path / "source.db"
    with sqlite3.connect(source) as database:
        database.execute("pragma journal_mode=wal")
        database.execute("create table subscriber (name text, cnic text, mobile text)")
        database.executemany(
            "insert into subscriber values (?, ?, ?)",
            [("Bilal Ahmed", f"42101-{n:07}-1", f"0345-{n:07}") for n in range(150)],
        )
        database.commit()
        for ending in ("", "-wal"):
            (made / f"old.db{ending}").write_bytes(Path(f"{source}{ending}").read_bytes())
    database.close()
    return made


def scanned(place: Path, case: Path, **options: Any) -> dict[str, Any]:
    told = scan([place], Options(case=case, key=case.with_suffix(".key"), jobs=1, ner="off", **options), Silent())
    document: dict[str, Any] = json.loads(json.dumps(told.document))
    return document


def without_place(document: dict[str, Any], prefix: str) -> Any:
    """Return the answers, with names below the prefix."""
    text = json.dumps(document["dumps"]).replace(f"{prefix}/", "")
    told = json.loads(text)
    for each in told:
        each.pop("seconds", None)
        each.pop("folder", None)
    return sorted(told, key=lambda each: each["dump"])


@pytest.fixture
def served_folder() -> Iterator[Callable[[Path], str]]:
    servers: list[subprocess.Popen[bytes]] = []

    def start(folder: Path) -> str:
        port = free_port()
        command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
        servers.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                time.sleep(0.1)
            else:
                break
        return f"http://127.0.0.1:{port}"

    yield start
    for each in servers:
        each.kill()
        each.wait()


def test_folder_of_objects_gives_what_the_same_files_give(store: Store, folder: Path, tmp_path: Path):
    store.put_all(folder, "same")

    there = scanned(Address("s3://seized/same/"), tmp_path / "there")
    here = scanned(folder, tmp_path / "here")

    told, expected = without_place(there, "s3://seized/same"), without_place(here, "nowhere")
    for one, other in zip(told, expected, strict=True):
        assert one == other
    assert [each["dump"] for each in there["dumps"] if each["dump"].endswith("list.csv")] == [
        "s3://seized/same/list.csv"
    ]
    old = next(each for each in there["dumps"] if each["dump"].endswith("old.db"))
    assert old["genuineness"]["rows"] == 150  # they stand in the log, an object of its own


def test_every_object_is_found_also_where_a_step_of_its_key_is_empty(store: Store):
    keys = ["odd/a//b.csv", "odd/a/b.csv", "odd//c.csv", "odd/d.csv", "odd/a/"]
    for key in keys:
        store.put(key, b"" if key.endswith("/") else b"name\n")

    for top in ("s3://seized/odd", "s3://seized/odd/", "s3://seized"):
        found = {each.text for each in remote.located(Address(top)).below()}
        assert {f"s3://seized/{key}" for key in keys[:-1]} <= found
    assert [each.text for each in remote.located(Address("s3://seized/odd/a/")).below()] == [
        "s3://seized/odd/a//b.csv",
        "s3://seized/odd/a/b.csv",
    ]


def test_what_was_read_is_not_fetched_again(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store.put_all(folder, "once")
    first = scanned(Address("s3://seized/once"), tmp_path / "case")
    monkeypatch.setattr(remote, "blocks", lambda _: pytest.fail("fetched again"))

    assert scanned(Address("s3://seized/once"), tmp_path / "case")["dumps"] == first["dumps"]


def test_object_that_changed_is_read_anew_and_one_that_is_gone_is_told(store: Store, tmp_path: Path):
    store.put("anew/a.csv", people(100).encode())
    store.put("anew/b.csv", people(50, first=900).encode())
    place = Address("s3://seized/anew/")
    scanned(place, tmp_path / "case")
    time.sleep(1.1)  # a store keeps times to the second
    store.put("anew/a.csv", people(120).encode())
    store.files.rm("seized/anew/b.csv")

    again = scanned(place, tmp_path / "case")

    rows = {each["dump"]: each["genuineness"]["rows"] for each in again["dumps"]}
    assert rows["s3://seized/anew/a.csv"] == 120
    with Case.open(tmp_path / "case", tmp_path / "case.key") as case:
        assert missing(case) == {"s3://seized/anew/b.csv": "gone"}
        assert [link["file"] for link in case.links("read_anew")] == ["s3://seized/anew/a.csv"]


def test_objects_larger_than_one_range_have_their_whole_hash(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store.put("large/list.csv", people(400).encode())
    (tmp_path / "list.csv").write_bytes(people(400).encode())
    monkeypatch.setattr(remote, "BLOCK_BYTES", 1000)

    there = scanned(Address("s3://seized/large/list.csv"), tmp_path / "there")
    here = scanned(tmp_path / "list.csv", tmp_path / "here")

    assert there["dumps"][0]["sha256"] == here["dumps"][0]["sha256"]
    assert there["dumps"][0]["genuineness"]["rows"] == 400


def test_connection_lost_is_told_and_the_same_command_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = Store(free_port())
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{store.port}")
    lists = {
        f"list_of_{word}.csv": people(60, first=number * 100).encode()
        for number, word in enumerate(["banks", "cars", "shops", "taxes"])
    }
    store.files.mkdir("seized")
    for name, content in lists.items():
        store.put(f"cut/{name}", content)
    place = Address("s3://seized/cut/")
    fetch = remote.fetched
    done: list[str] = []

    def fetched(address: Address, target: Path, more: Any) -> dict[str, str]:
        if len(done) == 2:
            store.stop()
        done.append(address.text)
        return fetch(address, target, more)

    monkeypatch.setattr(remote, "fetched", fetched)
    cut = scanned(place, tmp_path / "case")
    reasons = [each["reason"] for dump in cut["dumps"] for each in dump["coverage"]["reasons"]]
    store.start_again()
    try:
        for name, content in lists.items():
            store.put(f"cut/{name}", content)
        whole = scanned(place, tmp_path / "case")
        at_once = scanned(place, tmp_path / "other")
    finally:
        store.stop()

    assert reasons == ["connection_lost", "connection_lost"]
    assert without_place(whole, "") == without_place(at_once, "")
    assert all(dump["coverage"]["complete"] for dump in whole["dumps"])


def test_copy_of_an_object_is_deleted_with_the_last_that_need_it(store: Store, folder: Path, tmp_path: Path):
    store.put_all(folder, "spool")
    top = remote.located(Address("s3://seized/spool/"))
    log, base = (next(each for each in top.below() if each.name == name) for name in ("old.db-wal", "old.db"))
    held = [remote.spooled("old.db", each, tmp_path / "spool") for each in (base, log)]

    remote.let_go(held[0], tmp_path / "spool")
    is_there = held[1].data.exists() and held[0].data.exists()
    remote.let_go(held[1], tmp_path / "spool")

    assert is_there
    assert list((tmp_path / "spool").iterdir()) == []


def test_unfinished_case_names_the_address_that_must_be_named_again(store: Store, tmp_path: Path):
    store.put("half/list.csv", people(60).encode())
    (tmp_path / "list.csv").write_text(people(30))
    case, key = tmp_path / "case", tmp_path / "case.key"

    class Stopped(Silent):
        def stage(self, text: str) -> None:
            raise KeyboardInterrupt(text)

    with pytest.raises(KeyboardInterrupt):
        scan([Address("s3://seized/half/")], Options(case=case, key=key, jobs=1, ner="off"), Stopped())

    with pytest.raises(UsageError, match="s3://seized/half again"):
        scan([tmp_path / "list.csv"], Options(case=case, key=key, jobs=1, ner="off"), Silent())


def test_objects_of_a_web_server_are_read(tmp_path: Path, served_folder: Callable[[Path], str]):
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "list.csv").write_text(people(60))
    address = served_folder(tmp_path / "web")

    told = scanned(Address(f"{address}/list.csv"), tmp_path / "case")

    assert told["dumps"][0]["genuineness"]["rows"] == 60
