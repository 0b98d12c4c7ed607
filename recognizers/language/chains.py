"""Find addresses that no label and no model shows: parts one after the other, up to the place in which they lie.

"22-C khayaban e nishat karachi", "nazd masjid bilal, pindi", "چک 214 ر ب، تحصیل جڑانوالہ". A chain begins with a word
of addresses (one that opens a part, or the name before one that ends it), or with a number and its letter, and ends
with a place that the gazetteer knows. Words of sentences end the search on either side. A place alone, or a person
before a place, is no chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import regex

from triage.recognizers.language.address_roles import CODE, NUMBERED, Word, roles
from triage.recognizers.language.people import is_of_name, kind_of
from triage.recognizers.language.spans import Span, place_of
from triage.recognizers.text import fold

_LINE = regex.compile(r"[^\r\n;|()\[\]{}\"!?\u2022\u06d4:=<>]+")
_WORD = regex.compile(r"[#\p{L}\p{N}](?:[\p{L}\p{M}\p{N}#/&'\u2019-]|\.(?=[\p{L}\p{N}]))*")
_STOP = regex.compile(r"\.(?= \p{Lu}?)|[^\s.\p{L}\p{N},\u060c'\u2019#&/-]")
"""Between two words: the end of a sentence, or a sign that no address has."""

_LONGEST, _BARE, _BACK = 16, 4, 3
"""Most words of a chain; most in a row without a word of addresses; most before a word that ends a part's name."""

_WHO_BACK = 2
"""Most words between these and the word for who a person is: "cousin Rahim Dad" before "Brewery Road"."""

_SHORT = frozenset("no st teh distt dist vill moh h ph rd po opp nr".split())
"""Words behind which a full stop ends no sentence."""

_SUFFIXES = regex.compile(
    r"(?:[ivx]{1,4}|[0-9]{1,5}|city|cantt|saddar|shehr|shahar|bala|pain|payan|khurd|kalan|khas|sharqi|gharbi|janubi"
    r"|shumali|سٹی|کینٹ|صدر|شہر|بالا|پایان|خورد|کلاں|خاص|شرقی|غربی|جنوبی|شمالی)"
)
"""What may stand between a place and the next: a number, a part of a town, which of two villages."""

_ROADS = frozenset({"road", "rd", "boulevard", "blvd", "bazar", "bazaar", "gate", "market", "gt", "double"})
"""Words before which "main" is no word of sentences in Roman Urdu."""

_TAIL = 3
"""Most words behind a chain that may be no part of the address."""

_PLACE = 3
"""Most words of a place."""


def chained(text: str) -> list[Span]:
    """Return the addresses of a text that words of addresses begin and a known place ends, in order."""
    if not _any_sign().search(text.lower()):
        return []
    return [span for line in _LINE.finditer(text) for span in _in_line(_words(text, *line.span()))]


def with_chains(own: Iterable[Span], text: str) -> list[Span]:
    """Return the model's addresses, replaced by the chains that hold them, and chains where it found none.

    One that goes on behind the place of a chain, or begins with a person or "shop" before it, is cut to it.
    """
    chains = chained(text)
    found = [_cut(text, each, chains) for each in own]
    for start, end in chains:
        over = [(a, b) for a, b in found if a < end and start < b]
        if all(start <= a and b <= end for a, b in over):
            found = [*(each for each in found if each not in over), (start, end)]
    return sorted(found)


def _cut(text: str, span: Span, chains: Sequence[Span]) -> Span:
    """Return a span without the words before and behind its chain that are no part of an address."""
    start, end = span
    for first, last in chains:
        if first < end and last <= end and start < last:
            tail, head = _plain(text[last:end]), _plain(text[start:first])
            end = last if len(tail) <= _TAIL and not any(_is_part(each) for each in tail) else end
            is_person = len(head) > 1 and text[start:first].rstrip().endswith(",") and all(map(is_of_name, head))
            is_one = len(head) == 1 and (head[0] in roles().numbered or _is_name_before(head[0], text[first:last]))
            start = first if is_person or is_one else start
    return start, end


def _is_name_before(word: str, chain: str) -> bool:
    """Return true for a person's name before a chain whose first word opens a part: "Hameeda chungi number 9"."""
    opening = _plain(chain)[0]
    is_opened = opening in roles().opens and opening not in roles().ends
    return is_opened and kind_of(word) == "name" and not place_of(word)


def _plain(part: str) -> list[str]:
    return [fold(match[0]).lower().strip(".'") for match in _WORD.finditer(part)]


def _is_part(word: str) -> bool:
    known = roles()
    is_said = word in known.opens or word in known.ends or word in known.admin or word in known.beside
    return is_said or word[:1].isdigit() or place_of(word) != ""


def _words(text: str, start: int, end: int) -> list[list[Word]]:
    """Return the words of a line, in runs that no sign of a sentence parts."""
    runs: list[list[Word]] = [[]]
    last = start
    for match in _WORD.finditer(text, start, end):
        between = text[last : match.start()]
        is_short = between.startswith(".") and runs[-1] and runs[-1][-1].text in _SHORT
        if _STOP.search(between[1:] if is_short else between):
            runs.append([])
        is_behind = "," in between or "\u060c" in between
        word = match[0]
        runs[-1].append(Word(match.start(), match.end(), fold(word).lower().strip(".'"), is_behind, word[:1].isupper()))
        last = match.end()
    return runs


def _in_line(runs: Sequence[Sequence[Word]]) -> list[Span]:
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


def _place_at(words: Sequence[Word], at: int) -> int:
    """Return how many words from here on are a place in which an address may lie; 0 = none."""
    if words[at].text in roles().admin:
        step = next((n for n in range(1, 4) if at + n < len(words) and words[at + n].text not in roles().between), 0)
        return step + max(1, _size(words, at + step)) if step else 0
    if words[at].text in roles().opens and at + 1 < len(words) and not words[at + 1].is_behind_comma:
        return 0  # "Chak 18", and not the town of that name
    size = _size(words, at)
    return 0 if _is_of_a_road(words, at + size) else size


def _is_of_a_road(words: Sequence[Word], at: int) -> bool:
    """Return true if a place goes on to the name of something: "Lahore Road", "Hub River Road"."""
    for word in words[at : at + 2]:
        if word.is_behind_comma or word.text in roles().sentence:
            return False
        if word.text in roles().ends and not _SUFFIXES.fullmatch(word.text):
            return True
    return False


def _size(words: Sequence[Word], at: int) -> int:
    for count in range(min(_PLACE, len(words) - at), 0, -1):
        own = words[at : at + count]
        if any(each.is_behind_comma for each in own[1:]):
            continue
        if place_of(" ".join(each.text for each in own)):
            return count
    return 0


def _last(words: Sequence[Word], at: int) -> int:
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


def _begin(words: Sequence[Word], at: int, floor: int) -> int | None:
    """Return the first word of the address that lies in a place; null if no word of addresses stands before it."""
    best = _first_part(words, at, floor)
    if best is not None and _is_only_called(words, best):  # "ki dukan karim park, lahore"
        more = _first_part(words, at, words[best].end)
        best = best + 1 if more is None else more
    return best if best is None else _with_bare_part(words, best, floor)


def _is_only_called(words: Sequence[Word], place: int) -> bool:
    """Return true for a word of addresses that says what somebody has, or that another of its kind follows."""
    if place + 1 == len(words) or CODE.fullmatch(words[place + 1].text.upper()):
        return False
    if words[place].text == words[place + 1].text:
        return True
    is_owned = place > 0 and words[place - 1].text in roles().owners and not words[place].is_behind_comma
    is_word = words[place].text in roles().opens or words[place].text in roles().ends
    return is_owned and is_word and words[place + 1].text not in NUMBERED


def _with_bare_part(words: Sequence[Word], first: int, floor: int) -> int:
    """Return the begin of a chain, with a part before its comma that only the sentence tells: "at X, ..."."""
    if not words[first].is_behind_comma:
        return first
    for back in range(first - 1, max(-1, first - 1 - _BACK - 1), -1):
        word = words[back]
        if word.start < floor or word.is_behind_comma or (word.text in roles().sentence and back == first - 1):
            break
        if word.text in roles().where:
            own = words[back + 1 : first]
            return first if all(is_of_name(each.text) for each in own) else back + 1
    return first


def _first_part(words: Sequence[Word], at: int, floor: int) -> int | None:
    best, bare = None, 0
    for place in range(at - 1, max(-1, at - 1 - _LONGEST), -1):
        word = words[place]
        if word.start < floor or _is_of_sentence(words, place):
            break
        kind = roles().kind(words, place)
        if kind == "opens":
            best, bare = place, 0
        elif kind == "ends":
            begun = _name_before(words, place, floor)
            if begun and words[begun - 1].text == "the" and not words[place].is_capital:
                break  # "its the blue gate, house 41-A"
            best, bare = begun, 0
        else:
            bare += 1
            if bare > _BARE:
                break
    return best


def _is_of_sentence(words: Sequence[Word], place: int) -> bool:
    """Return true for a word of sentences, unless it is between a spot and what is said of it: "masjid ke samne"."""
    known, word = roles(), words[place].text
    if word not in known.sentence or place + 1 == len(words):
        return word in known.sentence
    behind = words[place + 1]
    is_main_road = word == "main" and (behind.text in _ROADS or (words[place].is_capital and behind.is_capital))
    return not is_main_road and not (word in known.of and behind.text in known.beside)


def _name_before(words: Sequence[Word], place: int, floor: int) -> int:
    """Return where the name begins that a word of addresses ends: "Ziarat" of "Road"."""
    first, is_capital = place, words[place].is_capital
    for back in range(place - 1, max(-1, place - 1 - _BACK - _WHO_BACK), -1):
        word = words[back]
        if words[back + 1].is_behind_comma or word.start < floor:
            break
        is_person = word.text in roles().persons
        is_far = place - back > _BACK
        if not is_person and (_is_of_sentence(words, back) or (is_far and word.text in roles().who)):
            break
        is_main_road = word.text == "main" and words[back + 1].text in _ROADS
        if not is_main_road and (word.text in roles().who or word.text in roles().numbered):
            return _behind_name(words, max(first, back + 1), place, is_person=is_person)
        if is_far:
            if not _may_be_of_name(word.text):
                break
            continue
        if is_capital and not word.is_capital and not CODE.fullmatch(word.text.upper()):
            break
        first = back
    return first


def _behind_name(words: Sequence[Word], first: int, place: int, *, is_person: bool) -> int:
    """Return where a name of a part begins behind a person's: his words, and a second one that the tables lack.

    `is_person`: the word before says who a person is. "Liaquat Hospital," keeps its name.
    """
    is_last = place + 1 == len(words) or words[place + 1].is_behind_comma
    at, stop = first, place - 1 if is_last else place
    if not is_person:
        while at < stop and is_of_name(words[at].text):
            at += 1
        return at
    while at < stop and (_may_be_of_name(words[at].text) or (at == first + 1 and at < place - 1)):
        at += 1
    return at if at > first and _may_be_of_name(words[first].text) else first


def _may_be_of_name(word: str) -> bool:
    return kind_of(word).startswith(("name", "family", "like"))


@cache
def _any_sign() -> regex.Pattern[str]:
    """Return a pattern of any word of addresses, or of a number of a house or canal: a text without has no chain."""
    known = roles()
    words = sorted({*known.opens, *known.ends, *known.beside}, key=lambda word: (-len(word), word))
    union = "|".join(map(regex.escape, words))
    number = r"[0-9](?:[-/]?\p{L}|/[0-9])|[0-9] (?:[egjrwns]b|ml|sp|tda)\b|\p{L} [0-9]{1,2}(?: \p{L}+)?[,\u060c]"
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{union})(?![\p{{L}}\p{{M}}])|{number}")
