"""Records in the text of programs and their logs: JavaScript, PHP, Python, Ruby, Java, flow YAML, queries of addresses.

A record is read with its keys, so that names are found beside numbers; what is between records stays text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

import polars as pl

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import AT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.names import is_header
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.records.literals import Literal, literals
from triage.text.dialect import text_of
from triage.text.encoding import mark_length, of

FORMAT = Format(
    name="program_text",
    title="Records in program text: objects, arrays, reprs, queries",
    library="own",
    how="whole",
    limits="up to 256 MiB, else plain text; no PHP serialize",
    accounting="every byte; a record is an object, an array or a query with two values, or a line between them",
)

OTHER = "(other text)"
_MOST_BYTES = 256 * 1024 * 1024
_LOOKED_AT = 1 << 14
_LEAST_RECORDS, _LEAST_SIGNS = 3, 6
_MOST_COLUMNS = 60
_SIGNS = re.compile(r"""["'\w\]] ?(?:=>|[:=]) ?["'\w{]|&\w+=|[(\[] ?["']""")
_OTHERS = re.compile(
    r"\s*(?:<(?!\?php)|\{\\rtf|(?:\S+ ){3,4}\[\d|#(?:fields|software|version|date):|begin:v|from:|mime-version)",
    re.IGNORECASE,
)
_SQL = re.compile(r"\b(?:insert\s+into|create\s+table|values\s*\(|from\s+stdin)", re.IGNORECASE)
"""Signs of texts for other readers: markup, logs of web servers, cards and letters, SQL."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_STRICT = re.compile(r"\s*[\[{]")
_NEXT = re.compile(r"\s*,\s*\{")
_NUMBER = re.compile(r"(?:\d\D?){7}|\S@\S")
_SAYS = re.compile(r"\w")
_BRACKET = re.compile(r"[{(\[]")
_BRACKETS = re.compile(r"\{.*\}|\[.*\]|\(.*\)")
_OBJECT = re.compile(r"""\s*(?:[{\[]|array\()\s*["':]?[^\W\d]\w*["']?\s*(?::|=>)""")
"""An object whose first key begins the line: the commas of such lines are its own."""

_DELIMITERS = ",;\t|"


def claims(head: bytes, name: str) -> Claim:
    """Claim EXACT for text mostly in brackets or queries whose keys repeat, beside numbers; not for JSON."""
    del name
    if b"\0" in head and not head.startswith(_WIDE):
        return Claim.NONE  # a file with texts inside, such as a Parquet file with JSON in its footer
    if head.count(b"{") + head.count(b"(") + head.count(b"[") + head.count(b"&") < _LEAST_RECORDS:
        return Claim.NONE
    text = text_of(head)
    if (
        text is None
        or _OTHERS.match(text)
        or _SQL.search(text, 0, _LOOKED_AT)
        or len(_SIGNS.findall(text, 0, _LOOKED_AT)) < _LEAST_SIGNS
    ):
        return Claim.NONE
    if (_STRICT.match(text) and _is_json(text)) or _is_table(text[:_LOOKED_AT]):
        return Claim.NONE
    found = list(literals(text[:_LOOKED_AT]))
    return Claim.EXACT.when(_are_records(found, text[:_LOOKED_AT]))


def _is_table(text: str) -> bool:
    """Return true for delimited lines without brackets, or with brackets that are cells of their own.

    Queries in the first are addresses in cells; the others are read as a table, and their cells are opened.
    """
    lines = [line for line in text.splitlines()[:-1] if line.strip()]
    if 2 * sum(map(bool, map(_OBJECT.match, lines))) > len(lines):
        return False
    if not lines or 10 * sum(map(bool, map(_BRACKET.search, lines))) > len(lines):
        bare = [_BRACKETS.sub("\0", line) for line in lines[len(lines) > _LEAST_RECORDS - 1 :]]
        return any(10 * sum(_has_cell(line, each) for line in bare) >= 9 * len(bare) > 0 for each in _DELIMITERS)
    commonest = (Counter(line.count(delimiter) for line in lines).most_common(1)[0] for delimiter in _DELIMITERS)
    return any(cells and 10 * count >= 9 * len(lines) for cells, count in commonest)


def _has_cell(line: str, delimiter: str) -> bool:
    """Return true for a line in which brackets are one cell, beside another that says something."""
    cells = [cell.strip(" \"'") for cell in line.split(delimiter)]
    return "\0" in cells and any(_SAYS.search(cell) for cell in cells)


def _is_json(text: str) -> bool:
    """Return true for text whose first object is strict JSON, or with one per line: other readers read it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if sum(line.startswith("{") and line.endswith("}") for line in lines) > len(lines) / 2:
        return "=>" not in lines[0]
    start, depth = text.find("{"), 0
    if start < 0:
        start = text.find("[")
    for place in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', text[start:]):
        depth += (place[0] in "[{") - (place[0] in "]}")
        if not depth:
            try:
                json.loads(text[start : start + place.end()], strict=False)
            except ValueError:
                return False
            return text.lstrip().startswith("[") or not _NEXT.match(text, start + place.end())
    return '"' in text[start : start + 200]


def _are_records(found: Sequence[Literal], text: str) -> bool:
    records = [each for each in found if each.pairs]
    kinds = Counter(tuple(key for key, _ in each.pairs) for each in records)
    if not kinds:
        return False
    (keys, count) = kinds.most_common(1)[0]
    alike = [each for each in records if tuple(key for key, _ in each.pairs) == keys]
    numbered = sum(any(_NUMBER.search(value) for _, value in each.pairs) for each in alike)
    is_keyed = 2 * sum(map(is_header, keys)) >= 2
    size = sum(len(value) for each in records for _, value in each.pairs)
    is_most = 4 * size > len(text)
    return count >= _LEAST_RECORDS and is_most and (2 * numbered > count or (is_keyed and len(keys) > 1))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table; its columns are the keys of the first records. Raises `EvidenceError` for a very large text."""
    if evidence.size_bytes > _MOST_BYTES:
        raise EvidenceError("over_memory")
    with evidence.data.open("rb") as file:
        head = file.read(1 << 18)
    encoding, grounds = of(evidence.data)
    keys: Counter[str] = Counter()
    for each in islice(literals(text_of(head) or ""), 2_000):
        keys.update(dict.fromkeys((key for key, _ in each.pairs), 1))
    order = {key: place for place, key in enumerate(keys)}
    columns = sorted((key for key, _ in keys.most_common(_MOST_COLUMNS)), key=order.__getitem__)
    yield Source(
        evidence,
        "program_text",
        "",
        (*columns, OTHER),
        encoding=encoding,
        options=json.dumps({"mark": mark_length(head)}),
        notes=(f"encoding {encoding}: {grounds}", "objects and queries in the text of a program are read as records"),
    )


def split(source: Source) -> Iterator[Chunk]:
    """Yield one chunk: brackets may be open from the first byte to the last."""
    yield Chunk(source, 0, source.evidence.size_bytes)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield batches of records in the order of their ends; the first accounts for the bytes."""
    source = chunk.source
    raw = source.evidence.data.read_bytes()
    mark = source.option("mark")
    text = raw[mark:].decode(source.encoding, "backslashreplace")
    reasons: dict[str, Occurrences] = {}
    if (bad := text.count("\\x")) and (bad := bad - raw.count(b"\\x")) > 0:
        reasons["bad_bytes"] = Occurrences(bad, 0, Least(0))
    size, rows, places = len(raw), list[dict[str, str]](), list[int]()
    before, at, starts = 0, mark, list[int]()
    for each in literals(text):
        if not each.pairs and not _SAYS.search(each.text):
            continue
        if not each.pairs and rows and _is_around(each, starts):
            rows[-1][OTHER] = "\n".join(filter(None, (rows[-1].get(OTHER), each.text)))
            continue
        starts = [*starts[-1:], each.start if each.pairs else -1]
        at += len(text[before : each.stop].encode(source.encoding, "replace")) if each.stop > before else 0
        before = max(before, each.stop)
        rows.append(_cells(each, source.columns))
        places.append(min(at, chunk.stop - 1))
        if each.is_cut:
            reasons["truncated"] = Occurrences(1, 0, Least(min(at, chunk.stop - 1)))
        if len(rows) == SEGMENT:
            yield _batch(source, (rows, places), size, reasons)
            size, rows, places, reasons = 0, [], [], {}
    yield _batch(source, (rows, places), size, reasons)


def _is_around(line: Literal, starts: Sequence[int]) -> bool:
    """Return true for the rest of a line whose only record is the last one.

    `starts` are those of the last two records.
    """
    return starts[-1] >= line.start and (len(starts) == 1 or starts[-2] < line.start)


def _cells(each: Literal, columns: tuple[str, ...]) -> dict[str, str]:
    """Return the cells of a record by key; the last column gets values without a column, and repeated keys."""
    cells: dict[str, str] = {}
    known = {*columns[:-1]}
    left = [each.text] if each.text else []
    for key, value in each.pairs:
        if key in known and key not in cells:
            cells[key] = value
        else:
            left.append(f"{key}: {value}")
    if left:
        cells[OTHER] = "\n".join(left)
    return cells


def _batch(
    source: Source, found: tuple[list[dict[str, str]], list[int]], size: int, reasons: dict[str, Occurrences]
) -> Batch:
    rows, places = found
    data = {str(index): [row.get(name) or None for row in rows] for index, name in enumerate(source.columns)}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String)).with_columns(pl.Series(AT, places, pl.UInt64))
    return Batch(frame, Coverage(size, 0, 0, len(rows), len(rows), 0, reasons))
