"""Find plug-ins: each module in a folder that defines an agreed name is used, so no list is edited."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def modules(package: str, having: str) -> dict[str, ModuleType]:
    """Return the modules of a package that have an attribute `having`, by file name without suffix, sorted."""
    home = importlib.import_module(package)
    stems = sorted(info.name for info in pkgutil.iter_modules(home.__path__))
    found = {stem: importlib.import_module(f"{package}.{stem}") for stem in stems}
    return {stem: module for stem, module in found.items() if hasattr(module, having)}
