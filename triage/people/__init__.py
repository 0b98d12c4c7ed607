"""Persons of a case: which records are of one person, who appears where, and how dumps hang together.

persons.py     records -> whose they are
counting.py    records -> how many persons and records, by dump, by pair of dumps, by what is known of them
relations.py   counts of two dumps -> what one is to the other, and why
"""
