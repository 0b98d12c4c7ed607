from __future__ import annotations

import polars as pl
import pytest

import triage.rules
from triage.app.reading import detector
from triage.detect.finds import Sought
from triage.detect.sweep import sweep
from triage.recognizers import load
from triage.recognizers.other_numbers import blanked_text
from triage.recognizers.presidio import analyzer

MOBILE = "PK_MOBILE_NUMBER"
EYES = detector((), "off").eyes


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("usb 1-3: new device idVendor=0301 serial=03008655583", 0),
        ('{"serial_number": "03008655583", "sku":03217654321}', 0),
        ("offset=03001234568 size: 03217654321", 0),
        ("serial no 4, mobile=03008655583", 1),
        ("order: 03008655583", 1),
        ("Account=03008655583", 1),
        ("sn=12 03008655583", 1),
        ("order=3077579726 took 657ms trace=6e3af5342d01d805 span=03382100674", 0),
        ("Contact HM Revenue on 0300 980 5297 (calls from the UK) or visit www.gov.uk.", 0),
        ("Contact us on 0300 980 5297 (calls from Lahore)", 1),
        ("Cousin in the UK, here 0300-9805297", 1),
        ("serial=03008655583 msisdn=03217654321", 1),
    ],
)
def test_a_number_behind_the_key_of_another_kind_is_no_mobile_in_either_door(text: str, count: int) -> None:
    swept = sweep(pl.Series("cell", [text]), Sought((MOBILE,)), EYES)
    read = analyzer(model=None, only=[MOBILE]).analyze(text, "en", entities=[MOBILE])

    assert (swept[MOBILE].height if MOBILE in swept else 0) == count
    assert len(read) == count


def test_no_character_of_a_text_moves() -> None:
    mobile = load(triage.rules.load())[MOBILE]
    text = "serial=03008655583, then 0300"

    assert blanked_text(text, mobile) == "serial=           , then 0300"
