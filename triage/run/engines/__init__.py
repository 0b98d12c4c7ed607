"""Engines: runners that use more than this machine's own processes, chosen with `--engine`; one module each."""

from __future__ import annotations

import pkgutil

NAMES = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))
"""Names that `--engine` accepts. No engine is loaded before it is chosen."""
