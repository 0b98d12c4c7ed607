"""Check that names hold the words that most Pakistani names consist of: Muhammad, Khan, Ali, Bibi and a dozen more.

Generators take their names from sites of rare names and have hardly any of these words. Communities differ much, so the
range of genuine lists is wide and the check is a soft one: it never decides alone, and accuses nobody. A name of one
word tells nothing: the commonest words stand behind the given name.
"""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.model import Reason
from triage.core.observe import Count, Fields, Observation
from triage.core.summary import Marks
from triage.recognizers.alphabet import any_word
from triage.recognizers.person import any_ending
from triage.recognizers.spelling import plain, words_of
from triage.rules.model import Rules, SignalRule
from triage.score.row_checks import Check, checked, percent, setting

_JOINED = ("ULLAH", "اللہ")
"""Endings that are written together with the word before."""


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows with a name of two words or more, and those with a core word in it."""
    if not fields.has("name"):
        return {}
    name = plain(fields.value("name"))
    is_whole = name.str.contains(r"\S\s+\S")
    return {"rows": Count(is_whole), "core": Count(is_whole & name.str.contains(core_words(rules)))}


def core_words(rules: Rules) -> str:
    """Return the pattern of a core word in any known spelling, Latin or Urdu, also as an ending ("Habibullah")."""
    core = {row["word"].upper() for row in rules.table("core_names")}
    spelled = [written for written, word in words_of(rules).spelling.items() if word in core]
    return f"{any_word(spelled)}|{any_ending(_JOINED)}"


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how many names hold a core word: a list without them was not made from real people."""
    rows, core = marks.counts["rows"], marks.counts["core"]
    return checked(
        Check(rows, rows - core, setting(rule, "chance")),
        rule,
        f"{percent(core / max(rows, 1))} of names hold one of the commonest words of Pakistani names.",
    )
