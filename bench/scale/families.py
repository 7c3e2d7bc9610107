"""Families that a run found, against the truth about the web that it read.

Quotes are compared where both have them: found by page, capture and words. What the extraction missed or read
otherwise is told apart, for it is not the families' fault. A pair of quotes is right where truth and run have
both in one family.
"""
