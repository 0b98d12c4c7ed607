"""The signature of a package."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import Sample
from tests.triage.formats.app.signing import signature


def sample(folder: Path) -> Sample:
    """Return a signature; a certificate holds no marks."""
    del folder
    return Sample("CERT.RSA", signature(), has_marks=False)
