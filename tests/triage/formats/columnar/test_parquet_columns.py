"""A column of Parquet that cannot be read costs its own cells: the others are read, and it is said."""

from __future__ import annotations

import base64
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
import pytest

from tests.triage.formats.conftest import told_by
from triage.formats.columnar import parquet

NAMES = [f"Sana Tariq {i}" for i in range(30)]
CNICS = [f"35202-12345{i:02}-1" for i in range(30)]
CITY = [{"town": f"Multan {i}", "house": str(i)} for i in range(30)]
LOST = [None] * 30


class OpenKeys(pe.KmsClient):
    """Keys that are wrapped in nothing."""

    def __init__(self, config: pe.KmsConnectionConfig) -> None:
        super().__init__()
        del config

    def wrap_key(self, key_bytes: bytes, master_key_identifier: str) -> str:
        return base64.b64encode(master_key_identifier.encode() + key_bytes).decode()

    def unwrap_key(self, wrapped_key: str, master_key_identifier: str) -> bytes:
        return base64.b64decode(wrapped_key)[len(master_key_identifier) :]


def written(path: Path, hidden: list[str], *, is_footer_plain: bool = True) -> None:
    ask = pe.EncryptionConfiguration(
        footer_key="footer", column_keys={"column": hidden}, plaintext_footer=is_footer_plain, data_key_length_bits=128
    )
    keys = pe.CryptoFactory(OpenKeys).file_encryption_properties(pe.KmsConnectionConfig(), ask)
    with pq.ParquetWriter(path, table().schema, encryption_properties=keys) as file:
        file.write_table(table(), row_group_size=11)


def table() -> pa.Table:
    return pa.table({"name": NAMES, "cnic": CNICS, "city": CITY})


@pytest.mark.parametrize("hidden", [["cnic"], ["name"], ["cnic", "name"], ["city.town"], ["city.house", "cnic"]])
def test_columns_beside_encrypted_ones_are_read(tmp_path: Path, hidden: list[str]) -> None:
    written(tmp_path / "a.parquet", hidden)
    told = told_by(tmp_path / "a.parquet", tmp_path)
    columns = {
        "name": NAMES,
        "cnic": CNICS,
        "city.town": [each["town"] for each in CITY],
        "city.house": [each["house"] for each in CITY],
    }

    assert told.sources[0].columns == tuple(columns)
    assert told.rows == list(zip(*(LOST if name in hidden else cells for name, cells in columns.items()), strict=True))
    assert told.coverage.reasons["encrypted_columns"].count == len(hidden) * 3
    assert told.coverage.breaks
    assert told.coverage.balances(told.evidence.size_bytes)


def test_rows_are_lost_where_all_columns_are_encrypted(tmp_path: Path) -> None:
    written(tmp_path / "a.parquet", ["name", "cnic", "city.town", "city.house"])
    told = told_by(tmp_path / "a.parquet", tmp_path)

    assert told.rows == []
    assert told.coverage.rows_rejected == 30
    assert [*told.coverage.reasons] == ["encrypted_columns"]


@pytest.mark.parametrize("index", [0, 1])
def test_columns_beside_a_damaged_one_are_read(tmp_path: Path, index: int) -> None:
    pq.write_table(table().select(["name", "cnic"]), tmp_path / "a.parquet", compression="gzip", use_dictionary=False)
    column = pq.ParquetFile(tmp_path / "a.parquet").metadata.row_group(0).column(index)
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    middle = column.data_page_offset + column.total_compressed_size // 2
    data[middle : middle + 20] = bytes(20)
    (tmp_path / "a.parquet").write_bytes(data)
    told = told_by(tmp_path / "a.parquet", tmp_path)

    columns = [NAMES, CNICS]
    columns[index] = LOST
    assert told.rows == list(zip(*columns, strict=True))
    assert told.coverage.reasons["damaged_column"].count == 1
    assert told.coverage.breaks
    assert told.coverage.balances(told.evidence.size_bytes)


@pytest.mark.parametrize(
    ("error", "group_bytes", "reason"),
    [
        (MemoryError("malloc of size 1073741824 failed"), 2 << 30, "over_memory"),
        (MemoryError("malloc of size 1073741824 failed"), 5_000, "damaged_column"),
        (pa.ArrowNotImplementedError("no such page"), 5_000, "unsupported:columns of this kind"),
        (OSError("Cannot decrypt ColumnMetadata"), 5_000, "encrypted_columns"),
        (OSError("Corrupt snappy compressed data"), 5_000, "damaged_column"),
    ],
)
def test_a_sound_column_is_not_called_damaged(error: Exception, group_bytes: int, reason: str) -> None:
    assert parquet.why_lost(error, group_bytes) == reason
