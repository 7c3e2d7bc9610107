"""Names, as far as their letters tell: a capital where no sentence begins."""

import re

_STARTS = re.compile(r"[.!?…:\n“\"]")  # after these a capital says nothing
_ACRONYM = 4  # letters; a longer word all in capitals is shouting, or a record that has no small letters
_SHOUTED = frozenset("can may must will".split())  # verbs, unless only their first letter is a capital
_NO_NAMES = frozenset(  # the pronoun, titles, and what is a date or a number rather than a name
    """i mr mrs ms miss mister dr sir madam lord lady senator governor president minister mayor secretary
    representative congressman congresswoman general judge professor chairman chairwoman prime vice
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december god""".split()
)


def name_in(word: str, before: str) -> str | None:
    """The name that a word is, in small letters; None where it is none, or where that cannot be told.

    Args:
        word: as it is written.
        before: what stands between it and the word before it.

    Example:
        >>> name_in("Roos", " "), name_in("Lamps", ". "), name_in("Mr", " ")
        ('roos', None, None)
    """
    if not word[:1].isupper() or _STARTS.search(before):
        return None
    if word.isupper() and (len(word) > _ACRONYM or word.casefold() in _SHOUTED):
        return None
    name = word.casefold()
    return None if name in _NO_NAMES else name
