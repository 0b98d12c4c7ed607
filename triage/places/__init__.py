"""Find places, messages and records in tables, by rules that state which columns of which exports are what.

recognise.py   find the rule of `rules/places` that a table follows, and what it states about the place
texts.py       decide which texts are records, advertisements and requests
open_texts.py  turn records inside the texts of any table into rows
trade.py       put what sellers write of themselves in texts and letters into columns of its own
"""

from triage.places.open_texts import opened_batch, opened_source

__all__ = ["opened_batch", "opened_source"]
