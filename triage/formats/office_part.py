"""Open a part of a zipped office document; a wrong checksum is told behind its last byte and costs none of it."""

from __future__ import annotations

import copy
import io
import zipfile
import zlib
from typing import IO, cast

from triage.core.errors import EvidenceError

WRONG = "checksum_wrong"
"""Reason of a part whose bytes are not those that the archive has a checksum of."""

_LOCKED = 1
"""Flag of a member that is encrypted."""


def opened(archive: zipfile.ZipFile, part: str) -> IO[bytes]:
    """Return a part as a stream. Raises `KeyError` if it does not exist.

    Reading behind the end raises `EvidenceError` if the checksum is wrong; `read()` of all that is left does not.
    """
    info = archive.getinfo(part)
    return archive.open(info) if info.flag_bits & _LOCKED else cast("IO[bytes]", _Part(archive, info))


class _Part(io.BufferedIOBase):
    """Bytes of a part, with the checksum of those that were read."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        bare = copy.copy(info)
        del bare.CRC  # the library then gives the last bytes, whatever their checksum
        self._file = archive.open(bare)
        self._right, self._sum = info.CRC, 0

    def read(self, size: int | None = -1) -> bytes:
        """Return at most `size` bytes, all that are left without a size."""
        data = self._file.read(-1 if size is None else size)
        self._sum = zlib.crc32(data, self._sum)
        if size is not None and size > 0 and not data and self._sum != self._right:
            raise EvidenceError(WRONG)
        return data

    def close(self) -> None:
        """Close the part, and leave the archive open."""
        self._file.close()
        super().close()
