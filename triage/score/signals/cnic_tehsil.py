"""Check that the CNIC was first registered in the tehsil that the row names, among people of one district.

It sees what the district does not: lists that were shuffled within a district or a city, and sellers who take any of
a district's codes. Chance is computed within each district from the dump's own tehsils; a dump that names one tehsil
in each district cannot be checked, and gets no reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

import polars as pl

from triage.core.model import Reason
from triage.core.observe import Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.recognizers.cnic import district_code
from triage.rules.model import Rules, SignalRule
from triage.score.pairs import SEAM, joined
from triage.score.row_checks import Check, checked, clash, histogram, percent
from triage.score.tehsils import tehsil_of_cnic, tehsil_of_place

STANDS_ON = ("cnic",)

_OF = "."


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows by the tehsil of the CNIC and that of the row, with the code of the district before both."""
    place = tehsil_of_place(fields, rules)
    if place is None:
        return {}
    cnic = fields.value("cnic")
    own = pl.concat_str(district_code(cnic), pl.lit(_OF), tehsil_of_cnic(cnic, rules))
    return {"pair": Histogram(joined(own, place.cast(pl.String), pl.lit(value=True)))}


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how often both agree: codes drawn within a district, and shuffled rows, agree by chance only."""
    check = _check(histogram(marks, "pair"))
    share = percent(1 - check.failed / max(check.rows, 1))
    return checked(check, rule, f"{share} of CNICs were first registered in the tehsil of the row, within a district.")


def _check(pairs: Mapping[str, int]) -> Check:
    """Return the check of all districts together: chance is the mean over rows of that of their district."""
    own, place = defaultdict[str, Counter[str]](Counter), defaultdict[str, Counter[str]](Counter)
    failed = 0
    for pair, count in pairs.items():
        left, right = pair.split(SEAM)
        district, _, tehsil = left.partition(_OF)
        own[district][tehsil] += count
        place[district][right] += count
        failed += count * (tehsil != right)
    rows = sum(each.total() for each in own.values())
    chance = sum(own[each].total() * clash(own[each], place[each]) for each in own) / max(rows, 1)
    return Check(rows, failed, chance, "linkage")
