from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from triage.core.accounting import named
from triage.core.budget import Spool
from triage.core.errors import EvidenceError
from triage.core.model import Evidence, digest

CONTAINER = Evidence("d", Path("/evidence/a.zip"), (), Path("/evidence/a.zip"), 10, "00", is_container=True)


def ending(error: Exception) -> Iterator[bytes]:
    yield b"what came before"
    raise error


def test_a_full_disk_is_no_damage_of_the_evidence(tmp_path: Path):
    (tmp_path / digest(str(CONTAINER.path), "a.csv")).symlink_to("/dev/full")

    (member,) = Spool(CONTAINER, tmp_path).take("a.csv", [b"name,cnic\n"])

    assert (member.members, member.unread) == (("a.csv",), "disk_full")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(OSError(errno.ENOSPC, "full"), "disk_full", id="full"),
        pytest.param(OSError(errno.EDQUOT, "quota"), "disk_full", id="quota"),
    ],
)
def test_of_a_member_that_a_full_disk_cut_nothing_is_kept(error: Exception, reason: str, tmp_path: Path):
    (member,) = Spool(CONTAINER, tmp_path).take("a.csv", ending(error))

    assert (member.unread, named(error), list(tmp_path.iterdir())) == (reason, reason, [])


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(OSError(errno.EIO, "io"), "damaged_container", id="a medium"),
        pytest.param(EOFError(), "damaged_container", id="cut off"),
        pytest.param(EvidenceError("size_lie"), "size_lie", id="said by its reader"),
    ],
)
def test_what_came_before_damage_is_kept(error: Exception, reason: str, tmp_path: Path):
    taken = Spool(CONTAINER, tmp_path).take("a.csv", ending(error))
    told = [(each.unread, each.data.read_bytes() if not each.unread else b"") for each in taken]

    assert told == [("", b"what came before"), (reason, b"")]
