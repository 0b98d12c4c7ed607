"""Keep evidence of single records for the estimator, row by row, in some blocks of the dump.

Rows are counted too: those that hold a person, those with a number or a place of Pakistan, the values of each field and
those that pass. They show whether there is anything to judge (`triage.score.ours`).

Every column is a code of a closed list, a number or a hash; no cell is kept. Comparisons of a row with the rest of its
dump are computed from these when the verdict is made (`triage.score.estimator.context`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from triage.core.known_marks import any_of, fields_of, has_mark
from triage.core.observe import Count, Fields, Observation, Rows, token
from triage.recognizers import cnic as of_cnic
from triage.recognizers import mobile as of_mobile
from triage.recognizers.dob import is_century_late
from triage.recognizers.mobile import operator
from triage.recognizers.person import first_word, gender, last_word
from triage.recognizers.spelling import plain
from triage.rules.model import Rules
from triage.score.areas import closed_at_home, landline_at_home
from triage.score.guardians import is_of_a_relative
from triage.score.hands import hand
from triage.score.place_codes import placed
from triage.score.tehsils import tehsil_of_cnic, tehsil_of_place
from triage.score.zones import CITY, METROPOLIS, Zones, zone_of_cnic, zone_of_place

Columns = dict[str, pl.Expr]

PERSON = ("cnic", "old_nic", "mobile", "name", "iban", "email", "passport")
"""Fields of which one identifies a person: a row without any is no record of one."""

HAS_PERSON = "has_person"

OURS = ("cnic", "mobile", "iban")
"""Numbers that are issued in Pakistan."""

NUMBERS = (*OURS, "imei", "card", "dob")
"""Fields whose values pass a check or fail it."""

_AS_CNIC = "[0-9]{5}-[0-9]{7}-[0-9]"
"""The form in which only CNICs are written: numbers of another kind under such a header are not."""

_MOST_WORDS = 100
"""Most words of a name that are counted: a cell may hold a book."""

_PLACE, _PLACED = ".place", ".placed"
"""Columns that are computed once: the label of the place that a row names, and the text it was read from."""

_CHECKED = ("iban", "imei", "card")
"""Fields whose recognizer knows a check digit."""


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Return the columns to keep and the counts that these fields allow; empty if there is no field of a record."""
    columns: Columns = {}
    for part in (_cnic, _mobile, _names, _birth, _places, _checked, _marks, _tokens):
        columns |= part(fields, rules)
    if not columns:
        return {}
    person = any_of([fields.value(name).is_not_null() for name in PERSON if fields.has(name)])
    return {
        "rows": Rows({**columns, HAS_PERSON: person}, _dear(fields, rules)),
        "people": Count(person),
        **_counts(fields, rules),
    }


def _dear(fields: Fields, rules: Rules) -> Columns:
    """Return the columns that are read from addresses: they cost more than all others together."""
    zones = Zones.of(rules, rules.signals["cnic_district_address"])
    place = zone_of_place(fields, zones, rules)
    return {_PLACE: place[0], _PLACED: place[1]} if place else {}


def _counts(fields: Fields, rules: Rules) -> dict[str, Observation]:
    """Return counts of values and of those that pass, and of rows with any number, a valid one, or a place."""
    passed = {name: fields.valid(name) for name in NUMBERS if fields.has(name)}
    if "cnic" in passed:
        passed["cnic"] = placed(fields.value("cnic"), rules)
    found: dict[str, Observation] = {}
    for name, test in passed.items():
        found |= {f"filled {name}": Count(fields.value(name).is_not_null()), f"passed {name}": Count(test)}
    if "cnic" in passed:
        found["written cnic"] = Count(fields.value("cnic").is_not_null() & fields.raw("cnic").str.contains(_AS_CNIC))
    ours = [name for name in OURS if name in passed]
    # A cell with digits that are no Pakistani number is a number too: of another country, or of another kind.
    found["numbered"] = Count(any_of([_is_number(fields, name) for name in ours]))
    found["ours"] = Count(any_of([_is_of_pakistan(fields, name, passed[name]) for name in ours]))
    # Reading addresses is slow: only done without Pakistani numbers, or if other columns need it anyway.
    is_asked = not ours or "cnic" in ours
    zones = Zones.of(rules, rules.signals["cnic_district_address"])
    place = zone_of_place(fields, zones, rules) if is_asked else None
    if place:
        found["placed"] = Count(place[0].is_not_null())
    return found


def _is_of_pakistan(fields: Fields, name: str, test: pl.Expr) -> pl.Expr:
    """Return whether a value that passes is of Pakistan: an IBAN of any country passes."""
    return test & fields.value(name).str.starts_with("PK") if name == "iban" else test


def _is_number(fields: Fields, name: str) -> pl.Expr:
    """Return whether a cell holds a number of any kind; fillers do not count."""
    is_other = pl.col(name).is_null() & fields.raw(name).str.contains("[0-9]{3}")
    return fields.value(name).is_not_null() | is_other


def _flag(test: pl.Expr) -> pl.Expr:
    """Return 1 or 0; null if the test is null."""
    return test.cast(pl.Int8)


def _cnic(fields: Fields, rules: Rules) -> Columns:
    """Return place, serial and last digit of the CNIC, and its difference from the row before."""
    if not fields.has("cnic"):
        return {}
    cnic = fields.value("cnic")
    serial = of_cnic.serial(cnic)
    zones = Zones.of(rules, rules.signals["cnic_district_address"])
    return {
        "cnic_prefix": cnic.str.slice(0, 5).cast(pl.Int32, strict=False),
        "cnic_placed": _flag(placed(cnic, rules)),
        "cnic_listed": _flag(of_cnic.listed_prefix(cnic, rules)),
        "cnic_zone": _zone(zone_of_cnic(cnic, zones)),
        "cnic_last": cnic.str.slice(12, 1).cast(pl.Int8, strict=False),
        "cnic_head": serial.str.slice(0, 1).cast(pl.Int8, strict=False),
        "cnic_digits": _distinct_digits(serial),
        "cnic_step": fields.step(cnic.cast(pl.Int64, strict=False)),
        "cnic": token(cnic),
    }


def _mobile(fields: Fields, rules: Rules) -> Columns:
    """Return code and subscriber digits of the mobile number, its operator, and its difference from the row before."""
    if not fields.has("mobile"):
        return {}
    mobile = fields.value("mobile")
    serial = of_mobile.serial(mobile)
    columns = {
        "mobile_code": of_mobile.prefix(mobile).cast(pl.Int16, strict=False),
        "mobile_valid": _flag(fields.valid("mobile")),
        "mobile_head": serial.str.slice(0, 1).cast(pl.Int8, strict=False),
        "mobile_digits": _distinct_digits(serial),
        "mobile_step": fields.step(mobile.cast(pl.Int64, strict=False)),
        "mobile": token(mobile),
    }
    if fields.has("operator"):
        columns["operator_code"] = _numbered(operator(mobile, rules), rules)
        columns["operator_named"] = _numbered(fields.value("operator"), rules)
    return columns


def _names(fields: Fields, rules: Rules) -> Columns:
    """Return words, sexes and lengths of names, if father and child share a word, and if the e-mail has the name."""
    columns: Columns = {}
    for field in ("name", "father"):
        if fields.has(field):
            name = fields.value(field)
            columns |= {
                f"{field}_words": (name.str.count_matches(" ", literal=True) + 1).clip(0, _MOST_WORDS).cast(pl.Int8),
                f"{field}_chars": name.str.len_chars().cast(pl.Int32),
                f"{field}_female": _flag(pl.when(_is_own(fields, field)).then(gender(name, rules) == "F")),
                f"{field}_valid": _flag(fields.valid(field)),
                f"{field}_first": token(first_word(plain(name))),
                f"{field}_last": token(last_word(plain(name))),
                field: token(plain(name)),
            }
    if fields.has("name", "father"):
        columns["same_last"] = _flag(last_word(fields.value("name")) == last_word(fields.value("father")))
    if fields.has("name", "email"):
        email, first = fields.value("email").str.to_lowercase(), fields.value("name").str.extract(r"^(\S{3,})")
        columns["email_named"] = _flag(email.str.contains(first.str.to_lowercase(), literal=True))
    if fields.has("gender"):
        columns["gender_female"] = _flag(fields.value("gender") == "F")
    return columns


def _is_own(fields: Fields, field: str) -> pl.Expr:
    """Return whether a name is that of whom its column names: behind W/O stands a husband's."""
    return (
        pl.lit(value=True) if field == "father" else is_of_a_relative(fields.raw(field)).fill_null(value=False).not_()
    )


def _birth(fields: Fields, rules: Rules) -> Columns:
    """Return year, month and day of birth, and the age as stated; nothing of births a century late."""
    columns: Columns = {}
    if fields.has("dob"):
        is_known = is_century_late(fields.value("dob"), rules).not_()
        dob = pl.when(is_known).then(fields.value("dob"))
        columns = {
            "born_year": dob.str.slice(0, 4).cast(pl.Int16, strict=False),
            "born_day": (dob.str.slice(5, 2) + dob.str.slice(8, 2)).cast(pl.Int16, strict=False),
            "born_valid": _flag(pl.when(is_known).then(fields.valid("dob"))),
        }
    if fields.has("age"):
        columns["age"] = fields.value("age").cast(pl.Int16, strict=False)
    return columns


def _places(fields: Fields, rules: Rules) -> Columns:
    """Return the zone in which the row states that its person lives, and the length of the address."""
    columns: Columns = {}
    if _dear(fields, rules):
        label = pl.col(_PLACE)
        kind = label.str.slice(-1, 1)
        is_city = pl.when(kind == CITY).then(1).when(kind == METROPOLIS).then(2).otherwise(0)
        columns = {
            "place_zone": _zone(label),
            "place_kind": pl.when(label.is_not_null()).then(is_city).cast(pl.Int8),
            "place_named": _flag(label.is_not_null() & pl.col(_PLACED).is_not_null()),
        }
        if fields.has("landline"):
            columns["landline_home"] = _flag(landline_at_home(fields.value("landline"), label, rules))
        if fields.has("mobile"):
            columns["closed_home"] = _flag(closed_at_home(fields.value("mobile"), label, rules))
    if (tehsil := tehsil_of_place(fields, rules)) is not None:
        columns |= {"cnic_tehsil": tehsil_of_cnic(fields.value("cnic"), rules), "place_tehsil": tehsil}
    if (form := hand(fields)) is not None:
        columns["hand"] = form
    if fields.has("address"):
        address = fields.value("address")
        columns |= {
            "address_chars": address.str.len_chars().cast(pl.Int32),
            "address_words": (address.str.count_matches(r"\s+") + 1).cast(pl.Int32),
        }
    return columns


def _checked(fields: Fields, rules: Rules) -> Columns:
    """Return whether numbers with check digits pass."""
    del rules
    return {f"{name}_valid": _flag(fields.valid(name)) for name in _CHECKED if fields.has(name)}


def _marks(fields: Fields, rules: Rules) -> Columns:
    """Return whether a row has forms that generators write, and numbers or names that nobody has."""
    columns: Columns = {}
    generated = [
        test
        for name in fields_of(rules, "generator")
        if fields.has(name) and (test := has_mark(rules, "generator", name, fields.raw(name))) is not None
    ]
    nobody = [
        test
        for name in ("cnic", "mobile", "name")
        if fields.has(name) and (test := has_mark(rules, "placeholder", name, fields.value(name))) is not None
    ]
    if fields.has("cnic"):
        nobody.append(of_cnic.placeholder(fields.value("cnic"), rules))
    if generated:
        columns["generated"] = _flag(any_of(generated))
    if nobody:
        columns["nobody"] = _flag(any_of(nobody))
    return columns


def _tokens(fields: Fields, rules: Rules) -> Columns:
    """Return hashes of the fields that describe a person together: who, and where."""
    del rules
    columns: Columns = {}
    who = [name for name in ("name", "father", "address") if fields.has(name)]
    if "name" in who and len(who) > 1:
        columns["person"] = _together(fields, *who)
    if fields.has("father", "address"):
        columns["home"] = _together(fields, "father", "address")
    elif fields.has("name", "address"):
        columns["home"] = _together(fields, "name", "address")
    if fields.has("address"):
        columns["address"] = token(fields.value("address"))
    return columns


def _together(fields: Fields, *names: str) -> pl.Expr:
    values = [fields.value(name) for name in names]
    return token(pl.when(pl.all_horizontal(each.is_not_null() for each in values)).then(pl.struct(values)))


def _zone(label: pl.Expr) -> pl.Expr:
    """Return the digits of a zone's label (see `zones`) as a number: below 10 if only the province is known."""
    return label.str.extract("^([0-9]+)", 1).cast(pl.Int16, strict=False)


def _numbered(name: pl.Expr, rules: Rules) -> pl.Expr:
    """Return an operator as its number in the list of operators; Warid, bought by Jazz, counts as Jazz."""
    known = sorted({row["operator"] for row in rules.table("mobile_prefixes") if row["operator"]})
    numbers = {each: known.index("Jazz" if each == "Warid" else each) for each in known}
    return name.replace_strict(numbers, default=None, return_dtype=pl.Int8)


def _distinct_digits(serial: pl.Expr) -> pl.Expr:
    """Return how many different digits a serial has, 1 to 7."""
    has: Callable[[int], pl.Expr] = lambda digit: serial.str.contains(str(digit), literal=True).cast(pl.Int8)  # noqa: E731
    return pl.sum_horizontal(has(digit) for digit in range(10)).cast(pl.Int8)
