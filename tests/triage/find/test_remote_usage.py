"""Commands with addresses: each thing wrong is one line, credentials are kept nowhere, nothing is asked unasked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.triage.find.object_store import SECRET, Store, people
from triage.case import Case
from triage.cli import main

pytestmark = [
    pytest.mark.usefixtures("credentials"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # the library of the store lets go when Python ends
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

HERE = Path(__file__).parents[3]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def test_shards_of_objects_merge_to_one_scan(store: Store, tmp_path: Path):
    for number, word in enumerate(("banks", "cars", "shops")):
        store.put(f"shards/list_of_{word}.csv", people(60, first=number * 100).encode())
    store.put("shards/empty.txt", b"")
    key, place = tmp_path / "shared.key", "s3://seized/shards"
    whole = ["scan", place, "--key", key, "--jobs", 1, "--ner", "off"]
    for number in (1, 2):
        part = run(*whole, "--shard", f"{number}/2", "--case", tmp_path / f"case_{number}")
        assert part.exit_code in {0, 3}, part.output  # an empty file is unread, and said to be

    merged = run("merge", tmp_path / "case_1", tmp_path / "case_2", "--case", tmp_path / "all", "--format", "json")
    at_once = run(*whole, "--case", tmp_path / "once", "--format", "json")

    assert json.loads(merged.stdout)["dumps"] == json.loads(at_once.stdout)["dumps"]


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
