"""A small spaCy pipeline of our own: names, addresses and places in English, Roman Urdu and Urdu.

`pipeline` is the language (tokenizer and features of words), `engine` its side of Presidio, `model/` the weights that
`python -m training.train` made from simulated texts. docs/language.md says what it was trained on and what it reaches.
"""
