from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from triage.app import inventory
from triage.report import formats
from triage.rules.model import RuleError


def test_machine_names_formats_and_packages():
    facts = inventory.machine()

    assert set(facts["writes"]) == set(formats())
    assert facts["versions"]["polars"] != "not installed"
    assert "part of the program" in facts["language models"]["our own"]
    assert len(facts["versions"]["rules"]) == 64


def test_rulebook_names_every_table():
    assert {"names", "districts", "mobile_prefixes"} <= set(inventory.rulebook(())["tables"])


def test_own_signal_is_listed_and_shown(tmp_path: Path):
    (tmp_path / "signals").mkdir()
    (tmp_path / "signals" / "mine.yaml").write_text("id: mine\ntitle: My signal\nsettings: {cap: 3}\n", "utf-8")

    assert inventory.rulebook([tmp_path])["signals"]["mine"] == "My signal"
    assert yaml.safe_load(inventory.rule("mine", [tmp_path]))["settings"]["cap"] == 3


def test_a_rule_that_is_not_there():
    with pytest.raises(RuleError, match="triage rules list"):
        inventory.rule("nothing", [])


def test_a_package_that_is_not_there():
    assert inventory._version("no-such-package-here") == "not installed"  # noqa: SLF001


def test_a_rule_is_shown_by_the_name_that_reports_give_its_entity() -> None:
    assert inventory.rule("PK_CNIC", []) == inventory.rule("cnic", [])
