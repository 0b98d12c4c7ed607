"""Records, identifiers and roles in exports with planted truth: a table of precision and recall.

    .venv/bin/python -m benchmarks.platforms.table [RECORDS]

The same simulated records in every container and under several wordings of keys, and small exports of platforms with
known roles. Counts of distinct values are compared: what is told of too many costs precision, of too few recall.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.triage.places import containers, exports
from triage.app.scan import Options, scan
from triage.core.progress import Silent
from triage.simulate import DumpSpec, dump

WORDINGS = {
    "English": {"mobile": "Mobile No", "cnic": "CNIC No", "name": "Full Name", "address": "Postal Address"},
    "Roman Urdu": {"mobile": "Mobile Number", "cnic": "Shanakhti Card", "name": "Naam", "address": "Pata"},
    "Urdu": {"mobile": "موبائل نمبر", "cnic": "شناختی کارڈ نمبر", "name": "نام", "address": "پتہ"},
    "marked": {"mobile": "📱 *Number*", "cnic": "🆔 *CNIC*", "name": "👤 *Name*", "address": "🏠 *Address*"},
}
IDENTIFIERS = ("PK_CNIC", "PK_MOBILE_NUMBER", "PERSON", "PK_ADDRESS")


def told(home: Path) -> dict[str, Mapping[str, Any]]:
    """Return what a scan says of every dump in a folder."""
    with tempfile.TemporaryDirectory() as case:
        result = scan([home], Options(case=Path(case) / "case"), Silent())
    return {each["dump"].split("/")[0]: each for each in result.document["dumps"]}


def ratio(found: int, true: int) -> tuple[float, float]:
    """Return precision and recall of a count."""
    same = min(found, true)
    return same / found if found else 1.0, same / true if true else 1.0


def of_containers(records: int) -> None:
    """Print a line for each container and wording."""
    frame = dump(DumpSpec("telecom", records, seed=11)).frame.select("mobile", "cnic", "name", "address")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "seized"
        for wording, keys in WORDINGS.items():
            containers.KEYS = keys
            for name, write in containers.CONTAINERS.items():
                (home / f"{wording} {name}").mkdir(parents=True)
                write(frame, home / f"{wording} {name}")
        (home / "csv").mkdir()
        containers.csv(frame, home / "csv")
        dumps = told(home)
    right = {entity: dumps["csv"]["entities"][entity]["distinct"] for entity in IDENTIFIERS}
    heads = "".join(f"{entity.removeprefix('PK_'):>16}" for entity in IDENTIFIERS)
    print(f"{'container':34}{'records':>9}{heads}")
    for name, each in sorted(dumps.items()):
        cells = [ratio(distinct(each, entity), right[entity]) for entity in IDENTIFIERS]
        shown = "".join(f"{f'{precision:.3f}/{recall:.3f}':>16}" for precision, recall in cells)
        print(f"{name:34}{each['genuineness']['rows']:>9}{shown}")


def distinct(told_of: Mapping[str, Any], entity: str) -> int:
    """Return how many values of an entity the people in records have."""
    whose = told_of["entities"].get(entity, {}).get("whose", {})
    return int(whose.get("data_subject", {"distinct": 0})["distinct"])


def of_exports() -> None:
    """Print a line for each export: its place, and numbers by role."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "seized"
        for name in exports.TRUTH:
            getattr(exports, name)(home / exports.FOLDERS.get(name, name))
        dumps = told(home)
    print(f"\n{'export':20}{'place':>26}  roles: precision/recall")
    for name, (place, roles) in exports.TRUTH.items():
        each = dumps[exports.FOLDERS.get(name, name)]
        said = each["entities"]["PK_MOBILE_NUMBER"]["whose"]
        found = {role: said.get(role, {"distinct": 0})["distinct"] for role in {*roles, *said}}
        ratios = {role: ratio(count, roles.get(role, 0)) for role, count in sorted(found.items())}
        cells = [f"{role} {precision:.2f}/{recall:.2f}" for role, (precision, recall) in ratios.items()]
        is_right = (each["places"][0]["platform"], each["places"][0]["kind"]) == place
        print(f"{name:20}{' '.join(place):>20} {'right' if is_right else 'WRONG'}  {', '.join(cells)}")


if __name__ == "__main__":
    of_containers(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    of_exports()
