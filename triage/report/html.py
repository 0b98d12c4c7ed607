"""The answer as one page: no script, no reference to anything outside, every text escaped by the template engine.

The page's Content-Security-Policy enforces this: it allows its one style element (by hash) and pictures inside the
page, and nothing else; there are no style attributes. Charts are inline SVG made of rectangles; their words are in the
page, so that they wrap, are read aloud, and a right-to-left name does not reverse its line (<bdi>).
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from triage.core.plurals import count_of
from triage.report.document import (
    answer,
    legend,
    numbers,
    people_words,
    places,
    reasons,
    relation_words,
    trade,
    verification,
    words,
)
from triage.report.document.lineage import drawing
from triage.report.document.other_evidence import other_evidence

_FILTERS = (
    ("real", "Consistent with real people"),
    ("fabricated", "Fabricated, wholly or partly"),
    ("undetermined", "Undetermined"),
    ("unread", "Not all read"),
    ("nothing", "No record judged"),
)
"""Filters of the index; they need no script (see page.css)."""

MOST_BARS = 15
"""Most bars of a chart; smaller counts are added up in one more."""


_STRIP = {"genuine": "consistent", "fabricated": "fabricated", "unclear": "unknown"}
"""Colours of looks: those of the share bar."""


class Bar(NamedTuple):
    """One row of a chart: `width` is in [0, 100] of the widest."""

    name: str
    rows: int
    width: float


class Segment(NamedTuple):
    """One piece of a share bar, in thousandths of the whole."""

    kind: str
    start: float
    width: float


def render(document: Mapping[str, Any]) -> str:
    """Return a whole HTML page; for a brief document without the details of its dumps."""
    pages = Environment(
        loader=PackageLoader("triage.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    pages.filters.update(
        number="{:,}".format,
        percent=numbers.percent,
        percent_at_least=numbers.percent_at_least,
        size=numbers.size,
        plain=words.plain,
        told=reasons.told,
        entity=words.entity,
        count=words.count,
        decibans=_decibans,
    )
    style = pages.get_template("page.css").render()
    return pages.get_template("page.html").render(
        document={"brief": False, **document},
        verification=verification,
        words=words,
        legend=legend,
        places=places.sentences,
        answer=answer,
        trade=trade,
        people=people_words,
        drawing=drawing,
        changed=other_evidence(document),
        flags=relation_words.flags(document["case"].get("comparison") or {}),
        lineage=relation_words.lineage(document["case"].get("comparison", {})),
        groups=groups,
        shows=shows,
        bars=bars,
        years=years,
        share=share,
        strip=strip,
        style=Markup(style),  # noqa: S704 - our own file
        policy=policy(style),
    )


def policy(style: str) -> str:
    """Return the Content-Security-Policy of a page with this text in its style element."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def bars(counts: Mapping[str, int]) -> Sequence[Bar]:
    """Return the largest counts, largest first, and the sum of the others."""
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rest = order[MOST_BARS:]
    shown = [*order[:MOST_BARS], *([(count_of(len(rest), "other"), sum(count for _, count in rest))] if rest else [])]
    return _bars(shown)


def years(counts: Mapping[str, int]) -> Sequence[Bar]:
    """Return counts by five years, in the order of time; what is not a year comes last."""
    grouped: dict[str, int] = {}
    for year, count in sorted(counts.items()):
        first = int(year) // 5 * 5 if year.isdecimal() else None
        name = "other" if first is None else f"{first}\N{EN DASH}{first + 4}"
        grouped[name] = grouped.get(name, 0) + count
    return _bars(list(grouped.items()))


def share(genuineness: Mapping[str, Any]) -> Sequence[Segment]:
    """Return all rows of a dump as pieces of one bar: consistent with genuine, its range, undetermined, fabricated.

    Number A is at the right end and wins if the two numbers overlap: it is valid whoever fabricated the rows.
    """
    limit = 1 - genuineness["fabricated_at_least"]["value"]
    consistent = genuineness["consistent_with_genuine"]
    low, high = min(consistent["low"] or 0.0, limit), min(consistent["high"] or 0.0, limit)
    ends = (("consistent", low), ("range", max(low, high)), ("unknown", limit), ("fabricated", 1.0))
    pieces, start = [], 0.0
    for kind, end in ends:
        if end > start:
            pieces.append(Segment(kind, round(1000 * start, 1), round(1000 * (end - start), 1)))
        start = max(start, end)
    if consistent["estimate"] is not None:
        pieces.append(Segment("estimate", round(1000 * consistent["estimate"] - 2, 1), 4.0))
    return pieces


def strip(stretches: Sequence[Mapping[str, Any]]) -> Sequence[Segment]:
    """Return the rows of a table from first to last as pieces of one bar, by their look."""
    rows = stretches[-1]["last"]
    return [
        Segment(
            _STRIP[each["looks"]],
            round(1000 * (each["first"] - 1) / rows, 1),
            round(1000 * (each["last"] - each["first"] + 1) / rows, 1),
        )
        for each in stretches
    ]


def groups(dump: Mapping[str, Any]) -> Sequence[str]:
    """Return the filters of the index that show this dump."""
    head, verdict = dump["headline"]["records"], dump["genuineness"]["verdict"]
    found = {
        "real": bool(head["estimate"]),
        "fabricated": verdict in {"fabricated", "mostly_fabricated", "mixed"},
        "undetermined": bool(head["of"]) and verdict == "undetermined",
        "unread": not dump["coverage"]["complete"],
        "nothing": not head["of"],
    }
    return [f"in-{name}" for name, is_in in found.items() if is_in]


def shows(dumps: Sequence[Mapping[str, Any]]) -> Sequence[tuple[str, str, int]]:
    """Return the filters of the index: name, title, and how many dumps each shows."""
    counts = Counter(group for dump in dumps for group in groups(dump))
    return [("all", "All", len(dumps)), *((name, title, counts[f"in-{name}"]) for name, title in _FILTERS)]


def _decibans(weight: float) -> str:
    """Return a weight with its sign."""
    return f"{weight:+.1f}".replace("-", "\N{MINUS SIGN}") if weight else "0"


def _bars(counts: Sequence[tuple[str, int]]) -> Sequence[Bar]:
    most = max((count for _, count in counts), default=0)
    return [Bar(name, count, round(100 * count / most, 2) if most else 0.0) for name, count in counts]
