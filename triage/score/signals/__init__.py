"""Signals: evidence for or against genuineness, one per file; each is found by its function `judge`.

  observe(fields, rules) -> {name: Observation}    what to count of a table with these fields; empty = not applicable
  judge(marks, rule) -> Reason | None              the weight of the counts; null = too few rows, or no evidence

A hard check names the fields it depends on in `STANDS_ON`: if one of them fails as a whole, the column is of another
kind than its header states, and the check has no part in number A.

A module without `observe` judges the marks of the signal that its constant `MARKS` names.

The texts and thresholds of a signal are its entry in `rules/signals/`.
"""
