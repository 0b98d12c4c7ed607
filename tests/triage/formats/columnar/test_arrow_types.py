"""Odd types of Arrow: what one column holds costs no other column, and streams are known by their first message."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest

from triage.core.errors import Unsupported
from triage.core.format_info import Claim
from triage.core.model import Evidence
from triage.formats.columnar import arrow, orc
from triage.formats.columnar.cell_text import texts, unknown_types

WORDS = pa.array(["Sana", "Bilal", None])


def streamed(batch: pa.RecordBatch) -> bytes:
    file = io.BytesIO()
    with pa.ipc.new_stream(file, batch.schema) as stream:
        stream.write_batch(batch)
    return file.getvalue()


@pytest.mark.parametrize(
    "column",
    [
        WORDS,
        WORDS.dictionary_encode(),
        pa.array([["a"], [], None]),
        pa.array([{"a": [{"b": 1}]}, None, None]),
        pa.array([[("k", 1)], [], None], pa.map_(pa.string(), pa.int32())),
        pa.DictionaryArray.from_arrays(pa.array([0, 1, 0]), pa.array([["x"], ["y"]])),
    ],
)
def test_a_stream_is_known_whatever_its_columns_are(column: pa.Array) -> None:
    head = streamed(pa.record_batch({"name": WORDS, "other": column}))

    assert arrow.claims(head, "a.bin") is Claim.SIGNATURE
    assert arrow.claims(head[:8] + b"\x05" + head[9:], "a.bin") is Claim.NONE


@pytest.mark.parametrize("head", [b"\xff\xff\xff\xff", b"\xff" * 600, b"\xff\xff\xff\xff" + bytes(500)])
def test_other_bytes_are_no_stream(head: bytes) -> None:
    assert arrow.claims(head, "a.bin") is Claim.NONE


def test_numbers_beyond_their_precision_are_read_as_written() -> None:
    wide = pa.array([1281055, -1, None], pa.decimal128(9, 2))
    narrow = pa.Array.from_buffers(pa.decimal128(3, 2), 3, wide.buffers())
    days = pa.array([86_400_000, 86_400_500, None], pa.int64()).view(pa.date64())
    found = texts(pa.record_batch({"name": WORDS, "sum": narrow, "day": days}))

    assert [each.to_list() for each in found] == [
        ["Sana", "Bilal", None],
        ["1281055.00", "-1.00", None],
        ["1970-01-02", "1970-01-02T00:00:00.5", None],
    ]


def test_a_column_of_an_unknown_type_costs_itself() -> None:
    def column(index: int) -> pa.Array:
        return {0: WORDS}[index]  # a KeyError, as that of the library

    odd = SimpleNamespace(
        num_columns=2, num_rows=3, column=column, schema=SimpleNamespace(types=["string", "month_interval"])
    )
    odd.rename_columns = lambda _: odd

    assert [each.to_list() for each in texts(odd)] == [["Sana", "Bilal", None], [None] * 3]
    assert unknown_types(odd) == ["month_interval"]


def test_orc_without_columns_is_refused_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Bare:
        @property
        def schema(self) -> pa.Schema:
            raise pa.ArrowNotImplementedError("Only ORC files with a top-level struct can be handled")

    (tmp_path / "a.orc").write_bytes(b"ORC")
    monkeypatch.setattr(orc, "_opened", lambda _: Bare())
    with pytest.raises(Unsupported, match="orc without columns"):
        list(orc.sources(Evidence("a.orc", tmp_path, (), tmp_path / "a.orc", 3, "")))
