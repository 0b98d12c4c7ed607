"""Rules, listed, shown and checked."""

from __future__ import annotations

import re
from pathlib import Path

from tests.triage.cli.run import run


def test_rules_list_and_show():
    listed = run("rules", "list")
    shown = run("rules", "show", "mobile_prefixes")

    assert "  mobile_prefixes " in listed.output
    assert "- prefix: '0300'\n  operator: Jazz" in shown.output
    assert run("rules", "show", "nothing").exit_code == 2


def test_rules_check_names_file_line_and_id(tmp_path: Path):
    (tmp_path / "entities").mkdir()
    (tmp_path / "entities" / "mine.yaml").write_text("id: mine\nentity: MINE\n", encoding="utf-8")
    done = run("rules", "check", "--rules", str(tmp_path))

    assert done.exit_code == 1
    assert re.search(r"^mine.yaml: line \d+: mine: ", done.stdout, re.MULTILINE)
    assert done.stdout.endswith("1 wrong\n")


def test_rules_of_a_folder_that_is_not_there():
    done = run("rules", "list", "--rules", "/nowhere")

    assert done.exit_code == 2
    assert done.stderr == "triage: /nowhere: no such folder of rules\n"


def test_a_folder_without_a_rule_is_refused(tmp_path: Path):
    (tmp_path / "entities").mkdir()
    (tmp_path / "mine.yaml").write_text("id: mine\n", encoding="utf-8")
    done = run("rules", "list", "--rules", str(tmp_path))

    assert done.exit_code == 2
    assert done.stderr.startswith(f"triage: {tmp_path}: no rule in it")
