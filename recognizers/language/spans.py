"""Correct spans of the language model by the words around them.

The model finds where a name or an address is; which words belong to it is decided by signs that need no training:
initials before a name, words of kinship between two names, words for who a person is, a tehsil and district after an
address. Names beside a number are found by the tables alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import regex

from triage import rules as rulebook
from triage.recognizers.gazetteer import gazetteer
from triage.recognizers.language.pipeline import kind
from triage.recognizers.setting import words
from triage.recognizers.text import fold
from triage.rules.model import Rule

Span = tuple[int, int]
"""[start, end) in characters."""

_INITIALS = regex.compile(r"(?<![\w.&-])(?:\p{Lu}\. ?|\p{L}\. ?(?=\p{L}\.)|(?<=\p{L}\. ?)\p{Ll}\. ?){1,3}$")
"""Initials before a name: "S. M. Tanveer"; in small letters, two of them."""

_CODE_BEFORE, _CODE_BEHIND = regex.compile("[0-9][-/]$"), regex.compile("[-/ ]?[0-9]")
"""Signs that make one word in capitals a part of a number: "ABD-594"."""

IBAN = regex.compile(r" ?(?<![A-Za-z])PK[0-9]{2} ?[A-Z]{4} ?[0-9]")
"""The beginning of an IBAN: before it stands whose it is, and no address."""

_BESIDE = regex.compile(rf"[0-9](?:[0-9 -]{{5,}})[0-9]|{IBAN.pattern.removeprefix(' ?')}")
"""A number that may have a name beside it."""

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

_NUMBER = regex.compile(r"[ ,;:/-]+[^\s]*[0-9]")
"""A number at the end of a name."""

_GAP = r"[ ,:;/|()'\"\u2013-]{1,4}"
_WORD = r"\p{L}[\p{L}\p{M}.'\u2019]*(?:-\p{L}[\p{L}\p{M}]*)*"
_BEFORE = regex.compile(rf"(?:{_WORD} ){{1,5}}{_WORD}(?={_GAP}$)")
_BEHIND = regex.compile(rf"{_GAP}({_WORD}(?: {_WORD}){{1,5}})")
_MOST, _LEAST = 5, 2
"""Most and fewest words of a name that is found by the tables alone."""

_MORE_ADDRESS = regex.compile(
    r"(?i:,? ?(?:tehsil|teh\.?|zill?a|distt?\.?|district)(?: ?(?:o|wa|&|and) ?(?:tehsil|zill?a|distt?\.?|district))?)"
    r"[ .:]{1,2}(\p{L}[\p{L}.]*(?: (?:Khan|Singh|Sahib|Shah|Din))?)|[،,]? ?(?:تحصیل|ضلع)(?: و ضلع)? ([\p{L}\p{M}]+)"
)
"""The tehsil or district after the end of an address by the model."""

_NO_ADDRESS = regex.compile(
    r"(?i)[ ,.]+(?:(?:my|mera|meri|his|her|our) )?"
    r"(?:no|number|num|fon|phone|ph|cell|mob|mobile|contact|call|name|naam|tel)(?: (?:is|hai|no|number))?[ .:#-]*$"
)
"""Words of the next label at the end of an address."""

_EMPTY = regex.compile(r"(?i)(?:street|road|area|building|house|gali|mohalla|village), (?=\p{L}+ ?[0-9])")
"""The end of a sentence before an address: "lives in the same street, Room 107"."""

_OPENS = regex.compile(
    r"(?<!\p{L})(?:(?i:mohall?ah?|muhalla|moh|village|vill|gali|street|st|basti|plot|house|makan|ghar|shop|dukan|flat|"
    r"room|office|bungalow|kothi|dakkhana|killi|kili|dhoke?|chak|goth|chah|dera|mau?za|deh|survey|khasra|godown|suite|"
    r"ward|ku?cha|haveli|upper|lower|ground|first|second|[1-9](?:st|nd|rd|th)|sector|block)"
    r"(?: ?(?i:no|number))?[ .#:]{1,3}"
    r"|(?:مکان|فلیٹ|گلی|محلہ|موضع|گاؤں|گوٹھ|دیہہ|بستی|چاہ|ڈیرہ|کوچہ|کمرہ|کلی|ڈھوک|چک|نزد|بالمقابل|عقب|پلاٹ"
    r"|دکان|کوٹھی)(?: نمبر)? )"
    r"[\p{L}\p{M}0-9/-]+(?: [\p{L}\p{M}0-9/-]+){0,2}[,\u060c] ?$"
    r"|(?<![\p{L}0-9/-])(?:[0-9]{1,4}(?:[-/]?[A-Z])?(?:/[0-9]{1,3})?|[A-Z]-[0-9]{1,4}),? ?$"
)
"""The first part of an address, before the part with which the model began."""

_HEAD = regex.compile(
    r"(?<!\p{L})(?:(?i:gaon|village|vill|basti|goth|dhoke?|killi|kili|chak|mau?za|mohall?ah?|muhalla|moh|gali|ku?cha|vpo|deh)"
    r"|گاؤں|موضع|بستی|گوٹھ|ڈھوک|کلی|چک|محلہ|گلی|کوچہ|دیہہ|چاہ)(?: ?(?i:no|number|نمبر))?[ .#:]{1,3}$"
)
_NUMBERED_HEAD = regex.compile(
    r"(?<!\p{L})(?:(?i:house|makan|ghar|flat|plot|shop|dukan|kothi|bungalow|room|office|kamra|quarter|street|st|h)"
    r"|مکان|گھر|فلیٹ|پلاٹ|دکان|کوٹھی|کمرہ|دفتر|کوارٹر)(?: ?(?i:no|number|نمبر))?[ .#:]{1,3}$"
)
"""The word that opens an address, right before the name or the number with which the model began."""

_DEEP = 2
"""How many places, each in the next, may be behind an address: a town and its district."""

_NO_LETTER = regex.compile("[^A-Z0-9\u0621-\u06d3]+")

_NEXT_PLACE = regex.compile(r"[,\u060c]? ?((?:[\p{L}\p{M}.'-]+)(?: [\p{L}\p{M}.'-]+){0,2})")
"""Up to three words after the end of an address, of which the first may be the place in which it lies."""

_TRAILING = regex.compile(
    r"(?i)[ ,\u060c](?:me|mein|main|pe|par|se|ka|ki|ke|ko|hai|hain|is|at|and|was"
    r"|میں|پر|سے|کا|کی|کے|کو|نے|ہے|ہیں|تھا|تھی)$"
)
"""A word of the sentence at the end of an address."""


def names(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the names in a span that the model calls one: none, one, or those on either side of a word of kinship."""
    if " " not in text[start:end] and (_CODE_BEFORE.search(text, 0, start) or _is_code(text, start, end)):
        return
    if _trade().match(text, end) or _is_part_on_a_card(text, start, end):
        return
    if number := _NUMBER.search(text, start, end):
        end = number.start()
    at = start
    for between in (*_relations().finditer(text, start, end), None):
        first, last = at, between.start() if between else end
        at = between.end() if between else end
        while (led := _led().match(text, first, last)) and led.end() < last:
            first = led.end()
        last -= len(text[first:last]) - len(text[first:last].rstrip())
        if last > first:
            yield (_with_initials(text, first), _until_label_ends(text, first, last))


def _until_label_ends(text: str, start: int, end: int) -> int:
    """Return the end of a name, behind a label with the words up to the next sign: the label tells an unusual name."""
    more = _MORE_NAME.match(text, end)
    if not more or not _labelled().search(text, max(0, start - 40), start):
        return end
    return end if any(fold(word).lower().strip(".'") in _no_part() for word in more[1].split()) else more.end(1)


def _is_part_on_a_card(text: str, start: int, end: int) -> bool:
    """Return true for a name's part in a line of a business card whose whole name is found by other means."""
    at = max(0, start - 100)
    is_part = _CARD_LINE.search(text, at, start) and _CARD_NAME.match(text, end)
    return bool(is_part or _CARD_CODE.search(text, at, start))


def address(text: str, start: int, end: int) -> Span:
    """Return the span of an address, extended before and after it, without the label that follows it."""
    if over := _NO_ADDRESS.search(text, start, end):
        end = over.start()
    while trailing := _TRAILING.search(text, start, end):
        end = trailing.start()
    if empty := _EMPTY.match(text, start, end):
        start = empty.end()
    while more := _MORE_ADDRESS.match(text, end):
        end = more.end()
    end = _with_place(text, start, end)
    while opened := _OPENS.search(text, max(0, start - 60), start):
        start = opened.start()
    head = _NUMBERED_HEAD if text[start : start + 1].isdigit() else _HEAD
    if (first := head.search(text, max(0, start - 24), start)) and not head.match(text[start:end] + " "):
        start = first.start()
    return start, end


def _with_place(text: str, start: int, end: int) -> int:
    """Return the end of an address with the place behind it, if the address names none or one that lies in it."""
    known = gazetteer(rulebook.load())
    for _ in range(_DEEP):
        last = regex.split("[,\u060c]", text[start:end])[-1].split(" ")
        named = (_place(" ".join(last[-count:])) for count in (3, 2, 1) if count <= len(last))
        home = next((place for place in named if place), "")
        more = _NEXT_PLACE.match(text, end)
        own = more[1].split(" ") if more else []
        for count in range(len(own), 0, -1):
            place = _place(" ".join(own[:count]))
            if more and place and (not home or (place != home and known.district.get(home, "").startswith(place))):
                end = more.start(1) + len(" ".join(own[:count]))
                break
        else:
            break
    return end


def _place(words_: str) -> str:
    """Return the canonical name of a place; "" if the words name none."""
    return gazetteer(rulebook.load()).place.get(_NO_LETTER.sub("", fold(words_).upper()), "")


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
        if not _is_of_name(text[slice(*part)]):
            break
        run.append(part)
    if not from_end and len(run) < len(parts):
        return None  # the words after the run are no name, and the run may be only two words of a longer text
    if not _LEAST <= len(run) <= _MOST or not any("name" in _kind(text[slice(*part)]) for part in run):
        return None
    return min(run)[0], max(run)[1]


def _is_of_name(word: str) -> bool:
    told = _kind(word)
    return told.startswith(("name", "family")) and word.lower() not in _common()


def _kind(word: str) -> str:
    return kind(fold(word).strip(".'"))


def _is_code(text: str, start: int, end: int) -> bool:
    return text[start:end].isupper() and text[start:end].isascii() and _CODE_BEHIND.match(text, end) is not None


def _with_initials(text: str, start: int) -> int:
    found = _INITIALS.search(text, max(0, start - 9), start)
    return found.start() if found else start


@cache
def _rule() -> Rule:
    return next(each for each in rulebook.load().entities.values() if each.entity == "PERSON")


@cache
def _common() -> frozenset[str]:
    return frozenset(words(_rule(), "common_words")) | frozenset(words(_rule(), "before_names"))


def _any_of(given: Iterable[str]) -> str:
    return "|".join(regex.escape(fold(each)) for each in sorted(given, key=len, reverse=True))


@cache
def _relations() -> regex.Pattern[str]:
    """Return the pattern of words of kinship, also at the start of a span, with the signs between them and names."""
    return regex.compile(rf"(?i)(?<![\p{{L}}-])(?:{_any_of(words(_rule(), 'relations'))})(?:[ .:]+|$)")


@cache
def _labelled() -> regex.Pattern[str]:
    """Return the pattern of a label of names and the sign behind it, up to the name."""
    labels = _any_of({header for field in _rule().fields for header in field.headers})
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{labels})(?: ?[^\p{{L}}\p{{M}}\s0-9]{{1,3}} ?|\r?\n)$")


@cache
def _no_part() -> frozenset[str]:
    """Return words that are no part of a name though they stand behind one: labels, and words of other things."""
    labels = (field.headers for rule in rulebook.load().entities.values() for field in rule.fields)
    said = {word.lower() for headers in labels for header in headers for word in fold(header).split()}
    return frozenset(
        said | set(words(_rule(), "no_names")) | set("ہے ہیں تھا تھی کا کی کے کو نے سے میں پر اور نام".split())
    )


@cache
def _trade() -> regex.Pattern[str]:
    """Return the pattern of words behind a name that make it the name of a shop or of a product."""
    trade = _any_of(words(_rule(), "trade"))
    return regex.compile(rf"(?: ?& ?| (?:\p{{Lu}}[\p{{L}}.-]* )?)(?i:{trade})(?!\p{{L}}| ?[:=])")


@cache
def _led() -> regex.Pattern[str]:
    """Return the pattern of words before a name that state who a person is."""
    return regex.compile(rf"(?i)(?:{_any_of(words(_rule(), 'before_names'))})[ .:]+")
