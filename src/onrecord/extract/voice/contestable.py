"""What the outlet asserts in its own voice that a reader could contest, told from scene-setting.

"The minister spoke on Tuesday" sets a scene; "the minister spoke because his plan had failed" claims
a cause and a failure. A clause counts where it judges, or where its words claim what nobody can
have seen: a cause or motive, what must or will be, a comparison, a rule without exception, or a
contrast that sets one side's deeds against another's. A mark says that there is no source for it on
the page, not that it is wrong.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.model import Span, Spans

CLAIMS = {
    "cause": r"""because|(?-i:since(?!\s+(?:\d|then|last|[A-Z])))|due to|as a result(?: of)?|
        as a response|in response|in retaliation|thanks to|
        owing to|therefore|thus|hence|le(?:d|ads|ading) to|result(?:ed|s|ing) in|caus(?:e|es|ed|ing)|
        spark(?:s|ed|ing)?|prompt(?:s|ed|ing)?|fuel+(?:s|ed|ing)|trigger(?:s|ed|ing)?|contribut(?:es?|ed|ing)|
        forc(?:es|ed|ing)|stem(?:s|med|ming) from|amid|helped|helping|made it""",
    "motive": r"""in order to|so as to|in an (?:attempt|effort|apparent)|in a bid|aim(?:s|ed|ing)? (?:to|at)|
        seek(?:s|ing)? to|sought to|tr(?:y|ies|ied|ying) to|hop(?:es?|ed|ing) to|determined to|eager to|
        want(?:s|ed|ing)? to|designed to|intended to|meant to|bent on|fear(?:s|ful|ing) (?:of|that)""",
    "modality": r"""should|must|ought to|need(?:s|ed)? to|ha(?:s|ve|d) to|(?-i:will|may|might)|would|could|
        likely|
        unlikely|certain(?:ly)?|clear(?:ly)?|apparent(?:ly)?|seem(?:s|ed|ing)?|appear(?:s|ed)? to|perhaps|
        probably|undoubtedly|inevitabl[ey]|bound to|threaten(?:s|ed|ing)? to|risk(?:s|ed|ing)?""",
    "comparison": r"""more|most|less|least|better|best|worse|worst|biggest|greatest|largest|toughest|
        strongest|weakest|rare(?:ly)?|too|so (?:far|many|much|few)|merely|only|even|already|finally""",
    "rule": r"""always|never|every|everyone|all|none|nobody|no one|nothing|any|invariabl[ey]|routinely|widely|
        generally|in fact|in reality""",
    "contrast": r"""however|but|despite|although|though|whereas|nevertheless|nonetheless|instead|yet|
        in spite of|fail(?:s|ed|ing|ure)?|refus(?:es?|ed|ing|al)|ignor(?:es?|ed|ing)|
        reject(?:s|ed|ing)?|den(?:ies|ied|ying)|continu(?:es?|ed|ing) to|still""",
}
"""Words that claim, by what they claim; months and names (May, Will) and dates (since 1950) claim nothing."""

_AMOUNT = r"(?:[$£€]?\d[\d.,]*|half|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_FIXED = (
    r"(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:on|at|in) \d|next (?:week|month|year)|"
    r"(?:on|in) (?:january|february|march|april|may|june|july|august|september|october|november|december))"
)
_SCENES = rf"""will (?:(?:re)?open|close|begin|start|resume|meet|sit|return|take place)|
    will go on (?:show|sale|trial)|
    will(?= [^,;:.!?]{{0,80}}\b{_FIXED}\b)|would not (?:say|name|comment|confirm|give)|
    (?:more|less|fewer) than {_AMOUNT}|
    (?:all|only|most|at least|any|every)(?: of)? (?:(?:the|her|his|their) )?{_AMOUNT}|
    since the (?:\w+ )?(?:spring|summer|autumn|fall|winter|start|beginning|end|weekend|war|election|age)|
    ha(?:s|ve|d) yet to|still (?:in|at|on|under|being|missing|alive)|
    (?:nobody|no one|none of \w+) (?:was|were|has been|is) (?:hurt|injured|harmed|killed)"""
"""Words of those kinds that claim nothing: what is in a diary, what was counted, that nobody was hurt."""


def _either(words: str) -> str:
    return re.sub(r"\s*\n\s*", "", words).replace(" ", r"\s+")


_CLAIMS = re.compile(
    rf"\b(?:{_either(_SCENES)}|(?P<claim>{'|'.join(map(_either, CLAIMS.values()))}))\b", re.IGNORECASE
)


def find_contestable(
    text: str, own_voice: Sequence[Span], judgements: Sequence[Span], captions: Sequence[Span] = ()
) -> Spans:
    """The clauses of the outlet's own voice that assert more than a scene.

    Args:
        text: the whole text.
        own_voice: the spans in which the outlet speaks itself, in order.
        judgements: the words among them that judge, in order.
        captions: spans that describe a picture, in order; they set a scene unless a word in them judges.

    Example:
        >>> text = "The dam was opened on Monday. It leaks because the builders were hurried."
        >>> [text[s:e] for s, e in find_contestable(text, [Span(0, 29), Span(30, 73)], [])]
        ['It leaks because the builders were hurried.']
    """
    return tuple(
        span
        for span in own_voice
        if _starts_within(judgements, span) or (not _holds(captions, span.start) and _claims(text, span))
    )


def _claims(text: str, span: Span) -> bool:
    return any(found["claim"] for found in _CLAIMS.finditer(text, *span))


def _starts_within(spans: Sequence[Span], whole: Span) -> bool:
    """Whether one of the spans, which are in order, begins within the whole."""
    at = bisect_left(spans, (whole.start,))
    return at < len(spans) and spans[at].start < whole.end


def _holds(spans: Sequence[Span], place: int) -> bool:
    """Whether one of the spans, which are in order, holds a place."""
    at = bisect_left(spans, (place + 1,)) - 1
    return at >= 0 and place < spans[at].end
