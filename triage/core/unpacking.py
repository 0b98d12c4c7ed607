"""How far containers are read, for a bar: what they hold is larger than they, and nobody knows yet how much."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from triage.core.model import Evidence

_USUAL = 5
"""How many times as large as a container what is in it may be: so large, it counts for two thirds of it."""


@dataclass(slots=True)
class Inside:
    """The bytes of each container that still stand for what is unread in it."""

    left: dict[Path, int] = field(default_factory=dict)
    sizes: dict[Path, int] = field(default_factory=dict)

    def share(self, evidence: Evidence, size_bytes: int) -> int:
        """Return the bytes of a file on disk that so many bytes of evidence count for."""
        path = evidence.path
        if not evidence.members:
            if not evidence.is_container:
                return size_bytes
            if path not in self.sizes:
                self.left[path] = self.sizes[path] = evidence.size_bytes
            return 0
        left = self.left.get(path, 0)
        step = left * size_bytes // (size_bytes + _USUAL * self.sizes[path]) if left else 0
        self.left[path] = left - step
        return step

    def rest(self, evidence: Evidence) -> int:
        """Return what is left of a container all of whose members are known; 0 for all else."""
        if evidence.members or not evidence.is_container:
            return 0
        self.sizes.setdefault(evidence.path, evidence.size_bytes)
        return self.left.pop(evidence.path, evidence.size_bytes)
