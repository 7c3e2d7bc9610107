"""Stems: what the forms of a word share, "deporting", "deported" and "deportation" alike.

Cruder than Porter's (1980): the commonest endings are cut off, and of what is left the first letters
count. It serves to find passages that tell the same in other forms of the words, and errs on the side
of taking two words for one; whoever uses it must weigh more than stems.
"""

from functools import lru_cache

LETTERS = 6  # of a stem; "immigrant" and "immigration" part at the eighth letter, "nation" ends at it
SHORTEST = 3  # letters that must be left

_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s", "ly")
_DOUBLED = frozenset("bdglmnprt")  # "running", "planned"

IRREGULAR = {
    form: stem
    for stem, forms in {
        "say": "said says saying",
        "buy": "bought",
        "fight": "fought",
        "think": "thought",
        "bring": "brought",
        "teach": "taught",
        "catch": "caught",
        "sell": "sold",
        "tell": "told",
        "hold": "held",
        "build": "built",
        "send": "sent",
        "spend": "spent",
        "lose": "lost loss losing losses",
        "leave": "left leaving",
        "keep": "kept",
        "win": "won",
        "run": "ran",
        "make": "made making",
        "take": "took taken taking",
        "give": "gave given giving",
        "steal": "stole stolen stealing",
        "choose": "chose chosen choice",
        "speak": "spoke spoken speech speeches",
        "break": "broke broken",
        "write": "wrote written writing",
        "rise": "rose risen rising",
        "fall": "fell fallen",
        "grow": "grew grown growth",
        "know": "knew known",
        "see": "saw seen",
        "woman": "women",
        "man": "men",
        "child": "children kids kid",
        "pay": "paid payment payments",
        "oppose": "opposes opposed opposing opposition",
        "die": "died dead death deaths dying",
    }.items()
    for form in forms.split()
}


@lru_cache(maxsize=1 << 16)
def stem_word(norm: str) -> str:
    """The stem of a word in the normal form of `onrecord.text.words`.

    Example:
        >>> [stem_word(word) for word in "deporting deported planned plans votes vote built 2016".split()]
        ['deport', 'deport', 'plan', 'plan', 'vot', 'vot', 'build', '2016']
    """
    norm = IRREGULAR.get(norm, norm)
    if len(norm) <= SHORTEST or not norm.isalpha():
        return norm
    for ending in _ENDINGS:
        if norm.endswith(ending) and len(norm) - len(ending) >= SHORTEST and not norm.endswith("ss"):
            norm = norm.removesuffix(ending) + ("y" if ending in ("ied", "ies") else "")
            if (
                ending in ("ing", "ed")
                and norm[-1] == norm[-2]
                and norm[-1] in _DOUBLED
                and len(norm) > SHORTEST
            ):
                norm = norm[:-1]
            break
    if norm.endswith("e") and len(norm) > SHORTEST:
        norm = norm[:-1]
    return norm[:LETTERS]
