"""A small spaCy pipeline: it finds names, addresses and places in English, Roman Urdu and Urdu.

`pipeline` is the language (tokenizer and features of words), `engine` connects it to Presidio, `model/` holds the
weights that `python -m training.train` made from simulated texts. docs/language.md states what it was trained on and
how well it works.
"""
