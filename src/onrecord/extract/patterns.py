"""Parts of patterns that rules of this room have in common."""

CAPITALISED = r"[A-ZÀ-Þ][\w.’'\-]{0,40}"
"""A word with a capital, such as names are made of: bounded, for a page may be one run of letters."""

AUXILIARY = r"(?:is|are|was|were|ha[sd]|have|will|would|can|could|may|might|must|should|did|does|do)"
"""A verb that a clause may have first, or alone."""

ADVERBIAL = (
    r"(?:when|as|before|after|while|if|by|at|on|in|during|until|till|since|with|without|from|for|once|although|though|"
    r"despite|under|over|near|beside|yet|but|and|so|still|then|now)\b"
)
"""What a phrase begins with that only says when, where or how; in small letters."""

STOP = r"(?:(?<!\bM[rs])(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\b[A-Z])\.)"
"""A full stop that closes no title and no initial."""

KEY = (
    r"(?i:(?:the\s)?(?:who|what|when|where|why|how(?:\smuch)?|cost|price|tickets?|admission|address|rsvp|claim|facts?|myth"
    r"|reality|verdict|rating|truth|(?:editor.?s\s)?note|update|correction|background|context|score|result))"
)
"""What a form or a fact box has before a colon, and nobody is called."""
