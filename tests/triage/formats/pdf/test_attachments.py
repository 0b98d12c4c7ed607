"""Files attached to PDF, and PDF that a real office program has locked."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from tests.triage.formats.pdf.test_reader import WORDS, pdf
from triage import find, read
from triage.core.model import Evidence
from triage.find import Opening

TEXT = "CNIC 35202-1000001-1"


def objects(path: Path, spool: Path, *passwords: bytes) -> list[Evidence]:
    return list(find.evidence([path], spool / "spool", Opening(passwords=passwords)))


def words(evidence: Evidence) -> str:
    batches = (b for source in read.identify(evidence) for chunk in read.split(source) for b in read.batches(chunk))
    return " ".join(str(batch.frame.rows()) for batch in batches)


def test_attached_files_are_members_and_the_document_is_read(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    document.new_attachment("people.csv").set_data(b"name,cnic\nAli,35202-1000001-1\n")
    document.save(tmp_path / "a.pdf")
    whole, member = objects(tmp_path / "a.pdf", tmp_path)

    assert whole.is_read_too
    assert "people.csv" in words(whole)
    assert member.members == ("people.csv",)
    assert member.data.read_bytes() == b"name,cnic\nAli,35202-1000001-1\n"


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a PDF that opens with the password "right"."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed")
    folder = tmp_path_factory.mktemp("locked")
    (folder / "a.txt").write_text(TEXT)
    how = {"EncryptFile": ("boolean", "true"), "DocumentOpenPassword": ("string", "right")}
    options = json.dumps({name: {"type": kind, "value": value} for name, (kind, value) in how.items()})
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [office, home, "--headless", "--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "a.txt")], check=True, capture_output=True, timeout=120)
    return folder / "a.pdf"


@pytest.mark.parametrize(("passwords", "is_open"), [([], False), ([b"no"], False), ([b"no", b"right"], True)])
def test_a_locked_pdf_opens_with_its_password_only(
    passwords: list[bytes], locked: Path, tmp_path: Path, *, is_open: bool
) -> None:
    whole, *rest = objects(locked, tmp_path, *passwords)

    with pytest.raises(OSError, match="encrypted"):
        words(whole)
    assert [TEXT in words(each) for each in rest] == [True] * is_open


def test_files_that_are_pinned_to_a_page_are_members(tmp_path: Path) -> None:
    data = b"name,cnic\nAli,35202-1000001-1\n"
    pins = (
        b"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</Type/Filespec/F(people.csv)/EF<</F 12 0 R>>>>>>",
        b"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/Contents(lost)>>",
    )
    stream = b"<</Type/EmbeddedFile/Length %d>>stream\n" % len(data) + data + b"\nendstream"
    (tmp_path / "a.pdf").write_bytes(pdf(WORDS, pins, b"", (stream,)))
    whole, *members = objects(tmp_path / "a.pdf", tmp_path)

    assert "lost" in words(whole)
    assert [(each.members, each.data.read_bytes()) for each in members] == [(("people.csv",), data)]
