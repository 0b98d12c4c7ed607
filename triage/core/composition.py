"""Recognise things sold that no list names: whose record, and what of it ("challan ka record", "address of any SIM").

Words of things (`rules/things/`: a SIM, a card, a car, a voter) and of what is told of them (`rules/aspects/`: record,
owner, copy) make a thing sold together. `settings` of a thing state which: product -> aspects, or other things. A name,
an address or another thing needs a word between them ("number ka address"): who orders goods writes "number address".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import polars as pl

from triage.core.names import same
from triage.recognizers.text import fold
from triage.rules.model import Rules

_BORDER = r"(?-u:\b)"
_GAP = r"[ _]{1,2}"
_ARROW = r"(?: ?(?:->|=>|[\x{2192}\x{279c}\x{27a1}]\x{fe0f}?) ?)"
JOINING = "joining"
"""Id of the wording whose words stand between a thing and what is told of it, and mean nothing by themselves."""

_NUMBER = rf"(?:{_GAP}(?:(?:number|no|nambar|id){_BORDER}|\x{{0646}}\x{{0645}}\x{{0628}}\x{{0631}}))?"
"""Pattern of the word for the number of a thing, behind its name."""

_NEVER = "(?:(?!))"
_FEW = 100
"""Most texts of which each is searched for the words it has; to search more of them for all words is faster."""

_LISTED = "listed"
"""Setting of a thing: the product that its word means right before a price in a list of several such words."""

_LONGEST = 20_000
"""Most characters of texts that are searched for the words they have before they are searched for things."""

_MOST = 4
"""Most words between a thing and what is told of it."""

_ALONE = "alone"
"""Setting of a thing: the product that its word means right before a price."""

_BARE = ("record", "detail", "check", "owner", "copy", "list", "statement", "calls", "place", "slip", "secret")
"""Aspects that stand right behind a thing without a word between."""


@dataclass(frozen=True, eq=False)
class Composition:
    """The compositions of the rules."""

    rules: Rules

    @cached_property
    def pattern(self) -> str:
        """Return a pattern that matches every composition, and others that name nothing: ask `products`."""
        return _either_way(*self._words)

    @cached_property
    def _words(self) -> tuple[tuple[str, ...], ...]:
        """Return the words of things, those of things and of what is told of them, and those between."""
        things, aspects = (
            tuple(word for each in self.rules.market[kind].values() for word in each.words)
            for kind in ("things", "aspects")
        )
        return things, (*things, *aspects), tuple(self.rules.market["wordings"][JOINING].words)

    def _pattern_in(self, texts: pl.Series) -> str:
        """Return the pattern of the words alone that these texts have; "" if there can be no match.

        The pattern of all words takes longer to compile than a small table to read.
        """
        said = "\n".join(texts.drop_nulls().to_list()).casefold() if texts.len() <= _FEW else ""
        if texts.len() > _FEW or len(said) > _LONGEST:
            return self.pattern
        things, told, joining = (_present(each, said) for each in self._words)
        return _either_way(things, told, joining) if things and told else ""

    def products(self, said: pl.Series) -> dict[str, str]:
        """Return the product that each of these texts names, by text, of the parts of them that name one."""
        each = said.drop_nulls().unique().to_list()
        patterns = self._possible if len(each) <= _FEW else lambda _: self._compiled
        return dict(filter(None, (_told(one, patterns(one)) for one in each)))

    def is_named(self, text: pl.Expr) -> pl.Expr:
        """Return whether a text names a thing sold that no list names."""

        def judge(texts: pl.Series) -> pl.Series:
            pattern = self._pattern_in(texts)
            if not pattern:
                return pl.select(pl.when(texts.is_not_null()).then(pl.lit(value=False))).to_series()
            found = texts.str.extract_all(pattern)
            known = pl.Series(list(self.products(found.explode())), dtype=pl.String)
            return found.list.eval(pl.element().is_in(known.implode())).list.any()

        return text.map_batches(judge, pl.Boolean)

    def _possible(self, said: str) -> Iterator[tuple[str, re.Pattern[str]]]:
        """Yield the products whose words a text has, with patterns of these words alone.

        To compile all words of all things takes most of a second, and most texts have three of them.
        """
        text = said.casefold()
        joining = _any(_present(self.rules.market["wordings"][JOINING].words, text))
        for pair in self._pairs:
            thing = _present(pair.thing, text)
            if thing and (told := _present(pair.told, text)):
                yield pair.product, _compiled(pair, thing, told, joining)

    @cached_property
    def alone(self) -> dict[str, str]:
        """Return the product that the word of a thing means right before a price, by word."""
        return self._meant(_ALONE)

    @cached_property
    def listed(self) -> dict[str, str]:
        """Return the same, with those that mean it only in a list of prices of several things."""
        return {**self._meant(_LISTED), **self.alone}

    def _meant(self, setting: str) -> dict[str, str]:
        rules = self.rules.market["things"].values()
        meant = ((word, each.settings.get(setting)) for each in rules for word in each.words)
        return {same(word): str(named[0]) for word, named in meant if isinstance(named, list)}

    @cached_property
    def _pairs(self) -> list[_Pair]:
        """Return what is sold as what: the words of a thing, and of what is told of it."""
        things, aspects = self.rules.market["things"], self.rules.market["aspects"]
        found = []
        for thing in things.values():
            for product, named in thing.settings.items():
                if product in (_ALONE, _LISTED):
                    continue
                told = [str(each) for each in named] if isinstance(named, list) else []
                for is_bare in (True, False):
                    rules = [aspects.get(each) or things[each] for each in told if (each in _BARE) == is_bare]
                    words = tuple(word for each in rules for word in each.words)
                    if rules:
                        found.append(_Pair(product, tuple(thing.words), words, is_bare))
        return found

    @cached_property
    def _compiled(self) -> list[tuple[str, re.Pattern[str]]]:
        """Return every product with the pattern of all its words."""
        return [(each.product, _compiled(each, each.thing, each.told, self._joining)) for each in self._pairs]

    @cached_property
    def _joining(self) -> str:
        return _any(self.rules.market["wordings"][JOINING].words)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A product, the words of its thing and of what is told of it, and whether one stands right behind the other."""

    product: str
    thing: tuple[str, ...]
    told: tuple[str, ...]
    is_bare: bool


def _told(said: str, patterns: Iterable[tuple[str, re.Pattern[str]]]) -> tuple[str, str] | None:
    """Return the part of a text that names a product, with the product: the first of the longest."""
    found = [(match, product) for product, pattern in patterns if (match := pattern.search(said))]
    if not found:
        return None
    match, product = min(found, key=lambda each: (each[0].start(), -each[0].end()))
    return match[0], product


def _either_way(things: Sequence[str], told: Sequence[str], joining: Sequence[str]) -> str:
    """Return the pattern of a thing before what is told of it, or, with a joining word between, behind."""
    what, either = rf"(?:{_any(things)}){_NUMBER}", _any(told)
    joined = rf"(?:{_GAP}(?:{_any(joining)}))" if joining else ""
    between = rf"{joined}{{0,{_MOST}}}" if joining else ""
    behind = rf"|(?:{either}){joined}{{1,{_MOST}}}{_GAP}{what}" if joining else ""
    return rf"(?i)(?:(?:{what}{_GAP})?{what}(?:{between}{_GAP}|{_ARROW})(?:{either}){behind})"


def _compiled(pair: _Pair, thing: Iterable[str], told: Iterable[str], joining: str) -> re.Pattern[str]:
    """Return the pattern of words of a thing before or, with a joining word between, behind what is told of it."""
    what, of_it = rf"(?:{_any(thing)}){_NUMBER}", _any(told)
    joined = rf"(?:{_GAP}(?:{joining}))" if joining else _NEVER
    between = rf"(?:{joined}{{{0 if pair.is_bare else 1},{_MOST}}}{_GAP}|{_ARROW})"
    behind = rf"{joined}{{1,{_MOST}}}{_GAP}"
    return re.compile(_for_python(rf"{what}{between}(?:{of_it})|(?:{of_it}){behind}{what}"), re.IGNORECASE)


def _present(words: Iterable[str], text: str) -> list[str]:
    """Return the words all of whose parts a text in small letters has: only these can be found in it."""
    return [word for word in words if all(part in text for part in _parts(word))]


@cache
def _parts(word: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"\W+", fold(word).lower()) if part)


def _any(words: Iterable[str]) -> str:
    """Return a pattern of any of these words as whole words, the longest first; words of Urdu have no border."""
    found = sorted({fold(word).lower() for word in words}, key=lambda word: (-len(word), word))
    latin = [_phrase(word) for word in found if word.isascii()]
    others = [_phrase(word) for word in found if not word.isascii()]
    return "|".join([*([rf"{_BORDER}(?:{'|'.join(latin)}){_BORDER}"] if latin else []), *others])


def _phrase(word: str) -> str:
    return r"[ _-]{0,2}".join(re.escape(part) for part in re.split(r"\W+", word) if part)


def _for_python(pattern: str) -> str:
    """Return a pattern as Python's own search writes it."""
    return re.sub(r"\\x\{([0-9a-f]{4})\}", r"\\u\1", pattern.replace("(?-u:", "(?:"))
