"""Decide what each column of a source holds, with reasons, once before any cut.

Content and header are both used. The content wins over a wrong header, and the reasons state it. Numbers that only
resemble an identifier (epoch milliseconds, bar codes, order ids) are opaque, never PK_CNIC.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from triage.core.model import Role, Source
from triage.detect.abroad import beside_cards, without_foreign
from triage.detect.combos import HASH, are_of_passwords, hashes_beside_logins, with_passwords
from triage.detect.content import Asked, Content, doubt, look
from triage.detect.eyes import TEXT, Eyes
from triage.detect.fields import name_the_nameless, one_per_field
from triage.detect.headers import Vocabulary, headers_of
from triage.detect.joined import Joined, joined_columns, put_together, with_pieces
from triage.detect.other_people import with_other_people
from triage.detect.sweep import ASKED, doubted
from triage.recognizers import fold_column

_WORDY_CHARS = 60
"""Mean characters of a cell above which an otherwise unrecognised column is free text."""

_PERSON = "PERSON"

_SENTENCES = 0.3
"""Share of cells that are sentences from which on an otherwise unrecognised column is free text of any length."""

_LEAST_NAMED = 0.2
"""Found rate required with an exact header: half-filled and half-masked columns are still what they state."""

_LEAST_PARTLY_NAMED = 0.5
"""The same for a word in a longer header, if the rule accepts no column by its cells alone."""

_LEAST_VALID, _LEAST_VALID_NUMBER = 0.1, 0.2
"""Share of cells that must pass the entity's checks, whatever the header: if nearly all fail, it is something else.

One of ten random numbers has the right check digit.
"""


_BARE = 0.9
"""Share of cells with only digits from which on a column is one of numbers."""

_DIGESTS = "digests, and nothing says that they are of passwords"

_REMARK_CHARS = 12
"""Mean characters of a cell above which a column whose header names remarks is free text."""

_NAMES = 0.75
"""Share of words that the tables of names must know for people under a header of products, shops or remarks."""

_THINGS, _OF_THINGS = 0.5, "names of places, institutions or goods, not of people"
"""Share of cells with a word of such names from which on a column is not one of people, whatever its header says."""

_FEW_VALUES, _FEW_NAMES = 0.125, 0.2
"""Share of different cells, and of words that the tables of names know, below which both a header of names lies."""

_OLDER = {"PK_CNIC": "PK_NIC_OLD"}
"""Entities whose header may stand above the numbers that were used before them."""

_OF_WORDS = ("LOCATION", "PERSON", "PK_ADDRESS")
"""Entities that are words: a column of sentences whose header names texts is none of them."""

_ONLY_LIKE = {
    "PERSON": "words that could be names, of which the tables of names know few",
    "PK_VEHICLE_REGISTRATION": "letters and digits as on plates, in series that no province uses",
}
"""Why a column is not of such an entity if only its cells suggest it and they are not `listed`."""

_TELLING, _SURE = 4, 0.8
"""How specific and how frequent an entity must be to win over a header for any text (a password, a user name)."""


def decide(source: Source, sample: pl.DataFrame, eyes: Eyes, words: Vocabulary) -> Source:
    """Return the source with its roles. `sample` has the columns "0", "1", ... of the source."""
    (decided,) = decide_all([(source, sample)], eyes, words)
    return decided


def decide_all(sampled: Sequence[tuple[Source, pl.DataFrame]], eyes: Eyes, words: Vocabulary) -> list[Source]:
    """Return each source with its roles; same result as one by one, but much faster for many."""
    tables = [(source, sample) for source, sample in sampled if not source.is_text]
    joined = [joined_columns(source, sample, eyes, words) for source, sample in tables]
    whole = [(source, put_together(sample, each)) for (source, sample), each in zip(tables, joined, strict=True)]
    seen = iter(zip(_roles(whole, eyes, words), joined, strict=True))
    return [
        _text(source, sample, eyes) if source.is_text else _table(source, sample, next(seen), (eyes, words))
        for source, sample in sampled
    ]


def _text(source: Source, sample: pl.DataFrame, eyes: Eyes) -> Source:
    folded = [fold_column(cells.drop_nulls()) for cells in sample.iter_columns()] or [pl.Series([], dtype=pl.String)]
    doubts = (doubted(text, eyes.swept, eyes) for text in folded)
    roles = (Role(at, TEXT, "", 1.0, ("the file is plain text",), doubted=each) for at, each in enumerate(doubts))
    return replace(source, roles=tuple(roles))


def _table(
    source: Source, sample: pl.DataFrame, seen: tuple[list[Role], list[Joined]], look_with: tuple[Eyes, Vocabulary]
) -> Source:
    """Return the source with these roles; columns that are no number when joined stay separate."""
    roles, joined = seen
    held = [each for each in joined if roles[each.column].entity == each.entity]
    if len(held) < len(joined):
        (roles,) = _roles([(source, put_together(sample, held))], *look_with)
    named = name_the_nameless(source, sample, with_pieces(roles, held), look_with[1])
    named = with_other_people(source, named, look_with[1])
    return replace(source, roles=tuple(one_per_field(source, sample, named)))


def _roles(tables: Sequence[tuple[Source, pl.DataFrame]], eyes: Eyes, words: Vocabulary) -> list[list[Role]]:
    if not tables:
        return []  # of no cells it would be asked what they are by every pattern
    asked = [
        Asked(sample.select(map(str, range(len(source.columns)))), _named(source, words)) for source, sample in tables
    ]
    return [
        _roles_of(source, sample, contents, words)
        for (source, sample), contents in zip(tables, look(asked, eyes), strict=True)
    ]


def _named(source: Source, words: Vocabulary) -> set[str]:
    """Return the entities that headers name."""
    headers = filter(None, headers_of(source))
    named = {said[0] for header in headers if (said := words.exact(header) or words.partial(header))}
    return named | {older for newer, older in _OLDER.items() if newer in named}


def _roles_of(source: Source, sample: pl.DataFrame, contents: Sequence[Content], words: Vocabulary) -> list[Role]:
    roles = [
        _role(i, header, content, words)
        for i, (header, content) in enumerate(zip(headers_of(source), contents, strict=True))
    ]
    headers = headers_of(source)
    roles = [
        replace(role, doubted=(*each.doubted, *(ASKED if role.is_opaque and words.is_of_goods(header) else ())))
        for role, each, header in zip(roles, contents, headers, strict=True)
    ]
    roles = beside_cards(roles, contents, words)
    roles = without_foreign(roles, contents, headers, words)
    roles = hashes_beside_logins(roles, contents, _could_be_hashes(source, words), words.first_field(HASH))
    return roles if source.has_header else with_passwords(roles, sample)


def _role(index: int, header: str, content: Content, words: Vocabulary) -> Role:
    named = words.exact(header) or words.partial(header) if header else None
    is_exact = header != "" and words.exact(header) is not None
    if content.cells == 0:
        if named and is_exact:
            return Role(index, *named, 0.3, ("the header names it; every sampled cell is empty",))
        return Role(index, reasons=("every sampled cell is empty",))
    if content.opaque and not (named and content.valid.get(named[0], 0) > 0 and not content.rules[named[0]].is_number):
        return Role(index, confidence=0.9, reasons=(*_lie(named), content.opaque), is_opaque=True)
    if named and (role := _by_header(index, named, is_exact, content)):
        return role
    if named and (role := _of_older(index, named, content, words)):
        return role
    return _by_content(Role(index), header, content, words)


def _of_older(index: int, named: tuple[str, str], content: Content, words: Vocabulary) -> Role | None:
    """Return the role of a column whose header names cards and whose cells are numbers of the cards before them."""
    older = _OLDER.get(named[0], "")
    share = content.valid.get(f"{older}.shaped", 0.0)
    if share < _LEAST_NAMED or content.held_valid.get(named[0], 0.0) >= share:
        return None
    why = f"{share:.0%} of sampled cells are written as old numbers are"
    return Role(index, older, words.first_field(older), 0.9, (f"the header names {named[1]}", why))


def _by_header(index: int, named: tuple[str, str], is_exact: bool, content: Content) -> Role | None:  # noqa: FBT001
    entity, field = named
    if entity == _PERSON and (_is_of_things(content) or _is_of_few_words(content)):
        return None
    found, valid = content.held_found.get(entity, 0.0), content.held_valid.get(entity, 0.0)
    valid += content.valid.get(f"{entity}.lost", 0.0)  # the check digit, not the number
    rules = content.rules
    alone = rules[entity].alone
    least = _LEAST_NAMED if is_exact else alone if alone <= 1 else _LEAST_PARTLY_NAMED
    better = [
        other
        for other in content.best()
        if rules[other].telling >= rules[entity].telling and content.valid[other] > max(valid, 0.5)
    ] + [other for other in content.best() if alone > 1 and _is_surely(other, content) and other != entity]
    if found < least or better or valid < _least_valid(entity, content):
        return None
    rivals = [other for other in content.best() if other != entity]
    reasons = (f"the header names {field}", f"{found:.0%} of sampled cells have its form, {valid:.0%} pass its checks")
    confidence = min(0.99, (0.7 if is_exact else 0.66) + 0.3 * max(valid, found / 2))
    return Role(index, entity, field, round(confidence, 2), reasons, rivals[0] if rivals else "")


def _is_of_things(content: Content) -> bool:
    return content.valid.get("PERSON.things", 0.0) >= _THINGS


def _is_of_few_words(content: Content) -> bool:
    """Return true if a few values come again and again that the tables of names do not know: kinds of trees."""
    return content.distinct < _FEW_VALUES and content.valid.get("PERSON.words", 1.0) < _FEW_NAMES


def _least_valid(entity: str, content: Content) -> float:
    """Return the share that must pass an entity's checks; foreign addresses are accepted in a column of addresses."""
    if entity == "PK_ADDRESS":
        return 0.0
    return _LEAST_VALID_NUMBER if content.rules[entity].is_number else _LEAST_VALID


def _lie(named: tuple[str, str] | None) -> tuple[str, ...]:
    return (f"the header says {named[1]}, the cells do not",) if named else ()


def _is_surely(entity: str, content: Content) -> bool:
    """Return whether nearly all cells are of an entity with a form or check of its own, not just a length."""
    rule = content.rules[entity]
    if rule.telling < _TELLING or content.valid[entity] < _SURE:
        return False
    told = [content.valid[f"{entity}.{how}"] for how in ("shaped", "listed") if f"{entity}.{how}" in content.valid]
    return not told or max(told) >= _SURE


def _by_content(blank: Role, header: str, content: Content, words: Vocabulary) -> Role:
    named = words.exact(header) or words.partial(header) if header else None
    able, against = _able(header, named, content, words)
    blank = replace(blank, reasons=(*_lie(named), *against))
    entity = able[0] if able else ""
    if entity and content.rules[entity].is_number and (why := doubt(entity, content, words.kind_of_number(header))):
        return replace(blank, is_opaque=True, confidence=0.6, reasons=(*blank.reasons, why), second=entity)
    if entity:
        share = content.valid[entity]
        return replace(
            blank,
            entity=entity,
            field=words.first_field(entity),
            confidence=round(min(0.99, 0.65 + 0.34 * share), 2),
            reasons=(*blank.reasons, f"{share:.0%} of sampled cells pass the checks of {entity}"),
            second=able[1] if len(able) > 1 else "",
        )
    if _DIGESTS in against:
        return blank
    if content.numeric <= _BARE and content.mean_chars > _REMARK_CHARS and words.is_text(header):
        return replace(blank, entity=TEXT, confidence=0.6, reasons=(*blank.reasons, "the header names remarks"))
    return _unknown(blank, content)


def _able(
    header: str, named: tuple[str, str] | None, content: Content, words: Vocabulary
) -> tuple[list[str], list[str]]:
    """Return the entities that a column may be by its cells, the most specific first, and why not others."""
    able, against = content.best(), list[str]()
    if content.sentences >= _SENTENCES and words.is_text(header):
        able = [each for each in able if each not in _OF_WORDS]

    def drop(entity: str, why: str) -> None:
        able.remove(entity)
        against.append(why)

    if "DATE_OF_BIRTH" in able and ((header and not named) or not content.valid["DATE_OF_BIRTH.listed"]):
        drop("DATE_OF_BIRTH", "dates, and nothing says that they are of births")
    if "GENDER" in able and header and content.is_one_letter:
        drop("GENDER", "one letter in every cell, and the header does not say that it is of a sex")
    if HASH in able and not are_of_passwords(named[0] if named else "", content):
        drop(HASH, _DIGESTS)
    if _PERSON in able and content.valid["PERSON.words"] < _NAMES and words.is_of_things(header):
        drop(_PERSON, "words that could be names, under a header of things or remarks")
    if _is_of_things(content):
        able = [each for each in able if each != _PERSON]
        against.append(_OF_THINGS)
    for entity, why in _ONLY_LIKE.items():
        if entity in able and not content.valid.get(f"{entity}.listed", 1.0):
            drop(entity, why)
    return able, against


def _unknown(blank: Role, content: Content) -> Role:
    """Return the role of a column without an entity: text, other numbers, or unknown."""
    if content.numeric > _BARE:
        return replace(blank, is_opaque=True, confidence=0.5, reasons=(*blank.reasons, "numbers of no known kind"))
    if content.mean_chars > _WORDY_CHARS:
        why = f"cells are long: {content.mean_chars:.0f} characters on average"
        return replace(blank, entity=TEXT, confidence=0.6, reasons=(*blank.reasons, why))
    if content.sentences >= _SENTENCES:
        why = f"{content.sentences:.0%} of sampled cells are sentences"
        return replace(blank, entity=TEXT, confidence=0.6, reasons=(*blank.reasons, why))
    return replace(blank, reasons=(*blank.reasons, "no entity reaches its least rate"))


def _could_be_hashes(source: Source, words: Vocabulary) -> list[bool]:
    """Return whether each column has no header, or one that states only that it holds digests."""
    return [not header or words.is_hash(header) for header in headers_of(source)]
