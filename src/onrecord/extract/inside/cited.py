"""On whose word: "Police call it arson, the agency reported, quoting an officer" is the officer's, too."""

import re

from onrecord.extract.cues import read_cue
from onrecord.extract.draft import Draft
from onrecord.extract.inside.nesting import Node
from onrecord.extract.layout import Layout
from onrecord.extract.lexicon import PERSONS
from onrecord.extract.patterns import CAPITALISED
from onrecord.model import CueKind, Span

_SPEAKERS = (
    rf"(?:{PERSONS}|agenc(?:y|ies)|police|"
    r"(?:document|filing|record|report|statement|memo|letter|e-?mail|survey|paper)s?|stud(?:y|ies))"
)
_MORE = r"(?:of|in|at|from|with|close|familiar|near|who|that|which|on|by|for|\w{2,20}ed|seen)"
_CITED = re.compile(
    r"(?P<cue>[Cc]iting|[Qq]uoting)\s+"
    rf"(?P<who>(?:(?!(?:that|who|which)\b)[\w’'.\-]{{1,40}}\s+){{0,6}}?{_SPEAKERS}\b(?:\s+{_MORE}\b[^.;:,“”\"]{{1,80}})?"
    rf"|(?:{CAPITALISED}\s+){{1,4}}{CAPITALISED})(?=[,.]|\s*\Z)"
)
_CITES = re.compile(r",\s(?:citing|quoting)\s")
CONFIDENCE = 0.7  # a narrow pattern, and not calibrated


def hang_cited(layout: Layout, nodes: list[Node]) -> None:
    """Hang below each statement that is told on someone else's word the same words as theirs.

    That somebody cites them is told by the link between the two, and is no statement of its own.

    Args:
        layout: of the page.
        nodes: of the page, with the statements inside others; changed in place.
    """
    cited: set[int] = set()
    for node in nodes:
        _leave_cited(layout.text, node.draft)
        if node.draft.cue and (found := _cited(layout.text, layout.sentence_of(node.draft), node.draft)):
            who = Span(found.start("who"), found.start("who") + len(found["who"].rstrip(" .")))
            told = Draft([who], [Span(*found.span("cue"))], list(node.draft.content), CONFIDENCE)
            node.children.append(Node(told))
            cited.add(told.cue[0].start)
    nodes[:] = [n for n in nodes if cited.isdisjoint(cue.start for cue in n.draft.cue)]


def _leave_cited(text: str, draft: Draft) -> None:
    """End a source before whom it cites: "the agency, citing an officer," is the agency."""
    for i, (start, end) in enumerate(draft.source):
        if cites := _CITES.search(text, start + 1, end):
            draft.source[i] = Span(start, cites.start())


def _cited(text: str, sentence: Span, draft: Draft) -> re.Match[str] | None:
    """Whose word a sentence names: before the source, between it and the cue, or after both."""
    first, last = draft.cue[0].start, max(e for _, e in (*draft.cue, *draft.source))
    if read_cue(text[slice(*draft.cue[0])]).kind is not CueKind.SAYS:
        return None
    if draft.content[-1].end <= first:
        return _CITED.match(text, last + 2, sentence.end) if text.startswith(", ", last) else None
    named = max((e for _, e in draft.source if e < first), default=first)
    between = _CITED.match(text, named + 2, first) if text.startswith(", ", named) else None
    return between or _CITED.match(text, sentence.start, min(s for s, _ in (*draft.source, *draft.cue)))
