"""Who is interviewed, as the paragraphs above the first question name them."""

import re
from collections import Counter

from onrecord.extract.paragraphs import Paragraphs
from onrecord.model import Span
from onrecord.text.quotes import MARKS

_OPENERS = r"(?:The|An?|When|In|At|On|As|For|With|After|Before|Since|While|But|And|By|From|To|Last|This|If)\s"
_PART = r"[A-ZÀ-Þ][\w’'\-]{1,30}"
_NAMED = rf"(?!{_OPENERS})[A-ZÀ-Þ][a-zß-ÿ’'\-]{{1,30}}(?:\s(?:(?:de|van|von|bin|al)\s)?{_PART}){{1,3}}"
_NAME = re.compile(rf"(?<![\w’'.]){_NAMED}")
_CAPITALISED = re.compile(rf"(?<![\w’']){_PART}")
_MET = re.compile(
    r"\b(?:met|asked|interviewed|(?:spoke|talked|chatted|interview|conversation|sat\s+down)\s+(?:to|with))\s+"
    rf"(?P<name>{_NAMED})"
)
_SUBJECT = re.compile(r"(?P<who>[A-ZÀ-Þ][\w’'\-]{1,30})\s(?:(?:once|had|has|later|also|recently)\s)?\Z")
_REACH = 45  # characters before a verb that its subject may take
_PLACED = re.compile(r"\b(?:[Tt]he|[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Ii]nto|[Oo]n|[Ii]nside|[Oo]utside)\s\Z")
_BEFORE = 10  # characters before a name that tell a place from a person
_POSSESSIVE = re.compile(r"[’'](?:s?\Z)")


def find_interviewed(text: str, introduction: Paragraphs) -> list[Span]:
    """Find whoever is said to be asked, or is named most often, where the introduction names them last.

    Args:
        text: the whole text.
        introduction: the (start, end) of the paragraphs above the first question, without the headline.

    Returns:
        The name, in full or the last word of it; none where it is open who it is.

    Example:
        >>> text = "Ada Lund fishes at Port Venn. When it rains, Lund mends nets."
        >>> [text[s:e] for s, e in find_interviewed(text, [(0, 61)])]
        ['Lund']
    """
    names = {_last(_bare(name[0])) for p in introduction for name in _NAME.finditer(text, *p)}
    asked = (m for p in introduction for m in _MET.finditer(text, *p) if not _is_their_own(m, names))
    met = next((m["name"] for m in asked), None)
    person = _bare(met) if met else _most_named(text, introduction)
    if not person:
        return []
    named = re.compile(rf"(?<![\w’'])(?:{re.escape(person)}(?!\w)|{re.escape(_last(person))}(?![\w’']))")
    mentions = [Span(*found.span()) for p in introduction for found in named.finditer(text, *p)]
    return mentions[-1:]


def _is_their_own(found: re.Match[str], names: set[str]) -> bool:
    """Whether somebody of the introduction met or asked the one named: "Lund spoke to Hugo Brandt"."""
    before = _SUBJECT.search(found.string, max(0, found.start() - _REACH), found.start())
    return before is not None and before["who"] in names and before["who"] != _last(_bare(found["name"]))


def _most_named(text: str, introduction: Paragraphs) -> str | None:
    """The name whose last word is met most often; of several the one that opens the introduction."""
    names = [found for p in introduction for found in _NAME.finditer(text, *p)]
    persons = {_last(_bare(name[0])): name for name in reversed(names) if not _is_placed(text, name.start())}
    words = Counter(_bare(word[0]) for p in introduction for word in _CAPITALISED.finditer(text, *p))
    most = max((words[last] for last in persons), default=0)
    best = [name for last, name in persons.items() if words[last] == most]
    opens = [name for name in best if name.start() == introduction[0][0]]
    chosen = best if len(best) == 1 else opens
    return _bare(chosen[0][0]) if chosen else None


def _bare(name: str) -> str:
    """A name without the ending that says what is theirs."""
    return _POSSESSIVE.sub("", name)


def _last(name: str) -> str:
    return name.split()[-1]


def _is_placed(text: str, start: int) -> bool:
    """Whether what stands before a name tells that it is a place's, a body's or a work's."""
    return text[start - 1 : start] in MARKS or bool(_PLACED.search(text, max(0, start - _BEFORE), start))
