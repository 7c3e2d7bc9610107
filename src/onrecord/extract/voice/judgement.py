"""Words by which an outlet judges in its own voice, marked so that a reader sees them.

After the kinds of biased language of Recasens, Danescu-Niculescu-Mizil and Jurafsky (2013):
one-sided terms, subjective intensifiers, and verbs that presuppose what is in dispute. A mark says
that the word judges, not that the judgement is wrong.
"""

import re
from collections.abc import Iterable, Iterator

from onrecord.model import Span, Spans

_WORDS = """
    absurd absurdly alarming alarmingly appalling arrogant astonishing astounding baseless blatant
    blatantly brazen brazenly brilliant brutal brutally catastrophic controversial corrupt cowardly
    crucial damning dangerous dangerously dire disastrous disgraceful dishonest disturbing draconian
    dramatic dramatically egregious embarrassing extremist fanatical fantastic far-left far-right
    flagrant flawed fraudulent hateful heroic historic horrific hypocritical illegitimate impressive
    incompetent infamous insane irresponsible ludicrous masterful misguided misleading monstrous
    notorious notoriously obvious obviously outrageous pathetic predictable predictably radical reckless
    recklessly ridiculous ruthless scandalous shameful shamelessly shocking shockingly sinister
    so-called stunning stunningly troubling unacceptable unfortunately unjust unprecedented vicious
    wicked worrying worryingly hardliner hardliners mouthpiece propaganda puppet regime scapegoat stooge
    terrorist terrorists thug thugs atrocity debacle disaster farce fiasco hoax hypocrisy sham travesty
    witch-hunt ignoring ignored flouting flouted meddling bullying cheating exploiting fuelling fueling
    provoking sabotaging stoking undermining undermined whitewashing distorting peddling parroting
    betrayal betrayed botched bungled bungling callous callously cherry-picked climbdown cronyism
    cynical cynically desperate desperately dodged dodging falsehood falsehoods falsely feeble giveaway
    hapless humiliating humiliation inept rammed scaremongering shambles shambolic smeared smearing
    spineless steamrollered stubborn stubbornly stubbornness woeful
""".split()
_PHRASES = (
    r"contributing to the (?:crisis|conflict|problem|chaos)",
    r"fail(?:ed|s|ing)? (?:miserably|spectacularly|utterly)",
    r"(?:dared|dares|daring) to",
    r"brush(?:ed|es|ing)? (?:aside|off)",
    r"sw(?:ept|eeps|eeping) aside",
    r"(?:caved|buckled|bowed) (?:in|under|to)",
    r"(?:under|on) the pretext of",
    r"(?:nothing (?:less|short|more) than|no less than)",
    r"of course",
    r"lied (?:to|about)",
    r"power grab",
    r"cl(?:ung|ings|inging) (?:on )?to (?:power|office)",
    r"ma(?:kes?|de|king) no sense",
    r"ha(?:s|ve|d) no (?:answers?|shame|clue)",
)
_TERMS = (  # that have such a word in them, and judge nothing
    r"disaster (?:management|relief|response|recovery|zone)s?",
    r"(?:tax|licensing|sanctions|visa|regulatory|testing|training) regimes?",
    r"radical surgery",
    r"unjust enrichment",
)
_JUDGES = re.compile(
    rf"\b(?:(?P<term>{'|'.join(_TERMS)})|{'|'.join([*_PHRASES, *map(re.escape, _WORDS)])})\b", re.IGNORECASE
)
_MIDST = re.compile(r"[\w,’'&-]\s\Z")  # before a word that begins no sentence, nor stands behind a mark
_CAPITAL_BEFORE = re.compile(r"(?!(?:The|An?|This|That|His|Her|Its|Their|Our)\b)\b[A-Z][\w’'-]{0,40}\s\Z")
_CAPITAL_AFTER = re.compile(r"\s[A-Z]")
_LONGEST_WORD = 45  # characters looked back on for a capital


def find_judgements(text: str, own_voice: Iterable[Span]) -> Spans:
    """Find the words that judge within the outlet's own voice.

    Args:
        text: the whole text.
        own_voice: the spans in which the outlet speaks itself.

    Example:
        >>> text = "The notorious dam leaks."
        >>> [text[s:e] for s, e in find_judgements(text, [Span(0, len(text))])]
        ['notorious']
    """
    return tuple(_judging(text, own_voice))


def _judging(text: str, own_voice: Iterable[Span]) -> Iterator[Span]:
    for start, end in own_voice:
        for found in _JUDGES.finditer(text, start, end):
            if not found["term"] and not _is_named(found):
                yield Span(*found.span())


def _is_named(found: re.Match[str]) -> bool:
    """Whether a word is part of a name, by capitals: "the National Disaster Agency"."""
    text, (start, end) = found.string, found.span()
    if not found[0].istitle() or not _MIDST.search(text, max(0, start - 2), start):
        return False
    before = _CAPITAL_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    return bool(before or _CAPITAL_AFTER.match(text, end))
