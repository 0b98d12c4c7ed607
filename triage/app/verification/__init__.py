"""Number C: a random sample of a dump's records, checked by the authority that issued the numbers.

reread.py   read the evidence of a dump again, as the scan decided it
frame.py    the distinct records, each with its frozen score, stored on disk while they are counted
draw.py     decide which records are in the sample
plans.py    the plans of a case, from its audit chain
plan.py     `triage verify plan`: seal the frame, then the seed, then the sample; write the request
sheet.py    the request and the file of answers
answers.py  `triage verify record`: record answers in order, once
outcome.py  `triage verify estimate`: estimate shares from the answers

All decisions are in the audit chain of the case, without personal data: which row, which score, which answer.
"""
