from __future__ import annotations

from collections import Counter
from pathlib import Path

from triage.core.messages import COPY, Placing, of
from triage.core.model import Evidence, Source
from triage.core.places import MESSAGES, places, without_copies
from triage.core.summary import Marks, TableSum


def told(form: str, name: str, messages: int) -> tuple[Source, TableSum]:
    evidence = Evidence("chat", Path(name), (), Path(name), 1, name)
    facts = {"title": "Data Point", "type": "public_channel"}
    placing = Placing("rule", "telegram", "channel", form, 0.9, facts=facts, parts={"text": (0,)})
    counts = Counter({"messages": messages, "day=2024-05-01": 1, f"day=2024-06-0{len(form)}": messages - 1})
    return Source(evidence, "any", "", ("text",), placing=placing.to_text()), TableSum(marks={MESSAGES: Marks(counts)})


def test_the_same_chat_in_two_forms_is_one_place_and_counts_once() -> None:
    (json, in_json), (html, in_html) = told("JSON", "result.json", 40), told("HTML", "messages.html", 39)
    tables = {json.key: in_json, html.key: in_html}
    (place,) = places([html, json], tables)

    assert (place.messages, place.first, place.last) == (40, "2024-05-01", "2024-06-04")
    assert set(place.forms) == {"JSON", "HTML"}
    assert [of(each).whose == COPY for each in without_copies([html, json], tables)] == [True, False]


def test_parts_of_one_form_add_up() -> None:
    (first, in_first), (second, in_second) = told("HTML", "messages.html", 40), told("HTML", "messages2.html", 2)
    (place,) = places([first, second], {first.key: in_first, second.key: in_second})

    assert place.messages == 42
    assert not place.copies
