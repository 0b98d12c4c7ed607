"""Where the columns of printed lines part: at upright lines, or where hardly any line has letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from triage.formats.pdf.words import Rule, Upright, Word
from triage.records.line_kinds import kind_of

Cut = Callable[[Word, float], tuple[Word, Word] | None]

_SPACE = 0.55
"""Widest space between two words of one cell, in heights of a letter."""

_SAME_LINE = 0.4
_NEAR = 2.0
"""Points within which two lines are one, and heights of a letter by which the words of a line may differ."""

_STRADDLE = 0.08
"""Share of the lines that may reach over the place where columns part: titles, and cells that are too long."""

_DRAWN, _NUMBERS = 0.5, 0.8
"""Share of a table's height that its upright lines cover; share of a column's cells that are numbers."""

_NARROW = 1.2
"""Narrowest gap between columns in points."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap between columns: what begins at or behind `left` is right of it, what ends before `right` is left of it."""

    left: float
    right: float


Cell = tuple[Word, ...]


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Return the words line by line, from the top, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: -each.middle):
        if lines and lines[-1][0].middle - word.middle <= _SAME_LINE * max(word.height, lines[-1][0].height):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda each: each.left) for line in lines]


def cells_of(line: Sequence[Word]) -> list[Cell]:
    """Return the words of a line as cells: words with no more than a space between them."""
    cells: list[list[Word]] = []
    for word in line:
        if cells and word.left - cells[-1][-1].right <= _SPACE * word.height:
            cells[-1].append(word)
        else:
            cells.append([word])
    return [tuple(cell) for cell in cells]


def gaps_of(lines: Sequence[Sequence[Word]], rules: Sequence[Rule]) -> list[Gap]:
    """Return the gaps between the columns of these lines, from left to right; empty if there is one column."""
    return _ruled(lines, rules) or _blank(lines)


def fits(lines: Sequence[Sequence[Word]], gaps: Sequence[Gap]) -> bool:
    """Return true if hardly any word stands across these gaps, and most lines have words on both sides of one."""
    across = sum(any(_across(word, gap) for gap in gaps for word in line) for line in lines)
    parted = sum(len({place_of((word,), gaps) for word in line}) > 1 for line in lines)
    return across <= _STRADDLE * len(lines) and 2 * parted >= len(lines)


def crosses(line: Sequence[Word], gaps: Sequence[Gap]) -> bool:
    """Return true if a cell of the line stands across a gap, as a title does, or one name over several columns."""
    spans = [(cell[0].left, cell[-1].right) for cell in cells_of(line)]
    return any(left < gap.left - 1 and right > gap.right + 1 for left, right in spans for gap in gaps)


def placed(line: Sequence[Word], gaps: Sequence[Gap], cut: Cut) -> list[list[Word]]:
    """Return the words of a line by column; a word across a gap is cut."""
    columns: list[list[Word]] = [[] for _ in range(len(gaps) + 1)]
    for cell in cells_of(line):
        for part in _parted(cell, gaps, cut):
            columns[place_of(part, gaps)].extend(part)
    return columns


def place_of(cell: Sequence[Word], gaps: Sequence[Gap]) -> int:
    """Return the number of the column in which a cell stands that is across no gap."""
    left, right = cell[0].left, cell[-1].right
    return sum(_is_behind(left, right, gap) for gap in gaps)


def _is_behind(left: float, right: float, gap: Gap) -> bool:
    if left >= gap.left - 1 and right <= gap.right + 1:
        return (left + right) / 2 > (gap.left + gap.right) / 2
    return left >= gap.left - 1 or (left + right) / 2 > gap.right


def _across(word: Word, gap: Gap) -> bool:
    return word.left < gap.left - 1 and word.right > gap.right + 1


def _parted(cell: Cell, gaps: Sequence[Gap], cut: Cut) -> list[Cell]:
    """Return a cell as its parts between the gaps that it reaches over."""
    parts, rest = [], cell
    for gap in gaps:
        if not (rest[0].left < gap.left - 1 and rest[-1].right > gap.right + 1):
            continue
        place = _widest(rest, gap)
        if place == 0:
            parts.append(rest)
            return parts
        first, later = list(rest[:place]), list(rest[place:])
        if _across(first[-1], gap) and (halves := cut(first[-1], gap.right)):
            first[-1] = halves[0]
            later.insert(0, halves[1])
        elif later[0].left < gap.right - _NEAR and (halves := cut(later[0], gap.right)) and _differ(*halves):
            first.append(halves[0])
            later[0] = halves[1]
        if not later:
            break
        parts.append(tuple(first))
        rest = tuple(later)
    return [*parts, rest]


def _differ(first: Word, second: Word) -> bool:
    """Return true if a letter ends one part and a digit begins the other, or the other way round."""
    return first.text[-1].isalpha() != second.text[0].isalpha()


def _widest(cell: Cell, gap: Gap) -> int:
    """Return the number of the word with which the next column begins: behind the widest space in a gap.

    Without a space in it, it is the one behind the word across the gap.
    """
    spaces = {
        i: (round(cell[i].left - cell[i - 1].right), i)
        for i in range(1, len(cell))
        if cell[i].left >= gap.left - 1 and cell[i - 1].right <= gap.right + 1
    }
    if spaces:
        return max(spaces, key=lambda i: spaces[i])
    return next((i + 1 for i, word in enumerate(cell) if _across(word, gap)), 0)


def _ruled(lines: Sequence[Sequence[Word]], rules: Sequence[Rule]) -> list[Gap]:
    """Return the upright lines that part columns; empty if there are none, or words stand across them."""
    top, bottom = lines[0][0].top, lines[-1][0].bottom
    drawn: list[tuple[float, float]] = []
    for rule in sorted((each for each in rules if isinstance(each, Upright)), key=lambda each: each.place):
        length = min(rule.stop, top) - max(rule.start, bottom)
        if length <= 0:
            continue
        if drawn and rule.place - drawn[-1][0] <= _NEAR:
            drawn[-1] = (drawn[-1][0], drawn[-1][1] + length)
        else:
            drawn.append((rule.place, length))
    low, high = min(word.left for line in lines for word in line), max(word.right for line in lines for word in line)
    gaps = [Gap(x, x) for x, length in drawn if length >= _DRAWN * (top - bottom) and low < x < high]
    return gaps if gaps and fits(lines, gaps) else []


def _blank(lines: Sequence[Sequence[Word]]) -> list[Gap]:
    """Return the gaps that hardly any line has letters in."""
    wide = [[(cell[0].left, cell[-1].right) for cell in cells_of(line)] for line in lines]
    few = int(_STRADDLE * len(lines))
    coarse = max(_clear(wide, few), _clear(wide, 0), key=len)
    fine = _clear([[(word.left, word.right) for word in line] for line in lines], few)
    more = [gap for gap in fine if not any(_touch(gap, each) for each in coarse)]
    gaps = sorted([*coarse, *more], key=lambda each: each.left)
    kept = [gap for i, gap in enumerate(gaps) if gap in coarse or _parts_numbers(lines, gaps, i)]
    return [gap for i, gap in enumerate(kept) if not _parts_name(lines, kept, i)]


def _parts_name(lines: Sequence[Sequence[Word]], gaps: Sequence[Gap], place: int) -> bool:
    """Return true if a gap parts only a column's name from its cells, as one to the left above numbers to the right."""
    filled: list[set[int]] = [set(), set()]
    for number, line in enumerate(lines):
        for word in line:
            side = place_of((word,), gaps) - place
            if side in {0, 1}:
                filled[side].add(number)
    return min(map(len, filled)) <= 1 and not filled[0] & filled[1]


def _touch(one: Gap, other: Gap) -> bool:
    return one.left <= other.right and other.left <= one.right


def _clear(lines: Sequence[Sequence[tuple[float, float]]], across: int) -> list[Gap]:
    """Return the gaps between spans that at most so many lines cover."""
    spans = [span for line in lines for span in line]
    edges = sorted([(left, 1) for left, _ in spans] + [(right, -1) for _, right in spans])
    gaps, covered, began, has_begun = [], 0, 0.0, False
    for x, step in edges:
        before, covered = covered, covered + step
        if before > across >= covered:
            began, has_begun = x, True
        elif before <= across < covered:
            if has_begun and x - began >= _NARROW:
                gaps.append(Gap(began, x))
            has_begun = False
    return gaps


def _parts_numbers(lines: Sequence[Sequence[Word]], gaps: Sequence[Gap], place: int) -> bool:
    """Return true if numbers alone stand on one side of a gap, and something else on the other."""
    sides: list[list[str]] = [[], []]
    for line in lines:
        for side in (0, 1):
            words = [word.text for word in line if place_of((word,), gaps) == place + side]
            sides[side].append(kind_of(" ".join(words)))
    shares = [sum(kind not in {"text", ""} for kind in side) / max(1, sum(map(bool, side))) for side in sides]
    return max(shares) >= _NUMBERS > min(shares) + 0.4
