"""Signals: what speaks for or against genuineness, one a file; each is found by the function `judge`.

    observe(fields, rules) -> {name: Observation}    what to count of a table with these fields; empty = not applicable
    judge(marks, rule) -> Reason | None              what the counts say; null = too few rows, or nothing to tell

A hard check names the fields it stands on in `STANDS_ON`: where one of them fails as a whole, the column is of another
kind than its header says, and the check has no part in number A.
A module without `observe` judges the marks of the signal that its constant `MARKS` names.
The texts and thresholds of a signal are its entry in `rules/signals/`.
"""
