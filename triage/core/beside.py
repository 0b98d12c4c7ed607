"""Tell which files lie in the same export as an object: media that its messages name may not have been seized."""

from __future__ import annotations

import os
import zipfile
from functools import lru_cache
from itertools import islice
from pathlib import Path

from triage.core.model import Evidence

_MOST = 200_000
"""Most names that are kept; of a larger folder nothing is told."""


def names_beside(evidence: Evidence) -> frozenset[str] | None:
    """Return the names of the files in the folder, or the ZIP, that holds an object; null if that is not known.

    Of a folder also those one folder below: exports keep pictures and documents there.
    """
    if not evidence.members:
        return _in_folder(evidence.path.parent)
    return _in_zip(evidence.path) if len(evidence.members) == 1 else None


@lru_cache(64)
def _in_folder(folder: Path) -> frozenset[str] | None:
    try:
        here = [*islice(os.scandir(folder), _MOST)]
        below = (
            each.name
            for inner in here
            if inner.is_dir(follow_symlinks=False)
            for each in islice(os.scandir(inner.path), _MOST)
        )
        found = frozenset([*(each.name for each in here), *islice(below, _MOST)])
    except OSError:
        return None
    return found if len(found) < _MOST else None


@lru_cache(64)
def _in_zip(path: Path) -> frozenset[str] | None:
    try:
        with zipfile.ZipFile(path) as file:
            return frozenset(name.rpartition("/")[2] for name in file.namelist())
    except (OSError, zipfile.BadZipFile, ValueError):
        return None
