"""Check rules: every pattern compiles in both engines, every example is found in a column and in free text.

In messages, "column door" means an entity's expressions on a column, "text door" Presidio
(`triage.recognizers.presidio`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import polars as pl
import regex
import yaml

from triage import rules as rulebook
from triage.recognizers.base import Recognizer, load
from triage.recognizers.glued import parted_column
from triage.recognizers.presidio import text_recognizer
from triage.recognizers.text import fold
from triage.rules.model import Example, Pattern, Rule, RuleError, Rules

_KINDS = ("entities", "signals", "dump_types")

_ERROR = regex.compile(r"(?P<file>[^:]+): line (?P<line>\d+): (?:(?P<id>[\w.-]+|\?): )?(?P<message>.+)", regex.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A mistake in a rule: its place, and what to do about it."""

    file: str
    line: int
    id: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: line {self.line}: {self.id}: {self.message}"


def check(*folders: Path) -> list[Problem]:
    """Return every mistake in the program's rules and those of these folders, by file and line; empty without mistakes.

    If a file cannot be read as rules at all, that mistake alone is returned. Raises `RuleError` for a missing folder.
    """
    try:
        rules = rulebook.load(*folders)
        recognizers = load(rules)
    except RuleError as error:
        return [_problem_of(error)]
    places = _Places((rulebook.HOME, *folders))
    found = [*_ids(places), *_entities(rules, places), *_headers(rules, places)]
    for recognizer in recognizers.values():
        found += _rule(recognizer, places)
    return sorted(set(found))


class _Places:
    """The lines of the parts of rules in their files."""

    def __init__(self, homes: tuple[Path, ...]) -> None:
        self.homes = homes
        self.files = [
            (home, kind, path, _lines(path)) for home in homes for kind in _KINDS for path in _yaml(home, kind)
        ]

    def line(self, rule: Rule, *key: str | int) -> int:
        """Return the line of a part of an entity's rule, such as ("patterns", 0).

        Without a part, the line of the rule.
        """
        lines = next(
            lines
            for _, kind, path, (own_id, lines) in reversed(self.files)
            if (kind, path.name, own_id) == ("entities", rule.file, rule.id)
        )
        return lines.get(key, rule.line)

    def problem(self, rule: Rule, message: str, *key: str | int) -> Problem:
        """Return a mistake in a part of a rule, with its line."""
        return Problem(rule.file, self.line(rule, *key), rule.id, message)


def _yaml(home: Path, kind: str) -> list[Path]:
    return sorted((home / kind).glob("*.yaml"))


def _lines(path: Path) -> tuple[str, Mapping[tuple[str | int, ...], int]]:
    """Return the id that a file states, and the lines of its keys and of the entries under them, from 1."""
    root = cast("yaml.MappingNode", yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))
    own_id, lines = "", dict[tuple[str | int, ...], int]()
    for key, value in root.value:
        lines[(key.value,)] = key.start_mark.line + 1
        if key.value == "id":
            own_id = value.value
        if isinstance(value, yaml.SequenceNode):
            lines |= {(key.value, index): each.start_mark.line + 1 for index, each in enumerate(value.value)}
    return own_id, lines


def _problem_of(error: RuleError) -> Problem:
    match = _ERROR.fullmatch(str(error))
    if match is None:
        raise error
    return Problem(match["file"], int(match["line"]), match["id"] or "?", match["message"])


def _ids(places: _Places) -> Iterator[Problem]:
    """Yield a mistake for each id that occurs twice in a folder: of two rules the first would be lost silently."""
    first: dict[tuple[Path, str, str], str] = {}
    for home, kind, path, (own_id, lines) in places.files:
        other = first.setdefault((home, kind, own_id), path.name)
        if other != path.name:
            yield Problem(path.name, lines.get(("id",), 1), own_id, f"the id stands in {other} too: choose another")


def _entities(rules: Rules, places: _Places) -> Iterator[Problem]:
    first: dict[str, Rule] = {}
    for _, rule in sorted(rules.entities.items()):
        other = first.setdefault(rule.entity, rule)
        if other is not rule:
            yield places.problem(
                rule, f"entity {rule.entity} belongs to the rule {other.id} too: use that id", "entity"
            )


def _headers(rules: Rules, places: _Places) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for _, rule in sorted(rules.entities.items()):
        for index, field in enumerate(rule.fields):
            place = f"{rule.id}: {field.name}"
            for word in field.headers:
                plain = "".join(each for each in fold(word).lower() if each.isalnum())
                other = first.setdefault(plain, place)
                if other != place:
                    yield places.problem(rule, f"header word {word!r} belongs to {other} too", "fields", index)


def _rule(recognizer: Recognizer, places: _Places) -> Iterator[Problem]:
    rule = recognizer.rule
    wrong = [
        places.problem(rule, f"pattern {pattern.name!r}: {message}", "patterns", index)
        for index, pattern in enumerate(rule.patterns)
        for message in _pattern(pattern)
    ]
    yield from wrong
    if not rule.patterns and rule.recognizer is None:
        yield places.problem(rule, "needs a pattern, or a recognizer")
    elif not wrong:
        try:
            yield from _examples(recognizer, places)
        except RuleError as error:
            yield _problem_of(error)


def _pattern(pattern: Pattern) -> Iterator[str]:
    if not 0 < pattern.score <= 1:
        yield f"the score {pattern.score:g} is not above 0 and at most 1"
    try:
        compiled = regex.compile(pattern.regex)
    except regex.error as error:
        yield f"does not compile in Python's regex: {error}"
        return
    if message := _in_rust(pattern.regex):
        yield message
    yield from _read_differently(pattern.regex)
    if compiled.groups == 0:
        yield "needs a group: group 1 is the value"
    if compiled.search("") is not None:
        yield "is found in an empty text"


def _read_differently(pattern: str) -> Iterator[str]:
    """Yield syntax that both engines accept but interpret differently."""
    plain = regex.sub(r"\\(?:[pPxu]\{[^}]*\}|.)", "a", pattern)
    if regex.search(r"\[[^\]]*(?:\[|&&|~~|--)", plain):
        yield "a set of sets is one in Rust's regex and another thing in Python's"
    if regex.search(r"[*+?}]\+", regex.sub(r"\[[^\]]*\]", "a", plain)):
        yield "a possessive quantifier is one in Python's regex and another thing in Rust's"


def _in_rust(pattern: str) -> str:
    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.ComputeError as error:
        reason = str(error).strip().splitlines()[-1]
        return f"does not compile in Rust's regex, which has no look-around and no back-references: {reason}"
    return ""


def _examples(recognizer: Recognizer, places: _Places) -> Iterator[Problem]:
    rule = recognizer.rule
    named = [("examples", index, each) for index, each in enumerate(rule.examples)]
    named += [("counter_examples", index, each) for index, each in enumerate(rule.counter_examples)]
    texts = [example.text for _, _, example in named]
    doors = {"column": _by_column(recognizer, texts)}
    if rule.patterns:
        doors["text"] = _by_text(recognizer, texts)
    for at, (key, index, example) in enumerate(named):
        for door, found in doors.items():
            if found[at] != example.value:
                yield places.problem(rule, _wrong(example, door, found[at]), key, index)


def _wrong(example: Example, door: str, found: str | None) -> str:
    wanted = "nothing" if example.value is None else repr(example.value)
    return f"{example.text!r}: the {door} door finds {'nothing' if found is None else repr(found)}, not {wanted}"


def _by_column(recognizer: Recognizer, texts: list[str]) -> list[str | None]:
    """Return the valid value of each cell; null if there is none."""
    cells = parted_column(pl.Series("text", [fold(text) for text in texts], pl.String)).to_frame()
    values = cells.select(recognizer.value(pl.col("text")).alias("value"))
    return values.select(pl.when(recognizer.valid(pl.col("value"))).then(pl.col("value")))["value"].to_list()


def _by_text(recognizer: Recognizer, texts: list[str]) -> list[str | None]:
    """Return the value of the first find in each text, as written if the rule has only patterns.

    Null without a find.
    """
    door = text_recognizer(recognizer)
    results = [door.analyze(text, [recognizer.entity]) for text in texts]
    spans = [text[each[0].start : each[0].end] if each else None for text, each in zip(texts, results, strict=True)]
    if recognizer.rule.recognizer is None:
        return [span if span is None else fold(span) for span in spans]
    return _by_column(recognizer, [span or "" for span in spans])
