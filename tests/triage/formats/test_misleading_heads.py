"""Lists whose first letters are the sign of another format, and containers that begin with a file of another kind."""

from __future__ import annotations

import bz2
import io
import zipfile
from pathlib import Path

import pytest

from tests.triage.formats.conftest import Reading
from triage import find

ROWS = "".join(f"{i},Muhammad Ali {i},35202-{1234567 + 31 * i}-1,0300{1234567 + i}\r\n" for i in range(1, 31))
FIRST = (
    "BZh",
    "BZh1",
    "070707",
    "070701",
    "MSCF",
    "ORC Code",
    "ORC",
    "PAR1",
    "PARENT NAME",
    "PAREE NO",
    "al-lh5",
    "Obj",
)


@pytest.mark.parametrize("first", FIRST)
def test_a_list_is_a_list_whatever_its_first_letters(reading: Reading, tmp_path: Path, first: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(f"{first},Name,CNIC,Mobile\r\n{ROWS}".encode())

    assert [each.is_container for each in find.evidence([path], tmp_path / "spool")] == [False]
    assert reading(path).sources[0].reader == "delimited"
    assert [row[0] for row in reading(path).rows[-30:]] == [str(i) for i in range(1, 31)]


def test_a_zip_that_begins_with_a_pdf_as_it_is_is_opened(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("form.pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n")
        archive.writestr("list.csv", ROWS)
    path = tmp_path / "forms.zip"
    path.write_bytes(made.getvalue())

    found = find.evidence([path], tmp_path / "spool")
    assert ["/".join(each.members) for each in found] == ["", "form.pdf", "list.csv"]


def test_bzip2_of_any_size_is_unpacked(tmp_path: Path) -> None:
    for text in ("", "a", ROWS):
        path = tmp_path / f"{len(text)}.bz2"
        path.write_bytes(bz2.compress(text.encode()))
        members = [each for each in find.evidence([path], tmp_path / "spool") if each.members]
        assert [each.size_bytes for each in members] == [len(text)]
