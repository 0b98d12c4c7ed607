from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.triage import hostile
from triage.core.errors import EvidenceError
from triage.run.children import Children, Limits

MEGABYTE = 1024 * 1024
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    made = Children(Limits(memory_bytes=300 * MEGABYTE, seconds=1.0))
    yield made
    made.close()


def test_a_call_yields_what_the_function_yields(children: Children):
    assert list(children.call(hostile.counts, 5)) == [0, 1, 2, 3, 4]


def test_what_a_library_prints_goes_nowhere(children: Children, capfd: pytest.CaptureFixture[str]):
    assert list(children.call(hostile.prints)) == [1]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (hostile.crashes, "reader_crashed"),
        (hostile.hangs, "over_time"),
        (hostile.spins, "over_time"),
        (hostile.grows, "over_memory"),
        (hostile.refuses, "encrypted"),
        (hostile.fails, "reader_failed"),
    ],
)
def test_what_came_before_the_end_is_kept_and_the_end_has_a_reason(
    children: Children, function: Callable[[], Iterator[int]], reason: str
):
    items = children.call(function)
    kept = [next(items)]
    with pytest.raises(EvidenceError) as caught:
        kept.extend(items)

    assert (kept, caught.value.reason) == ([1], reason)
    assert list(children.call(hostile.counts, 2)) == [0, 1]


def test_a_fault_tells_the_place_and_never_the_evidence(children: Children):
    with pytest.raises(EvidenceError) as caught:
        list(children.call(hostile.fails))

    assert "ValueError in hostile.py" in str(caught.value)
    assert "35202" not in str(caught.value)


@pytest.mark.parametrize("fault", ["crash", "memory", "bug"])
def test_what_a_child_did_before_does_not_tell_in_what_it_does_now(children: Children, fault: str):
    for _ in range(4):
        assert list(children.call(hostile.remembers, fault)) == [1, 2, 3]


def test_a_child_that_holds_much_is_not_used_again(children: Children):
    (large,) = children.call(hostile.holds, 150 * MEGABYTE)
    (small,) = children.call(hostile.holds, MEGABYTE)
    (same,) = children.call(hostile.holds, MEGABYTE)

    assert large != small == same


def test_a_child_that_reserved_much_is_not_used_again(children: Children):
    (large,) = children.call(hostile.reserves, 300 * MEGABYTE)
    (small,) = children.call(hostile.reserves, MEGABYTE)
    (same,) = children.call(hostile.reserves, MEGABYTE)

    assert large != small == same


def test_a_child_that_waits_for_itself_is_replaced(tmp_path: Path):
    patient = Children(Limits(memory_bytes=300 * MEGABYTE, seconds=60.0, still_seconds=1.0))
    mark = tmp_path / "called"

    assert list(patient.call(hostile.waits_for_itself, str(mark))) == [1, 2]
    assert mark.exists()
    patient.close()


def test_a_child_is_not_replaced_while_its_caller_works():
    patient = Children(Limits(memory_bytes=300 * MEGABYTE, seconds=60.0, still_seconds=0.5))
    seen = []
    for each in patient.call(hostile.counts, 3):
        seen.append(each)
        time.sleep(1.0)

    assert seen == [0, 1, 2]
    patient.close()


LIMITED = """
import resource
from contextlib import closing
from tests.triage import hostile
from triage.run.children import Children
resource.setrlimit(resource.RLIMIT_{0}, ({1}, {1}))
with closing(Children()) as children:
    for _ in range(3):
        assert list(children.call(hostile.counts, 3)) == [0, 1, 2]
"""


@pytest.mark.parametrize(("kind", "limit"), [("AS", 3_000 * MEGABYTE), ("CPU", 60), ("CORE", 0)])
def test_hard_limits_of_the_system_hold_and_hinder_nobody(kind: str, limit: int):
    subprocess.run([sys.executable, "-c", LIMITED.format(kind, limit)], check=True, cwd=ROOT)


def test_a_call_that_is_given_up_ends_its_child():
    children = Children(Limits())
    items = children.call(hostile.hangs)
    next(items)
    items.close()
    children.close()

    assert children._idle.empty()  # noqa: SLF001 - nothing is left


ORPHANED = """
import os
from tests.triage import hostile
from triage.run.children import Children
items = Children().call(hostile.hangs)
next(items)
os._exit(0)
"""


def test_children_end_with_their_parent():
    subprocess.run([sys.executable, "-c", ORPHANED], check=True, cwd=ROOT)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _serving():
        time.sleep(0.2)

    assert not _serving()


def _serving() -> list[str]:
    """Children without a parent of ours."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_text(encoding="utf-8")
            parent = int((process / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
        except (OSError, ValueError):
            continue
        if "run.child import serve" in command and parent == 1:
            found.append(process.name)
    return found
