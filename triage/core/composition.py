"""Recognise things sold that no list names: whose record, and what of it ("challan ka record", "address of any SIM").

Words of things (`rules/things/`: a SIM, a card, a car, a voter) and of what is told of them (`rules/aspects/`: record,
owner, copy) make a thing sold together. `settings` of a thing state which: product -> aspects, or other things. A name,
an address or another thing needs a word between them ("number ka address"): who orders goods writes "number address".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from triage.core.names import same
from triage.recognizers.text import fold
from triage.rules.model import MarketRule, Rules

_BORDER = r"(?-u:\b)"
_GAP = r"[ _]{1,2}"
_ARROW = r"(?: ?(?:->|=>|[\x{2192}\x{279c}\x{27a1}]\x{fe0f}?) ?)"
JOINING = "joining"
"""Id of the wording whose words stand between a thing and what is told of it, and mean nothing by themselves."""

_NUMBER = rf"(?:{_GAP}(?:(?:number|no|nambar|id){_BORDER}|\x{{0646}}\x{{0645}}\x{{0628}}\x{{0631}}))?"
"""Pattern of the word for the number of a thing, behind its name."""

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
        things, aspects = self.rules.market["things"].values(), self.rules.market["aspects"].values()
        what = rf"(?:{_any(word for each in things for word in each.words)}){_NUMBER}"
        either = _any(word for each in (*things, *aspects) for word in each.words)
        joined = rf"(?:{_GAP}(?:{self._joining}))"
        return (
            rf"(?i)(?:(?:{what}{_GAP})?{what}(?:{joined}{{0,{_MOST}}}{_GAP}|{_ARROW})(?:{either})"
            rf"|(?:{either}){joined}{{1,{_MOST}}}{_GAP}{what})"
        )

    def products(self, said: pl.Series) -> dict[str, str]:
        """Return the product that each of these texts names, by text, of the parts of them that name one."""
        told = (self._told(each) for each in said.drop_nulls().unique().to_list())
        return dict(filter(None, told))

    def is_named(self, text: pl.Expr) -> pl.Expr:
        """Return whether a text names a thing sold that no list names."""

        def judge(texts: pl.Series) -> pl.Series:
            found = texts.str.extract_all(self.pattern)
            known = pl.Series(list(self.products(found.explode())), dtype=pl.String)
            return found.list.eval(pl.element().is_in(known.implode())).list.any()

        return text.map_batches(judge, pl.Boolean)

    def _told(self, said: str) -> tuple[str, str] | None:
        """Return the part of a text that names a product, with the product: the first of the longest."""
        found = [(each, product) for product, pattern in self._compiled if (each := pattern.search(said))]
        if not found:
            return None
        match, product = min(found, key=lambda each: (each[0].start(), -each[0].end()))
        return match[0], product

    @cached_property
    def alone(self) -> dict[str, str]:
        """Return the product that the word of a thing means right before a price, by word."""
        rules = self.rules.market["things"].values()
        meant = ((word, each.settings.get(_ALONE)) for each in rules for word in each.words)
        return {same(word): str(named[0]) for word, named in meant if isinstance(named, list)}

    @cached_property
    def _compiled(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(product, re.compile(_for_python(pattern), re.IGNORECASE)) for product, pattern in self._all()]

    def _all(self) -> Iterator[tuple[str, str]]:
        things, aspects = self.rules.market["things"], self.rules.market["aspects"]
        for thing in things.values():
            for product, named in thing.settings.items():
                if product == _ALONE:
                    continue
                told = [str(each) for each in named] if isinstance(named, list) else []
                for is_bare in (True, False):
                    rules = [aspects.get(each) or things[each] for each in told if (each in _BARE) == is_bare]
                    if rules:
                        yield product, self._pair(thing, rules, is_bare=is_bare)

    def _pair(self, thing: MarketRule, told: list[MarketRule], *, is_bare: bool) -> str:
        """Return the pattern of a thing before or, with a word of the rules between, behind what is told of it."""
        what, of_it = rf"(?:{_any(thing.words)}){_NUMBER}", _any(word for each in told for word in each.words)
        between = rf"(?:(?:{_GAP}(?:{self._joining})){{{0 if is_bare else 1},{_MOST}}}{_GAP}|{_ARROW})"
        behind = rf"(?:{_GAP}(?:{self._joining})){{1,{_MOST}}}{_GAP}"
        return rf"{what}{between}(?:{of_it})|(?:{of_it}){behind}{what}"

    @cached_property
    def _joining(self) -> str:
        return _any(self.rules.market["wordings"][JOINING].words)


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
