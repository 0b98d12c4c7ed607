"""Find every identifier in some cells, each place once.

Entities take turns, the most specific first, and each entity's patterns, the most certain first. A find is removed from
the text before the next search, so that a place is found once. Invalid matches are left for the others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from triage.core.observe import HASH_SEED
from triage.core.summary import EntityTally
from triage.core.sums import BottomK
from triage.detect.chance import crowd_of, is_by_chance
from triage.detect.eyes import Eyes
from triage.detect.finds import Finds, Sought
from triage.recognizers import Recognizer
from triage.recognizers.alphabet import escaped
from triage.recognizers.base import COLUMN_ONLY, DIGITS_LEAST
from triage.recognizers.form import is_whole
from triage.recognizers.lookalike import is_run_of_times
from triage.recognizers.narrow import is_ascii, narrowed
from triage.recognizers.other_numbers import blanked, has_others
from triage.recognizers.setting import number
from triage.recognizers.text import fold
from triage.rules.model import Pattern, Rule

LEAST, SURE = 0.3, 0.4
"""Below the first score a find needs a context word; below the second too, if its value is not likely."""

CONTEXT_CHARS = 48
"""Characters before a find in which a context word counts, as in free text."""

ASKED = {"PK_LANDLINE_NUMBER": "PK_MOBILE_NUMBER", "PK_NIC_OLD": "PK_CNIC", "PK_PASSPORT": "PK_CNIC"}
"""Entities that need a context word in other cells, except next to the entities given here.

Order numbers have the form of landline numbers, and file numbers that of old NICs.
"""

MANY = 3
"""Fewest bare numbers of an entity in a column for it to be doubted, if at least half are not likely."""

_BARE = r"^[^0-9+]*[0-9]+[^0-9]*$"
"""A hit of digits and nothing between them."""

GAP = "\n\n"
"""Text put where a value was removed: a border for both neighbours that no written form contains."""


def sweep(cells: pl.Series, sought: Sought, eyes: Eyes) -> Finds:
    """Return every valid value in these folded cells, several per cell."""
    rows = pl.DataFrame({"row": pl.int_range(cells.len(), dtype=pl.UInt32, eager=True), "text": cells})
    signs = {entity: eyes.recognizers[entity].rule.sign for entity in _in_turn(sought, eyes)}
    if all(signs.values()):
        rows = rows.filter(pl.col("text").str.contains("|".join(sorted(set(signs.values())))))
    finds: dict[str, pl.DataFrame] = {}
    left = rows
    for entity in signs:
        is_around = _is_around_others(eyes.recognizers[entity])
        rule = eyes.recognizers[entity].rule
        could = with_signs(rows if is_around else left, rule)
        if could.height and has_others(rule):
            could = could.with_columns(blanked(pl.col("text"), eyes.recognizers[entity]))
        found, without = _finds(could, entity, sought, eyes) if could.height else (could, could)
        if found.height:
            finds[entity] = found
            left = left if is_around else _replaced(left, without)
    return finds


def with_signs(rows: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """Return the rows that could hold a value: those with its sign, and with as many digits as it has."""
    could = rows.filter(pl.col("text").str.contains(rule.sign)) if rule.sign and rows.height else rows
    if not could.height or DIGITS_LEAST not in rule.settings:
        return could
    digits = rf"[0-9OoIl](?:[^A-Za-z0-9]*[0-9OoIl]){{{number(rule, DIGITS_LEAST) - 1}}}"
    return could.filter(pl.col("text").str.contains(digits))


def tally(values: pl.Series) -> EntityTally:
    """Return the tally of valid finds."""
    return EntityTally(found=values.len(), valid=values.len(), distinct=sketch(values))


def sketch(values: pl.Series) -> BottomK:
    """Return the bottom-k sketch of a column's values; null is left out."""
    kept = values.drop_nulls()
    return BottomK.of(kept.hash(HASH_SEED).to_numpy()) if kept.len() else BottomK.empty()


def doubted(cells: pl.Series, sought: tuple[str, ...], eyes: Eyes) -> tuple[str, ...]:
    """Return the entities with many bare numbers in these cells that are mostly not real: times, order ids."""
    return tuple(each for each in sought if _is_doubted(cells, each, eyes))


def has_bare_number(cells: pl.Series, entity: str, eyes: Eyes) -> pl.Series:
    """Return whether a cell may contain a bare number of an entity that distinguishes likely values."""
    recognizer = eyes.recognizers[entity]
    if crowd := crowd_of(recognizer):
        return cells.str.contains(crowd)
    weak = _weak(recognizer)
    if not weak or recognizer.likely(pl.col("value")) is None:
        return pl.repeat(value=False, n=cells.len(), dtype=pl.Boolean, eager=True)
    return cells.str.contains("|".join(f"(?:{each})" for each in weak))


def _weak(recognizer: Recognizer) -> list[str]:
    return [each.regex for each in _patterns(recognizer, "") if each.score < SURE]


def _is_doubted(cells: pl.Series, entity: str, eyes: Eyes) -> bool:
    bare = cells.filter(has_bare_number(cells, entity, eyes))
    recognizer = eyes.recognizers[entity]
    if crowd := crowd_of(recognizer):
        return is_by_chance(bare, crowd, entity, eyes)
    likely = recognizer.likely(pl.col("value"))
    if not bare.len() or likely is None:
        return False
    weak = _weak(recognizer)
    for pattern in _patterns(recognizer, ""):
        bare = bare.str.replace_all(pattern.regex, GAP) if pattern.score >= SURE else bare
    told, values = [], []
    for regex in weak:
        hits = bare.str.extract_all(regex).explode().drop_nulls().rename("cell")
        bare = bare.str.replace_all(regex, GAP)
        judged = eyes.values(entity, hits)
        values.append(judged["value"])
        told.append(judged.select(likely.alias("likely"))["likely"].drop_nulls())
    seen = pl.concat(told)
    return seen.len() >= MANY and (2 * int(seen.sum()) <= seen.len() or is_run_of_times(pl.concat(values)))


def _in_turn(sought: Sought, eyes: Eyes) -> list[str]:
    """Return the column's own entity, then the others, the most specific first."""

    def rank(entity: str) -> tuple[bool, int, str]:
        return entity != sought.own, -eyes.recognizers[entity].rule.column.telling, entity

    return sorted({*sought.entities, *([sought.own] if sought.own else [])}, key=rank)


def _is_around_others(recognizer: Recognizer) -> bool:
    """Return whether values contain other values: a URL has numbers, a password may be one."""
    return recognizer.rule.in_text == "free"


def _replaced(rows: pl.DataFrame, left: pl.DataFrame) -> pl.DataFrame:
    joined = rows.join(left.rename({"text": "left"}), on="row", how="left", maintain_order="left")
    return joined.select("row", pl.coalesce("left", "text").alias("text"))


def _finds(rows: pl.DataFrame, entity: str, sought: Sought, eyes: Eyes) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the valid finds of an entity, and the texts of rows with finds without them."""
    recognizer = eyes.recognizers[entity]
    is_own = sought.own in {entity, ASKED.get(entity)}
    is_plain = is_ascii(rows["text"])
    found, changed = [], []
    for pattern in _patterns(recognizer, sought.own):
        judge = _Judge(entity, eyes, entity in sought.doubted)
        for wide in _searches(recognizer, pattern, is_own=is_own, is_doubted=judge.is_doubted):
            search = replace(wide, regex=narrowed(wide.regex)) if is_plain else wide
            own, left = _taken(rows, search, judge)
            if own.height:
                found.append(own)
                changed.append(left)
                rows = _replaced(rows, left)
    if not found:
        return rows.clear().rename({"text": "value"}), rows.clear()
    return pl.concat(found), rows.join(pl.concat(changed).select("row").unique(), on="row", how="semi")


def _patterns(recognizer: Recognizer, own: str) -> list[Pattern]:
    """Return the patterns that are searched in cells of another kind, the most certain first."""
    least = COLUMN_ONLY if recognizer.entity != own else 0.0
    sure = [each for each in recognizer.rule.patterns if each.score >= least and not _is_any_cell(each)]
    return sorted(sure, key=lambda each: -each.score)


def _is_any_cell(pattern: Pattern) -> bool:
    return pattern.score < COLUMN_ONLY and is_whole(pattern.regex)


@dataclass(frozen=True, slots=True)
class _Search:
    """One search for a pattern.

    After a context word, groups 1 and 2 of `regex` are the text before the pattern's match, and the match. `is_asked`
    if a find must also be likely.
    """

    regex: str
    is_behind_a_word: bool = False
    is_asked: bool = False

    def hits(self, texts: pl.Expr) -> pl.Expr:
        """Return all matches of the pattern: a list of strings."""
        return texts.str.extract_all(self.regex)

    def alone(self, hit: pl.Expr) -> pl.Expr:
        """Return a match without the text before it."""
        return hit.str.extract(self.regex, 2) if self.is_behind_a_word else hit

    def without(self, texts: pl.Expr) -> pl.Expr:
        """Return texts with gaps instead of the matches."""
        return texts.str.replace_all(self.regex, "${1}" + GAP if self.is_behind_a_word else GAP)


def _searches(recognizer: Recognizer, pattern: Pattern, *, is_own: bool, is_doubted: bool) -> list[_Search]:
    """Return the searches for a pattern: a weak one only after context words, an uncertain one also if likely."""
    rule = recognizer.rule
    is_asked = pattern.score < SURE and recognizer.likely(pl.lit("")) is not None
    is_asked |= is_doubted and crowd_of(recognizer) != ""
    is_weak = (pattern.score < LEAST or rule.entity in ASKED) and not is_whole(pattern.regex)
    if is_own or not rule.context or not (is_asked or is_weak):
        return [_Search(pattern.regex)]
    behind = _Search(f"({_before(rule)})({pattern.regex})", is_behind_a_word=True)
    return [behind] if is_weak else [behind, _Search(pattern.regex, is_asked=True)]


def _before(rule: Rule) -> str:
    """Return the pattern of a context word and of what may be between it and a value."""
    words = sorted({escaped(fold(word).lower()) for word in rule.context}, key=lambda word: (-len(word), word))
    return rf"(?:^|[^\p{{L}}])(?i:{'|'.join(words)})(?:[^\p{{L}}](?s:.{{0,{CONTEXT_CHARS - 2}}}?))??"


@dataclass(frozen=True, slots=True)
class _Judge:
    """Decides which matches of a search are finds."""

    entity: str
    eyes: Eyes
    is_doubted: bool

    def values(self, hits: pl.Series, search: _Search) -> pl.Series:
        """Return canonical values; null if a match is not a find."""
        recognizer = self.eyes.recognizers[self.entity]
        if search.is_asked and self.is_doubted and not crowd_of(recognizer):
            return pl.repeat(None, hits.len(), dtype=pl.String, eager=True)
        judged = self.eyes.values(self.entity, hits)
        likely = recognizer.likely(pl.col("value")) if search.is_asked else None
        stands = pl.col("valid") if likely is None else pl.col("valid") & likely
        if search.is_asked and self.is_doubted:
            stands = stands & hits.str.contains(_BARE).not_()
        return judged.select(pl.when(stands).then("value").alias("value"))["value"]


def _taken(rows: pl.DataFrame, search: _Search, judge: _Judge) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the valid finds of one search, and the texts of rows with finds without them.

    Rejected matches are appended to the rest of the text, for the others.
    """
    first = _with_hits(rows, search)
    if not first.height:
        return rows.clear().rename({"text": "value"}), rows.clear()
    hits, cut = _hits(first, search)
    hits = hits.with_columns(judge.values(hits["hit"].rename("cell"), search).alias("value"))
    good = hits.filter(pl.col("value").is_not_null()).select("row", "value")
    if not good.height:
        return good, rows.clear()
    no_finds = hits.filter(pl.col("value").is_null()).group_by("row").agg(pl.col("hit").str.join(GAP))
    left = cut.join(good.select("row").unique(), on="row", how="semi").join(no_finds, on="row", how="left")
    text = pl.concat_str("text", pl.coalesce(pl.lit(GAP) + pl.col("hit"), pl.lit("")))
    return good, left.select("row", text.alias("text"))


def _hits(first: pl.DataFrame, search: _Search) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return all matches of a search ("row", "hit"), and the texts of their rows without them, given the first ones.

    A match includes one character on either side: of two values with one character between them, the second pass finds
    the second.
    """
    cut = first.select("row", search.without(pl.col("text")))
    second = _with_hits(cut, search)
    if second.height:
        cut = _replaced(cut, second.select("row", search.without(pl.col("text"))))
    hits = pl.concat([each.select("row", "hit").explode("hit") for each in (first, second)]).rechunk()
    return hits.select("row", search.alone(pl.col("hit"))), cut


def _with_hits(rows: pl.DataFrame, search: _Search) -> pl.DataFrame:
    return rows.with_columns(search.hits(pl.col("text")).alias("hit")).filter(pl.col("hit").list.len() > 0)
