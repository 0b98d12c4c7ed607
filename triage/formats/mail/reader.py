"""Read e-mails (.eml, mbox, Outlook's .msg), one record each; attachments are separate members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import (
    CloseBoundaryNotFoundDefect,
    InvalidBase64CharactersDefect,
    InvalidBase64PaddingDefect,
    MessageDefect,
    MessageError,
)
from email.message import Message

import polars as pl

from triage.core.errors import EvidenceError, Unsupported
from triage.core.format_info import Claim, Format
from triage.core.model import AT, ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.mail import outlook_msg
from triage.formats.mail.parts import is_file, parsed
from triage.formats.mail.recognize import OLE, STORE, is_mail, is_outlook, letters
from triage.text.declared import decoded

RISKY = True
FORMAT = Format(
    name="mail",
    title="Letters (EML, EMLX, mbox, MHT, Outlook MSG)",
    library="email, olefile",
    how="streamed",
    limits="no Outlook PST; what a letter has beyond 64 MiB is rejected; style sheets of letters are left out",
    accounting="every byte; a record is a letter",
)

COLUMNS = ("date", "from", "to", "cc", "subject", "body", "other headers")
_NAMED = ("date", "from", "to", "cc", "subject")
_LARGEST = 64 * 1024 * 1024
_BATCH = 512
_BATCH_LETTERS = 4_000_000
_WRONG = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""Exceptions of the standard library's parser for malformed e-mails."""

_DEFECTS: dict[type[MessageDefect], str] = {
    CloseBoundaryNotFoundDefect: "truncated",
    InvalidBase64PaddingDefect: "damaged_part",
    InvalidBase64CharactersDefect: "damaged_part",
}


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for e-mails, mailboxes and Outlook's files."""
    return Claim.SIGNATURE.when(head.startswith(STORE) or is_outlook(head, name) or is_mail(head, name))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table of e-mails. Raises `Unsupported` for Outlook's store."""
    with evidence.data.open("rb") as file:
        if file.read(4) == STORE:
            raise Unsupported("unsupported:pst")
    yield Source(evidence, "mail", "", COLUMNS, has_header=True, segment=ROW_SEGMENT)


def split(source: Source) -> Iterator[Chunk]:
    """Yield one chunk: a mailbox is read from its beginning."""
    yield Chunk(source, 0, max(1, source.evidence.size_bytes))


@dataclass(frozen=True, slots=True)
class _Letter:
    """The cells of an e-mail, the reasons why it may be incomplete, and the number of bytes that were not read."""

    cells: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    cut_bytes: int = 0


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield batches of e-mails; locators count e-mails from 0."""
    evidence = chunk.source.evidence
    rows: list[tuple[int, tuple[str, ...]]] = []
    wrong: dict[str, Occurrences] = {}
    at = size = cut_bytes = 0
    try:
        for at, letter in enumerate(_read(evidence)):
            rows.append((at, letter.cells))
            size += sum(map(len, letter.cells))
            cut_bytes += letter.cut_bytes
            for reason in letter.wrong:
                wrong[reason] = wrong.get(reason, Occurrences()) + Occurrences(1, letter.cut_bytes, Least(at))
            if len(rows) == _BATCH or size > _BATCH_LETTERS:
                yield _batch(rows, Coverage())
                rows, size = [], 0
    except EvidenceError as error:
        wrong[error.reason] = Occurrences(1, 0, Least(at))
    yield _batch(rows, Coverage(evidence.size_bytes - cut_bytes, cut_bytes, reasons=wrong))


def _batch(rows: list[tuple[int, tuple[str, ...]]], books: Coverage) -> Batch:
    data = {str(i): [_sound(cells[i]) or None for _, cells in rows] for i in range(len(COLUMNS))}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, [at for at, _ in rows], pl.UInt64))
    return Batch(frame, books + Coverage(records_found=frame.height, rows_read=frame.height))


def _sound(text: str) -> str:
    """Return text without lone surrogates, which no column may hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8") if not text.isascii() else text


def _read(evidence: Evidence) -> Iterator[_Letter]:
    with evidence.data.open("rb") as file:
        if file.read(8) == OLE:
            yield _Letter(outlook_msg.cells(evidence))
            return
        file.seek(0)
        for told in letters(file, _LARGEST):
            letter, cut_bytes = told.data, told.cut_bytes
            envelope = decoded(told.envelope, "utf-8").strip()
            cut = ("oversize",) if cut_bytes else ()
            try:
                message = parsed(letter)
                cells = _cells(message, envelope)
                wrong = {_DEFECTS[type(each)] for each in _defects(message) if type(each) in _DEFECTS}
                yield _Letter(cells, (*cut, *sorted(wrong)), cut_bytes)
            except _WRONG:
                yield _Letter(
                    ("", "", "", "", "", decoded(letter, "utf-8"), envelope), ("damaged_letter", *cut), cut_bytes
                )


def _defects(letter: Message) -> list[MessageDefect]:
    return [defect for part in letter.walk() for defect in part.defects]


def _cells(letter: Message, envelope: str) -> tuple[str, ...]:
    own: dict[str, list[str]] = {name: [] for name in _NAMED}
    others = [envelope] if envelope else []
    for name, value in _headers(letter):
        if name.lower() in own:
            own[name.lower()].append(value)
        else:
            others.append(f"{name}: {value}")
    return (*("; ".join(own[name]) for name in _NAMED), _body(letter), "\n".join(others))


def _headers(letter: Message) -> Iterator[tuple[str, str]]:
    """Yield the headers decoded, or as they are if they cannot be; undeclared bytes are tried as UTF-8 first."""
    for name, raw in letter.raw_items():
        text = decoded(str(raw).encode("utf-8", "surrogateescape"), "utf-8")
        text = "".join(text.splitlines())
        yield name, (_words(text).strip() or text) if "=?" in text else text.strip()


def _words(text: str) -> str:
    from email.header import decode_header  # noqa: PLC0415 - only where there is such a file

    try:
        found = decode_header(text)
    except _WRONG:
        return text
    return "".join(decoded(part, said or "") if isinstance(part, bytes) else part for part, said in found)


def _around(part: Message) -> list[str]:
    """Return the texts before and after the parts, which programs without MIME would show."""
    texts = (part.preamble, part.epilogue) if part.is_multipart() else ()
    return [decoded(text.encode("utf-8", "surrogateescape"), "utf-8").strip() for text in texts if text]


def _body(letter: Message) -> str:
    """Return the texts of an e-mail that are not files: plain ones, lines that only its pages have.

    Of e-mails inside it the main headers are added.
    """
    from triage.formats.html import page as pages  # noqa: PLC0415 - only where there is such a file

    plain: list[str] = []
    rich: list[str] = []
    for part in letter.walk():
        if part is not letter and part.get_content_type() != "message/rfc822" and part.get("From") and part.get("Date"):
            plain.extend(f"{name}: {value}" for name, value in _headers(part) if name.lower() in _NAMED)
        plain.extend(_around(part))
        kind = part.get_content_type()
        if part.is_multipart() or is_file(part) or not kind.startswith(("text/", "multipart/")):
            continue
        raw = part.get_payload(decode=True)
        text = decoded(raw, part.get_content_charset() or "") if isinstance(raw, bytes) else ""
        if kind == "text/html":
            rich.extend(pages.lines(text))
        else:
            plain.append(text.strip())
    known = "".join("".join(plain).split())
    return "\n".join([text for text in plain if text] + [line for line in rich if "".join(line.split()) not in known])
