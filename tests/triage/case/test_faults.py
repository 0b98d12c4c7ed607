"""A disk that fails: at most the open chunk is lost, never the case; the scan that goes on gives the same report."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any, Self

import pytest

from triage.app import scan as pipeline
from triage.app.audit import audit
from triage.app.scan import Options, scan
from triage.case import Case, token_store
from triage.core.progress import Silent

FILES = 6


@pytest.fixture(scope="module")
def seized(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seized")
    for number in range(FILES):
        rows = "".join(
            f"Sana Tariq,35202-{1000 * number + row:07}-1,0300-{1000 * number + row:07}\n" for row in range(40)
        )
        (folder / f"{'abcdef'[number]}.csv").write_text(f"name,cnic,mobile\n{rows}")
    return folder


def answers(seized: Path, case: Path) -> dict[str, Any]:
    document = scan([seized], Options(case=case, jobs=1, ner="off", key=case.with_suffix(".key")), Silent()).document
    return {"dumps": document["dumps"], "persons": document["case"]["persons"], "total": document["case"]["total"]}


@pytest.fixture(scope="module")
def clean(seized: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return answers(seized, tmp_path_factory.mktemp("clean") / "case")


class Failing:
    """A call that fails once, the n-th time it is asked for what it is about."""

    def __init__(self, plain: Callable[..., Any], at: int, code: int, about: str = "") -> None:
        self.plain, self.left, self.code, self.about = plain, at, code, about

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.about in str(args[0]):
            self.left -= 1
            if self.left == 0:
                raise OSError(self.code, os.strerror(self.code), str(args[0]))
        return self.plain(*args, **kwargs)


class HalfWritten:
    """A file of which only half of the bytes reach the disk before it is full."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> None:
        self._file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fsync_fails(patch: pytest.MonkeyPatch, at: int) -> None:
    patch.setattr(token_store.os, "fsync", Failing(os.fsync, at, errno.EIO))


def open_fails(patch: pytest.MonkeyPatch, at: int) -> None:
    patch.setattr(token_store.os, "open", Failing(os.open, at, errno.ENOSPC, "tokens"))


def write_fails(patch: pytest.MonkeyPatch, at: int) -> None:
    plain, left = os.fdopen, [at]

    def opened(*args: Any, **kwargs: Any) -> Any:
        file = plain(*args, **kwargs)
        left[0] -= args[1:2] == ("wb",)
        return HalfWritten(file) if left[0] == 0 and args[1:2] == ("wb",) else file

    patch.setattr(token_store.os, "fdopen", opened)


def journal_is_full(patch: pytest.MonkeyPatch, at: int) -> None:
    plain, left = Case.checkpoint, [at]

    def checkpoint(self: Case) -> None:
        left[0] -= 1
        if left[0] == 0:
            connection = self._journal._connection  # noqa: SLF001 - the only way to a full SQLite
            ((pages,),) = connection.execute("pragma page_count").fetchall()
            connection.execute(f"pragma max_page_count = {pages}")
        plain(self)

    patch.setattr(Case, "checkpoint", checkpoint)


def rename_fails(patch: pytest.MonkeyPatch, at: int) -> None:
    failing = Failing(Path.replace, 1, errno.EIO, "case.db.new" if at == 1 else "case.seal.new")
    patch.setattr(Path, "replace", lambda file, target: failing(file, target))  # noqa: PLW0108 - a method is a function


@pytest.mark.parametrize(
    ("fails", "at"),
    [
        *((fsync_fails, 4), (open_fails, 1), (write_fails, 4)),
        *((journal_is_full, 1), (journal_is_full, 4), (rename_fails, 1), (rename_fails, 4)),
    ],
)
def test_a_fault_costs_the_open_chunk_at_most(
    seized: Path, clean: dict[str, Any], tmp_path: Path, fails: Callable[[pytest.MonkeyPatch, int], None], at: int
) -> None:
    case = tmp_path / "case"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "CHECKPOINT_SECONDS", 0.0)
        fails(patch, at)
        # A seal that cannot be written leaves the case as it is.
        is_seal = fails is rename_fails and at > 1
        with nullcontext() if is_seal else pytest.raises(OSError, match=r"^[^\n]*$"):
            answers(seized, case)
    if (case / "case.db").exists():
        assert not [check.fault for check in audit(case) if check.fault]
        with Case.open(case) as kept:
            files = {owner for chunk, owner in kept.done.items() if not chunk.startswith("coverage:")}
            # Files of tokens are two to a chunk: of the fourth the first chunk is whole.
            assert len(files) >= (at - 1 if fails is journal_is_full else (at - 1) // 2)
    assert answers(seized, case) == clean
    assert not [check.fault for check in audit(case) if check.fault]


def test_a_case_that_was_killed_while_it_was_made_is_made_again(
    seized: Path, clean: dict[str, Any], tmp_path: Path
) -> None:
    case = tmp_path / "case"
    case.mkdir()
    for name in ("case.db.new", "case.db.new-journal"):
        (case / name).write_bytes(b"half a page of an unfinished transaction")

    assert answers(seized, case) == clean
    assert not [check.fault for check in audit(case) if check.fault]
    assert not list(case.glob("case.db.new*"))
