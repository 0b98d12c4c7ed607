"""Estimate from which years a dump can be, and whose extract it may be: from its sums, never from a seller's claim.

Each piece of evidence gives a year that the data is not older than, or not younger than. The interval is what all of
them leave; "undetermined" is an answer. A dump that is mostly fabricated gets no era: made-up rows have no age. Not
used: years in names of files and in messages, which a seller typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from triage.core.dating import Dated, Era
from triage.core.model import Answer
from triage.core.names import same, shown
from triage.core.observe import DATES
from triage.core.places import DAY, MESSAGES
from triage.core.plurals import count_of
from triage.core.summary import Marks, TableSum
from triage.rules.model import Rules

_FIRST = 2000
"""Year from which cards with 13 digits were issued (NADRA Ordinance, 2000)."""

_SEEN_LEAST, _SEEN_SHARE = 3, 0.002
"""Fewest values, and smallest share of all, from which a year or code counts as present: fewer are typing mistakes."""

_COHORTS = ((400, 1), (200, 2), (100, 4))
"""Pairs of people with a year of birth, and the years by which the youngest of them may lag after the age of entry."""

_FILLED, _FILLED_YEARS = 0.015, 3
"""Share of people born in the youngest years, and these years, for a list that begins at its age of entry."""

_KEPT_YEARS, _KEPT_LEAST = 3, 12
"""Years before the youngest, and fewest dates in each, from which a list was continued every year."""

_SURE = frozenset({"high"})
_WEAK = "if its date was not set by hand (weak: whoever makes a file can do that)"

_ALLOTTED_EARLIER = 1
"""Years by which a code of lesser confidence may have been in use earlier."""

_MADE_UP = frozenset({"fabricated", "mostly_fabricated"})


def era(answer: Answer, rules: Rules) -> Era:
    """Return from when and from whom a dump may be."""
    kind = next((row for row in rules.table("extract_sources") if row["dump_type"] == answer.dump_type.name), None)
    sources, why = _sources(answer, kind) if kind else ((), "the kind of dump is not known")
    if answer.verdict.label in _MADE_UP:
        return Era(None, None, (), (), "most records are fabricated: made-up records have no age and no source")
    found: tuple[Dated, ...] = (
        *_codes(answer, rules),
        *_births(answer, int(kind["least_age"]) if kind and kind["least_age"] else 0, _date_words(rules)),
        *_dates(answer),
        *_messages(answer),
    )
    first = max((each.not_before for each in found if each.not_before is not None), default=None)
    found = (*found, *(_if_possible(each, first) for each in _written(answer)))
    last = min((each.not_after for each in found if each.not_after is not None), default=None)
    found = (*found, *(_if_believed(each, last) for each in _districts(answer, rules)))
    first = max((each.not_before for each in found if each.not_before is not None), default=None)
    if first is not None and last is not None and first > last:
        note = Dated(f"evidence disagrees: not before {first}, not after {last}; lists of several years may be joined")
        return Era(None, None, (*found, note), sources, why)
    return Era(first, last, found, sources, why)


def _if_possible(stamp: Dated, first: int | None) -> Dated:
    """Return a time of writing without its year if what was written is younger: it was set by hand, or a clock was."""
    if first is None or stamp.not_after is None or stamp.not_after >= first:
        return stamp
    return Dated(f"{stamp.statement}; not believed, because the data is not from before {first}: it was set wrongly")


def _if_believed(weak: Dated, last: int | None) -> Dated:
    """Return weak evidence without its year if that is after what all else allows."""
    if last is None or weak.not_before is None or weak.not_before <= last:
        return weak
    return Dated(f"{weak.statement}; not believed, because all else says not after {last}")


def _codes(answer: Answer, rules: Rules) -> Iterator[Dated]:
    """Yield the year of the newest code of mobile numbers, and that of CNICs with 13 digits if there are any."""
    years = {row["prefix"]: row for row in rules.table("mobile_prefixes") if row["first_year"]}
    counts = _counted(answer, "PK_MOBILE_NUMBER", "prefix")
    seen = [code for code, count in counts.items() if code in years and count >= _least(counts)]
    if seen:
        code = max(seen, key=lambda each: (int(years[each]["first_year"]), each))
        year, is_sure = int(years[code]["first_year"]), years[code]["confidence"] in _SURE
        begin = count_of(counts[code], "mobile number begins", "mobile numbers begin")
        said = f"{begin} with {code}, in use since {'' if is_sure else 'about '}{year}"
        yield Dated(said, not_before=year - (0 if is_sure else _ALLOTTED_EARLIER))
    if sum(_counted(answer, "PK_CNIC", "district_code").values()) >= _SEEN_LEAST:
        yield Dated(f"identity numbers have 13 digits, which were given out since {_FIRST}", not_before=_FIRST)


def _dates(answer: Answer) -> Iterator[Dated]:
    """Yield the youngest year of each column that states when something was done.

    A list that was continued year after year is not much younger than its youngest dates, because new people come.
    """
    for source in answer.sources:
        marks = answer.summary.tables.get(source.key, TableSum()).marks.get(DATES, Marks())
        columns: dict[str, Counter[int]] = {}
        for name, count in marks.counts.items():
            column, _, year = name.partition("=")
            columns.setdefault(column, Counter())[int(year)] += count
        for column, years in sorted(columns.items(), key=lambda each: int(each[0])):
            if dated := _dated(shown(source.columns[int(column)]), years):
                yield dated


def _dated(name: str, years: Counter[int]) -> Dated | None:
    """Return the evidence of the dates of one column; null if there are too few."""
    youngest = _youngest(years)
    if youngest is None:
        return None
    since = [years[youngest - before] for before in range(1, _KEPT_YEARS + 1)]
    is_kept = min(since) >= _KEPT_LEAST
    said = f"dates in \N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK} run to {youngest}"
    if not is_kept:
        return Dated(said, not_before=youngest)
    of = f"about {round(sum(since) / len(since)):,} in each of the years before, so that the list ends soon after"
    return Dated(f"{said}, {of}, if it is whole", not_before=youngest, not_after=youngest + 1)


def _messages(answer: Answer) -> Iterator[Dated]:
    """Yield the year of the last messages."""
    years: Counter[int] = Counter()
    for source in answer.sources:
        marks = answer.summary.tables.get(source.key, TableSum()).marks.get(MESSAGES, Marks())
        for name, count in marks.counts.items():
            if name.startswith(DAY):
                years[int(name.removeprefix(DAY)[:4])] += count
    if (youngest := _youngest(years)) is not None:
        yield Dated(f"the last messages are of {youngest}", not_before=youngest)


def _youngest(years: Counter[int]) -> int | None:
    """Return the youngest year that occurs more often than by mistake; null without one."""
    seen = 0
    for year in sorted(years, reverse=True):
        seen += years[year]
        if seen >= _least(years):
            return year
    return None


def _date_words(rules: Rules) -> frozenset[str]:
    return frozenset(same(row["word"]) for row in rules.table("date_headers"))


def _births(answer: Answer, least_age: int, date_words: frozenset[str]) -> Iterator[Dated]:
    """Yield the year of birth of the youngest people; for lists of adults, the year in which these came of age."""
    told = _counted(answer, "DATE_OF_BIRTH", "year", date_words)
    counts = Counter({int(year): count for year, count in told.items() if year.isdecimal()})
    people, year = sum(counts.values()), _youngest(counts)
    if year is None:
        return
    if not least_age:
        yield Dated(f"the youngest were born in {year}", not_before=year)
        return
    youngest = sum(counts[year - each] for each in range(_FILLED_YEARS))
    is_filled = youngest >= _FILLED * people
    lag = next((years for least, years in _COHORTS if people >= least and is_filled), None)
    said = f"the youngest were born in {year} and such lists begin at {least_age}"
    yield Dated(said, not_before=year + least_age, not_after=None if lag is None else year + least_age + lag)


def _districts(answer: Answer, rules: Rules) -> Iterator[Dated]:
    """Yield the year of the youngest district that columns of districts name; an address may name the older tehsil."""
    years = {row["district"]: int(row["year"]) for row in rules.table("district_years")}
    counts: Counter[str] = Counter()
    for source in answer.sources:
        columns = answer.summary.tables.get(source.key, TableSum()).columns
        for role in source.roles:
            if role.field == "district" and (column := columns.get(str(role.column))):
                tally = column.entities.get(role.entity)
                counts += tally.parts.get("district", Counter()) if tally else Counter()
    seen = [name for name, count in counts.items() if name in years and count >= _least(counts)]
    if seen:
        name = max(seen, key=lambda each: (years[each], each))
        rows = count_of(counts[name], "row names", "rows name")
        said = f"{rows} the district {name}, which was made in {years[name]} (before, a tehsil had the name)"
        yield Dated(said, not_before=years[name])


def _written(answer: Answer) -> Iterator[Dated]:
    """Yield the years in which the files, those in archives, and their contents say that they were last written.

    No data is younger, if the time is true: a clock or a date can be set by hand, and who repacks an old list makes it
    younger. None says how old data is. What only a part of the files says limits only that part.
    """
    on_disk = [each.mtime_ns for each in answer.evidence if not each.members and each.mtime_ns > 0]
    if on_disk:
        year = _year(on_disk)
        yield Dated(f"the files were last written in {year}, {_WEAK}", not_after=year)
    read = [each for each in answer.evidence if not each.is_container or each.is_read_too]
    inside = [each.mtime_ns for each in read if each.members]
    if any(inside):
        year = _year(inside)
        said = f"the archive says that what is in it was last written in {year}, {_WEAK}"
        yield Dated(said, not_after=year) if all(inside) else Dated(f"{said}; of some members it says nothing")
    told: dict[str, list[str]] = {}
    for each in answer.evidence:
        for what, day in each.written:
            told.setdefault(what, []).append(day)
    is_all = all(each.written for each in read)
    for what, days in sorted(told.items()):
        says = f"the {what} says" if len(days) == 1 else f"{len(days):,} files ({what}) say, the latest,"
        said = f"{says} that it was last written on {max(days)}, {_WEAK}"
        yield Dated(said, not_after=int(max(max(told.values()))[:4]) if is_all else None)


def _year(written: Sequence[int]) -> int:
    return datetime.fromtimestamp(max(written) / 1e9, UTC).year


def _sources(answer: Answer, row: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    names = row["organisations"].split("|")[:3]
    counts = _counted(answer, "PK_MOBILE_NUMBER", "operator")
    operator, most = max(counts.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    if row["dump_type"] == "telecom_subscriber" and most >= 0.8 * sum(counts.values()) and most >= _SEEN_LEAST:
        share = f"{100 * most // sum(counts.values())}% of numbers have codes first allotted to {operator}"
        return (operator, f"a SIM franchise of {operator}", names[2]), f"{row['why']}; {share}"
    return tuple(names), row["why"]


def _counted(answer: Answer, entity: str, part: str, but: frozenset[str] = frozenset()) -> Counter[str]:
    """Return how often each value of a part was seen in columns of this entity, `but` under these headers."""
    found: Counter[str] = Counter()
    for source in answer.sources:
        table = answer.summary.tables.get(source.key)
        for role in source.roles:
            if source.has_header and but and same(source.columns[role.column]) in but:
                continue  # a date of something that was done
            if table and role.entity == entity and (column := table.columns.get(str(role.column))):
                tally = column.entities.get(entity)
                found += tally.parts.get(part, Counter()) if tally else Counter()
    return found


def _least(counts: Counter[str] | Counter[int]) -> int:
    return max(_SEEN_LEAST, round(_SEEN_SHARE * sum(counts.values())))
