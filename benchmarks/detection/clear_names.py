"""How many rare names of people are masked in names of files, sheets, tables and columns, and how many others stay.

Names of people are invented spellings that no table of ours has (`names/rare.txt`; those that a table has are left
out); ordinary ones (`names/ordinary.txt`) are files, columns, sheets and tables as offices, shops and programs call
them: most were written before the rule, `names/ordinary_2.txt` and `ordinary_3.txt` (single words) after it and
before a look at them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from triage.core import name_words
from triage.core.names import shown, shown_file, tell_by_siblings
from triage.core.persons_in_names import Kind

_HERE = Path(__file__).parent / "names"
_GROUP = 6
_PLACES: dict[str, tuple[str, Callable[[str], str]]] = {
    "file, two words": ("{} Baloch.jpg", shown_file),
    "file, one word": ("{}.jpg", shown_file),
    "file, among other words": ("{} data.xlsx", shown_file),
    "chat": ("WhatsApp Chat with {}.txt", shown_file),
    "sheet": ("{}", shown),
    "table": ("tbl_{}", shown),
    "column, two words": ("{} Khan", lambda name: shown(name, Kind.COLUMN)),
    "column, one word": ("{}", lambda name: shown(name, Kind.COLUMN)),
}


def main() -> None:
    """Print the share of people that are masked, alone and beside others, and of ordinary names that stay."""
    people = [each for each in _lines("rare.txt") if each.upper() not in name_words.known(())]
    for place, (form, told) in _PLACES.items():
        masked = sum(each not in told(form.format(each)) for each in people)
        beside = sum(_beside(people[at : at + _GROUP], form, told) for at in range(0, len(people), _GROUP))
        print(
            f"{place:26} masked {masked / len(people):.3f} of {len(people)}, beside others {beside / len(people):.3f}"
        )
    for file in ("ordinary.txt", "ordinary_2.txt", "ordinary_3.txt"):
        kinds = [line.split(" ", 1) for line in _lines(file)]
        stays = [(shown_file(name) if kind == "file" else _shown(kind, name)) == name for kind, name in kinds]
        print(f"{file:26} stays {sum(stays) / len(stays):.3f} of {len(stays)}")


def _beside(people: list[str], form: str, told: Callable[[str], str]) -> int:
    named = [form.format(each) for each in people]
    tell_by_siblings([named])
    masked = sum(each not in told(name) for each, name in zip(people, named, strict=True))
    tell_by_siblings([])
    return masked


def _shown(kind: str, name: str) -> str:
    return shown(name, Kind.COLUMN if kind == "column" else Kind.FILE)


def _lines(file: str) -> list[str]:
    return (_HERE / file).read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    sys.exit(main())
