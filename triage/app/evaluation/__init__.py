"""`triage evaluate`: how right the program is on dumps whose truth is known.

evaluate.py  scan each labelled dump without its labels, and compare the answer with them
judged.py    one labelled dump with its answer
metrics.py   figures of all dumps together
cells.py     the same figures by kind of dump, size, fields, world and who made rows up
targets.py   what is aimed at, what was reached, the worst cell
"""
