"""Evidence at an address: the same answers as from files here, read once, and every loss with its reason.

The store is a real server of the S3 protocol (moto), a process of its own on loopback.
"""

from __future__ import annotations

import json
import os
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
import s3fs
from click.testing import CliRunner, Result

from triage.app.growing import missing
from triage.app.scan import Options, scan
from triage.case import Case
from triage.cli import main
from triage.core.address import Address
from triage.core.errors import UsageError
from triage.core.progress import Silent
from triage.find import remote

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # the library of the store lets go when Python ends
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SECRET = "wJalrXUtnFEMIinvented"  # noqa: S105 - of nobody
HERE = Path(__file__).parents[3]


def people(count: int, first: int = 0) -> str:
    rows = [f"Sana Tariq,35202-{n:07}-2,0300-{n:07}" for n in range(first, first + count)]
    return "\n".join(["name,cnic,mobile", *rows, ""])


def served(port: int) -> subprocess.Popen[bytes]:
    """Return a server that answers."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return server
    raise AssertionError("the server does not answer")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class Store:
    """A store with one bucket."""

    def __init__(self, port: int) -> None:
        self.port, self.server = port, served(port)

    def put(self, key: str, content: bytes) -> None:
        self.files.pipe_file(f"seized/{key}", content)

    def put_all(self, folder: Path, prefix: str) -> None:
        for each in sorted(folder.rglob("*")):
            if each.is_file():
                self.put(f"{prefix}/{each.relative_to(folder).as_posix()}", each.read_bytes())

    @property
    def files(self) -> Any:
        told = {"key": "key", "secret": SECRET, "endpoint_url": f"http://127.0.0.1:{self.port}"}
        return s3fs.S3FileSystem(**told, skip_instance_cache=True, use_listings_cache=False)

    def stop(self) -> None:
        self.server.kill()
        self.server.wait()

    def start_again(self) -> None:
        self.server = served(self.port)
        self.files.mkdir("seized")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    made = Store(free_port())
    try:
        made.files.mkdir("seized")
        yield made
    finally:
        made.stop()


@pytest.fixture(autouse=True)
def credentials(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{store.port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setattr(remote, "WAITS", (0.0, 0.1))
    remote.store.cache_clear()
    yield
    remote.store.cache_clear()


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


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


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


def test_audit_reads_objects_again_only_when_asked(store: Store, tmp_path: Path):
    store.put("audit/list.csv", people(60).encode())
    case, key = tmp_path / "case", tmp_path / "case.key"
    assert run("scan", "s3://seized/audit/", "--case", case, "--key", key, "--jobs", 1, "--ner", "off").exit_code == 0

    unasked = run("audit", case, "--key", key)
    asked = run("audit", case, "--key", key, "--remote")
    store.put("audit/list.csv", people(61).encode())
    changed = run("audit", case, "--key", key, "--remote")

    assert (unasked.exit_code, asked.exit_code, changed.exit_code) == (3, 0, 1)
    assert "open  evidence: 1 object at addresses, read again by --remote" in unasked.output
    assert "s3://seized/audit/list.csv was changed" in changed.output


def test_credentials_are_kept_nowhere(store: Store, tmp_path: Path):
    store.put("secret/list.csv", people(60).encode())
    told = run("scan", "s3://seized/secret/", "--case", tmp_path / "case", "--key", tmp_path / "k", "--format", "json")

    with Case.open(tmp_path / "case", tmp_path / "k") as case:
        kept = json.dumps([case.meta, case.links("created")]) + told.output
    assert "s3://seized/secret" in kept
    assert SECRET not in kept


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("s3://nobucket/list.csv", "there is no such bucket"),
        ("s3://seized/nothing/here.csv", "there is no such bucket"),
        ("nowhere://a/b", "no address that can be read"),
        ("s3://key:secret@seized/a", "may hold no credentials"),
        ("https://127.0.0.1/a.csv?signature=1", "may hold no credentials"),
        ("file:///etc/hosts", "name a file of this machine by its path"),
        ("s3:///a", "name a file of this machine by its path"),
        ("simplecache::s3://seized/a", "no such file or folder"),
    ],
)
def test_wrong_address_is_one_line(place: str, said: str, tmp_path: Path):
    done = run("scan", place, "--case", tmp_path / "case")

    assert done.exit_code == 2
    assert said in done.output
    assert len(done.output.splitlines()) == 1
    assert "secret@" not in done.output
    assert not (tmp_path / "case").exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("AWS_ACCESS_KEY_ID", "", "no credentials"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9", "the store does not answer"),
    ],
)
def test_store_that_cannot_be_asked_is_one_line(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name)

    done = run("scan", "s3://seized/a/", "--case", tmp_path / "case")

    assert (done.exit_code, said in done.output) == (2, True), done.output


def test_without_the_extra_files_are_read_and_an_address_is_one_line(tmp_path: Path):
    (tmp_path / "list.csv").write_text(f"{people(30)}s3://seized/a,,\n")
    code = (
        "import sys; sys.modules['fsspec'] = None; sys.modules['s3fs'] = None\n"
        "from triage.cli import main; main(sys.argv[1:])"
    )

    def done(place: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, "scan", str(place), "--case", str(tmp_path / "case"), "--ner", "off"]
        environment = {**os.environ, "PYTHONPATH": str(HERE)}
        return subprocess.run(command, capture_output=True, check=False, text=True, env=environment, timeout=300)

    far, near = done("s3://seized/a"), done(tmp_path / "list.csv")

    assert far.returncode == 2
    assert (
        far.stderr
        == "triage: s3:// needs an extra: pip install 'leak-triage[remote]' (other stores: their own library)\n"
    )
    assert near.returncode == 0


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


def test_shards_of_objects_merge_to_one_scan(store: Store, folder: Path, tmp_path: Path):
    store.put_all(folder, "shards")
    key, place = tmp_path / "shared.key", "s3://seized/shards"
    whole = ["scan", place, "--key", key, "--jobs", 1, "--ner", "off"]
    for number in (1, 2):
        part = run(*whole, "--shard", f"{number}/2", "--case", tmp_path / f"case_{number}")
        assert part.exit_code in {0, 3}, part.output  # an empty file is unread, and said to be

    merged = run("merge", tmp_path / "case_1", tmp_path / "case_2", "--case", tmp_path / "all", "--format", "json")
    at_once = run(*whole, "--case", tmp_path / "once", "--format", "json")

    assert json.loads(merged.stdout)["dumps"] == json.loads(at_once.stdout)["dumps"]
