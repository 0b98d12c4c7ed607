"""Number C: a random sample of a dump's records, checked by the authority that issued the numbers.

reread.py   the evidence of a dump, read again as the scan decided it
frame.py    the distinct records, each with its frozen score, kept on disk while they are counted
draw.py     which records are in the sample
plans.py    the plans of a case, as its audit chain has them
plan.py     `triage verify plan`: seals the frame, then the seed, then the sample; writes the request
sheet.py    the request and the file of answers
answers.py  `triage verify record`: takes answers in order, once
outcome.py  `triage verify estimate`: what the answers say

All that is decided is in the audit chain of the case, without any person's data: which row, which score, which answer.
"""
