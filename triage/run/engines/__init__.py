"""Engines: runners beyond this machine's own processes, which a user names with `--engine`: one file each."""

from __future__ import annotations

import pkgutil

NAMES = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))
"""What `--engine` takes. None is loaded before it is asked for."""
