"""Names in the forms in which they are compared: keys, surnames, initials."""

import re
import unicodedata
from functools import lru_cache

from onrecord.resolve.guess import Guess
from onrecord.resolve.lexicon.given import gender_of_given
from onrecord.resolve.lexicon.people import SUFFIXES
from onrecord.resolve.names import Name

_PART = re.compile(r"[ODL]['’](?=\w)|[\w'’]+")  # each with a capital of its own: O'|Brien, Smith-|Jones


@lru_cache(maxsize=1 << 14)
def key_of(name: str) -> str:
    """A name in the form that is compared: lower case, no accents, dots or apostrophes.

    Example:
        >>> key_of("O’Rélly, Jr.")
        'orelly jr'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^\w@&-]+", " ", re.sub(r"[.'’]", "", plain)).strip().lower()


def initials(name: str) -> str:
    """The first letters of a name, in small letters, but those of "the", "of" and "and"."""
    words = [w for w in re.split(r"[\s-]+", name) if w[:1].isupper()]
    return "".join(w[0] for w in words if w.lower() not in ("the", "of", "and")).lower()


def core_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without a suffix such as "Jr."."""
    core = tuple(w for w in words if key_of(w) not in SUFFIXES)
    return core or words


def surname_of(name: Name) -> str:
    """The key of a name's last word, a suffix left out."""
    return key_of(core_of(name.words)[-1])


def last_name(name: str) -> str:
    """The key of the last word of a name as it is written, a suffix left out; empty for none.

    Example:
        >>> last_name("Hugo Peña Jr.")
        'pena'
    """
    words = core_of(tuple(name.split()))
    return key_of(words[-1]) if words else ""


def long_surnames(names: list[Name]) -> set[str]:
    """The surnames of two words or more that full names of the page may end in: "Ní Bhriain"."""
    keys = (
        [key_of(word) for word in core_of(name.words)]
        for name in names
        if name.guess in (Guess.PERSON, Guess.OPEN)
    )
    return {" ".join(key[i:]) for key in keys for i in range(1, len(key) - 1) if not gender_of_given(key[i])}


def plain_case(name: Name) -> str:
    """A person's name; one in capitals throughout is set as names are: "Ada O'Brien", "Ada Smith-Jones"."""
    if not name.text.isupper() or len(name.text) < 4:
        return name.text
    return " ".join(_capitalized(w) if len(w) > 1 and "." not in w else w for w in name.words)


def _capitalized(word: str) -> str:
    return _PART.sub(lambda part: part[0].capitalize(), word)


def person_key(words: tuple[str, ...]) -> str:
    """First and last name with a suffix: middle names and initials may come and go."""
    core = [key_of(w) for w in core_of(words)]
    suffix = [key_of(w) for w in words if key_of(w) in SUFFIXES]
    if len(core) > 3 or (len(core) == 3 and len(core[1]) > 1 and gender_of_given(core[0]) is None):
        return " ".join(core + suffix)
    return " ".join([core[0], core[-1], *suffix])
