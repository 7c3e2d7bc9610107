"""The terms by which the ledger's full text is searched, alike on every database.

A term is a run of letters and digits in small letters, without accents, as FTS5's ``unicode61`` cuts
them, so that both databases and the list of known terms agree.
"""

import re
import unicodedata
from collections.abc import Iterator

MAX_TERM = 64  # code points; a longer run is no word that anyone looks for
MAX_ASKED = 64  # terms of a query that count: a pasted page is not a query
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)')


def terms_of(text: str) -> list[str]:
    """The terms of a text, in order.

    Example:
        >>> terms_of("“Señor, we can't”")
        ['senor', 'we', 'can', 't']
    """
    plain = text if text.isascii() else _without_accents(text)
    return [term[:MAX_TERM] for term in _WORD.findall(plain.lower())]


def phrases_of(asked: str) -> list[tuple[str, ...]]:
    """What a query asks for: each term by itself, and what stands between quotation marks as one phrase.

    Example:
        >>> phrases_of('ferry "by the end of May"')
        [('ferry',), ('by', 'the', 'end', 'of', 'may')]
    """
    return list(dict.fromkeys(_phrases(asked)))[:MAX_ASKED]


def _phrases(asked: str) -> Iterator[tuple[str, ...]]:
    at = 0
    for match in _QUOTED.finditer(asked):
        yield from ((term,) for term in terms_of(asked[at : match.start()]))
        if phrase := tuple(terms_of(match[1])[:MAX_ASKED]):
            yield phrase
        at = match.end()
    yield from ((term,) for term in terms_of(asked[at:]))


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
