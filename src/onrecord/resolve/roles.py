"""What a person is said to be: "Kremlin spokesman", ", the mayor of Elm,", "the Elm mayor"."""

import re
from dataclasses import dataclass

from onrecord.resolve.lexicon.bodies import BODIES
from onrecord.resolve.lexicon.given import gender_of_given
from onrecord.resolve.lexicon.nouns import role_class
from onrecord.resolve.lexicon.people import (
    EPITHETS,
    GENDERED_ROLES,
    HONORIFICS,
    KIN,
    MAY_BE,
    POSTNOMINALS,
    REGIONAL_PARTIES,
    ROLES,
)
from onrecord.resolve.lexicon.places import COUNTRY_OF
from onrecord.resolve.lexicon.words import DETERMINERS, FUNCTION_WORDS, PHRASE_ENDS, PREPOSITIONS
from onrecord.resolve.page import Page, not_owning

MAX_BEFORE = 8  # words of a role before a name; longer ones are clauses
MAX_AFTER = 16  # words of an apposition
_MODIFIERS = frozenset(
    """senior former current acting prime foreign deputy vice chief executive managing assistant
    associate lead veteran interim outgoing incoming then ex top long-time longtime state federal
    local shadow first defence defense finance home interior health education trade justice police
    army navy union opposition science research press media communications policy data climate
    energy law human rights fire border transport environment agriculture housing planning budget
    immigration intelligence security culture tourism water parks sports sales bus truck taxi night
    co founding honorary junior high school head billionaire fellow labour labor conservative
    liberal republican democrat farm city county party company group club hospital family defense
    crown district state's staff football tennis opera""".split()
)
_MODIFIER_ENDS = ("al", "ic", "ary", "ive", "based", "wide", "elect")
_PHRASES = {
    "prime minister": "premier", "vice president": "vice-president", "chief executive": "executive",
    "secretary general": "secretary-general", "attorney general": "attorney-general",
    "chief justice": "judge", "chief of staff": "chief-of-staff", "secretary of state": "secretary",
    "district attorney": "prosecutor", "supreme court justice": "judge",
    "general secretary": "secretary-general", "first minister": "premier", "general manager": "manager",
    "surgeon general": "surgeon-general", "director general": "director", "managing director": "director",
    "deputy chief": "deputy-chief", "first lady": "first-lady", "police officer": "officer",
    "police chief": "chief", "member of parliament": "parliamentarian", "chief economist": "economist",
    "council member": "councillor", "chief scientist": "scholar", "chief spokesman": "spokesperson",
}  # fmt: skip
_PHRASE = re.compile(r"\b(?:" + "|".join(sorted(_PHRASES, key=len, reverse=True)) + r")\b")
_SAME_MARK = {
    "gop": "republican",
    "u.s.": "united states",
    "republicans": "republican",
    "democrats": "democrat",
}
_SAME_MARK |= {"democratic": "democrat", "tories": "tory", "conservative": "tory"}
_PARTIES = frozenset("republican democrat tory labour".split())
_SUING, _SUED = frozenset("claimant plaintiff prosecutor".split()), frozenset(["defendant"])
_COUNTRIES = frozenset(COUNTRY_OF.values())
_RANKS = frozenset("deputy vice vice-president former ex shadow assistant acting".split())


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the page says it, its classes, and the other words that tell it apart."""

    text: str
    classes: frozenset[str]
    marks: frozenset[str]

    def clashes(self, other: "Role") -> bool:
        """Say whether one person can hardly hold both roles: those of two parties, in court too."""
        mine, theirs = _PARTIES & self.marks, _PARTIES & other.marks
        suing, sued = self.classes & _SUING, self.classes & _SUED
        at_law = (suing and other.classes & _SUED) or (sued and other.classes & _SUING)
        return bool(at_law or (mine and theirs and not mine & theirs))

    def fit(self, other: "Role") -> int:
        """How well a later mention, ``other``, fits this role; 0 where it does not."""
        if self.classes & other.classes:
            score = 3
        elif any(word in other.classes and self.classes & held for word, held in MAY_BE.items()):
            score = 2
        else:
            return 0
        shared = self.marks & other.marks
        if self.clashes(other):
            return 0
        score += 2 * min(len(shared), 3)
        score -= len((self.marks ^ other.marks) & _RANKS - {"former", "ex"}) * 2
        if not shared and self.marks & _COUNTRIES and other.marks & _COUNTRIES:
            score -= 3
        return max(score, 0)


def read_role(page: Page, first: int, last: int) -> Role:
    """Read words ``first`` to ``last`` (excluded) as a role."""
    start, end = page.starts[first], page.ends[last - 1]
    words = page.lower[first:last]
    plain = _PHRASE.sub(lambda m: _PHRASES[m.group()], " ".join(words))
    classes, marks = set(), set()
    for word in plain.split(" "):
        if word in _PHRASES.values():
            classes.add(word)
        elif (found := role_class(word)) and found != "kin":
            classes.add(found)
        elif word in KIN or word in EPITHETS:
            classes.add(word)
        if word in COUNTRY_OF:
            marks.add(COUNTRY_OF[word])
        elif word not in FUNCTION_WORDS and (word in _RANKS or not role_class(word)):
            marks.add(_SAME_MARK.get(word, word))
        if word in REGIONAL_PARTIES:
            marks.add(_SAME_MARK.get(word, word))
    text = not_owning(page.text[start:end])
    if f"{page.lower[last - 1]}." in ROLES and page.text[end : end + 1] == ".":
        text += "."  # an abbreviation: "Gov."
    return Role(text, frozenset(classes), frozenset(marks))


def is_role(word: str) -> bool:
    """Say whether a word tells what a person is."""
    return role_class(word) is not None or word in EPITHETS


def role_before(page: Page, first: int) -> int:
    """Where the role right before word ``first`` begins; ``first`` where there is none.

    "Then Elm council leader | Ann Roe": gives the place of "Elm".
    """
    i = first - 1
    if i < 0 or page.gap(i) != " " or i in page.possessive:
        return first
    if role_class(page.lower[first]) is None and not is_role(page.lower[i]):
        return first
    while i >= 0 and first - i <= MAX_BEFORE and _joined(page, i) and _in_role(page, i):
        i -= 1
    return i + 1


def _joined(page: Page, i: int) -> bool:
    gap = page.gap(i)
    return gap == " " or (gap == ". " and not page.begins_sentence(i + 1))


def _in_role(page: Page, i: int) -> bool:
    word = page.lower[i]
    if word in FUNCTION_WORDS and word not in ("former", "first") and page.words[i] != "US":
        return False
    if page.is_capital(i):
        return not page.opens_sentence(i) or is_role(word) or word not in page.common
    modifies = word in _MODIFIERS or word in BODIES or word.endswith(_MODIFIER_ENDS)
    return is_role(word) or modifies or i in page.possessive


def role_after(page: Page, last: int) -> tuple[int, int] | None:
    """The words of an apposition after a name that ends before word ``last``.

    "Ann Roe, 44, | the mayor of Elm |, said".
    """
    i = last
    if i >= len(page.words) or page.gap(i - 1) not in (", ", " - ", " – ", " — ", "—"):
        return None
    if page.words[i].isdigit() and page.gap(i) == ", ":
        i += 1
    if i >= len(page.words):
        return None
    bare = page.lower[i] not in DETERMINERS
    first = i if bare else i + 1
    stop, head = _clause_end(page, first)
    if head is None or (bare and (head - first > 4 or not _goes_on(page, head))):
        return None
    if page.gap(stop - 1).strip()[:1] not in tuple(",.!?") and _is_fronted(page, last - 1):
        return None
    return first, stop


def _is_fronted(page: Page, i: int) -> bool:
    """Say whether a word stands in a sentence that begins with a phrase: "After Ann Roe, the mayor spoke".

    Whoever is named behind the comma that ends it is somebody else.
    """
    opens = page.lower[page.word_at(page.sentence_starts[page.sentence_of(page.starts[i])])]
    return opens in PREPOSITIONS or opens in ("according", "unlike", "asked", "after", "before")


def _clause_end(page: Page, first: int) -> tuple[int, int | None]:
    """Where an apposition ends, and its last role word before the first preposition."""
    head, before = None, True
    i = first
    while i < min(first + MAX_AFTER, len(page.words)):
        word = page.lower[i]
        if before and is_role(word):
            head = i
        if word in ("who", "which", "whose", "whom", "said", "says", "told"):
            break
        if word in PHRASE_ENDS and word != "and":
            before = False
        i += 1
        if page.gap(i - 1).strip() not in ("", "&"):
            break
    return i, head


def _goes_on(page: Page, head: int) -> bool:
    following = page.lower[head + 1] if head + 1 < len(page.words) else ""
    return page.gap(head).startswith(",") or following in ("of", "for", "at", "in", "with", "from", "and")


def role_reversed(page: Page, first: int) -> tuple[int, int] | None:
    """The role in "the mayor of Elm, | Ann Roe": its words, determiner left out."""
    i = first - 1
    if i < 0 or page.gap(i) not in (", ", " "):
        return None
    comma = page.gap(i) == ", "
    back = first - MAX_AFTER
    while comma and i >= max(0, back):
        if page.lower[i] in DETERMINERS or i in page.possessive:
            end, head = _clause_end(page, i + 1)
            if head is not None and end == first:
                return None if _is_fronted(page, i) and _is_subject(page, first) else (i + 1, first)
        if i and page.gap(i - 1).strip():
            break
        i -= 1
    return None


def _is_subject(page: Page, i: int) -> bool:
    """Whether a name that begins at a word goes on without a comma: "Roe told her"."""
    while page.gap(i) == " " and page.is_capital(i + 1):
        i += 1
    return page.gap(i) == " "


def before_letters(page: Page, first: int, last: int) -> int:
    """Where a person's name ends before the letters after it: "Ann Roe MP", but not "Elm MP"."""
    end = last
    while end > first and page.words[end - 1] in POSTNOMINALS:
        end -= 1
    if end - first < 2 or end == last:
        return last
    told = any(gender_of_given(key) is not None or key in HONORIFICS for key in page.lower[first : end - 1])
    office = page.lower[last - 1] in ROLES or (first > 0 and page.lower[first - 1] == "the")
    return end if told or not office else last


def gender_of_role(words: list[str]) -> str | None:
    """Tell "m" or "f" by the head of a role: wife, spokesman; None where it does not say.

    Example:
        >>> gender_of_role(["former", "spokeswoman", "for", "the", "king"])
        'f'
    """
    end = next((i for i, w in enumerate(words) if w in PHRASE_ENDS), len(words))
    for word in reversed(words[:end]):
        if KIN.get(word) or EPITHETS.get(word):
            return KIN.get(word) or EPITHETS[word]
        for gender, endings in GENDERED_ROLES.items():
            if word.endswith(endings) and not (gender == "m" and word.endswith("woman")):
                return gender
        if is_role(word):
            return None
    return None
