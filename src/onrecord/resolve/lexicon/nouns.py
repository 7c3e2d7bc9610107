"""What sort of noun a word is: its class, its number, its singular."""

from onrecord.model import EntityKind
from onrecord.resolve.lexicon.bodies import BODIES, DOCUMENTS, PLACE_NOUNS
from onrecord.resolve.lexicon.people import ANONYMOUS, CROWDS, EPITHETS, KIN, PERSON_ENDINGS, RANKS, ROLES

_THINGS = frozenset(  # that end as people do
    """estimate climate ultimate approximate career factor sector tractor reactor vector detector projector
    conductor indicator calculator generator elevator radiator
    shortlist checklist playlist blacklist reindeer""".split()
)


def singular(noun: str) -> str:
    """Take a plural ending off a noun, roughly.

    Example:
        >>> singular("senators"), singular("women"), singular("deputies"), singular("boss")
        ('senator', 'woman', 'deputy', 'boss')
    """
    if noun.endswith("men") and noun != "women":
        return noun[:-2] + "an"
    if noun == "women":
        return "woman"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us")) else noun


def role_class(word: str) -> str | None:
    """The class of a word for what a person does or is; None for other words.

    Example:
        >>> role_class("co-organizer"), role_class("vice-chairs"), role_class("roe-baker")
        ('activist', 'chair', None)
    """
    known = ROLES.get(word) or ("kin" if word in KIN else None) or ROLES.get(singular(word))
    if known or "-" not in word:
        return known
    rank, _, office = word.partition("-")
    return ROLES.get(office) or ROLES.get(singular(office)) if rank in RANKS else None


def is_epithet(word: str) -> bool:
    """Say whether a word says little more of somebody already met than who it is: "the 52-year-old"."""
    return word in EPITHETS or is_age(word)


def is_age(word: str) -> bool:
    """Say whether a word says how old somebody is: "52-year-old"."""
    return word.endswith("-year-old")


def is_plural(noun: str) -> bool:
    """Say whether a noun looks like a plural."""
    return noun in ("people", "men", "women", "children") or singular(noun) != noun


def crowd_kind(noun: str) -> EntityKind:
    """Particular speakers whose names are withheld, or a class of people."""
    return EntityKind.ANONYMOUS if noun in ANONYMOUS else EntityKind.GROUP


def is_noun(word: str) -> bool:
    """Say whether a lower-case word is one that can be the head of a source."""
    return noun_sort(word) is not None


def noun_sort(word: str) -> str | None:
    """The sort of a noun: role, kin, epithet, crowd, body, place, document; None if not known."""
    if word in KIN or singular(word) in KIN:
        return "kin"
    if word in CROWDS or word in ANONYMOUS:
        return "crowd"
    if is_epithet(word):
        return "epithet"
    if role_class(word):
        return "role"
    if word in PLACE_NOUNS:
        return "place"
    if word in BODIES:
        return "body"
    if word in DOCUMENTS:
        return "document"
    if singular(word) in EPITHETS:
        return "epithet"
    is_person = singular(word).endswith(PERSON_ENDINGS) and singular(word) not in _THINGS
    return "role" if is_person and len(word) > 5 else None
