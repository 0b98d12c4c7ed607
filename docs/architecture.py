"""Draws the rooms of docs/architecture.md from the imports of the code (`make docs`)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
DRAWING = re.compile(r"(<!-- rooms[^\n]*-->\n).*?(<!-- end of rooms -->)", re.DOTALL)


def architecture() -> str:
    """Return docs/architecture.md with its drawing as the imports are now."""
    text = PAGE.read_text(encoding="utf-8")
    return DRAWING.sub(lambda found: f"{found[1]}```text\n{drawing()}```\n{found[2]}", text)


def drawing() -> str:
    """Return the rooms from the roof to the ground: a room stands on every room that it imports."""
    below = rooms()
    floors = {room: _floor(room, below) for room in below}
    lines = []
    for floor in sorted(set(floors.values()), reverse=True):
        for room in sorted(each for each in below if floors[each] == floor):
            stands_on = ", ".join(sorted(below[room], key=lambda each: (-floors[each], each)))
            lines.append(f"{floor:>2}  {room:<12} {stands_on}".rstrip())
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"


def rooms() -> dict[str, set[str]]:
    """Return each room, which is a folder of the code or a module beside the folders, with the rooms it imports."""
    below: dict[str, set[str]] = {}
    for path in _modules():
        own = _room(".".join(path.relative_to(ROOT).with_suffix("").parts))
        below.setdefault(own, set()).update(_room(name) for name in _imported(path))
    return {room: {each for each in found if each in below and each != room} for room, found in below.items()}


def _modules() -> list[Path]:
    return sorted(path for package in ("rules", "recognizers", "triage") for path in (ROOT / package).rglob("*.py"))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _room(module: str) -> str:
    own, _, below = module.partition(".")
    room = below.split(".")[0] if own == "triage" else own
    return room if room not in {"", "__init__"} else own


def _floor(room: str, below: dict[str, set[str]]) -> int:
    return 1 + max((_floor(each, below) for each in below[room]), default=-1)


if __name__ == "__main__":
    PAGE.write_text(architecture(), encoding="utf-8")
