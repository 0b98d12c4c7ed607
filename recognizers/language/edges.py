"""Find where names begin and end that the model found in part, and names that it did not find.

A name goes on over the words beside it that the tables know as words of names, and, before a word that only a person
has beside it ("ne", "walad"), over words that they do not know. Words in capitals and in small letters are never one
name. Names behind a word for who a person is, and behind initials, need no model.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from triage.recognizers.language.beside_names import (
    CAPITAL,
    MOST,
    beside_people,
    labels,
    possessions,
    who,
    who_small,
)
from triage.recognizers.language.people import (
    before_names,
    is_of_name,
    is_of_trade,
    is_weak,
    kind_of,
    no_part,
    settings,
)
from triage.recognizers.language.spans import Span
from triage.recognizers.text import fold

_FAR = 60
_UNKNOWN = 2
"""Most words that the tables do not know, between a name and a word that only people have behind them."""

_WORD = r"\p{L}[\p{L}\p{M}.'\u2019-]*"
_BEFORE = regex.compile(rf"(?<![\p{{L}}\p{{M}}@./_-])({_WORD}) $")
_BEHIND = regex.compile(r" (\p{L}[\p{L}\p{M}'\u2019-]*+)(?![@_/\d]|\.\w)")
_AGE = regex.compile(" (?i:umar|umer|umr|عمر) ?:? ?[0-9]{1,2}(?![0-9])")
"""The word for age, which is a name too, and a number behind it."""

_ENDED = regex.compile(r" ?(?:[,;|()\u060c\u061b\u06d4\r\n]|$)")
"""A sign that ends a name."""

_OWN_SCRIPT = regex.compile(r"[\u0621-\u06d3]")
_MARK = regex.compile(r"\p{M}")
_INITIALLED = regex.compile(
    r"(?<![\w.&/-])(?:(?:\p{Lu}\. ?){1,3}|(?:\p{L}\. ?){2,3})((?P<word>\p{L}[\p{L}'-]{1,}))(?![\w@/-])"
)

_CAPITALS = regex.compile(rf"(?<![\w.@/&-] ?){CAPITAL}(?: {CAPITAL}){{1,{MOST - 1}}}(?![\w@/-])")
_NEXT = regex.compile(rf" ({_WORD})(?![@_/\d]|\.\w)")
_GOES_ON = regex.compile(r" (?:e[ -]|[&-] ?)?\p{Lu}|[-'\u2019&]")
_SMALL = regex.compile(r"(?<![\w.@/-])(?P<run>[a-z]{2,}(?: [a-z]{2,}){1,4}) (?:ne|ka|ki|ke|k|ko)(?![\w@/-])")
_URDU = regex.compile(
    r"(?<![\p{L}\p{M}])(?P<run>[\u0621-\u06d3\p{M}]{2,}(?: [\u0621-\u06d3\p{M}]{2,}){1,4})"
    r" (?:نے|کا|کی|کے|کو)(?![\p{L}\p{M}])"
)
_SPOKEN_TO = regex.compile(
    r"(?<![\p{L}\p{M}])(?P<run>\p{L}[\p{L}\p{M}]{2,}) (?:ko|کو) (?:bata|batana|bol|bolo|bolna|keh|kehna|call|msg"
    r"|message|de|dena|dedo|bhej|bhejo|bhejna|bulao|uthana|puch|pucho|بتا|بتانا|بتائیں|بول|بولو|کہہ|کہنا|کال|میسج|دے|دینا|دیں"
    r"|بھیج|بھیجو|بلاؤ|پوچھ)(?![\p{L}\p{M}])"
    r"|(?<![\p{L}\p{M}])(?:ask|tell|msg|text|call|inform|contact|meet|pick) "
    r"(?P<run>\p{Lu}\p{Ll}{2,})(?![\w@/-]| \p{Lu})"
)
"""One word that may be a name, which somebody is told, given or asked to do something."""


def grown(text: str, spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """Return spans of names with the words beside them that belong to them; none goes into another or `others`."""
    found = sorted(spans)
    taken = sorted([*found, *others])
    longer = []
    for start, end in found:
        floor = max((last for _, last in taken if last <= start), default=0)
        roof = min((first for first, _ in taken if first >= end), default=len(text))
        longer.append((_begun(text, start, floor), _ended(text, start, _with_marks(text, end), roof)))
    return longer


def joined(own: Iterable[Span], more: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """Return the model's names and further ones; what holds others whole replaces them, what cuts them falls."""
    found = list(own)
    for start, end in more:
        if any(a < end and start < b for a, b in others):
            continue
        over = [(a, b) for a, b in found if a < end and start < b]
        if all(start <= a and b <= end for a, b in over):
            found = [*(each for each in found if each not in over), (start, end)]
    return sorted(found)


def led(text: str) -> list[Span]:
    """Return names behind a word for who a person is: "Shipper Balwinder Singh", "cousin rahim dad".

    In small letters only words of the tables are taken, and at least two.
    """
    found = [
        (span[0], span[1])
        for match in who_small().finditer(text, overlapped=True)
        if (span := _known_begin(text, *match.span("run")))
    ]
    for match in who().finditer(text):
        start, end = match.span("run")
        run = [(start + each.start(), start + each.end()) for each in regex.finditer(r"\S+", text[start:end])]
        own = []
        for part in run:
            if text[slice(*part)].lower().strip(".'") in no_part():
                break
            own.append(part)
        kinds = [kind_of(text[slice(*part)]) for part in own]
        if len(own) > 1 and any(each.startswith(("name", "family", "like")) for each in kinds):
            found.append((own[0][0], own[-1][1]))
    return found


def named(text: str) -> list[Span]:
    """Return names behind a label, or before a word for what somebody has: "walid ka naam hotchand", "Veeru k sim".

    Small letters and the script of Urdu count too. A name ends before a word of sentences, or a word of something else.
    """
    found = [_run_behind(text, match.end()) for match in labels().finditer(text)]
    found += [_run_before(text, match.start()) for match in possessions().finditer(text)]
    return [span for span in found if span]


def _run_behind(text: str, at: int) -> Span | None:
    """Return the words from here on that may be a name: up to `MOST`, in one script."""
    end, kinds = at, list[str]()
    while len(kinds) < MOST and (word := _NEXT.match(text, end)):
        if _is_no_name(word[1]) or (kinds and not _is_alike(word[1], text[_first(text, at)])):
            break
        kinds.append(kind_of(word[1]))
        end = word.end(1)
    return (_first(text, at), end) if any(_is_name_kind(each) for each in kinds) else None


def _run_before(text: str, at: int) -> Span | None:
    """Return the words up to here that may be a name: all in capitals or of the tables of names."""
    stop, words = at + 1, list[Span]()
    while len(words) < MOST and (word := _BEFORE.search(text, max(0, stop - _FAR), stop)):
        if _is_no_name(word[1]) or not (word[1][:1].isupper() or is_of_name(word[1])):
            break
        words.insert(0, word.span(1))
        stop = word.start(1)
    is_known = [_is_name_kind(kind_of(text[slice(*each)])) for each in words]
    if len(words) > 2 and not is_known[0] and all(is_known[1:]):
        words.pop(0)  # who the person is: "Talaba Ranjit Singh"
    is_titled = len(words) > 1 and text[words[0][0] : at].istitle()
    return (words[0][0], at) if words and (is_titled or any(is_known)) else None


def _first(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == " " else at


def _is_no_name(word: str) -> bool:
    plain = fold(word).lower().strip(".'")
    return plain in no_part() or plain in settings("sentence") or kind_of(word).startswith("street")


def _is_name_kind(kind: str) -> bool:
    return kind.startswith(("name", "family", "like"))


def initialled(text: str) -> list[Span]:
    """Return words of names behind initials: "K. B. Ali"."""
    found = []
    for match in _INITIALLED.finditer(text):
        start, end = match.span()
        more = _BEHIND.match(text, end)
        is_name = is_of_name(match["word"]) or is_weak(match["word"])
        is_street = more is not None and kind_of(more[1]).startswith("street")
        if is_name and not is_street and not is_of_trade(text, end):
            found.append((start, end))
    return found


def known(text: str) -> list[Span]:
    """Return runs of words that are all words of names: in capitals, or in small letters before "ne", "ka", "ko"."""
    found = []
    for match in _CAPITALS.finditer(text):
        end = match.end()
        if all(is_of_name(each) for each in match[0].split()) and not _is_of_more(text, end):
            found.append(match.span())
    for match in (*_SMALL.finditer(text), *_URDU.finditer(text)):
        parts = [match.start("run") + each.start() for each in regex.finditer(r"\S+", match["run"])]
        own = match["run"].split()
        first = next((at for at in range(len(own)) if all(is_of_name(each) for each in own[at:])), len(own))
        if len(own) - first > 1:
            found.append((parts[first], match.end("run")))
    found += [
        match.span("run")
        for match in _SPOKEN_TO.finditer(text)
        if kind_of(match["run"]) == "name" and is_of_name(match["run"])
    ]
    return [span for span in found if any("place" not in kind_of(each) for each in text[slice(*span)].split())]


def _is_of_more(text: str, end: int) -> bool:
    """Return true if the words before go on to the name of a street, a shop or something that is not known."""
    return bool(_GOES_ON.match(text, end) or is_of_trade(text, end))


def _begun(text: str, start: int, floor: int) -> int:
    """Return where a name begins: words of respect and words of names before it are its own."""
    first = text[start : start + 1]
    for _ in range(MOST - 1):
        before = _BEFORE.search(text, max(floor, start - _FAR), start)
        if not before or before.start(1) < floor or not _is_alike(before[1], first):
            break
        word = before[1].lower().strip(".'")
        is_respect = word in _respect() and (before[1][:1].isupper() or word not in before_names())
        if not is_respect and (word in no_part() or word in before_names() or not is_of_name(before[1])):
            break
        start = before.start(1)
    return start


def _ended(text: str, start: int, end: int, roof: int) -> int:
    """Return where a name ends: behind words of names, and behind other words before a word beside people alone."""
    first, kept, unknown = text[start : start + 1], end, 0
    while unknown <= _UNKNOWN:
        behind = _BEHIND.match(text, end, roof)
        is_over = behind is None or _AGE.match(text, end) or beside_people().match(text, end)
        if behind is None or is_over or not _is_alike(behind[1], first):
            break
        word = behind[1].lower()
        is_own = is_of_name(behind[1])
        is_said = word in no_part() or word in settings("sentence") or kind_of(word).startswith("street")
        if is_said or not (is_own or first.isupper() or unknown < 1):
            break
        end = behind.end(1)
        unknown += not is_own
        is_last = unknown == 1 and first.isupper() and behind[1].istitle() and _ENDED.match(text, end)
        kept = end if (is_own or is_last) and unknown <= 1 else kept
    return end if beside_people().match(text, end) else kept


def _is_alike(word: str, first: str) -> bool:
    """Return true if a word is written as a name with this first letter is: in its script, in capitals or not."""
    if _OWN_SCRIPT.match(first) or _OWN_SCRIPT.match(word):
        return bool(_OWN_SCRIPT.match(first) and _OWN_SCRIPT.match(word))
    return word[:1].isupper() == first.isupper()


def _with_marks(text: str, end: int) -> int:
    while _MARK.match(text, end):
        end += 1
    return end


@cache
def _respect() -> frozenset[str]:
    return settings("respect") | settings("respect_also")


def _known_begin(text: str, start: int, end: int) -> Span | None:
    """Return the words at the start of some words that are all of names; null if they are fewer than two.

    In Urdu one of them is enough where a sign or a word of sentences ends them: "ضامن فتح شیر،".
    """
    words, is_ended = list[Span](), True
    for part in regex.finditer(r"\S+", text[start:end]):
        if _is_no_name(part[0]):
            break
        words.append((start + part.start(), start + part.end()))
    else:
        is_ended = bool(_ENDED.match(text, end))
    of_names = [_is_second(text, each, at) or is_of_name(text[slice(*each)]) for at, each in enumerate(words)]
    run = next((at for at, is_known in enumerate(of_names) if not is_known), len(words))
    if is_ended and any(of_names) and _OWN_SCRIPT.match(text, start):
        run = len(words)
    return (start, words[run - 1][1]) if run > 1 else None


def _is_second(text: str, word: Span, at: int) -> bool:
    """Return true for the second part of a compound: "نور الحق"."""
    return at > 0 and text.startswith("\u0627\u0644", word[0])
