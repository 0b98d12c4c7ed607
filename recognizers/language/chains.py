"""Find addresses that no label and no model shows: parts one after the other, up to the place in which they lie.

"22-C khayaban e nishat karachi", "nazd masjid bilal, pindi", "چک 214 ر ب، تحصیل جڑانوالہ". A chain begins with a word
of addresses (one that opens a part, or the name before one that ends it), or with a number and its letter, and ends
with a place that the gazetteer knows. Words of sentences end the search on either side. A place alone, or a person
before a place, is no chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from triage import rules as rulebook
from triage.recognizers.language.people import is_of_name, settings
from triage.recognizers.language.spans import Span, place_of
from triage.recognizers.setting import words as setting
from triage.recognizers.text import fold
from triage.rules.model import Rule

_LINE = regex.compile(r"[^\r\n;|()\[\]{}\"!?\u2022\u06d4:=<>]+")
_WORD = regex.compile(r"[#\p{L}\p{N}](?:[\p{L}\p{M}\p{N}#/&'\u2019-]|\.(?=[\p{L}\p{N}]))*")
_STOP = regex.compile(r"\.(?= \p{Lu}?)|[^\s.\p{L}\p{N},\u060c'\u2019#&/-]")
"""Between two words: the end of a sentence, or a sign that no address has."""

_CODE = regex.compile(
    r"#?(?:\p{Lu}{1,2}-)?[0-9]{1,4}(?:[-/]?\p{Lu})?(?:[-/][0-9A-Z]{1,4})*|[A-Z]{1,2}-[0-9]{1,4}(?:/[0-9]{1,3})?"
)
"""Number of a house, a plot or a sector."""

_CANAL = regex.compile(r"(?i:[0-9]{0,4}/?(?:[egjrwns]b|ml|tda|sp|mb|l|r|p|[0-9]{1,2}-?[lr]|[gj]d|er|wr))")
"""A branch of a canal behind a number, or with it: "214 RB", "88/6-R"."""

_LONGEST, _BARE, _BACK = 16, 4, 3
"""Most words of a chain; most in a row without a word of addresses; most before a word that ends a part's name."""

_NUMBERED = frozenset({"no", "number", "num", "#", "نمبر"})
_SHORT = frozenset("no st teh distt dist vill moh h ph rd po opp nr".split())
"""Words behind which a full stop ends no sentence."""

_SUFFIXES = regex.compile(r"(?:[ivx]{1,4}|[0-9]{1,5}|city|cantt|saddar|shehr|shahar|سٹی|کینٹ|صدر|شہر)")
"""What may stand between a place and the next: a number, a part of a town."""

_PLACE = 3
"""Most words of a place."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a line: where it stands, the word folded and small, and whether a comma stands before it."""

    start: int
    end: int
    text: str
    is_behind_comma: bool
    is_capital: bool


def chained(text: str) -> list[Span]:
    """Return the addresses of a text that words of addresses begin and a known place ends, in order."""
    if not _any_sign().search(text.lower()):
        return []
    return [span for line in _LINE.finditer(text) for span in _in_line(_words(text, *line.span()))]


def with_chains(own: Iterable[Span], text: str) -> list[Span]:
    """Return the model's addresses, replaced by the chains that hold them, and chains where it found none."""
    found = list(own)
    for start, end in chained(text):
        over = [(a, b) for a, b in found if a < end and start < b]
        if all(start <= a and b <= end for a, b in over):
            found = [*(each for each in found if each not in over), (start, end)]
    return sorted(found)


def _words(text: str, start: int, end: int) -> list[list[_Word]]:
    """Return the words of a line, in runs that no sign of a sentence parts."""
    runs: list[list[_Word]] = [[]]
    last = start
    for match in _WORD.finditer(text, start, end):
        between = text[last : match.start()]
        is_short = between.startswith(".") and runs[-1] and runs[-1][-1].text in _SHORT
        if _STOP.search(between[1:] if is_short else between):
            runs.append([])
        is_behind = "," in between or "\u060c" in between
        word = match[0]
        runs[-1].append(
            _Word(match.start(), match.end(), fold(word).lower().strip(".'"), is_behind, word[:1].isupper())
        )
        last = match.end()
    return runs


def _in_line(runs: Sequence[Sequence[_Word]]) -> list[Span]:
    found: list[Span] = []
    for words in runs:
        at = 0
        while at < len(words):
            size = _place_at(words, at)
            if not size:
                at += 1
                continue
            begin = _begin(words, at, found[-1][1] if found else 0)
            if begin is None:
                at += 1
                continue
            last = _last(words, at + size)
            found.append((words[begin].start, words[last - 1].end))
            at = last
    return found


def _place_at(words: Sequence[_Word], at: int) -> int:
    """Return how many words from here on are a place in which an address may lie; 0 = none."""
    if words[at].text in _roles().admin:
        step = next((n for n in range(1, 4) if at + n < len(words) and words[at + n].text not in _roles().between), 0)
        return step + max(1, _size(words, at + step)) if step else 0
    if words[at].text in _roles().opens and at + 1 < len(words) and not words[at + 1].is_behind_comma:
        return 0  # "Chak 18", and not the town of that name
    size = _size(words, at)
    return 0 if _is_of_a_road(words, at + size) else size


def _is_of_a_road(words: Sequence[_Word], at: int) -> bool:
    """Return true if a place goes on to the name of something: "Lahore Road", "Hub River Road"."""
    for word in words[at : at + 2]:
        if word.is_behind_comma or word.text in _roles().sentence:
            return False
        if word.text in _roles().ends and not _SUFFIXES.fullmatch(word.text):
            return True
    return False


def _size(words: Sequence[_Word], at: int) -> int:
    for count in range(min(_PLACE, len(words) - at), 0, -1):
        own = words[at : at + count]
        if any(each.is_behind_comma for each in own[1:]):
            continue
        if place_of(" ".join(each.text for each in own)):
            return count
    return 0


def _last(words: Sequence[_Word], at: int) -> int:
    """Return the end of the places behind a place: its district, its tehsil."""
    while at < len(words):
        more = 0
        if _SUFFIXES.fullmatch(words[at].text) and not words[at].is_behind_comma:
            more = 1
        size = _place_at(words, at + more) if at + more < len(words) else 0
        if not size:
            return at + more if more and words[at].text.isalpha() else at
        at += more + size
    return at


def _begin(words: Sequence[_Word], at: int, floor: int) -> int | None:
    """Return the first word of the address that lies in a place; null if no word of addresses stands before it."""
    roles, best, bare = _roles(), None, 0
    for place in range(at - 1, max(-1, at - 1 - _LONGEST), -1):
        word = words[place]
        if word.start < floor or _is_of_sentence(words, place):
            break
        kind = roles.kind(words, place)
        if kind == "opens":
            best, bare = place, 0
        elif kind == "ends":
            best, bare = _name_before(words, place, floor), 0
        else:
            bare += 1
            if bare > _BARE:
                break
    return best


def _is_of_sentence(words: Sequence[_Word], place: int) -> bool:
    """Return true for a word of sentences, unless it is between a spot and what is said of it: "masjid ke samne"."""
    roles = _roles()
    word = words[place].text
    if word not in roles.sentence:
        return False
    behind = words[place + 1].text if place + 1 < len(words) else ""
    return not (word in roles.of and behind in roles.beside)


def _name_before(words: Sequence[_Word], place: int, floor: int) -> int:
    """Return where the name begins that a word of addresses ends: "Ziarat" of "Road"."""
    first, is_capital = place, words[place].is_capital
    for back in range(place - 1, max(-1, place - 1 - _BACK), -1):
        word = words[back]
        if words[back + 1].is_behind_comma or word.start < floor or _is_of_sentence(words, back):
            break
        if word.text in _roles().who or word.text in _roles().numbered:
            while first < place and is_of_name(words[first].text):
                first += 1
            break
        if is_capital and not word.is_capital and not _CODE.fullmatch(word.text.upper()):
            break
        first = back
    return first


@dataclass(frozen=True)
class _Roles:
    """Words by what they do in an address, and those of sentences."""

    opens: frozenset[str]
    ends: frozenset[str]
    admin: frozenset[str]
    between: frozenset[str]
    sentence: frozenset[str]
    of: frozenset[str]
    beside: frozenset[str]
    who: frozenset[str]
    numbered: frozenset[str]

    def kind(self, words: Sequence[_Word], place: int) -> str:
        """Return whether a word opens a part of an address, ends one, or does neither ("")."""
        word = words[place].text
        behind = words[place + 1] if place + 1 < len(words) else None
        is_last = behind is None or behind.is_behind_comma
        if word in self.numbered:
            return "opens" if behind and self._is_number(behind) and not is_last else "ends" if is_last else ""
        if word in self.opens and not is_last:
            return "opens"
        if word in self.ends or word in self.opens or word in self.beside:
            return "ends"
        if _CODE.fullmatch(word.upper()) and self._is_number_of_a_part(words, place):
            return "opens"
        return ""

    def _is_number(self, word: _Word) -> bool:
        return word.text in _NUMBERED or _CODE.fullmatch(word.text.upper()) is not None

    def _is_number_of_a_part(self, words: Sequence[_Word], place: int) -> bool:
        """Return true for a number with its letter, or of a canal: "22-C khayaban", "225 EB"."""
        behind = words[place + 1] if place + 1 < len(words) else None
        before = words[place - 1].text if place and not words[place].is_behind_comma else ""
        if before in self.opens or before in self.ends:
            return False
        has_letter = regex.search(r"\p{L}|/", words[place].text) is not None
        is_of_canal = behind is not None and not behind.is_behind_comma and _CANAL.fullmatch(behind.text) is not None
        return has_letter or is_of_canal or (behind is not None and behind.is_behind_comma and place == 0)


@cache
def _roles() -> _Roles:
    rules = rulebook.load()
    parts = rules.table("address_parts")

    def of(side: str) -> set[str]:
        return {fold(row["word"]).lower() for row in parts if row["side"] == side and row["part"] not in _ADMIN}

    rule = next(each for each in rules.entities.values() if each.entity == "PK_ADDRESS")
    admin = {fold(row["word"]).lower() for row in parts if row["part"] in {"tehsil", "district"}}
    single = {word.split(" ")[0] for word in of("before") if not any(sign in word for sign in "#/")}
    return _Roles(
        opens=frozenset((single | _own(rule, "opens")) - _own(rule, "ends") - {"p", "v", "d", "u", "bil", "union"}),
        ends=frozenset(of("behind") | _own(rule, "ends")),
        admin=frozenset(admin),
        between=frozenset({"o", "wa", "aur", "and", "&", "و", *admin}),
        sentence=_own(rule, "of_sentences"),
        of=frozenset({"ke", "k", "kay", "ki", "کے", "کی"}),
        beside=_own(rule, "beside"),
        who=frozenset(
            settings("before_names") | settings("before_capitals") | _own(rule, "of_sentences") | _own(rule, "no_parts")
        ),
        numbered=_own(rule, "numbered"),
    )


_ADMIN = frozenset({"tehsil", "district", "province", "city", "postcode"})


def _own(rule: Rule, name: str) -> frozenset[str]:
    return frozenset(fold(word).lower() for word in setting(rule, name))


@cache
def _any_sign() -> regex.Pattern[str]:
    """Return a pattern of any word of addresses, or of a number of a house or canal: a text without has no chain."""
    roles = _roles()
    words = sorted({*roles.opens, *roles.ends, *roles.beside}, key=lambda word: (-len(word), word))
    union = "|".join(map(regex.escape, words))
    number = r"[0-9](?:[-/]?\p{L}|/[0-9])|[0-9] (?:[egjrwns]b|ml|sp|tda)\b"
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{union})(?![\p{{L}}\p{{M}}])|{number}")
