"""Tables that readers give -> places, messages and records: rules state which columns of which exports are what.

recognise.py   which rule of `rules/places` a table follows, and what it tells of the place
texts.py       which texts are records, advertisements and requests
open_texts.py  records inside the texts of any table, as rows of it
"""

from triage.places.open_texts import opened_batch, opened_source

__all__ = ["opened_batch", "opened_source"]
