"""Dialogue behind dashes, as much of Europe sets it: "— It leaks, said Orvane. It always did."

Lists of points begin with dashes, too: so one of the paragraphs must name who speaks, and most must talk as
people do, to each other.
"""

import re

from onrecord.extract.draft import Draft, How
from onrecord.extract.lexicon import verb_forms
from onrecord.extract.paragraphs import Paragraphs
from onrecord.model import Span

FEWEST = 2  # paragraphs behind dashes on a page
LEAST_TALK = 0.5  # share of them that ask, or say "I" or "you"
CONFIDENCE = 0.8  # the layout is plain, though less than a label with its colon
_DASH = re.compile(r"[—―–]\s*(?=\S)")
_TALK = re.compile(r"\?|\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Yy]our|me|us)\b")
_VERBS = (
    "say ask answer add repeat shout whisper murmur mutter observe insist exclaim remark laugh continue "
    "explain reply cry go-on tell call call-out call-back put-in begin sigh warn announce declare protest"
)
_TO = r"(?:\s+(?:me|us|him|her|them))?"  # "he told me"
_SAID = verb_forms(_VERBS, base=False)  # "answer the door" is nobody's aside
_WHO = (
    r"(?:I|he|she|they|we|(?:the|an?|his|her|my|their|one)(?:\s+[\w’'\-]{1,40}){1,6}?"
    r"|[A-ZÀ-Þ][\w’'\-]{0,40}(?:\s[A-ZÀ-Þ][\w’'\-]{0,40}){0,4}?)"
)
_WHERE = r"(?:from|at|in|on|to|into|over|across|behind|without|with|through)"  # "Lund put in from the stove"
_BESIDE = r"\w+ing|with|in|as|from|without|although|though|while|when|before|after|and\s+(?:\w+ly\s+)?\w+ed"
_ASIDE = re.compile(
    rf"(?P<stop>[,?!…])\s+(?:(?P<cue1>{_SAID})\s+(?P<who1>{_WHO})|(?P<who2>{_WHO})\s+(?P<cue2>{_SAID}){_TO})"
    rf"(?P<rest>\s+{_WHERE}\s[^.?!,]{{1,60}}|,\s+(?:{_BESIDE})\b[^.?!]{{0,200}})?(?P<end>[.,:]|\Z)"
)


def find_dashed(text: str, paragraphs: Paragraphs) -> list[Draft]:
    """Find the dialogue of a page whose speakers' words stand behind dashes, without quotation marks.

    Args:
        text: the whole text.
        paragraphs: the (start, end) of the page's paragraphs, in order.

    Returns:
        A draft a paragraph, in order; where an aside names the speaker, source and cue are the aside's, else
        the dash is the cue and there is no source.

    Example:
        >>> text = "— Is it deep? asked Lund.\\n— Deep enough, I said. You can swim."
        >>> for d in find_dashed(text, [(0, 25), (26, 62)]):
        ...     print([text[s:e] for s, e in (*d.source, *d.cue, *d.content)])
        ['Lund', 'asked', 'Is it deep?']
        ['I', 'said', 'Deep enough', 'You can swim']
    """
    dashed = [(start, end, dash) for start, end in paragraphs if (dash := _DASH.match(text, start, end))]
    talk = sum(bool(_TALK.search(text, start, end)) for start, end, _ in dashed)
    if len(dashed) < FEWEST or talk < LEAST_TALK * len(dashed):
        return []
    drafts = [_draft(text, start, dash.end(), end) for start, end, dash in dashed]
    drafts = [draft for draft in drafts if draft.content]
    return drafts if any(draft.source for draft in drafts) else []


def _draft(text: str, start: int, first: int, end: int) -> Draft:
    aside = _ASIDE.search(text, first, end)
    end -= text[end - 1] == "."
    if not aside:
        words = [Span(first, end)] if first < end else []
        return Draft([], [Span(start, start + 1)], words, CONFIDENCE, How.LABELLED)
    which = "1" if aside["cue1"] else "2"
    before = Span(first, aside.start() + (aside["stop"] != ","))
    after = Span(end - len(text[aside.end() : end].lstrip()), end)
    content = [span for span in (before, after) if span.start < span.end]
    source, cue = Span(*aside.span("who" + which)), Span(*aside.span("cue" + which))
    return Draft([source], [cue], content, CONFIDENCE, How.LABELLED)
