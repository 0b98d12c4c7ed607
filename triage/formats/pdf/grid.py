"""A printed table as rows of cells: which lines are one record, and which are the names of its columns.

A record is what stands between two level lines; without these, what stands around the number that each record has once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from triage.core.names import is_header_word
from triage.formats.pdf.columns import Cut, Gap, cells_of, crosses, fits, gaps_of, placed
from triage.formats.pdf.words import Level, Rule, Word
from triage.records.closing_lines import is_closing
from triage.records.line_kinds import OF_PEOPLE, kind_of

_FEWEST = 3
_OFTEN, _USUAL = 0.6, 0.8
"""Shares of the cells: of a column of numbers of people, and of lines or records that are as they should be."""

_WIDE = 0.7
"""Share of a table's width that a level line between records covers."""

_APART, _MOST_STEPS = 1.8, 0.85
"""Distance between lines of one table at most, as a multiple of the usual one; share of the distances below that."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_OF_NUMBER = re.compile(r"[\d-]+")
_LEFT_OVER = 6
"""Most digits of a number that go on in the next line of a cell."""

_TOP = 8
"""Lines among which the names of the columns are looked for."""

_MOST_DIGITS = 2
"""Most digits in the name of a column, as in "Mobile 2"."""

Cells = tuple[str, ...]
Line = list[list[Word]]
"""The words of a line, by column."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its gaps, its rows (the names of columns first, if it has them), and where its words are in the text."""

    gaps: tuple[Gap, ...]
    rows: tuple[Cells, ...]
    rests: frozenset[int]
    """The numbers of rows that have no number of their own, and may go on with the row before."""

    places: frozenset[int]
    """Where its words begin in the text of the page."""


def grids(lines: Sequence[list[Word]], rules: Sequence[Rule], cut: Cut, before: Grid | None) -> list[Grid]:
    """Return the tables among the lines of a page; `before` is the table with which the last page ended."""
    found: list[Grid] = []
    for run in _runs(lines):
        made = _grid(run, rules, cut, found[-1] if found else before)
        if made is not None:
            found.append(made)
    return found


def _runs(lines: Sequence[list[Word]]) -> list[list[list[Word]]]:
    """Return the lines that may be tables: those of several cells, with what stands between them."""
    steps = sorted(a[0].middle - b[0].middle for a, b in pairwise(lines))
    usual = steps[int(_MOST_STEPS * len(steps))] if steps else 0.0
    low = min((line[0].left for line in lines), default=0)
    width = max((line[-1].right for line in lines), default=0) - low
    runs: list[list[list[Word]]] = [[]]
    for line in lines:
        if is_closing(" ".join(word.text for word in line)):
            continue
        run = runs[-1]
        far = bool(run) and run[-1][0].middle - line[0].middle > _APART * max(usual, line[0].height)
        is_wide = line[-1].right - line[0].left > width / 2 and line[0].left < low + width / 10
        is_whole = is_wide and len(cells_of(line)) == 1
        if far or is_whole:
            runs.append([])
        if not is_whole:
            runs[-1].append(line)
    return [run for run in runs if run]


def _grid(run: list[list[Word]], rules: Sequence[Rule], cut: Cut, before: Grid | None) -> Grid | None:
    """Return the table that these lines are; null if they are none."""
    several = [line for line in run if len(line) > 1]
    if before is not None and any(several[i:] and fits(several[i:], before.gaps) for i in range(_FEWEST)):
        gaps = list(before.gaps)
    elif len(several) >= _FEWEST:
        gaps = gaps_of(several, rules)
    else:
        return None
    if not gaps:
        return None
    lines = [placed(line, gaps, cut) for line in run]
    begin, end = _within(lines, run, gaps, _anchor(lines))
    lines, run = lines[begin:end], run[begin:end]
    anchor = _anchor(lines)
    names = before.rows[0] if before is not None else ()
    groups = _between(lines, rules, anchor) or _around(lines, run, gaps, anchor, names)
    rows = [_row(group, len(gaps) + 1) for group in groups]
    if before is None and not _is_table(rows):
        return None
    told = enumerate(zip(groups, rows, strict=True))
    rests = frozenset(i for i, (group, row) in told if _is_rest(group, row, lines, anchor))
    words = [word for group in groups for line in group for cell in line for word in cell]
    return Grid(tuple(gaps), tuple(rows), rests, frozenset(word.at for word in words))


def _within(
    lines: Sequence[Line], run: Sequence[list[Word]], gaps: Sequence[Gap], anchor: Sequence[int]
) -> tuple[int, int]:
    """Return where the table begins and ends among lines: what is written across its columns above or below is none."""
    if not anchor:
        return 0, len(lines)
    begin, end = 0, len(lines)
    named = [i for i in range(min(_TOP, len(lines))) if _names(lines[i])]
    for i in range(max([anchor[0], *named])):
        if crosses(run[i], gaps) and i not in named[-1:]:
            begin = i + 1
    for i in range(len(lines) - 1, anchor[-1], -1):
        if crosses(run[i], gaps):
            end = i
    return begin, end


def _is_table(rows: Sequence[Cells]) -> bool:
    """Return true if a column holds numbers of people, or two columns are named by header words."""
    if len(rows) < _FEWEST:
        return False
    for column in zip(*rows, strict=True):
        filled = [cell for cell in column if cell]
        if 2 * len(filled) >= len(rows) and sum(kind_of(cell) in OF_PEOPLE for cell in filled) >= _OFTEN * len(filled):
            return True
    named = [cell for cell in rows[0] if cell]
    return len(named) > 1 and 2 * sum(map(is_header_word, named)) >= len(named)


def _anchor(lines: Sequence[Line]) -> list[int]:
    """Return the numbers of the lines that hold the number which each record has once; empty if there is none."""
    best: list[int] = []
    for column in range(len(lines[0])):
        texts = [_joined([line[column]]) for line in lines]
        filled = [i for i, text in enumerate(texts) if text]
        numbers = [i for i in filled if kind_of(texts[i]) not in {"text", ""} and not _goes_on(texts, i)]
        if len(numbers) >= 2 and len(numbers) >= _USUAL * (len(filled) - 1) and len(numbers) > len(best):
            best = numbers
    return best


def _goes_on(texts: Sequence[str], place: int) -> bool:
    """Return true for the rest of a number that the line above begins."""
    above = next((text for text in reversed(texts[:place]) if text), "")
    return _are_one(above, texts[place])


def _are_one(first: str, second: str) -> bool:
    """Return true for two lines of a cell that are one number or one word."""
    if not first or not second:
        return False
    if first.endswith("-") and len(first) > 1:
        return True
    is_rest = len(second.replace("-", "")) <= _LEFT_OVER < len(first)
    return is_rest and bool(_OF_NUMBER.fullmatch(first) and _OF_NUMBER.fullmatch(second))


def _between(lines: Sequence[Line], rules: Sequence[Rule], anchor: Sequence[int]) -> list[list[Line]]:
    """Return the lines as records between level lines; empty if these do not part the records."""
    words = [word for line in lines for cell in line for word in cell]
    low, high = min(word.left for word in words), max(word.right for word in words)
    drawn: list[list[float]] = []
    for rule in sorted((each for each in rules if isinstance(each, Level)), key=lambda each: each.place):
        length = min(rule.stop, high) - max(rule.start, low)
        if drawn and rule.place - drawn[-1][0] <= 2:
            drawn[-1][1] += max(0, length)
        else:
            drawn.append([rule.place, max(0, length)])
    cuts = [place for place, length in drawn if length >= _WIDE * (high - low)]
    groups: dict[int, list[Line]] = {}
    for line in lines:
        middle = next(cell[0].middle for cell in line if cell)
        groups.setdefault(sum(middle < each for each in cuts), []).append(line)
    wanted = _USUAL * len(anchor) if anchor else len(lines) / 2
    return list(groups.values()) if len(groups) >= max(_FEWEST, wanted) else []


def _around(
    lines: Sequence[Line], run: list[list[Word]], gaps: Sequence[Gap], anchor: Sequence[int], names: Cells
) -> list[list[Line]]:
    """Return the names of columns, and the lines of each record: cut where the lines stand furthest apart.

    `names` are those of the page before: what stands below them goes on with its last record.
    """
    if not anchor:
        return [[line] for line, words in zip(lines, run, strict=True) if len(words) > 1]
    heights = [line[0].middle for line in run]
    named = [i for i in range(anchor[0]) if _names(lines[i])]
    starts = [_cut(heights, named[-1], anchor[0])] if named else [anchor[0]]
    starts += [_cut(heights, first, second) for first, second in pairwise(anchor)]
    records = [list(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    if not named:
        return [list(lines[: starts[0]]), *records] if names and starts[0] else records
    top = named[-1]
    while top > 0 and heights[top - 1] - heights[top] <= 1.6 * run[top][0].height and not crosses(run[top - 1], gaps):
        top -= 1
    ends = range(named[-1] + 1, starts[0] + 1)
    end = next((i for i in ends if _row(lines[top:i], len(gaps) + 1) == names), starts[0])
    return [part for part in (list(lines[top:end]), list(lines[end : starts[0]])) if part] + records


def _cut(heights: Sequence[float], first: int, second: int) -> int:
    """Return the number of the line with which the next record begins: below the widest space, the last of several."""
    spaces = {i: heights[i - 1] - heights[i] for i in range(first + 1, second + 1)}
    widest = max(spaces.values())
    return max(i for i, space in spaces.items() if space >= widest - 1)


def _names(line: Line) -> bool:
    """Return true for a line that names columns: half of its cells are header words."""
    texts = [_joined([cell]) for cell in line if cell]
    if any(sum(map(str.isdigit, text)) > _MOST_DIGITS for text in texts):
        return False
    return len(texts) > 1 and 2 * sum(map(is_header_word, texts)) >= len(texts)


def _is_rest(group: Sequence[Line], row: Cells, lines: Sequence[Line], anchor: Sequence[int]) -> bool:
    """Return true for a row that lacks the number of a record, and most cells."""
    numbered = [lines[i] for i in anchor]
    return bool(anchor) and 2 * sum(map(bool, row)) <= len(row) and not any(line in numbered for line in group)


def _row(group: Sequence[Line], width: int) -> Cells:
    return tuple(_joined([line[i] for line in group]) for i in range(width))


def _joined(parts: Sequence[Sequence[Word]]) -> str:
    """Return the lines of a cell as one text; a number that is broken between two lines is whole."""
    texts = []
    for part in parts:
        is_turned = any(_RIGHT_TO_LEFT.search(word.text) for word in part)
        texts.append(" ".join(word.text for word in (sorted(part, key=lambda each: each.at) if is_turned else part)))
    return together(texts)


def together(lines: Iterable[str]) -> str:
    """Return the lines of a cell as one text.

    >>> together(["42401-", "3302970-7"]), together(["Model", "Town"])
    ('42401-3302970-7', 'Model Town')
    """
    text = ""
    for more in lines:
        last = text.rsplit(" ", 1)[-1]
        text += more if _are_one(last, more.split(" ", 1)[0]) else f"{' ' if text and more else ''}{more}"
    return text
