"""Correct the addresses that the language model found by the words around them.

The model finds where an address is; which words belong to it is decided by signs that need no training: words that open
an address before it, a tehsil, a district and a town after it.
"""

from __future__ import annotations

import regex

from triage import rules as rulebook
from triage.recognizers.gazetteer import gazetteer
from triage.recognizers.text import fold

Span = tuple[int, int]
"""[start, end) in characters."""

IBAN = regex.compile(r" ?(?<![A-Za-z])PK[0-9]{2} ?[A-Z]{4} ?[0-9]")
"""The beginning of an IBAN: before it stands whose it is, and no address."""

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

_OF_OTHERS = r"(?i:age|aged|umar|umr|bed|bag|thela|ward|rs|عمر|بیڈ|تھیلا)[ .:]{1,2}"
_NUMBER, _COUNTED = regex.compile("[0-9]{1,3}, (?=\\p{L})"), regex.compile(rf"(?<!\p{{L}}){_OF_OTHERS}$")
"""A number before an address, and words before it that tell it from that of a house: "umar 34, Village Dheri"."""

_OPENS = regex.compile(
    r"(?<!\p{L})(?:(?i:mohall?ah?|muhalla|moh|village|vill|gali|street|st|basti|plot|house|makan|ghar|shop|dukan|flat|"
    r"room|office|bungalow|kothi|dakkhana|killi|kili|dhoke?|chak|goth|chah|dera|mau?za|deh|survey|khasra|godown|suite|"
    r"ward|ku?cha|haveli|upper|lower|ground|first|second|[1-9](?:st|nd|rd|th)|sector|block)"
    r"(?: ?(?i:no|number))?[ .#:]{1,3}"
    r"|(?:مکان|فلیٹ|گلی|محلہ|موضع|گاؤں|گوٹھ|دیہہ|بستی|چاہ|ڈیرہ|کوچہ|کمرہ|کلی|ڈھوک|چک|نزد|بالمقابل|عقب|پلاٹ"
    r"|دکان|کوٹھی)(?: نمبر)? )"
    r"[\p{L}\p{M}0-9/-]+(?: [\p{L}\p{M}0-9/-]+){0,2}[,\u060c] ?$"
    rf"|(?<![\p{{L}}0-9/-])(?<!{_OF_OTHERS})"
    r"(?:[0-9]{1,4}(?:[-/]?[A-Z])?(?:/[0-9]{1,3})?|[A-Z]-[0-9]{1,4}),? ?$"
)
"""The first part of an address, before the part with which the model began."""

_HEAD = regex.compile(
    r"(?<!\p{L})(?:(?i:gaon|village|vill|basti|goth|dhoke?|killi|kili|chak|mau?za|mohall?ah?|muhalla|moh|gali|ku?cha|vpo|deh)"
    r"|گاؤں|موضع|بستی|گوٹھ|ڈھوک|کلی|چک|محلہ|گلی|کوچہ|دیہہ|چاہ)(?: ?(?i:no|number|نمبر))?[ .#:]{1,3}$"
)
_OPENING = regex.compile(_HEAD.pattern.removesuffix("$"))
"""The same where an address begins."""

_LAST_WORD = regex.compile(
    r"(?:Mohall?ah?|Muhalla|Colony|Town|Road|Street|Chowk|Baza+r|Market|Plaza|Garden|Villas)(?=[,\u060c]|$)"
)
_NAMED = regex.compile(r"(?<![\w.] ?)(?:\p{Lu}[\p{L}'-]+ ){1,3}$")
"""Words in capitals before an address that began with the last word of its first part: "Lal Chand" of "Mohalla"."""

_NUMBERED_HEAD = regex.compile(
    r"(?<!\p{L})(?:(?i:house|makan|ghar|flat|plot|shop|dukan|kothi|bungalow|room|office|kamra|quarter|street|st|h)"
    r"|مکان|گھر|فلیٹ|پلاٹ|دکان|کوٹھی|کمرہ|دفتر|کوارٹر)(?: ?(?i:no|number|نمبر))?[ .#:]{1,3}$"
)
"""The word that opens an address, right before the name or the number with which the model began."""

_TELEPHONE = regex.compile(r"[ ,\u060c:;-]+\(?\+?[0-9](?:[ ()-]?[0-9]){8,14}$")
"""A number of a telephone or a card behind an address."""

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


def address(text: str, start: int, end: int) -> Span:
    """Return the span of an address, extended before and after it, without the label that follows it."""
    if number := _TELEPHONE.search(text, start, end):
        end = number.start()
    if over := _NO_ADDRESS.search(text, start, end):
        end = over.start()
    while trailing := _TRAILING.search(text, start, end):
        end = trailing.start()
    if empty := _EMPTY.match(text, start, end):
        start = empty.end()
    if (number := _NUMBER.match(text, start, end)) and _COUNTED.search(text, max(0, start - 12), start):
        start = number.end()
    while more := _MORE_ADDRESS.match(text, end):
        end = more.end()
    end = _withplace_of(text, start, end)
    while opened := _OPENS.search(text, max(0, start - 60), start):
        start = opened.start()
    if _LAST_WORD.match(text, start, end) and (named := _NAMED.search(text, max(0, start - 50), start)):
        start = named.start()
    head = _NUMBERED_HEAD if text[start : start + 1].isdigit() else _HEAD
    if (first := head.search(text, max(0, start - 24), start)) and not _OPENING.match(text, start):
        start = first.start()
    return start, end


def _withplace_of(text: str, start: int, end: int) -> int:
    """Return the end of an address with the place behind it, if the address names none or one that lies in it."""
    known = gazetteer(rulebook.load())
    for _ in range(_DEEP):
        last = regex.split("[,\u060c]", text[start:end])[-1].split(" ")
        named = (place_of(" ".join(last[-count:])) for count in (3, 2, 1) if count <= len(last))
        home = next((place for place in named if place), "")
        more = _NEXT_PLACE.match(text, end)
        own = more[1].split(" ") if more else []
        for count in range(len(own), 0, -1):
            place = place_of(" ".join(own[:count]))
            if more and place and (not home or (place != home and known.district.get(home, "").startswith(place))):
                end = more.start(1) + len(" ".join(own[:count]))
                break
        else:
            break
    return end


def place_of(words_: str) -> str:
    """Return the canonical name of a place; "" if the words name none."""
    return gazetteer(rulebook.load()).place.get(_NO_LETTER.sub("", fold(words_).upper()), "")
