"""Patterns of what stands beside people's names: who a person is, a label for a name, what somebody has."""

from __future__ import annotations

from functools import cache

import regex

from triage.recognizers.language.people import any_of, settings

MOST = 5
"""Most words of a name that is found by the tables or made longer by them."""

CAPITAL = r"\p{Lu}\p{Ll}[\p{L}'\u2019-]*"
_RUN = rf"(?:\p{{Lu}}\. ?){{0,3}}{CAPITAL}(?: {CAPITAL}){{0,{MOST - 1}}}"


@cache
def who() -> regex.Pattern[str]:
    """Return the pattern of a word for who a person is and of the words in capitals behind it."""
    who = any_of({*settings("before_names"), *settings("before_capitals")})
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?i:{who})(?: ?[:.-]+)? (?P<run>{_RUN})")


@cache
def who_small() -> regex.Pattern[str]:
    """Return the pattern of a word for who a person is and of the words in small letters, or in Urdu, behind it."""
    who = any_of({*settings("before_names"), *settings("before_capitals"), *settings("relatives")})
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}])(?i:{who}) (?P<run>[a-z]{{2,}}(?: [a-z]{{2,}}){{1,3}}"
        rf"|[\u0621-\u06d3\p{{M}}]{{2,}}(?: [\u0621-\u06d3\p{{M}}]{{2,}}){{1,3}})"
    )


@cache
def labels() -> regex.Pattern[str]:
    """Return the pattern of what stands before a name: whose name it is, and the word for a name."""
    whose = any_of(settings("relatives"))
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}])(?:(?i:(?:{whose})(?: sa+hib)? ?(?:ka|ki|ke|k)? (?:pura |poora )?na+m)(?: (?:hai|tha))?"
        rf"|(?i:naam)(?: hai)?|(?:{whose})(?: صاحب)? ?(?:کا|کی|کے)? ?نام|نام)(?: ?[:=-]+)?(?= [\p{{L}}])"
    )


@cache
def possessions() -> regex.Pattern[str]:
    """Return the pattern of what stands behind a name: "k sim", "ke naam pe", "sahib", "کا بیٹا"."""
    owned = any_of(settings("possessions"))
    return regex.compile(rf" (?i:(?:ka|ki|ke|k|کا|کی|کے) (?:{owned})|sa+hib|sahab|baji|صاحب|صاحبہ)(?![\p{{L}}\p{{M}}])")


@cache
def beside_people() -> regex.Pattern[str]:
    """Return the pattern of words that stand only behind people: "ne", "walad"."""
    relations = any_of({*settings("relations"), *settings("beside_people")})
    return regex.compile(rf" (?i:{relations})(?![\p{{L}}\p{{M}}])")
