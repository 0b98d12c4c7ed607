"""Store the investigators' list of platforms in a case, and compare it with the case's dumps."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from triage.app.alike import tell_apart
from triage.app.report_case import answered, rules_of
from triage.app.trade import places_of
from triage.case import Case
from triage.core.errors import UsageError
from triage.core.keys import KeyFrom
from triage.core.names import shown, shown_file
from triage.core.safe import printable
from triage.market.ledger import ledger
from triage.market.register import Entry, Register, read

_META = "ledger"
"""Name in a case's settings of the list, encrypted with the key of the case."""


_OF_LIST = ("name", "address", "exhibit")
"""What an entry says in the words of the list: a seller's name and number may be among them."""


def of_case(
    folder: Path, key: KeyFrom | None = None, imported: Path | None = None, *, reveal: bool = False
) -> dict[str, Any]:
    """Return the list of platforms of a case, joined with its dumps; an imported list replaces the stored one.

    Persons and numbers in the list are masked unless they are requested, which the audit trail notes; the line of an
    entry tells which one it is.

    Raises `UsageError` for a file that is no such list and for a case without one, `CaseError` as `Case.open`.
    """
    with Case.open(folder, key) as case:
        tell_apart([case])
        rules = rules_of(case)
        if imported is not None:
            _keep(case, read(imported, rules), imported)
        register = _kept(case)
        told = ledger(register, places_of(case, rules), answered(case, rules).document["dumps"], rules)
        if reveal:
            case.audit("revealed", {"what": "names and addresses of the list", "entries": len(register.entries)})
        harmless: dict[str, Any] = json.loads(json.dumps(told), object_hook=partial(_harmless, reveal=reveal))
        return harmless


def _harmless(told: dict[str, Any], *, reveal: bool) -> dict[str, Any]:
    """Return the texts of an object without control characters, and masked where they are those of the list."""
    texts = {name: value for name, value in told.items() if isinstance(value, str)}
    return told | {
        name: printable(value if reveal or name not in _OF_LIST else shown(value)) for name, value in texts.items()
    }


def _keep(case: Case, register: Register, file: Path) -> None:
    body = json.dumps({"entries": [asdict(each) for each in register.entries], "stated": dict(register.stated)})
    case.set_meta(**{_META: case.key.lock(body, _META)})
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    case.audit("ledger", {"file": shown_file(file.name), "sha256": sha256, "entries": len(register.entries)})


def _kept(case: Case) -> Register:
    locked = case.meta.get(_META)
    if locked is None:
        message = f"{case.folder} has no list of platforms yet: give one with --import platforms.csv"
        raise UsageError(message)
    body = json.loads(case.key.unlock(locked, _META))
    return Register(tuple(Entry(**each) for each in body["entries"]), body["stated"])
