"""Names on a page in capitals throughout, as wires once were.

Capitals tell nothing there: only a given name and what follows it, or what a title stands before, is a name.
"""

from onrecord.resolve.guess import SPEECH, Guess
from onrecord.resolve.lexicon.bodies import BODIES, CALENDAR
from onrecord.resolve.lexicon.given import gender_of_given
from onrecord.resolve.lexicon.nouns import role_class
from onrecord.resolve.lexicon.people import HONORIFICS
from onrecord.resolve.lexicon.places import STATES
from onrecord.resolve.lexicon.words import FUNCTION_WORDS
from onrecord.resolve.names import Name, words_of
from onrecord.resolve.page import Page

SHOUTED = 0.1  # share of words in small letters, below which a page is in capitals throughout
LONGEST = 3  # words of a name: given names, initials, surname


def find_shouted(page: Page) -> list[Name]:
    """Find the names of a page in capitals throughout; none on any other.

    Example:
        >>> from onrecord.model import Snapshot
        >>> from onrecord.resolve.page import read_page
        >>> page = read_page(Snapshot("p", "THE FERRY WILL BE KEPT, MAYOR ADA CRANE SAID FRIDAY."))
        >>> [name.text for name in find_shouted(page)]
        ['ADA CRANE']
    """
    found, last = list[Name](), 0
    if sum(word.islower() for word in page.words) >= SHOUTED * len(page.words):
        return found
    for start, end in page.titled:
        words = page.words_in(start, end)
        for i in words:
            if i < last or not _may_be_name(page, i):
                continue
            first = i
            while first - 1 in words and _is_title_before(page, first - 1):
                first -= 1
            stop = _shouted_end(page, first, i, words.stop)
            if stop > i:
                last = stop
                told = (HONORIFICS[k] for k in page.lower[first:i] if k in HONORIFICS)
                person = Guess.PERSON
                found.append(
                    Name(i, stop, first, words_of(page, i, stop), person, honorific=next(told, None))
                )
    return found


def _shouted_end(page: Page, first: int, i: int, limit: int) -> int:
    """Where the name at word ``i`` ends, its title from ``first`` on; there, where none begins.

    What goes before it tells how many of the words are its own: the next may be a verb.
    """
    ends = [i + 1]
    while ends[-1] < min(limit, i + LONGEST) and _goes_on_shouting(page, ends[-1]):
        ends.append(ends[-1] + 1)
    if gender_of_given(page.lower[i]) is not None and len(ends) > 1:
        middle = len(page.words[i + 1]) == 1 or gender_of_given(page.lower[i + 1]) is not None
        return ends[2] if middle and len(ends) > 2 else ends[1]
    if first < i and (known := next((end for end in ends if _tells(page, first, end)), None)):
        return known
    return ends[0] if any(key in HONORIFICS for key in page.lower[first:i]) else i


def _may_be_name(page: Page, i: int) -> bool:
    key = page.lower[i]
    known = key in FUNCTION_WORDS or key in SPEECH or key in BODIES or key in CALENDAR or key in STATES
    return key.isalpha() and not known and role_class(key) is None and key not in HONORIFICS


def _goes_on_shouting(page: Page, i: int) -> bool:
    gap = page.gap(i - 1)
    return _may_be_name(page, i) and (gap == " " or (gap == ". " and len(page.words[i - 1]) == 1))


def _is_title_before(page: Page, i: int) -> bool:
    known = role_class(page.lower[i]) is not None or page.lower[i] in HONORIFICS
    return known and page.gap(i) in (" ", ". ")


def _tells(page: Page, first: int, stop: int) -> bool:
    """Say whether a verb of speech or a comma stands beside a title and a name: not "MAYOR RESIGNS"."""
    if page.gap(stop - 1).startswith((",", ".")) and first > 0 and page.lower[first - 1] in SPEECH:
        return True
    return page.gap(stop - 1).startswith(",") or (stop < len(page.words) and page.lower[stop] in SPEECH)
