"""Numbers of goods that have the form of old NICs are nobody's; without such a header they stay what they look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.app.scan import Options, scan
from triage.core.progress import Silent

NUMBERS = [f"{351 + 7 * i % 600}-{47 + i % 50}-{100_207 + 6_151 * i}" for i in range(40)]


def old_nics(tmp_path: Path, header: str) -> int:
    """Return how many old NICs a list with these numbers in its first column is said to hold."""
    lines = [f"{number},Cotton shirt {i},{900 + 10 * i}" for i, number in enumerate(NUMBERS)]
    (tmp_path / "list.csv").write_text("\n".join([f"{header},title,price", *lines]) + "\n")
    told = scan([tmp_path / "list.csv"], Options(case=tmp_path / "case", jobs=1, key=tmp_path / "key"), Silent())
    (dump,) = told.document["dumps"]
    return int(dump["entities"].get("PK_NIC_OLD", {"distinct": 0})["distinct"])


@pytest.mark.parametrize("header", ["sku", "Item Code", "product_code", "Model"])
def test_article_numbers_are_nobodys(tmp_path: Path, header: str) -> None:
    assert old_nics(tmp_path, header) == 0


@pytest.mark.parametrize("header", ["NIC No", "number", "Details"])
def test_under_another_header_they_may_be_of_people(tmp_path: Path, header: str) -> None:
    assert old_nics(tmp_path, header) == len(NUMBERS)
