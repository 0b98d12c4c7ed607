"""Where readers find the noun by which they describe themselves."""

from triage.formats import Format

__all__ = ["Format"]
