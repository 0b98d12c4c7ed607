"""Every reason in the source has a sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from triage.report.document.reasons import SENTENCES, stem, told

ROOT = Path(__file__).parents[3] / "triage"
WORD = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|[a-z]+:.+|empty|truncated|encrypted|gone|sparse")
CALLED = frozenset({"EvidenceError", "Unsupported", "broken", "reason", "unread", "refused", "lost"})
KEPT = frozenset({"reasons", "wrong"})


def texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and WORD.fullmatch(each.value):
            yield each.value


def name(node: ast.AST) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def reasons_of(node: ast.AST) -> Iterator[str]:
    """Yield the reason words that a node of the syntax tree gives."""
    if isinstance(node, ast.Call):
        given = node.args[:2] if name(node.func) in CALLED else []
        for each in (*given, *(word.value for word in node.keywords if word.arg in {"unread", "reason"})):
            yield from texts(each)
    elif isinstance(node, ast.Subscript) and name(node.value) in KEPT:
        yield from texts(node.slice)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if key is not None and isinstance(value, ast.Call) and name(value.func) == "Occurrences":
                yield from texts(key)


def in_source() -> set[str]:
    modules = [
        path
        for room in ("core", "find", "formats", "read", "run", "app", "records", "text")
        for path in (ROOT / room).rglob("*.py")
    ]
    return {
        stem(word)
        for path in modules
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for word in reasons_of(node)
    }


def test_every_reason_in_the_source_has_a_sentence() -> None:
    found = in_source()

    assert len(found) > 40
    assert found <= SENTENCES.keys()


@pytest.mark.parametrize("word", sorted(SENTENCES))
def test_a_sentence_has_no_word_of_the_code(word: str) -> None:
    assert "_" not in SENTENCES[word]
    assert SENTENCES[word][0].isupper()
    assert not SENTENCES[word].endswith(".")


def test_what_a_reason_is_about_is_told() -> None:
    assert told("unsupported:video/mp4").endswith("is not read by this version (video/mp4)")
    assert told("not_readable_5") == SENTENCES["not_readable"]
    assert told("a_new_word") == "a new word"
