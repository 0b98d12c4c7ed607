"""Column decisions: what each column of a source holds, with reasons, decided once before any cut.

Content and header both speak. The content wins over a lying header, and the lie is said in the reasons. Numbers that
only look like an identifier (epoch milliseconds, bar codes, order ids) are opaque, never PK_CNIC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from recognizers import Recognizer, fold_column
from recognizers.lookalike import ean13, epoch_milliseconds
from triage.detect.columns import TEXT
from triage.detect.headers import Vocabulary
from triage.model import Role, Source

_WORDY_CHARS = 60
"""Mean characters of a cell above which a column that is nothing else is free text."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the sampled cells of one column say. Rates in [0, 1] over non-empty cells."""

    cells: int
    found: Mapping[str, float]
    valid: Mapping[str, float]
    distinct: float
    mean_chars: float
    numeric: float
    opaque: str

    def best(self, least: Mapping[str, float]) -> list[str]:
        """Entities whose valid rate reaches what their rule asks of a column without a header, most telling first."""
        able = [entity for entity, rate in self.valid.items() if rate >= least.get(entity, 2.0)]
        return sorted(able, key=lambda entity: (-_TELLING.get(entity, 0), -self.valid[entity], entity))


_TELLING = {
    "IBAN_CODE": 9, "EMAIL_ADDRESS": 9, "IMSI": 8, "CREDIT_CARD": 7, "IMEI": 7, "PK_CNIC": 6, "PK_MOBILE_NUMBER": 6,
    "PK_LANDLINE_NUMBER": 5, "PK_NIC_OLD": 4, "DATE_OF_BIRTH": 3, "GENDER": 4, "PK_MOBILE_OPERATOR": 4, "LOCATION": 3,
    "PK_ADDRESS": 2, "PERSON": 1,
}  # fmt: skip
"""How much a match of the shape alone tells: a checksum or a fixed head more than a length, a length more than words."""

_LEAST_ALONE = {
    "IBAN_CODE": 0.5, "EMAIL_ADDRESS": 0.5, "IMSI": 0.9, "CREDIT_CARD": 0.8, "IMEI": 0.8, "PK_CNIC": 0.6,
    "PK_MOBILE_NUMBER": 0.6, "PK_LANDLINE_NUMBER": 0.8, "DATE_OF_BIRTH": 0.9, "GENDER": 0.9,
    "PK_MOBILE_OPERATOR": 0.8, "LOCATION": 0.7, "PK_ADDRESS": 0.5, "PERSON": 0.5,
}  # fmt: skip
"""Valid rate that a column without a telling header needs, by entity."""

_LEAST_NAMED = 0.2
"""Found rate that a column with a telling header needs: half-filled and half-masked columns are still what they say."""


def decide(source: Source, sample: pl.DataFrame, recognizers: Mapping[str, Recognizer], words: Vocabulary) -> Source:
    """The source with its roles. `sample` has the columns "0", "1", ... of the source."""
    if source.is_text:
        return replace(source, roles=(Role(0, TEXT, "", 1.0, ("the file is plain text",)),))
    roles = [
        _role(index, header if source.has_header else "", sample[str(index)], recognizers, words)
        for index, header in enumerate(source.columns)
    ]
    return replace(source, roles=tuple(_one_per_field(_name_the_nameless(roles))))


def _role(index: int, header: str, cells: pl.Series, recognizers: Mapping[str, Recognizer], words: Vocabulary) -> Role:
    named = words.exact(header) or words.partial(header) if header else None
    is_exact = header != "" and words.exact(header) is not None
    content = look(cells, recognizers)
    if content.cells == 0:
        if named and is_exact:
            return Role(index, *named, 0.3, ("the header names it; every sampled cell is empty",))
        return Role(index, reasons=("every sampled cell is empty",))
    if content.opaque and not (named and content.valid.get(named[0], 0) > 0 and named[0] not in _NUMBERS):
        return Role(index, confidence=0.9, reasons=(content.opaque,), is_opaque=True)
    if named and (role := _by_header(index, named, is_exact, content)):
        return role
    return _by_content(Role(index), header, content, words)


_NUMBERS = ("PK_CNIC", "PK_MOBILE_NUMBER", "PK_LANDLINE_NUMBER", "PK_NIC_OLD", "CREDIT_CARD", "IMEI")


def _by_header(index: int, named: tuple[str, str], is_exact: bool, content: Content) -> Role | None:  # noqa: FBT001
    entity, field = named
    found, valid = content.found.get(entity, 0.0), content.valid.get(entity, 0.0)
    least = _LEAST_NAMED if is_exact else _LEAST_ALONE.get(entity, 0.5)
    better = [
        other
        for other in content.best(_LEAST_ALONE)
        if _TELLING.get(other, 0) > _TELLING.get(entity, 0) and content.valid[other] > max(valid, 0.5)
    ]
    if found < least or better:
        return None
    rivals = [other for other in content.best(_LEAST_ALONE) if other != entity]
    reasons = (f"the header names {field}", f"{found:.0%} of sampled cells have its form, {valid:.0%} pass its checks")
    confidence = min(0.99, (0.7 if is_exact else 0.55) + 0.3 * max(valid, found / 2))
    return Role(index, entity, field, round(confidence, 2), reasons, rivals[0] if rivals else "")


def _by_content(blank: Role, header: str, content: Content, words: Vocabulary) -> Role:
    able = content.best(_LEAST_ALONE)
    named = words.exact(header) or words.partial(header) if header else None
    lie = (f"the header says {named[1]}, the cells do not",) if named else ()
    entity = able[0] if able else ""
    if entity in _NUMBERS and (doubt := _doubt(entity, content, words.kind_of_number(header))):
        return replace(blank, is_opaque=True, confidence=0.6, reasons=(*lie, doubt), second=entity)
    if entity:
        share = content.valid[entity]
        return replace(
            blank,
            entity=entity,
            field=_first_field(entity, words),
            confidence=round(0.35 + 0.5 * share, 2),
            reasons=(*lie, f"{share:.0%} of sampled cells pass the checks of {entity}"),
            second=able[1] if len(able) > 1 else "",
        )
    if content.mean_chars > _WORDY_CHARS:
        why = f"cells are long: {content.mean_chars:.0f} characters on average"
        return replace(blank, entity=TEXT, confidence=0.6, reasons=(*lie, why))
    if content.numeric > 0.9:
        return replace(blank, is_opaque=True, confidence=0.5, reasons=(*lie, "numbers of no known kind"))
    return replace(blank, reasons=(*lie, "no entity reaches its least rate"))


def _doubt(entity: str, content: Content, kind: str) -> str:
    """Why a column of bare digits is not taken for identifiers; "" where it may be."""
    if content.valid.get(f"{entity}.shaped", 0.0) >= 0.5:
        return ""
    if kind:
        return f"the header names a {kind}, and the cells are bare digits"
    listed = content.valid.get(f"{entity}.listed")
    if listed is None or listed >= 0.5:
        return ""
    return f"digits of the right length, but only {listed:.0%} begin as numbers of Pakistan do, and no header says so"


def look(column: pl.Series, recognizers: Mapping[str, Recognizer]) -> Content:
    """What a column's cells say by themselves."""
    cells = fold_column(column.drop_nulls())
    cells = cells.filter(cells.str.strip_chars() != "")
    n = cells.len()
    if n == 0:
        return Content(0, {}, {}, 0.0, 0.0, 0.0, "")
    text = pl.DataFrame({"cell": cells})
    values = text.select(
        r.value(pl.col("cell")).alias(e) for e, r in recognizers.items() if r.rule.patterns or r.rule.recognizer
    )
    good = values.select(recognizers[e].valid(pl.col(e)).alias(e) for e in values.columns)
    whole = _whole_cell(cells)
    found = {e: float(values[e].is_not_null().mean()) for e in values.columns}  # type: ignore[arg-type]
    valid = {e: float(good[e].fill_null(value=False).mean()) for e in values.columns}  # type: ignore[arg-type]
    valid |= _tells(cells, values)
    return Content(
        cells=n,
        found=found,
        valid=valid,
        distinct=cells.n_unique() / n,
        mean_chars=float(cells.str.len_chars().mean() or 0.0),  # type: ignore[arg-type]
        numeric=whole,
        opaque=_opaque(text, n),
    )


def _whole_cell(cells: pl.Series) -> float:
    return float(cells.str.contains(r"^[0-9][0-9 .\-]*$").mean() or 0.0)  # type: ignore[arg-type]


def _tells(cells: pl.Series, values: pl.DataFrame) -> dict[str, float]:
    """How often an identifier's cells are written as only it is ("shaped"), or begin as real ones do ("listed")."""
    shaped_cnic = cells.str.contains(r"^[^0-9]*[1-9][0-9]{4}[-. /_][0-9]{7}[-. /_][0-9][^0-9]*$")
    shaped_mobile = cells.str.contains(r"^[^0-9+]*(?:\+?92|0092|0)[-. ]?\(?0?3[0-9]{2}")
    listed_cnic = values["PK_CNIC"].str.contains(r"^[1-8][1-9][0-9]0") if "PK_CNIC" in values.columns else shaped_cnic
    listed_mobile = (
        values["PK_MOBILE_NUMBER"].str.slice(0, 4).n_unique() >= 5 if "PK_MOBILE_NUMBER" in values.columns else False
    )
    return {
        "PK_CNIC.shaped": float(shaped_cnic.mean() or 0.0),  # type: ignore[arg-type]
        "PK_CNIC.listed": float(listed_cnic.fill_null(value=False).mean() or 0.0),  # type: ignore[arg-type]
        "PK_MOBILE_NUMBER.shaped": float(shaped_mobile.mean() or 0.0),  # type: ignore[arg-type]
        "PK_MOBILE_NUMBER.listed": float(listed_mobile),
    }


def _opaque(text: pl.DataFrame, n: int) -> str:
    """Why these cells are numbers of another kind; "" where nothing says so."""
    rates = text.select(
        epoch_milliseconds(pl.col("cell")).fill_null(value=False).sum().alias("epoch milliseconds"),
        ean13(pl.col("cell")).fill_null(value=False).sum().alias("bar codes (EAN-13)"),
    ).row(0, named=True)
    for kind, count in rates.items():
        if count / n >= 0.9:
            return f"{count / n:.0%} of sampled cells are {kind}"
    return ""


def _first_field(entity: str, words: Vocabulary) -> str:
    for _, rule in sorted(words.rules.entities.items()):
        if rule.entity == entity and rule.fields:
            return rule.fields[0].name
    return ""


def _name_the_nameless(roles: Sequence[Role]) -> list[Role]:
    """Without headers the second column of persons is the father's: so are the files written."""
    result, seen = [], False
    for role in roles:
        if role.field == "name" and role.entity == "PERSON":
            if seen:
                result.append(replace(role, field="father", reasons=(*role.reasons, "the second column of persons")))
                continue
            seen = True
        result.append(role)
    return result


def _one_per_field(roles: Sequence[Role]) -> list[Role]:
    """Each field once, in the surest column; the other columns keep their entity and are counted."""
    best: dict[str, Role] = {}
    for role in roles:
        if role.field and (role.field not in best or role.confidence > best[role.field].confidence):
            best[role.field] = role
    return [
        role
        if not role.field or best[role.field] is role
        else replace(role, field="", reasons=(*role.reasons, "a second column of this field"))
        for role in roles
    ]
