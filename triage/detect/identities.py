"""Turn the people in the rows of a batch into tokens, for counting persons, comparison and look-up.

Fields of columns are processed row by row, whole columns at a time; identifiers found elsewhere (in free text, in
notes, in a second column of numbers) are added to the rows they were found in. Values that fail their checks are
ignored.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from triage.core.described import AREA, NETWORK
from triage.core.keys import Key
from triage.core.model import AT, Source
from triage.core.names import is_header
from triage.core.people import FIELDS, KINDS, PRIMARY, RECORD, Identities
from triage.core.tokens import TOKEN, tokens
from triage.detect.described import area, described, network
from triage.detect.eyes import TEXT
from triage.detect.other_people import own_fields
from triage.detect.record_form import compared

DATA = (
    *FIELDS,
    *("name", "father", "address", "dob", "gender", "landline", "card", "imei", "imsi", "iccid", "password"),
    *("password_hash", "religion", "caste", "health", "vehicle", "bank_account", "user_name", "ip", "ntn", "location"),
)
"""Kinds of data that a record may hold: the index here is the bit in `kinds`. New ones are added at the end."""

FEMALE, MALE = "F", "M"
_EVEN = tuple("02468")
"""Last digits of the CNICs of women."""

Found = Mapping[int, Mapping[str, pl.DataFrame]]
"""By column and entity: valid values other than the column's own, each with the "row" it is in."""


@dataclass(frozen=True, slots=True)
class People:
    """The people in the rows of a batch: whom the records are about, others of the same rows, and loose identifiers.

    `seen` and each of `others` have a row for each row of the batch, by field.
    """

    seen: pl.DataFrame
    others: Sequence[pl.DataFrame]
    found: Found


def identities(source: Source, people: People, key: Key) -> Identities | None:
    """Return the people in the observed rows of a batch; null if there are none."""
    values, loose, records = _told(source, people, key)
    if not records.height:
        return None
    beside = loose.drop_nulls("token").group_by("token", "kind", "column").agg(pl.len().alias("count"))
    return Identities(source.key, pl.concat([*(each.drop("row") for each in values), beside]), records.drop("row"))


def identities_of_all(
    sources: Sequence[Source], people: People, key: Key, owners: pl.Series, step: int
) -> list[Identities | None]:
    """Return the same for each of several sources alike, whose rows follow each other.

    `owners` are the numbers of the sources of the rows; the locators of a source begin at its number times `step`.
    """
    values, loose, records = _told(sources[0], people, key)
    beside = loose.drop_nulls("token").select("row", "token", "kind", "column", pl.lit(1, pl.UInt32).alias("count"))
    whole = pl.concat([beside, *(each.select(beside.columns) for each in values)])
    begin = pl.col("owner").cast(pl.UInt64) * step
    kept, told = (each.with_columns(owners.gather(each["row"]).alias("owner")).drop("row") for each in (whole, records))
    by = told.with_columns(pl.col(AT) - begin).partition_by("owner", as_dict=True, include_key=False)
    of = kept.partition_by("owner", as_dict=True, include_key=False)
    empty = beside.clear().drop("row")
    return [
        Identities(source.key, of.get((number,), empty), by[number,]) if (number,) in by else None
        for number, source in enumerate(sources)
    ]


def _told(source: Source, people: People, key: Key) -> tuple[list[pl.DataFrame], pl.DataFrame, pl.DataFrame]:
    """Return the tokens of each field, the identifiers outside the fields, and the records, each with its "row"."""
    seen = people.seen
    fields = {role.field: role.column for role in source.roles if role.field in seen.columns}
    made = _made(seen, fields, key)
    loose = beside_fields(people.found, key)
    own = {field: column for field, column in own_fields(source).items() if field in fields}
    rows = _rows(seen, {name: each for name, each in made.items() if name in own}, own, fields, key)
    others = [of_others(each, key) for each in people.others]
    if loose.height:
        more = _more_of_owners(rows, loose.filter(pl.col("column").is_in(_of_owners(source))))
        free = loose.filter(pl.col("column").is_in([role.column for role in source.roles if role.person]).not_())
        rows = pl.concat([rows, *_beside(rows, free, key), more, *_cards(rows, others, free)], how="diagonal")
    rows = pl.concat([rows, *others], how="diagonal")
    records = rows.filter(pl.any_horizontal(pl.col(FIELDS).is_not_null()) | (pl.col("kinds") & _bit("name") > 0))
    values = [_values(made[name], kind, fields[name]) for kind, name in enumerate(FIELDS) if name in made]
    return values, loose, records


def of_rows(seen: pl.DataFrame, fields: Collection[str], key: Key) -> pl.DataFrame:
    """Return a record for every row, by these fields alone."""
    return _rows(seen, _made(seen, fields, key), fields, fields, key)


def of_others(seen: pl.DataFrame, key: Key) -> pl.DataFrame:
    """Return a record for every row about another person of it; it is no record of its own when records are counted."""
    fields = [name for name in seen.columns if "." not in name]
    rows = of_rows(seen.with_columns(pl.lit(None, pl.UInt64).alias(f".{AT}")), fields, key)
    numbered = pl.any_horizontal(pl.col(FIELDS).is_not_null())
    return rows.with_columns(pl.lit(None, TOKEN).alias(RECORD)).filter(numbered)


def _made(seen: pl.DataFrame, fields: Collection[str], key: Key) -> dict[str, pl.Series]:
    return {name: _of_field(seen, name, key) for name in FIELDS if name in fields}


def _values(made: pl.Series, kind: int, column: int) -> pl.DataFrame:
    """Return the tokens of a column, row by row, with their kind and place: the case adds up what is equal."""
    place = {"kind": pl.lit(kind, pl.UInt8), "column": pl.lit(column, pl.UInt16), "count": pl.lit(1, pl.UInt32)}
    return made.alias("token").to_frame().with_row_index("row").drop_nulls().with_columns(**place)


def _of_field(seen: pl.DataFrame, name: str, key: Key) -> pl.Series:
    """Return the tokens of a field, row by row."""
    return tokens(seen.select(pl.when(f"{name}.valid").then(name).alias(name))[name], name, key)


def beside_fields(found: Found, key: Key) -> pl.DataFrame:
    """Return the identifiers outside the fields: "row", "column", "kind", "value", "token"."""
    parts = [
        each.select(
            pl.col("row").cast(pl.UInt32),
            pl.lit(column, pl.UInt16).alias("column"),
            pl.lit(FIELDS.index(KINDS[entity]), pl.UInt8).alias("kind"),
            "value",
        )
        for column, entities in sorted(found.items())
        for entity, each in sorted(entities.items())
        if each.height
    ]
    if not parts:
        schema = {"row": pl.UInt32, "column": pl.UInt16, "kind": pl.UInt8, "value": pl.String, "token": TOKEN}
        return pl.DataFrame(schema=schema)
    together = pl.concat(parts, rechunk=True).with_row_index("turn")
    told = [
        own.with_columns(tokens(own["value"], FIELDS[own["kind"][0]], key).alias("token"))
        for own in together.partition_by("kind", maintain_order=True)
    ]
    return pl.concat(told).sort("turn").drop("turn")


def _rows(
    seen: pl.DataFrame, made: Mapping[str, pl.Series], fields: Collection[str], every: Collection[str], key: Key
) -> pl.DataFrame:
    """Return a record for every row: its tokens, the token of the whole record, the kinds of data in it.

    The whole record is of `every` field, also of those that are of another person of the row.
    """
    whole = [each for name in sorted(every) for each in _named(seen[name])]
    kinds = [pl.col(name).is_not_null().cast(pl.UInt64) * _bit(name) for name in sorted(fields) if name in DATA]
    rows = seen.select(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"),
        *(pl.lit(None, TOKEN).alias(name) for name in FIELDS if name not in made),
        pl.sum_horizontal(pl.lit(0, pl.UInt64), *kinds).cast(pl.UInt64).alias("kinds"),
        _is_woman(fields).alias("is_woman"),
        pl.col(f".{AT}").alias(AT),
        *described(fields, key),
        pl.concat_str(pl.lit(""), *whole, ignore_nulls=True).replace("", None).alias(RECORD),
    )
    return rows.with_columns(*made.values(), tokens(rows[RECORD], RECORD, key))


def _named(values: pl.Series) -> list[pl.Expr]:
    """Return what a field adds to the text of a record: its name and its compared value; empty without a value."""
    name, value = pl.lit(f"\x1e{values.name}\x1f"), compared(values.name)
    return [name + value] if values.null_count() else [name, value]


def _is_woman(fields: Collection[str]) -> pl.Expr:
    """Return whether a row is about a woman, by its field or the last digit of its CNIC; null if unknown."""
    told = []
    if "gender" in fields:
        told.append(pl.when(pl.col("gender").is_in([FEMALE, MALE])).then(pl.col("gender") == FEMALE))
    if "cnic" in fields:
        told.append(pl.when("cnic.valid").then(pl.col("cnic").str.slice(-1).is_in(_EVEN)))
    return pl.coalesce(told) if told else pl.lit(None, pl.Boolean)


def _beside(rows: pl.DataFrame, loose: pl.DataFrame, key: Key) -> list[pl.DataFrame]:
    """Return records of people found outside the fields of their row.

    Identifiers of a row with one primary are that person's: of each kind the first stand in one record, the second in
    another. In a row without a primary, or with several, identifiers of which there are several are people apart.
    """
    each = loose.unique(["row", "kind", "token"], maintain_order=True)
    bare = rows.filter(pl.all_horizontal(pl.col(FIELDS).is_null())).select("row")
    each = each.join(bare, on="row", how="semi")
    is_primary = pl.col("kind") < len(PRIMARY)
    each = each.with_columns(
        (pl.len().over("row", "kind") == 1).alias("lone"),
        is_primary.sum().over("row").alias("primaries"),
        pl.int_range(pl.len()).over("row", "kind").alias("place"),
    )
    lone, primaries = pl.col("lone"), pl.col("primaries")
    of_one = each.filter(primaries == 1)
    more = of_one.filter(pl.col("place") > 0).select("row", "place").unique(maintain_order=True)
    again = more.join(of_one.filter(is_primary).drop("place"), on="row").select(of_one.columns)
    apart = each.filter(((primaries > 1) & is_primary) | ((primaries == 0) & ~lone)).with_row_index("own")
    return [
        _as_records(each.filter((primaries == 0) & lone), ["row"], key),
        _as_records(pl.concat([of_one, again]), ["row", "place"], key),
        _as_records(apart, ["own"], key),
    ]


def _cards(rows: pl.DataFrame, others: Sequence[pl.DataFrame], loose: pl.DataFrame) -> list[pl.DataFrame]:
    """Return a record for every further CNIC in a row with numbers of its own: two CNICs are never one person."""
    cards = loose.filter(pl.col("kind") == FIELDS.index("cnic")).unique(["row", "token"], maintain_order=True)
    if not cards.height:
        return []
    numbered = rows.filter(pl.any_horizontal(pl.col(FIELDS).is_not_null())).select("row")
    known = pl.concat([each.select("row", pl.col("cnic").alias("token")) for each in (rows, *others)])
    further = cards.join(numbered, on="row", how="semi").join(known, on=["row", "token"], how="anti")
    is_woman = pl.col("value").str.slice(-1).is_in(_EVEN).alias("is_woman")
    kinds = pl.lit(_bit("cnic"), pl.UInt64).alias("kinds")
    return [further.select("row", pl.col("token").alias("cnic"), kinds, is_woman, area(pl.col("value")).alias(AREA))]


def _of_owners(source: Source) -> list[int]:
    """Return the columns whose further numbers are of the person in the row.

    These are the columns of its own numbers, those that are called as such with a figure ("mobile2"), and texts; the
    numbers of a guardian or referee are not.
    """
    return [
        role.column
        for role in source.roles
        if not role.person
        and (
            role.field in FIELDS
            or role.entity in ("", TEXT)
            or is_header(source.columns[role.column].rstrip("0123456789"))
        )
    ]


def _more_of_owners(rows: pl.DataFrame, loose: pl.DataFrame) -> pl.DataFrame:
    """Return a record for every further mobile number, e-mail address and IBAN in the row of a CNIC and of no other.

    It is no record of its own when records are counted: its token of the whole is null.
    """
    has_other = loose.filter(pl.col("kind") < len(PRIMARY)).select("row")
    owners = rows.filter(pl.col("cnic").is_not_null()).join(has_other, on="row", how="anti")
    kept = [name for name in (AREA,) if name in owners.columns]
    each = loose.filter(pl.col("kind") >= len(PRIMARY)).unique(["row", "kind", "token"], maintain_order=True)
    each = each.join(owners.select("row", "cnic", *kept), on="row")
    numbers = [
        pl.when(pl.col("kind") == number).then("token").alias(name)
        for number, name in enumerate(FIELDS)
        if name not in PRIMARY
    ]
    is_mobile = pl.col("kind") == FIELDS.index("mobile")
    bits = [pl.when(pl.col("kind") == number).then(_bit(name)) for number, name in enumerate(FIELDS)]
    return each.select(
        "row",
        "cnic",
        *kept,
        *numbers,
        (pl.coalesce(bits) + _bit("cnic")).cast(pl.UInt64).alias("kinds"),
        network(pl.when(is_mobile).then("value")).alias(NETWORK),
    )


def _as_records(each: pl.DataFrame, by: list[str], key: Key) -> pl.DataFrame:
    """Return one record for each group of loose values."""
    if not each.height:
        return pl.DataFrame(schema={"kinds": pl.UInt64})
    fields = [
        pl.col("token").filter(pl.col("kind") == number).first().alias(name) for number, name in enumerate(FIELDS)
    ]
    whole = pl.col("value").sort().str.join("\x1f").alias("text")
    cnic, mobile = (pl.col("value").filter(pl.col("kind") == FIELDS.index(name)).first() for name in ("cnic", "mobile"))
    shown = area(cnic).alias(AREA), network(mobile).alias(NETWORK)
    row = [] if "row" in by else [pl.col("row").first()]
    made = each.group_by(by).agg(*row, whole, *fields, _kinds_of_loose(), *shown)
    return made.select("row", *FIELDS, "kinds", AREA, NETWORK, tokens(made["text"], RECORD, key).alias(RECORD))


def _kinds_of_loose() -> pl.Expr:
    bits = [(pl.col("kind") == number).any().cast(pl.UInt64) * _bit(name) for number, name in enumerate(FIELDS)]
    return pl.sum_horizontal(bits).cast(pl.UInt64).alias("kinds")


def _bit(name: str) -> int:
    """Return the bit of a kind of data."""
    return 1 << DATA.index(name)
