"""Compile the words and patterns for sellers' texts from the rules, once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from triage.core.composition import JOINING, Composition
from triage.core.names import same
from triage.recognizers.text import fold
from triage.rules.model import MarketRule, Rules

_B = r"(?-u:\b)"
_GAP = r"[ \n_./-]{0,3}"

_NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{2,3})+|[1-9][0-9]*)(?:\.[0-9]+)?"

_SITE_ENDS = "com|net|org|pk|info|site|xyz|online|store|shop|app|top|live|club|io|co|me|tk|ml|ga|cf|cc|biz|pro|link|in"
_REST = r"[^ \n\t<>\"'\])|,]"
_LINK = (
    rf"(?:https?://|tg://|whatsapp://|www\.){_REST}+"
    rf"|{_B}[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?(?:\.[a-z0-9-]{{1,63}})*\.(?:{_SITE_ENDS}){_B}(?:/{_REST}*)?"
)
_EMAIL = r"[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}"
_WALLET_NAME = rf"{_B}[a-z0-9._-]{{3,}}@(?:nayapay|sadapay|raast){_B}"
_BASE58 = "[1-9A-HJ-NP-Za-km-z]"
_COIN = rf"(?-i:{_B}(?:T{_BASE58}{{33}}|bc1[02-9ac-hj-np-z]{{11,71}}|0x[0-9a-fA-F]{{40}}|[13]{_BASE58}{{25,33}}){_B})"
_IBAN = rf"{_B}[a-z]{{2}}[0-9]{{2}}[ -]?[a-z]{{4}}(?:[ -]?[0-9a-z]{{4}}){{4}}{_B}"
_CNIC = rf"{_B}[1-8][0-9]{{4}}[ -]?[0-9]{{7}}[ -]?[0-9]{_B}"
_MOBILE = (
    rf"(?:(?:\+|{_B}00)92|{_B}92|{_B}0)[ .()-]{{0,2}}(?:0\)?[ .-]?)?3(?:[ .()-]{{0,2}}[0-9]){{9}}{_B}"
    rf"|{_B}3[0-9]{{2}}[ -]?[0-9]{{7}}{_B}"
)
_MARKS = r":=\x{2013}\x{2014}\x{2192}\x{279c}\x{27a1}\x{2796}\x{27a4}\x{1f449}\x{00b7}\x{2022}"
SIGN = rf"(?:(?:[{_MARKS}]|-{{1,20}}>?|\.{{2,20}})[ \x{{fe0f}}]{{0,3}})"
"""Pattern of a sign between a thing and its price."""

_BARE = rf"{SIGN}?(?:{_B}[a-z]{{1,3}}-)?{_B}(?:[1-9][0-9]{{0,2}},[0-9]{{3}}|[1-9][0-9]{{1,5}}){_B}"
_FOREIGN = rf"\+[1-9](?:[ .()-]{{0,2}}[0-9]){{7,14}}{_B}"
_DIGITS = rf"{_B}[0-9](?:[ -]?[0-9]){{7,23}}{_B}"
_HANDLE = r"@[a-z](?:[a-z0-9_]|\.[a-z0-9_]){3,31}"

BREAK = "break"
"""Kind of the token between two lines."""

HOLES = ("(\x01", "(\x02", "(\x03")
"""What is put where a number, an amount of money, or a composed thing, was cut out.

No gap of a pattern runs across a bracket.
"""

SHAPES = {
    BREAK: r"\n",
    "email": _EMAIL,
    "wallet_name": _WALLET_NAME,
    "link": _LINK,
    "coin": _COIN,
    "iban": _IBAN,
    "cnic": _CNIC,
    "mobile": _MOBILE,
    "foreign": _FOREIGN,
    "handle": _HANDLE,
}
"""Patterns of tokens by kind; at the same position an earlier kind wins."""


BARE = "bare"
"""Kind of a number without a sign of money: behind a product it is a price too."""

OTHER = "other"
"""Kind of a token that is a word in no rule: on a line with a price it may name an unknown product."""

_OTHER = r"\p{L}[\p{L}\p{M}]{2,}"

WORD = "word"
"""Kind of a token that is a word of the rules."""


def pattern_of(words: tuple[str, ...]) -> str:
    """Return a pattern for any of these phrases, the longest first, with flexible separators between words."""
    phrases = sorted({fold(word).lower() for word in words}, key=lambda word: (-len(word), word))
    return "|".join(_GAP.join(re.escape(part) for part in re.split(r"[^\w]+", each) if part) for each in phrases)


def bordered(words: tuple[str, ...], *, is_behind_digits: bool = False) -> str:
    """Return the same pattern with word borders on both sides, or only after it; Urdu words need none.

    An ASCII border keeps the search in a finite automaton: a Unicode border is ten times as slow on Urdu and emoji.
    """
    latin = tuple(word for word in words if word.isascii())
    others = tuple(word for word in words if not word.isascii())
    head = "" if is_behind_digits else _B
    parts = [rf"{head}(?:{pattern_of(latin)}){_B}"] if latin else []
    return "|".join([*parts, *([pattern_of(others)] if others else [])])


def exactly(words: Iterable[str]) -> str:
    """Return a pattern of these words as they are written, the longest first, as whole words."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    parts = [rf"{_B}{re.escape(each)}{_B}" if each.isascii() else re.escape(each) for each in longest]
    return "|".join(parts) or r"[^\s\S]"


def texts(rule: MarketRule, setting: str) -> tuple[str, ...]:
    """Return a list of texts from a rule's settings; empty if it has none."""
    value = rule.settings.get(setting)
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _any_of(patterns: Iterable[str]) -> str:
    return "(?i)" + "|".join(f"(?:{each})" for each in patterns)


@dataclass(frozen=True)
class Lexicon:
    """The words of the rules; `classes` maps each word, by its `same`, to its meaning "kind:id"."""

    rules: Rules

    @cached_property
    def classes(self) -> Mapping[str, str]:
        """Return the meaning by word; of several meanings the first counts: product, payment service, wording."""
        found: dict[str, str] = {}
        for kind in ("products", "payments", "wordings"):
            for rule in self._rules(kind):
                for word in rule.words:
                    found.setdefault(same(word), f"{kind}:{rule.id}")
        return found

    def _rules(self, kind: str) -> list[MarketRule]:
        """Return the rules whose words mean something by themselves."""
        return [rule for rule in self.rules.market[kind].values() if rule.id != JOINING]

    @cached_property
    def common(self) -> Mapping[str, str]:
        """Return how common words of products are: "common" in other trades too, or a thing only "beside" another."""
        rules = self._rules("products")
        return {same(word): how for how in ("beside", "common") for each in rules for word in texts(each, how)}

    @cached_property
    def common_composed(self) -> list[str]:
        """Return the products whose names that are composed of words are common in other trades too."""
        return [rule.id for rule in self._rules("products") if rule.settings.get("composed") == "common"]

    @cached_property
    def composition(self) -> Composition:
        """Return how things sold are composed of words."""
        return Composition(self.rules)

    def composed(self, hits: Sequence[str]) -> dict[str, str]:
        """Return the things sold that matches of `composition.pattern` name, as written, with their products."""
        found = self.composition.products(pl.Series(hits, dtype=pl.String))
        listed = {each: self.classes.get(same(each), "").partition("products:")[2] for each in found}
        return {each: listed[each] or product for each, product in found.items()}

    def words(self, *wordings: str) -> tuple[str, ...]:
        """Return the words of these wordings."""
        return tuple(word for each in wordings for word in self.rules.market["wordings"][each].words)

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """Return the field of a person by header word."""
        rules = self.rules.entities.values()
        return {same(word): each.name for rule in rules for each in rule.fields for word in each.headers}

    @cached_property
    def price(self) -> str:
        """Return the pattern of an amount of money.

        It is beside a currency, after a word of prices, in hundreds or thousands, after an equals sign or a period, or
        before the word for "the one of".
        """
        times = bordered(self.words(*TIMES), is_behind_digits=True)
        said = rf"(?:{bordered(self.words('counting'))}) ?(?:{times})"
        part = rf"(?:{_NUMBER} ?(?:{times})|{said})"
        several = rf"(?:{part}(?: {part})?|{_NUMBER})"
        before = rf"(?:{_B}(?:{pattern_of(self.words('rupees', 'dollars'))})|[\x{{20a8}}$])"
        after = rf"(?:{bordered(self.words('rupees', 'dollars'), is_behind_digits=True)}|[\x{{20a8}}$])"
        rest = rf"(?: (?:{bordered(self.words('counting'))}) ?(?:{after}))?"
        small = r"(?:[1-9][0-9]{0,2},?[0-9]{3}|[1-9][0-9]{1,2})"
        forms = (
            rf"{before}[ .:=/-]{{0,4}}{several}(?: ?/[-=])?",
            rf"{_B}{_NUMBER}(?: ?(?:{times}))? ?(?:/[-=]|{after})",
            rf"{part}(?: {part})?(?: ?(?:/[-=]|{after})|{rest})",
            rf"(?:(?:{bordered(self.words('price'))})[^0-9A-Za-z\n+(]{{0,6}}){{1,3}}{several}{rest}",
            rf"{part}(?: {part})?",
            rf"(?:=|{_B}(?:{bordered(self.words('period'))})[ :=-]{{0,3}}) ?{small}{_B}",
            rf"{_B}{small} ?(?:{bordered(self.words('each_one'), is_behind_digits=True)})",
        )
        return "|".join(forms)

    @cached_property
    def quantity(self) -> str:
        """Return the pattern of a number of things that is not money."""
        times = pattern_of(self.words(*TIMES))
        many = rf"(?: ?(?:{times}|m|million))?"
        said = rf"(?:{bordered(self.words('counting'))}) ?(?:{times})"
        before = rf"(?:(?:{bordered(self.words('period'))})[ :=-]{{0,3}})?"
        number = rf"(?:{_B}{before}{_NUMBER}{many}|{before}{said})"
        return rf"{number}\+? ?(?:{bordered(self.words('quantity'), is_behind_digits=True)})"

    @cached_property
    def shapes(self) -> Mapping[str, str]:
        """Return the patterns of tokens by kind, in order; words come last."""
        words = bordered(tuple(self._all_words()))
        return {
            **SHAPES,
            "quantity": self.quantity,
            "price": rf"(?:{SIGN})?(?:{self.price})",
            "digits": _DIGITS,
            BARE: _BARE,
            WORD: words,
            OTHER: _OTHER,
        }

    def _all_words(self) -> Iterator[str]:
        for kind in ("products", "payments", "wordings"):
            for rule in self._rules(kind):
                if f"{kind}:{rule.id}" not in _INSIDE_PRICES:
                    yield from rule.words

    @cached_property
    def searches(self) -> tuple[str, str, str]:
        """Return the patterns by which a text is cut into tokens, one after the other: numbers, money, words.

        One pattern of all is eighty times as slow: its automaton is larger than the memory of the search.
        """
        kinds = dict(self.shapes)
        lines = kinds.pop(BREAK)
        words = [kinds.pop(each) for each in (WORD, OTHER)]
        money = [kinds.pop(each) for each in ("quantity", "price", "digits", BARE)]
        return _any_of(kinds.values()), _any_of(money), _any_of([lines, *map(re.escape, HOLES), *words])

    @cached_property
    def sign(self) -> str:
        """Return a fast pattern that matches every text in which something can be found."""
        kinds = ("products", "payments")
        words = [word for kind in kinds for rule in self.rules.market[kind].values() for word in rule.words]
        words += self.words("contact", "order", "undelivered", "invented")
        hosts = (
            r"wa\.me|whatsapp|t\.me|telegram\.me|fb\.com|facebook\.com|m\.me|instagram\.com|tiktok\.com/@|linktr\.ee"
        )
        return rf"(?i){bordered(tuple(words))}|{hosts}|@[a-z]|{self.composition.pattern}"

    def setting(self, wording: str, name: str) -> float:
        """Return a numeric setting of a wording."""
        return float(str(self.rules.market["wordings"][wording].settings[name]))

    @cached_property
    def counted(self) -> tuple[Mapping[str, float], Mapping[str, float]]:
        """Return the numbers that words mean, and the factors by which words multiply a number."""
        rule = self.rules.market["wordings"]["counting"]
        words = {same(word): float(number) for number in rule.settings for word in texts(rule, number)}
        return words, {same(word): self.setting(each, "times") for each in TIMES for word in self.words(each)}

    @cached_property
    def parts_of_amounts(self) -> re.Pattern[str]:
        """Return the pattern of a number, in digits or as a word, and what it is times (nothing before rupees)."""
        times, words = pattern_of(self.words(*TIMES)), pattern_of(self.words("counting"))
        digits, rupees = r"([0-9][0-9,]*(?:\.[0-9]+)?)", pattern_of(self.words("rupees"))
        return re.compile(rf"(?:{digits}|\b({words})(?= ?(?:{times}|{rupees})))(?: ?({times})(?![a-z]))?")

    def links(self) -> Iterator[tuple[MarketRule, str]]:
        """Yield every pattern of an address with the rule of the contact point that it names."""
        for rule in self.rules.market["contacts"].values():
            yield from ((rule, pattern) for pattern in rule.links)


TIMES = ("hundred", "thousand", "lakh", "crore")
"""Wordings of what a number is times."""

_INSIDE_PRICES = (
    *(f"wordings:{each}" for each in TIMES),
    "wordings:quantity",
    "wordings:counting",
    "wordings:each_one",
)
"""Wordings whose words have no meaning by themselves."""
