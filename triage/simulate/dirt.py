"""Damage lines of delimited text as careless exports and hand edits do."""

from __future__ import annotations

from triage.simulate.draw import Rng, stream


def damaged(lines: list[str], share: float, seed: int) -> list[str]:
    """Return the lines with this share of them damaged, except the header (first line). Their number stays the same.

    Damage: a stray quote at the start of a cell or in one, the last cells missing, a cell too many.
    """
    rng = stream(seed, "dirt")
    chosen = rng.choice(len(lines) - 1, int((len(lines) - 1) * share), replace=False) + 1
    spoiled = list(lines)
    for number in chosen:
        spoil = _WAYS[int(rng.integers(0, len(_WAYS)))]
        spoiled[number] = spoil(rng, lines[number])
    return spoiled


def _stray_quote(rng: Rng, line: str) -> str:
    at = int(rng.integers(1, max(2, len(line))))
    return f'{line[:at]}"{line[at:]}'


def _opening_quote(rng: Rng, line: str) -> str:
    del rng
    return f'"{line}'


def _short(rng: Rng, line: str) -> str:
    del rng
    return line.rsplit(",", 2)[0]


def _long(rng: Rng, line: str) -> str:
    return f"{line},{int(rng.integers(0, 100))}"


_WAYS = (_stray_quote, _opening_quote, _short, _long)
