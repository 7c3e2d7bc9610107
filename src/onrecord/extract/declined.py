"""What a speaker would not say, told in the same breath: "said that she was safe but would not say where"."""

import re

from onrecord.extract.decode import Draft
from onrecord.model import Span
from onrecord.text.quotes import is_quoted, quoted_spans

_DECLINED = re.compile(
    r"(?<!\s),?\s{1,8}(?:but|and)\s+(?:(?P<would>(?:would|could|did)\s+not\s+(?:immediately\s+)?(?:say|specify|disclose|"
    r"reveal|explain|elaborate\s+on|comment\s+on))|(?P<declined>declined|refused)(?=\s+to\s+(?:say|comment|name|specify|"
    r"disclose|reveal|elaborate|give|answer|discuss|confirm)\b))\s+(?P<what>\S[^.;]{1,299})"
)
_VERB = r"(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|\w{2,30}ed|knew|saw|went|came)"
_OTHERS = re.compile(  # a clause of somebody else, who may be the one that declined
    rf"(?!(?:that\s+)?(?:I|he|she|it|they|we)\b)(?:[^\s,.;]{{1,40}}\s+){{1,6}}?{_VERB}\b"
)


def part_declined(text: str, drafts: list[Draft]) -> list[Draft]:
    """Part what somebody said from what the same sentence says that they would not say.

    Args:
        text: the whole text.
        drafts: of the whole page; their contents are changed in place.

    Returns:
        The drafts, and those of what was declined.

    Example:
        >>> text = "Orvane said that she was safe but would not say where."
        >>> drafts = part_declined(text, [Draft([Span(0, 6)], [Span(7, 11)], [Span(12, 53)])])
        >>> [[text[s:e] for s, e in (*d.cue, *d.content)] for d in drafts]
        [['said', 'that she was safe'], ['would not say', 'where']]
    """
    made = []
    for draft in drafts:
        if not draft.cue or not draft.source or draft.content[-1].start < draft.cue[-1].end:
            continue
        start, end = draft.content[-1]
        found = _DECLINED.search(text, start, end)
        if (
            found
            and not _OTHERS.match(text, start, found.start())
            and not is_quoted(found.start(), quoted_spans(text, start, end))
        ):
            cue = Span(*found.span("would" if found["would"] else "declined"))
            made.append(Draft(list(draft.source), [cue], [Span(*found.span("what"))], draft.confidence))
            draft.content[-1] = Span(start, found.start())
    return [*drafts, *made]
