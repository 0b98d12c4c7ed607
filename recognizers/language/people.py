"""Correct the names that the language model found by the words around them.

The model finds where a name is; which words belong to it is decided by signs that need no training: initials before a
name, words of kinship between two names, words for who a person is. Names beside a number are found by the tables
alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import regex

from triage import rules as rulebook
from triage.recognizers.language.pipeline import kind
from triage.recognizers.language.spans import IBAN, Span
from triage.recognizers.setting import words
from triage.recognizers.text import fold
from triage.rules.model import Rule

_INITIALS = regex.compile(r"(?<![\w.&-])(?:\p{Lu}\. ?|\p{L}\. ?(?=\p{L}\.)|(?<=\p{L}\. ?)\p{Ll}\. ?){1,3}$")
"""Initials before a name: "S. M. Tanveer"; in small letters, two of them."""

_CODE_BEFORE, _CODE_BEHIND = regex.compile("[0-9][-/]$"), regex.compile("[-/ ]?[0-9]")
"""Signs that make one word in capitals a part of a number: "ABD-594"."""

_MAIL = regex.compile(r"(?<![\w.+-])[\w.+-]{2,40}@(?=\w)")

_BESIDE = regex.compile(
    rf"[0-9](?:[0-9 -]{{5,}})[0-9]|{IBAN.pattern.removeprefix(' ?')}|{_MAIL.pattern}"
    r"|(?<!\p{L})(?i:h|house|flat|plot|فلیٹ|مکان|پلاٹ)\.? ?(?:(?:#|(?i:no)\b\.?|نمبر) ?)?(?:[A-Za-z]-?)?[0-9]"
)
"""A number, an e-mail address or the beginning of an address, which may have a name beside it."""

_MORE_NAME = regex.compile(
    r"((?: (?:\p{Lu}[\p{L}.'-]+|[\u0621-\u06d3]{2,})){1,2})(?= ?[,;|()\r\n\u2022\u060c\u06d4]| - | ?$)"
)
"""One or two more words of a name before a sign."""

_CARD_LINE = regex.compile(r"(?<![^\s;])N(?:;[^:\r\n]{0,40})?:[^:\r\n]{0,60}$")
_CARD_NAME = regex.compile(r"[^:]{0,80}?(?<![^\s;])FN(?:;[^:\r\n]{0,40})?:")
_CARD_CODE = regex.compile(r"(?i:mecard):(?:[^\r\n]*;)?(?i:n):[^;\r\n]*$")
"""Before a name, the line of a business card (vCard) with its parts; behind it the line with the whole name. In a code

to be photographed the whole name is in one part.
"""

_INNER_TITLE = regex.compile(r"(?<=\p{L}\p{M}*) (?=(?:(?:Ch|CH)\.|(?i:mst|mr|mrs|dr)\.?|مسماۃ|مسمات|ڈاکٹر) )")
"""Before a title inside a span: the name of the next person begins."""

_NUMBER = regex.compile(r"[ ,;:/-]+[^\s]*[0-9]")
"""A number at the end of a name."""

_GAP = r"[ ,:;/|()'\"\u2013-]{1,4}"
_WORD = r"\p{L}[\p{L}\p{M}.'\u2019]*(?:-\p{L}[\p{L}\p{M}]*)*"
_BEFORE = regex.compile(rf"(?:{_WORD} ){{1,5}}{_WORD}(?={_GAP}$)")
_BEHIND = regex.compile(rf"{_GAP}({_WORD}(?: {_WORD}){{1,5}})")
_MARKS = regex.compile(r"(?<=[\u0621-\u06d3])[\u064b-\u065f\u0670]")
"""Vowel signs, without which the tables hold the words of Urdu."""

_SAID = regex.compile(r" ([\u0621-\u06d3\p{M}]+)$")
"""The last word of some in Urdu, of which no capitals show the end."""

_MOST, _LEAST = 5, 2
"""Most and fewest words of a name that is found by the tables alone."""


def names(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the names in a span that the model calls one: none, one, or those on either side of a word of kinship."""
    if " " not in text[start:end] and (_CODE_BEFORE.search(text, 0, start) or _is_code(text, start, end)):
        return
    if (mail := _MAIL.search(text, start, end + 40)) and mail.start() < end:
        end = max(start, mail.start())
    if is_of_trade(text, end) or _is_part_on_a_card(text, start, end):
        return
    if (who := _led().match(text, start)) and " " in who[0].strip() and who.end() > end:
        return  # "Talib" of "talib ilm": one of two words for who a person is
    if number := _NUMBER.search(text, start, end):
        end = number.start()
    at = start
    borders = [*_relations().finditer(text, start, end), *_INNER_TITLE.finditer(text, start, end)]
    for between in (*sorted(borders, key=lambda each: each.start()), None):
        first, last = at, between.start() if between else end
        at = between.end() if between else end
        while (led := _led().match(text, first, last)) and led.end() < last:
            first = led.end()
        while (said := _SAID.search(text, first, last)) and fold(said[1]) in settings("sentence"):
            last = said.start()
        last -= len(text[first:last]) - len(text[first:last].rstrip())
        if last > first:
            yield (_with_initials(text, first), _until_label_ends(text, first, last))


def _until_label_ends(text: str, start: int, end: int) -> int:
    """Return the end of a name, behind a label with the words up to the next sign: the label tells an unusual name."""
    more = _MORE_NAME.match(text, end)
    if not more or not _labelled().search(text, max(0, start - 40), start):
        return end
    return end if any(fold(word).lower().strip(".'") in no_part() for word in more[1].split()) else more.end(1)


def is_of_trade(text: str, end: int) -> bool:
    """Return true if words of a shop, a company or a product stand behind a name."""
    return _trade().match(text, end) is not None


def _is_part_on_a_card(text: str, start: int, end: int) -> bool:
    """Return true for a name's part in a line of a business card whose whole name is found by other means."""
    at = max(0, start - 100)
    is_part = _CARD_LINE.search(text, at, start) and _CARD_NAME.match(text, end)
    return bool(is_part or _CARD_CODE.search(text, at, start))


def beside_numbers(text: str) -> list[Span]:
    """Return the runs of words beside a number of which the tables know every word as a word of names."""
    found = []
    for number in _BESIDE.finditer(text):
        line = text.rfind("\n", 0, number.start()) + 1
        if before := _BEFORE.search(text, max(line, number.start() - 80), _until(text, number.start())):
            found.append(_known_run(text, before.start(), before.end(), from_end=True))
        if behind := _BEHIND.match(text, number.end()):
            found.append(_known_run(text, *behind.span(1), from_end=False))
    return list(dict.fromkeys(span for span in found if span))


def _until(text: str, start: int) -> int:
    return start - 1 if text[start - 1 : start] in {"+", "("} else start


def _known_run(text: str, start: int, end: int, *, from_end: bool) -> Span | None:
    """Return the run of known words at one end of some words if it is a name by itself; else null."""
    parts = [(start + each.start(), start + each.end()) for each in regex.finditer(r"\S+", text[start:end])]
    run: list[Span] = []
    for part in reversed(parts) if from_end else parts:
        word = text[slice(*part)]
        if not (is_of_name(word) or (run and is_weak(word))) or (run and word.islower() != _is_small(text, run[0])):
            break
        run.append(part)
    while run and is_weak(text[slice(*run[-1])]):
        run.pop()
    if not from_end and len(run) < len(parts):
        return None  # the words after the run are no name, and the run may be only two words of a longer text
    if not _LEAST <= len(run) <= _MOST or not any("name" in kind_of(text[slice(*part)]) for part in run):
        return None
    return min(run)[0], max(run)[1]


def is_of_name(word: str) -> bool:
    """Return true for a word that the tables know as one of names, and not as an everyday word."""
    return kind_of(word).startswith(("name", "family")) and word.lower() not in common_words()


def is_weak(word: str) -> bool:
    """Return true for an everyday word that is also one of names, in capitals: "Hazar" in "Mir Hazar Khan"."""
    return word.istitle() and word.lower() in settings("common_words") and kind_of(word).startswith(("name", "family"))


def _is_small(text: str, part: Span) -> bool:
    return text[slice(*part)].islower()


def kind_of(word: str) -> str:
    """Return what the tables know of a word of a text, without its signs."""
    return kind(_MARKS.sub("", fold(word)).strip(".'"))


def _is_code(text: str, start: int, end: int) -> bool:
    return text[start:end].isupper() and text[start:end].isascii() and _CODE_BEHIND.match(text, end) is not None


def _with_initials(text: str, start: int) -> int:
    found = _INITIALS.search(text, max(0, start - 9), start)
    return found.start() if found else start


@cache
def person_rule() -> Rule:
    """Return the rule of names."""
    return next(each for each in rulebook.load().entities.values() if each.entity == "PERSON")


@cache
def settings(name: str) -> frozenset[str]:
    """Return the words of a setting of the rule of names, folded."""
    return frozenset(fold(word) for word in words(person_rule(), name))


@cache
def before_names() -> frozenset[str]:
    """Return words for who a person is."""
    return settings("before_names")


@cache
def common_words() -> frozenset[str]:
    """Return words that may be no part of a name: everyday ones, and words for who and whose a person is."""
    return settings("common_words") | settings("relations") | before_names()


def any_of(given: Iterable[str]) -> str:
    """Return a pattern of any of these words, the longest first."""
    return "|".join(regex.escape(fold(each)) for each in sorted(given, key=len, reverse=True))


@cache
def _relations() -> regex.Pattern[str]:
    """Return the pattern of words of kinship, also at the start of a span, with the signs between them and names."""
    return regex.compile(rf"(?i)(?<![\p{{L}}-])(?:{any_of(words(person_rule(), 'relations'))})(?:[ .:]+|$)")


@cache
def _labelled() -> regex.Pattern[str]:
    """Return the pattern of a label of names and the sign behind it, up to the name."""
    labels = any_of({header for field in person_rule().fields for header in field.headers})
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{labels})(?: ?[^\p{{L}}\p{{M}}\s0-9]{{1,3}} ?|\r?\n)$")


@cache
def no_part() -> frozenset[str]:
    """Return words that are no part of a name though they stand behind one: labels, and words of other things."""
    labels = (field.headers for rule in rulebook.load().entities.values() for field in rule.fields)
    said = {word.lower() for headers in labels for header in headers for word in fold(header).split()}
    return frozenset(
        said | set(words(person_rule(), "no_names")) | set("ہے ہیں تھا تھی کا کی کے کو نے سے میں پر اور نام".split())
    )


@cache
def _trade() -> regex.Pattern[str]:
    """Return the pattern of words behind a name that make it the name of a shop or of a product."""
    trade = any_of(words(person_rule(), "trade"))
    return regex.compile(rf"(?: ?& ?| (?:\p{{Lu}}[\p{{L}}.-]* )?)(?i:{trade})(?!\p{{L}}| ?[:=])")


@cache
def _led() -> regex.Pattern[str]:
    """Return the pattern of words before a name that state who a person is."""
    return regex.compile(rf"(?i)(?:{any_of(words(person_rule(), 'before_names'))})[ .:]+")
