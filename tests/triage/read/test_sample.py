from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from triage import read
from triage.core.errors import EvidenceError
from triage.core.model import Chunk, Evidence, Source


def test_columns_are_decided_by_what_was_cut_before_the_reader_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,mobile\n" + "Bashir Ahmed,03001234567\n" * 50)
    (source,) = read.identify(Evidence("list.csv", path, (), path, path.stat().st_size, "0" * 64))
    whole = read.split

    def stops(source: Source) -> Iterator[Chunk]:
        yield from whole(source)
        raise EvidenceError("damaged")

    monkeypatch.setattr(read, "split", stops)

    assert read.sample(source).height == 50
