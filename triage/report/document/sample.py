"""Estimate a whole dump from a quick look: counts with 95 % intervals, next to the counts of its sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import Any

from triage.core.model import Answer
from triage.core.plurals import count_of
from triage.core.summary import TableSum
from triage.report.document import words
from triage.report.document.numbers import significant, size
from triage.score.clusters import Sample, Total

_WHOLE = "whole"
_MOST = 50
"""Most dumps with a note each."""


def sample(answer: Answer) -> dict[str, Any] | None:
    """Return the estimates for a sampled dump; null if all of it was read.

    `rows` and, by entity, `found` and `valid` are [estimate, low, high]. Tables that were read whole count exactly.
    """
    tables = [(source, answer.summary.tables.get(source.key, TableSum())) for source in answer.sources]
    drawn = {source.key: _segments(table) for source, table in tables if _WHOLE in table.sample}
    if not drawn:
        return None
    rows = [_rows(table, drawn.get(source.key)) for source, table in tables]
    entities: dict[str, dict[str, list[Total]]] = {}
    for source, table in tables:
        for entity, how, total in _counts(table, drawn.get(source.key)):
            entities.setdefault(entity, {}).setdefault(how, []).append(total)
    told = {
        "segments": sum(len(each.units) for each in drawn.values()),
        "of_segments": sum(each.all_segments for each in drawn.values()),
        "bytes": sum(sum(each.units) for each in drawn.values()),
        "of_bytes": sum(each.all_units for each in drawn.values()),
        "confidence": 0.95,
        "rows": _added(rows),
        "entities": {
            entity: {how: _added(totals) for how, totals in sorted(each.items())}
            for entity, each in sorted(entities.items())
        },
    }
    return {**told, "statement": _statement(told)}


def _segments(table: TableSum) -> Sample:
    whole = table.sample[_WHOLE]
    drawn = [each for start, each in sorted(table.sample.items()) if start != _WHOLE]
    return Sample(
        [each["units"] for each in drawn], [each["rows"] for each in drawn], whole["units"], max(whole["segments"], 1)
    )


def _rows(table: TableSum, drawn: Sample | None) -> Total:
    return Total(table.rows, table.rows, table.rows) if drawn is None else drawn.total_rows()


def _counts(table: TableSum, drawn: Sample | None) -> Iterator[tuple[str, str, Total]]:
    """Yield the counts of each entity that was found in a column of a table."""
    segments = [each for start, each in sorted(table.sample.items()) if start != _WHOLE]
    for column, each in table.columns.items():
        for entity, tally in each.entities.items():
            for how, counted in (("found", tally.found), ("valid", tally.valid)):
                if drawn is None or not counted:
                    yield entity, how, Total(counted, counted, counted)
                else:
                    yield entity, how, drawn.total_of_rows([seen[f"{column} {entity} {how}"] for seen in segments])


def _added(totals: list[Total]) -> list[int]:
    """Return [estimate, low, high] of a sum: tables are sampled independently, so their errors add up as squares."""
    middle = sum(each.estimate for each in totals)
    below = sum((each.estimate - each.low) ** 2 for each in totals) ** 0.5
    above = sum((each.high - each.estimate) ** 2 for each in totals) ** 0.5
    return [middle, middle - int(below), middle + int(-(-above // 1))]


def _statement(told: Mapping[str, Any]) -> str:
    """Return the estimates in a sentence; counts in a sample are lower limits."""
    found = told["entities"]
    named = sorted((each for each in found if found[each].get("valid", [0])[0]), key=lambda e: -found[e]["valid"][0])
    said = [f"{words.entity(each)} {_about(found[each]['valid'])}" for each in named[:5]]
    more = f", and {len(named) - 5} kinds more" if len(named) > 5 else ""
    return (
        f"SAMPLE: {told['segments']:,} of {count_of(told['of_segments'], 'segment')} read, {size(told['bytes'])} of "
        f"{size(told['of_bytes'])}. In the whole: rows {_about(told['rows'])}; valid values: "
        f"{'; '.join(said) or 'none seen'}{more}. Every other number is of the sample: there is at least so much."
    )


def _about(total: list[int]) -> str:
    middle, low, high = significant(total[0]), significant(total[1], ROUND_FLOOR), significant(total[2], ROUND_CEILING)
    return f"about {middle:,} ({low:,} to {high:,})"


def notes(dumps: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield notes on a quick look: on each sampled dump, and how many dumps are exact."""
    drawn = [dump for dump in dumps if dump["sample"]]
    for dump in drawn[:_MOST]:
        yield f"{dump['dump']}: {dump['sample']['statement']}"
    if drawn:
        others = f" ({len(drawn) - _MOST:,} of them not told here)" if len(drawn) > _MOST else ""
        exact = len(dumps) - len(drawn)
        yield (
            f"A quick look: {len(drawn):,} of {len(dumps):,} dumps are told from a sample{others}; the other {exact:,} "
            "were read whole. Scanned again without --quick, the same case is read whole."
        )
