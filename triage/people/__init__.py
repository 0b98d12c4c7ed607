"""Persons of a case: which records are of one person, who is in which dump, and how dumps are related.

persons.py     assign records to persons
counting.py    count persons and records, by dump, by pair of dumps, and by kinds of data
relations.py   decide what one dump is to another, from the counts
"""
