from __future__ import annotations

import pytest

import triage.rules
from triage.detect.headers import Vocabulary, words

WORDS = Vocabulary(triage.rules.load())

NAMED = {
    "Cust. Mobile Nmbr (1)": "mobile",
    "subscriberCellNumber": "mobile",
    "Emergency Contact #": "mobile",
    "custmobileno": "mobile",
    "Tel (Mob)": "mobile",
    "Father's CNIC": "relative_cnic",
    "guardian_nic_no": "cnic",
    "CNIC No (without dashes)": "cnic",
    "شناختی کارڈ نمبر (CNIC)": "cnic",
    "Passenger Name": "name",
    "Receiver's Full Name": "name",
    "Student Father Name": "father",
    "Location Address": "address",
    "EMAIL_ADDR": "email",
    "Vehicle #": "vehicle",
}


@pytest.mark.parametrize(("header", "field"), NAMED.items(), ids=NAMED)
def test_the_last_known_phrase_of_a_header_is_what_it_names(header: str, field: str) -> None:
    named = WORDS.exact(header) or WORDS.partial(header)

    assert named is not None
    assert named[1] == field


@pytest.mark.parametrize(
    "header",
    ["Phone Model", "Bank Name", "Name of Product", "Email Verified", "Number of Items", "Tracking Number", "Cell ID"],
)
def test_a_word_of_another_thing_makes_a_header_of_another_thing(header: str) -> None:
    assert WORDS.exact(header) is None
    assert WORDS.partial(header) is None


def test_words_are_cut_at_signs_and_capitals() -> None:
    assert words("custMobile_No#2") == ["cust", "mobile", "no", "#"]
