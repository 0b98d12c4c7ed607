from __future__ import annotations

from collections.abc import Callable
from typing import Any

LAHORE, PESHAWAR, KHYBER = "3520210000011", "1730110000011", "2120110000011"


def test_agreement_speaks_for_genuine(look: Callable[..., Any]):
    reason = look("cnic_province_address", {"cnic": [LAHORE, PESHAWAR] * 50, "district": ["Lahore", "Peshawar"] * 50})

    assert (reason.decibans, reason.bound.failed) == (15, 0)


def test_what_was_fata_is_khyber_pakhtunkhwa(look: Callable[..., Any]):
    cells = {"cnic": [LAHORE, KHYBER] * 50, "district": ["Lahore", "Peshawar"] * 50}

    assert look("cnic_province_address", cells).bound.failed == 0


def test_a_province_column_is_enough(look: Callable[..., Any]):
    cells = {"cnic": [LAHORE, PESHAWAR] * 50, "province": ["Khyber Pakhtunkhwa", "Punjab"] * 50}

    assert look("cnic_province_address", cells).decibans == -15


def test_one_province_cannot_be_checked(look: Callable[..., Any]):
    assert look("cnic_province_address", {"cnic": [LAHORE] * 100, "district": ["Multan"] * 100}) is None
