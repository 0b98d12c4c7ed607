"""The habits of one seller: length of lists, knowledge of numbers, cells left empty."""

from __future__ import annotations

from dataclasses import dataclass

from triage.simulate.draw import Rng


@dataclass(frozen=True, slots=True)
class Seller:
    """A seller. The defaults are the typical one; `drawn` draws another from ranges that are wide on purpose.

    A fabricator uses the habits that matter to it, so that it makes a family of different dumps.
    """

    first: int = 690
    """Words of the seller's list of first names (20 to 3,000); fewer if the list is shorter."""
    last: int = 280
    """The same of last names (8 to 1,500)."""
    slope: float = 0.0
    """How steeply words are drawn from the lists (0 to 0.8); half of the sellers draw evenly."""
    famous: float = 0.0
    """Share of true Pakistani words in the lists (0 to 1)."""
    sexes: bool = False
    """Whether men's names are used only for men."""
    cities: int = 30
    """Number of known cities (3 to 120)."""
    codes: int = 99
    """Number of known mobile codes (3 to 99 = all)."""
    zeros: bool = True
    """Whether random numbers may begin with 0."""
    born: tuple[int, int] = (1950, 2006)
    """First and last year of birth."""
    month_ends: bool = False
    """Whether days after the 28th are used."""
    houses: int = 1000
    """One above the highest house number."""
    streets: int = 31
    """One above the highest street."""
    form: int = 0
    """Index of the way in which addresses are written."""
    domain: str = "example.com"
    """Domain of the mail addresses."""
    parity: bool = False
    """Whether the meaning of the last digit of a CNIC is known, if the method leaves it open."""
    gaps: float = 0.0
    """Share of cells left empty in a column that has empty ones (0 to 0.3)."""
    step: int = 0
    """The step of number series; 0 = the method's own."""
    urdu: bool = True
    """Whether names and addresses are in Urdu letters if they are in the file that was seen."""
    strength: float = 0.5
    """How much of the taken records is changed (0 to 1)."""

    @classmethod
    def drawn(cls, rng: Rng) -> Seller:
        """Return a seller with randomly drawn habits."""
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
