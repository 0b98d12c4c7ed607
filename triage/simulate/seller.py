"""The habits of one seller: how long his lists are, what he knows of numbers, what he leaves empty."""

from __future__ import annotations

from dataclasses import dataclass

from triage.simulate.draw import Rng


@dataclass(frozen=True, slots=True)
class Seller:
    """A seller. The defaults are the typical one; `drawn` draws another from ranges that mean to be wide.

    A fabricator uses the habits that bear on what it does, so that it is a family of dumps and no single one.
    """

    first: int = 690
    """Words of his list of first names (20 to 3,000); no more than he has."""
    last: int = 280
    """The same of last names (8 to 1,500)."""
    slope: float = 0.0
    """How steep his lists are drawn (0 to 0.8); half of the sellers draw evenly."""
    famous: float = 0.0
    """Share of true Pakistani words in his lists (0 to 1)."""
    sexes: bool = False
    """Whether he keeps men's names for men."""
    cities: int = 30
    """Cities he knows (3 to 120)."""
    codes: int = 99
    """Mobile codes he knows (3 to 99 = all)."""
    zeros: bool = True
    """Whether his random numbers may begin with 0."""
    born: tuple[int, int] = (1950, 2006)
    """First and last year of birth."""
    month_ends: bool = False
    """Whether he knows days after the 28th."""
    houses: int = 1000
    """One above his highest house number."""
    streets: int = 31
    """One above his highest street."""
    form: int = 0
    """Which way he writes an address."""
    domain: str = "example.com"
    """Domain of his mail addresses."""
    parity: bool = False
    """Whether he knows what the last digit of a CNIC means, where his way leaves it open."""
    gaps: float = 0.0
    """Cells he leaves empty in a column that has empty ones (0 to 0.3)."""
    step: int = 0
    """The step of his series; 0 = as his way has it."""
    urdu: bool = True
    """Whether he writes names and addresses in Urdu letters where the file he has seen does."""
    strength: float = 0.5
    """How much he changes of what he takes (0 to 1)."""

    @classmethod
    def drawn(cls, rng: Rng) -> Seller:
        """Return a seller with habits of his own."""
        first, last, cities = (
            int(low * (high / low) ** rng.random()) for low, high in ((20, 3e3), (8, 1.5e3), (3, 120))
        )
        oldest = int(rng.integers(1935, 1985))
        return cls(
            first=first,
            last=last,
            slope=float(max(0.0, rng.uniform(-0.8, 0.8))),
            famous=float(rng.choice([0.0, 1.0, rng.random()])),
            sexes=bool(rng.random() < 0.5),
            cities=cities,
            codes=int(rng.choice([99, 3 + int(rng.integers(0, 60))])),
            zeros=bool(rng.random() < 0.5),
            born=(oldest, int(rng.integers(oldest + 12, 2008))),
            month_ends=bool(rng.random() < 0.5),
            houses=int(rng.integers(30, 3000)),
            streets=int(rng.integers(6, 100)),
            form=int(rng.integers(0, 6)),
            domain=str(rng.choice(["example.com", "gmail.com", "yahoo.com", "test.pk", "hotmail.com"])),
            parity=bool(rng.random() < 0.5),
            gaps=float(max(0.0, rng.uniform(-0.3, 0.3))),
            step=int(rng.choice([0, 1, 2, 3, 5, 7, 10, 11, 13, 17, 100, 101])),
            urdu=bool(rng.random() < 0.8),
            strength=float(rng.random()),
        )
