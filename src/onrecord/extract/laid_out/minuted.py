"""What the maker of a record puts between speakers' words, or in the midst of them, and nobody there says.

"Ada Crane rose—", "1.52 pm", "Question put and agreed to.", "[Hon. Members: “Hear, hear.”]".
"""

import re
from collections.abc import Collection

from onrecord.extract.draft import Draft
from onrecord.extract.paragraphs import Paragraphs
from onrecord.extract.patterns import CAPITALISED
from onrecord.model import Span
from onrecord.text.company import VOICE
from onrecord.text.leads import TIME

CONFIDENCE = 0.9  # what is resolved is told in no other words
LONGEST = 200  # characters of what the maker of a record tells in a line
_HOUR = re.compile(
    rf"{TIME}|(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?[ ]?[ap]\.?m\.?|On\sresuming\W{{0,3}}", re.IGNORECASE
)
_ACTED = re.compile(
    r"(?P<who>[A-ZÀ-Þ][^,:;?!“”\"]{1,60}?)\s(?:(?:then|also|again)\s)?"
    r"(?:r(?:ose|ises)|st(?:ood|ands)(?:\sup)?|s(?:at|its)\sdown|nod(?:s|ded)|indicate[sd]\s(?:dis|as)sent"
    r"|(?:dis|as)sent(?:s|ed)|gesture[sd]|withdr(?:ew|aws)|le(?:ft|aves)|enter(?:s|ed)|return(?:s|ed)"
    r"|laugh(?:s|ed)|pause[sd]|was\s(?:re)?called|(?:was|is)\s(?:sworn|affirmed)"
    r"|sh(?:ook|akes)\s(?:his|her|their)\sheads?|(?:took|takes)\sthe\s(?:chair|stand|oath))\b"
    r"(?:\s[^:;?!“”\"]{0,80})?[.—–…]?",
)
_SEVERAL = re.compile(VOICE)
_BODY = r"(?:House|Committee|Council|Assembly|Senate|Board|Chamber)"
_DONE = re.compile(
    r"(?:Question|Motion|Amendments?(?:\s\w{1,4})?|Clauses?\s\w{1,4}|Bill|Debate|Sitting|Meeting|Hearing|Session"
    rf"|(?:The\s)?{_BODY}|The\s(?:question|motion|amendment|bill|debate|sitting|meeting|hearing|session|court|jury"
    r"|witness|proceedings))"
    r"(?:,?\sby\sleave,?|\s\([^()]{1,60}\)|\s(?:was|were|is|are|again|then|accordingly|unanimously)){0,3}\s"
    r"(?:put|agreed\sto|carried|negatived|lost|defeated|passed|divided|adjourned|suspended|resumed|withdrawn"
    r"|withdrew|ordered\sto|read\s(?:a|the)\s\w{2,10}\stime|rose|retired|recessed|closed)\b[^:;?!“”\"]{0,60}"
)
_CLOSES = re.compile(rf"(?:Resolved|Ordered)(?:[,:]|\s[-–—]|\Z)|Question\sput\b|(?:The\s)?{_BODY}\sdivided\b")
_RESOLVED = re.compile(
    r"(?P<cue>Resolved|Ordered|RESOLVED|ORDERED)[,:.]?(?:\s[-–—])?(?:\s(?P<words>[Tt]hat\s\S.*))?"
)
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us)\b")
_INTERJECTED = re.compile(
    rf"[\[(](?P<name>{CAPITALISED}(?:\s{CAPITALISED}){{1,4}}|{VOICE})(?P<colon>:)\s?"
    r"(?P<words>[“\"‘'][^\[\]()“”\"\n]{1,300}[”\"’'])[\])]"
)


def is_narrated(text: str, start: int, end: int, speakers: Collection[str]) -> bool:
    """Whether a paragraph tells what was done in the room: the hour, who rose, what was put to the vote.

    Args:
        text: the whole text.
        start: where the paragraph begins, in code points.
        end: where it ends.
        speakers: those whose names label words of the page.
    """
    if end - start > LONGEST:
        return False
    if _HOUR.fullmatch(text, start, end):
        return True
    if _SPOKEN.search(text, start, end):
        return False
    acted = _ACTED.fullmatch(text, start, end)
    if acted and (acted["who"] in speakers or _SEVERAL.fullmatch(acted["who"])):
        return True
    return bool(_DONE.fullmatch(text, start, end))


def closes(text: str, start: int, end: int) -> bool:
    """Whether nobody holds the floor after a paragraph: the question is put, the text resolved follows."""
    said = _SPOKEN.search(text, start, min(end, start + LONGEST))
    return bool(_CLOSES.match(text, start, end)) and not said


def find_resolved(text: str, paragraphs: Paragraphs) -> list[Draft]:
    """Find what a body of people resolved, as the record of its meeting puts it: "Resolved, That …".

    Args:
        text: the whole text.
        paragraphs: the (start, end) of the page's paragraphs, in order.

    Returns:
        A draft each, without a source: the content stands behind the cue, or in the paragraph below.
    """
    drafts = []
    for (start, end), below in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        found = _RESOLVED.fullmatch(text, start, end)
        words = found and (found.span("words") if found["words"] else below)
        if found and words and text.startswith(("That ", "that "), words[0]):
            drafts.append(Draft([], [Span(*found.span("cue"))], [Span(*words)], CONFIDENCE))
    return drafts


def part_interjected(text: str, draft: Draft) -> list[Draft]:
    """Take what others call out, in brackets and quotation marks, from a turn.

    Args:
        text: the whole text.
        draft: a turn, whose content is left without them.

    Returns:
        The turn, and a draft for each.

    Example:
        >>> text = "It holds. [A Member: “Just.”] It always has."
        >>> turn = Draft(content=[Span(0, 44)])
        >>> for d in part_interjected(text, turn):
        ...     print([text[s:e] for s, e in (*d.source, *d.content)])
        ['It holds.', 'It always has.']
        ['A Member', '“Just.”']
    """
    others: list[Draft] = []
    kept: list[Span] = []
    for start, end in draft.content:
        for found in _INTERJECTED.finditer(text, start, end):
            source, cue, words = (Span(*found.span(part)) for part in ("name", "colon", "words"))
            others.append(Draft([source], [cue], [words], draft.confidence, draft.how))
            kept.append(_trimmed(text, start, found.start()))
            start = found.end()
        kept.append(_trimmed(text, start, end))
    draft.content = [span for span in kept if span.start < span.end]
    return [draft, *others] if draft.content else others


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end].strip()
    first = text.index(words, start) if words else start
    return Span(first, first + len(words))
