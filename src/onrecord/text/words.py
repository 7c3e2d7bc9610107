"""Words for matching, with exact offsets: two texts that say the same give the same words.

Case, accents, the shape of apostrophes, dashes and all punctuation are passed over, and so is whether
a word is spelt the British or the American way; contractions are written out ("don't" is "do",
"not"), numbers below a hundred are digits, and stage directions such as "(Applause)" are no words.
Every word keeps the code points that it came from.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from onrecord.text.spelling import one_spelling

MAX_WORD = 200  # code points; the pattern below gives none longer, so that an index may keep it in a byte

_APOSTROPHES = "'’ʼ‘`´＇"
_LETTER = r"[\w\u0300-\u036f\u00ad]"  # combining marks and soft hyphens stay within their word
_STAGE = "|".join(  # as transcripts write them
    """applause applauding cheer cheers cheering jeers laugh laughs laughing laughter crosstalk
    overtalk cross-talking inaudible unintelligible inaubible boo boos booing chant chants chanting
    commercial newsbreak videotape video audio off-mike bell music pause sic ph shouting
    sounds""".split()
)
_TOKEN = re.compile(
    rf"(?P<stage>[(\[](?=[^()\[\]\n]{{0,40}}?\b(?i:{_STAGE})\b)[^()\[\]\n]{{1,60}}[)\]])"
    r"|(?:[^\W\d_]\.){2,20}"  # initials: U.S.
    r"|(?<!\w)(?i:nos?)\.(?=\s?\d)"  # "No. 1"
    r"|(?<![\w.])\.\d{1,20}"  # ".5 percent"
    r"|\d{1,20}(?:[.,]\d{1,20}){0,8}(?:(?i:st|nd|rd|th)\b)?"
    rf"|{_LETTER}{{1,60}}(?:[{_APOSTROPHES}]{_LETTER}{{1,40}}){{0,3}}"
    r"|[%&]"
)
_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {name: str(value) for value, name in enumerate(_SMALL)} | {
    name: str(10 * value) for value, name in enumerate(_TENS, 2)
}
_MONTHS = """jan january feb february aug august sept september sep september oct october nov november
    dec december""".split()
_SAME = (
    _NUMBERS
    | dict(zip(_MONTHS[::2], _MONTHS[1::2], strict=True))
    | {"ok": "okay", "mister": "mr", "%": "percent", "&": "and", "em": "them", "sen": "senator"}
    | {"gov": "governor", "till": "until", "til": "until", "towards": "toward"}
)
_TEN_VALUES = frozenset(_NUMBERS[name] for name in _TENS)
_LONG_SCALES = {"mn": "million", "bn": "billion", "tn": "trillion"}
_SCALES = _LONG_SCALES | {"k": "thousand", "m": "million", "b": "billion"}  # these only of money: "$5m"
_SECONDS = frozenset("1 2 3 4 5 6 7 8 9 cent".split()) | _SCALES.keys()  # what may belong to the word before
_WHOLE = (
    {  # contractions that do not come apart by their ending: each piece and where it ends
        "cannot": (("can", 3), ("not", 6)),
        "can't": (("can", 2), ("not", 5)),
        "won't": (("will", 2), ("not", 5)),
        "shan't": (("shall", 3), ("not", 6)),
        "let's": (("let", 3), ("us", 5)),
        "y'all": (("you", 1), ("all", 5)),
        "gonna": (("going", 3), ("to", 5)),
        "wanna": (("want", 3), ("to", 5)),
        "gotta": (("got", 3), ("to", 5)),
    }
    | {  # as posts have them
        f"{verb}nt": ((verb, len(verb)), ("not", len(verb) + 2))
        for verb in "do does did is are was were has have had would could should".split()
    }
    | {"cant": (("can", 2), ("not", 4)), "wont": (("will", 2), ("not", 4))}
)
_ENDINGS = (
    ("n't", "not"),
    ("'s", "is"),  # "has" and the possessive too: told apart only by sense, so taken as one
    ("'re", "are"),
    ("'m", "am"),
    ("'ve", "have"),
    ("'ll", "will"),
    ("'d", "would"),
)

_CURRENCIES = tuple("$£€¥")
_JOINTS = (" ", "-", "\u2010", "\u2011")  # what may stand within "twenty-five"

Piece = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: for each its normal form and its code points in the text.

    ``starts[i]`` to ``ends[i]``, end excluded, is what word ``i`` was written as; a contraction
    gives two words that share its letters out between them.
    """

    norms: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.norms)


def split_words(text: str, start: int = 0, end: int | None = None) -> Words:
    """Split ``text[start:end]`` into words for matching.

    Args:
        text: the whole text.
        start: code point to begin at.
        end: code point to stop before; the text's end when None.

    Returns:
        The words, with offsets in code points into ``text``, in order and not overlapping.

    Example:
        >>> words = split_words("We won’t—(Laughter) not ONE inch.")
        >>> words.norms
        ['we', 'will', 'not', 'not', '1', 'inch']
        >>> words.starts[1:3], words.ends[1:3]
        ([3, 5], [5, 8])
    """
    norms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _TOKEN.finditer(text, start, len(text) if end is None else end):
        if found.lastgroup:  # a stage direction: not said
            continue
        at = found.start()
        for norm, first, last in _pieces(found[0]):
            if norm in _SECONDS and norms:
                norm, is_whole = _with_before(text, norms[-1], starts[-1], ends[-1], norm, at + first)
                if not is_whole:
                    norms[-1], ends[-1] = norm, at + last
                    continue
            norms.append(norm)
            starts.append(at + first)
            ends.append(at + last)
    return Words(norms, starts, ends)


def _with_before(text: str, before: str, start: int, end: int, norm: str, at: int) -> tuple[str, bool]:
    """What a word means after the one before it, and whether it is still a word of its own.

    "twenty-five" is 25 and "per cent" is percent; the "m" of "$5m" is million.
    """
    between = text[end:at]
    if norm in _SCALES:
        told = norm in _LONG_SCALES or text[max(0, start - 1) : start] in _CURRENCIES
        return (_SCALES[norm] if told and not between and text[start].isdecimal() else norm), True
    if between not in _JOINTS:
        return norm, True
    if norm == "cent":
        return ("percent", False) if before == "per" else (norm, True)
    if before in _TEN_VALUES and text[start].isalpha() and text[at].isalpha():
        return str(int(before) + int(norm)), False
    return norm, True


@lru_cache(maxsize=1 << 16)
def _pieces(token: str) -> tuple[Piece, ...]:
    """The normal words that a token stands for, each with its place in the token."""
    plain = _fold(token)
    size = len(token)
    if plain in _WHOLE and len(plain) == size:
        (one, cut), (two, _) = _WHOLE[plain]
        return ((one, 0, cut), (two, cut, size))
    for ending, meant in _ENDINGS:
        stem = plain.removesuffix(ending)
        if stem and stem != plain and size > len(ending):
            cut = size - len(ending)
            return ((_same(stem), 0, cut), (meant, cut, size))
    norm = _same(plain)
    return ((norm, 0, size),) if norm else ()


def _same(plain: str) -> str:
    """One form for words that are written in several ways."""
    if plain[:1] == ".":
        return "0" + plain
    if plain in ("no.", "nos."):
        return "number"
    if plain[:1].isalpha():
        bare = one_spelling(plain.replace("'", "").replace(".", ""))
    else:
        bare = plain.replace(",", "").rstrip("stndrh") or plain  # 1st, 2nd, 3rd, 4th
    return _SAME.get(bare, bare)


def _fold(token: str) -> str:
    """Lower case, no accents, straight apostrophes."""
    if token.isascii():
        return token.replace("`", "'").strip("_").lower()
    for mark in _APOSTROPHES:
        token = token.replace(mark, "'")
    letters = unicodedata.normalize("NFKD", token)
    return "".join(c for c in letters if not unicodedata.combining(c) and c != "\u00ad").strip("_").casefold()
