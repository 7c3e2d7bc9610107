"""Parts of patterns that rules of this room have in common."""

CAPITALISED = r"[A-ZÀ-Þ][\w.’'\-]{0,40}"
"""A word with a capital, such as names are made of: bounded, for a page may be one run of letters."""
