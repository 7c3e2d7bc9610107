"""What a sentence opens with as a view: "In Orvane's view, the dam is sound", "It is understood that …"."""

import re
from collections.abc import Iterator

from onrecord.extract.decode import Draft
from onrecord.model import Span

_VIEW = r"(?:view|opinion|words|telling|account|estimation|judge?ment)"
_WHO = r"(?:(?:the|an?|his|her|their)\s+)?(?:[^\W_][\w.’'\-]{0,40}\s+){0,6}?[^\W_][\w.\-]{0,40}"
_OWNED = rf"(?P<source>{_WHO}[’']s?|his|her|their)\s+(?P<view>{_VIEW})"
_OF = rf"the\s+(?P<view2>{_VIEW}|eyes)\s+of\s+(?P<source2>{_WHO})"
_ASIDE = r"(?:\w+(?:ed|ing|en)|which|who|as|given|at|in|on)\b"  # "In his account, published last week, …"
_OPENS = re.compile(rf"(?P<cue>In)\s+(?:{_OWNED}|{_OF}),\s+(?!{_ASIDE})(?P<content>\S.*\S)", re.DOTALL)
_NOBODYS = re.compile(
    r"It(?P<cue>[’']s|\s+(?:is|was|has\s+been))(?P<held>\s+(?:\w+ly\s+)?"
    r"(?:understood|believed|thought|reported|alleged|claimed|feared|hypothesi[sz]ed|rumou?red))\s+(?!to\b|by\b)"
    r"(?P<content>\S.*\S)",
    re.DOTALL,
)
CONFIDENCE = 0.7  # a narrow pattern, and not calibrated


def find_opinions(text: str, sentence: Span) -> Iterator[Draft]:
    """Yield what a sentence gives as somebody's view, or nobody's, its whole main clause as the content.

    Example:
        >>> text = "In the words of one docker, it is “a bath without a plug”."
        >>> [text[s:e] for d in find_opinions(text, Span(0, len(text))) for s, e in (*d.source, *d.content)]
        ['one docker', 'it is “a bath without a plug”']
    """
    found = _OPENS.match(text, *sentence)
    if held := _NOBODYS.match(text, *sentence):
        start, end = held.span("content")
        cue = Span(held.end("cue") - len(held["cue"].lstrip()), held.end("held"))
        yield Draft([], [cue], [Span(start, end - (text[end - 1] in ".!?"))], CONFIDENCE)
    if found:
        which = "" if found["source"] else "2"
        start, end = found.span("content")
        end -= text[end - 1] in ".!?"
        yield Draft(
            source=[Span(*found.span("source" + which))],
            cue=[Span(*found.span("cue")), Span(*found.span("view" + which))],
            content=[Span(start, end)],
            confidence=CONFIDENCE,
        )
