"""What a sentence gives as a view: "In Orvane's view, the dam is sound", "It fell, per the filing"."""

import re
from collections.abc import Iterator

from onrecord.extract.draft import Draft
from onrecord.model import Span
from onrecord.text.quotes import MARKS, is_quoted, quoted_spans

_VIEW = r"(?:view|opinion|words|phrase|telling|account|estimation|judge?ment)"
_OWN = r"own\s+(?:admission|account|telling|reckoning|estimate|words)"
_WHO = r"(?:(?:the|an?|his|her|their)\s+)?(?:[^\W_][\w.’'\-]{0,40}\s+){0,6}?[^\W_](?:[\w.\-]{0,40}\w)?"
_VIEWED = (
    rf"(?P<cue1>[Ii]n)\s+(?P<source1>{_WHO}[’']s?|his|her|their|my|our)\s+(?P<view1>{_VIEW})"
    rf"|(?P<cue2>[Ii]n)\s+the\s+(?P<view2>{_VIEW}|eyes)\s+of\s+(?P<source2>{_WHO})"
    rf"|(?P<cue3>[Bb]y)\s+(?P<source3>his|her|their)\s+(?P<view3>{_OWN})"
    rf"|(?P<cue4>Per(?=\s+(?:the|an?)\s)|per)\s+(?P<source4>(?=the\s|an?\s|[A-ZÀ-Þ]){_WHO})(?P<view4>)"
)
_ASIDE = r"(?:\w+(?:ed|ing|en)|which|who|as|given|at|in|on)\b"  # "In his account, published last week, …"
_BARE = r"(?<=[yr]\sjudgment)(?=\s(?:the|th[ai]t|this|it|there|no|neither|an?|[A-ZÀ-Þ]))"  # a court’s view
_OPENS = re.compile(rf"(?:{_VIEWED})(?:,|{_BARE})\s+(?!{_ASIDE})(?P<content>\S.*\S)", re.DOTALL)
_WITHIN = re.compile(rf",\s+(?:{_VIEWED})(?=,\s|[.!?]?\Z)")
_IS = re.compile(r"\b(?:is|are|was|were|be|been|being|had|has|have|of|as|a|an|the)\Z")
_NOBODYS = re.compile(
    r"It(?P<cue>[’']s|\s+(?:is|was|has\s+been))(?P<held>\s+(?:\w+ly\s+)?"
    r"(?:understood|believed|thought|reported|alleged|claimed|feared|hypothesi[sz]ed|rumou?red))\s+(?!(?:to|by|on|in|at|for|from|with)\b)"
    r"(?P<content>\S.*\S)",
    re.DOTALL,
)
_HAS_IT = re.compile(
    r"(?:\w{1,30}\s+){0,2}?(?P<cue>(?:[Rr]umou?r|[Ll]egend|[Tt]radition|[Ww]ord|[Gg]ossip|[Ss]tory)\s+has\s+it)\s+"
    r"(?P<content>that\s.*\S)",
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
    last = sentence.end - (text[sentence.end - 1] in ".!?")
    if held := _NOBODYS.match(text, *sentence):
        cue = Span(held.end("cue") - len(held["cue"].lstrip()), held.end("held"))
        yield Draft([], [cue], [Span(held.start("content"), last)], CONFIDENCE)
    if told := _HAS_IT.match(text, *sentence):
        yield Draft([], [Span(*told.span("cue"))], [Span(told.start("content"), last)], CONFIDENCE)
    if found := _OPENS.match(text, *sentence):
        yield _viewed(found, [Span(found.start("content"), last)])
    elif (found := _WITHIN.search(text, *sentence)) and not is_quoted(
        found.start(), quoted_spans(text, *sentence)
    ):
        yield _viewed(
            found,
            _around(
                text,
                Span(sentence.start, found.start()),
                Span(last - len(text[found.end() : last].lstrip(", \t\n")), last),
            ),
        )


def _viewed(found: re.Match[str], content: list[Span]) -> Draft:
    which = next(k for k in "1234" if found["cue" + k])
    cue = [Span(*found.span("cue" + which)), Span(*found.span("view" + which))]
    return Draft(
        [Span(*found.span("source" + which))], [c for c in cue if c.end > c.start], content, CONFIDENCE
    )


def _around(text: str, before: Span, after: Span) -> list[Span]:
    """What a view in the midst of a sentence holds: all of it, or a quotation that it leads to alone."""
    if after.start >= after.end:
        return [before]
    leads = text[after.start] in MARKS and not _IS.search(text, *before)
    return [after] if leads else [before, after]
