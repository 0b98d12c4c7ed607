from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("field", "cell", "failed"),
    [
        ("address", "609 GHUFRAN ROADS, NEW UBAADAHFURT, AR 29478", 60),
        ("address", "HOUSE 5, STREET 7, SAMANABAD, LAHORE 54500", 0),
        ("mobile", "(643)323-1948x757", 60),
        ("mobile", "0300-1234560", 0),
        ("email", "someone@example.org", 60),
        ("email", "someone@gmail.com", 0),
        ("cnic", "123-45-6789", 60),
        ("iban", "GB02ABCD12345678901234", 60),
    ],
)
def test_forms_of_generators_fail(look: Callable[..., Any], field: str, cell: str, failed: int):
    assert look("generator_marks", {field: [cell] * 60}).bound.failed == failed
