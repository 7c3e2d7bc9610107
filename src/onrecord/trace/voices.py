"""Whether the speaker that a page names may be the speaker that a record names.

Pages say "she", "the senator", "Ana Roos, a lawyer"; records say "ROOS", "SEN. ROOS", "Q". What is
told apart: the same name; a name that cannot be the same; and no name to compare.
"""

import re
from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLES = frozenset(
    """mr mrs ms miss dr sir dame lord lady prof professor president vice prime minister senator sen
    congressman congresswoman representative rep governor gov secretary mayor general gen judge justice
    king queen prince princess pope chancellor chairman chairwoman chair ambassador director
    commissioner the of and former campaign press staff team spokesman spokeswoman spokesperson jr sr ii
    iii""".split()
)
_NOBODY = frozenset(  # labels that stand for whoever it was
    """q question questioner audience member members unidentified unknown male female man woman voice
    announcer narrator moderator operator reporter interviewer host crowd participant speaker retweet
    translator interpreter all others text""".split()
)


_ASKERS = frozenset(  # of those, who asks and announces
    "q question questioner audience announcer narrator moderator operator reporter interviewer host".split()
)
_PRONOUNS = frozenset("he she it they i we you who his her their this that these those one a an".split())
_NO_NAMES = _TITLES | _NOBODY | _PRONOUNS
MAX_MENTION = 300  # code points; a source is a phrase, not a page


class Agreement(IntEnum):
    """What the two names, the page's and the record's, say about each other."""

    CONFLICT = -1
    UNKNOWN = 0
    POSSIBLE = 1
    SAME = 2


class Voices:
    """The speakers of a collection, made ready to be compared with a page's mention of one.

    Args:
        speakers: the labels by which the records name them.

    Example:
        >>> voices = Voices(["ROOS", "ANA ROOS", "JAN ROOS", "KIM", "Q"])
        >>> voices.compare("Ana Roos, the mayor").tolist()  # one for each, and one for nobody
        [2, 2, -1, -1, -1, 0]
    """

    def __init__(self, speakers: Sequence[str]) -> None:
        self._labels = [_label(speaker) for speaker in speakers]
        self._family: dict[str, list[int]] = {}
        self._given: dict[str, set[str]] = {}
        for i, label in enumerate(self._labels):
            if label:
                self._family.setdefault(label[-1], []).append(i)
                self._given.setdefault(label[-1], set()).update(label[:-1])

    def compare(self, mention: str | None) -> NDArray[np.int8]:
        """Compare a mention with every speaker.

        Args:
            mention: how the page names the source; a name, a pronoun, a whole phrase, or None.

        Returns:
            An Agreement for each speaker, and a last one, UNKNOWN, for nobody.
        """
        names, others = _split_names(mention)
        found = np.full(len(self._labels) + 1, Agreement.CONFLICT if names else Agreement.UNKNOWN, np.int8)
        found[-1] = Agreement.UNKNOWN
        for name in others:
            found[self._family.get(name, [])] = Agreement.POSSIBLE
        for name in names:
            for i in self._family.get(name, []):
                found[i] = Agreement.CONFLICT if self._is_relative(i, names) else Agreement.SAME
        return found

    def _is_relative(self, speaker: int, names: list[str]) -> bool:
        """Whether the mention has the family name with a given name that is another speaker's."""
        *given, family = self._labels[speaker]
        told = self._given[family].intersection(names) - {family}
        return bool(told) and not told.intersection(given) and bool(given)


def is_moderator(speaker: str) -> bool:
    """Whether a record's label is of who asks or announces there, and not of who is quoted.

    Example:
        >>> [is_moderator(label) for label in ("Q", "MODERATOR 2", "QUESTION (through interpreter)", "ROOS")]
        [True, True, True, False]
    """
    words = {word.lower() for word in _NAME.findall(speaker)}
    return bool(words & _ASKERS) and not _label(speaker.partition("(")[0])


def names_in(mention: str | None) -> list[str]:
    """The words of a mention that name someone, in lower case; none for "she" or "the mayor"."""
    return _split_names(mention)[0]


def _split_names(mention: str | None) -> tuple[list[str], set[str]]:
    """The capitalised words of a mention, and those in the genitive or after a comma, who are others."""
    names: list[str] = []
    others: set[str] = set()
    mention = (mention or "")[:MAX_MENTION]
    for found in _NAME.finditer(mention):
        plain = found[0].lower().replace("’", "'")
        if not found[0][0].isupper() or plain in _NO_NAMES:
            continue
        if plain.endswith("'s"):
            others.add(_letters(plain[:-2]))
        elif "," in mention[: found.start()]:
            others.add(_letters(plain))
        else:
            names.append(_letters(plain))
    return names, others


def _label(speaker: str) -> tuple[str, ...]:
    """The words of a record's label that name someone."""
    words = [_letters(word.lower()) for word in _NAME.findall(speaker)]
    return tuple(word for word in words if word not in _TITLES and word not in _NOBODY)


def _letters(word: str) -> str:
    return word.replace("'", "").replace("’", "").replace("-", "")
