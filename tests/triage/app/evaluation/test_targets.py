from __future__ import annotations

import numpy as np
import pytest

from triage.app.evaluation.judged import FEW, Judged, Told
from triage.app.evaluation.targets import markdown, targets, text


def judged(genuine: float, made_by: str = "", said: tuple[float, float, float] | None = (0.5, 0.0, 1.0),
           verdict: str = "mixed", **more: object) -> Judged:  # fmt: skip
    """Return a dump of 2,000 rows and four fields whose truth and answer are these."""
    estimate, low, high = said or (None, None, None)
    own = Told("bank", "name+father+cnic+address", "plain", made_by, **more)  # type: ignore[arg-type]
    none = np.zeros(0, dtype=np.bool_)
    return Judged("d", 2000, genuine, 0.0, estimate, low, high, verdict, "", none, np.zeros(0), told=own)


def of(figure: str, dumps: list[Judged]) -> tuple[str, str]:
    (line,) = [each for each in targets(dumps) if each["figure"].startswith(figure)]
    return line["reached"], line["worst"]


def test_errors_are_of_who_made_rows_up() -> None:
    dumps = [judged(0.4, "faker_en"), judged(0.2, "shuffle"), judged(0.5, "swap_names"), judged(1.0)]

    assert of("error, generators", dumps) == ("0.100 (1)", "faker_en 0.100 (1)")
    assert of("error, shuffles", dumps) == ("0.300 (1)", "shuffle 0.300 (1)")
    assert of("error, all who", dumps) == ("0.133 (3)", "shuffle 0.300 (1)")
    assert of("error, nothing", dumps) == ("0.500 (1)", "plain 0.500 (1)")


def test_the_worst_cell_is_one_of_enough_dumps() -> None:
    dumps = [judged(0.0, "stride"), *[judged(0.4, "faker_en")] * FEW]

    assert of("error, generators", dumps)[1] == f"faker_en 0.100 ({FEW})"


def test_a_dump_without_an_estimate_has_no_error_and_is_counted() -> None:
    assert of("error, all who", [judged(0.4, "faker_en"), judged(0.4, "faker_en", None)])[0] == (
        "0.100 (1), 1 without an estimate"
    )


def test_sides_accusations_and_signs_are_counted() -> None:
    dumps = [judged(1.0, said=(0.6, 0.2, 0.9)), judged(1.0, wary_high=0.8), judged(0.3, "swap_names", (0.9, 0.5, 1.0)),
             judged(0.3, "swap_names", verdict="mostly_genuine", power=0.4)]  # fmt: skip

    assert of("95 % range holds", dumps)[0] == "0.500 (4)"
    assert of("range lies above", dumps)[0] == of("range lies below", dumps)[0] == "0.250 (4)"
    assert of("genuine dumps accused by the head line", dumps)[0] == "1 of 2"
    assert of("genuine dumps accused by `adversarial`", dumps)[0] == "1 of 2"
    assert of("under 80 % genuine without", dumps)[0] == "0.500 (2)"
    assert of("of these, stated power", dumps)[0] == "1 of 1"


def test_the_table_of_no_dump_claims_nothing() -> None:
    assert {each["reached"] for each in targets([])} == {"-", "0 of 0"}


@pytest.mark.parametrize("form", [text, markdown])
def test_the_table_has_a_line_for_each_figure(form: object) -> None:
    lines = targets([judged(0.4, "faker_en")])

    assert len(form(lines)) == len(lines) + 2  # type: ignore[operator]
