"""The trade in dumps: who offers what for how much, and which places belong to one seller.

talk.py       find the columns of a source that are texts, authors and times of messages
lexicon.py    the words of `rules/products`, `payments`, `contacts` and `wordings` as patterns
tokens.py     split texts into tokens: products, prices, numbers, links, words, line by line
contacts.py   tokens -> contact points, each with how it was recognised
prices.py     tokens -> offers: a product, an amount, a period
wording.py    advertisements -> sketches that are equal if the wording nearly is
observe.py    a batch -> a `Market`, which adds up
places.py     the sums of a dump -> one place: contact points, offers, customers' complaints
links.py      places -> links between them, strong and weak
sellers.py    links -> clusters of places
graph.py      clusters -> a picture (SVG)
ledger.py     compare the investigators' list of platforms with the places found

A number in a record is a victim's and never a contact point; an advertisement is not a record.
"""

from triage.market.observe import observe, observe_all

__all__ = ["observe", "observe_all"]
