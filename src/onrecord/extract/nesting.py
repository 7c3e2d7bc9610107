"""Attributions inside a content, to any depth: "A says that B said".

The tagger marks what stands directly inside a content beside the content itself. What is deeper
it cannot mark; there the content is read again by itself, as a sentence of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from onrecord.extract.cues import read_cue
from onrecord.extract.decode import Draft, draft_attributions
from onrecord.extract.lexicon import KNOWING, NOT_TELLING, TELLING
from onrecord.extract.tagger import Tagger
from onrecord.extract.windows import Window, cut_windows
from onrecord.model import CueKind, Span
from onrecord.text.quotes import MARKS
from onrecord.text.sentences import sentences

DEPTH = 4  # A says that B said that C said that D said; deeper has not been seen
SHORTEST = 15  # characters of a content worth a second look: a source, a cue and a word
WORD = 40  # characters of a word at most: a page may be one run of letters
LEAST_SURE = 0.6  # inside a content; on twelve articles 9 of 13 between 0.45 and this were wrong
_ANYONE = frozenset("i we you one who anybody anyone nobody people".split())
_EMPTY = frozenset("a an the this that these those it what which who so to him her them me us you".split())
_WORDS = re.compile(r"\w+")
_HEAD, _TAIL = re.compile(r"[^\W_]+\Z"), re.compile(r"[^\W_]*")
WHOLE = 0.9  # share of the parent's content above which a child only repeats it


@dataclass(slots=True)
class Node:
    """A draft with the drafts found inside its content."""

    draft: Draft
    children: list["Node"] = field(default_factory=list)

    def walk(self, parent: "Node | None" = None) -> Iterator[tuple["Node", "Node | None"]]:
        """Yield this node and all below it, each with its parent."""
        yield self, parent
        for child in self.children:
            yield from child.walk(self)


def tag_stretches(
    text: str, stretches: list[tuple[int, int]], tagger: Tagger
) -> tuple[list[Draft], list[Draft]]:
    """The drafts of the stretches of a text, and the drafts that the tagger sees inside contents."""
    outside: list[Draft] = []
    inside: list[Draft] = []
    for window in cut_windows(text, tagger.tokenizer, stretches):
        scores = tagger.run(window)
        outside += _read(text, window, scores.tags, scores.links, tagger)
        inside += _read(text, window, scores.inner, scores.links, tagger, inside=True)
    return outside, inside


def _read(
    text: str, window: Window, tags: np.ndarray, links: np.ndarray, tagger: Tagger, inside: bool = False
) -> Iterator[Draft]:
    for draft in draft_attributions(window, tags, links):
        for spans in (draft.source, draft.cue, draft.content):
            spans[:] = [_whole_words(text, span) for span in spans]
        draft.confidence = tagger.confidence(draft.confidence, inside)
        yield draft


def _whole_words(text: str, span: Span) -> Span:
    """The span with the words whole that it begins and ends in: a word piece may stop inside one."""
    head = _HEAD.search(text, max(0, span.start - WORD), span.start) if text[span.start].isalnum() else None
    tail = _TAIL.match(text, span.end, span.end + WORD) if text[span.end - 1].isalnum() else None
    return Span(head.start() if head else span.start, tail.end() if tail else span.end)


def nest_drafts(text: str, drafts: list[Draft], inside: list[Draft], tagger: Tagger) -> list[Node]:
    """Hang each draft that was seen inside a content below the one whose content it is; then look deeper."""
    nodes = [Node(draft) for draft in drafts]
    level = _hang(text, nodes, inside)
    for _ in range(DEPTH - 1):
        level = _read_again(text, level, tagger)
    return nodes


def _hang(text: str, nodes: list[Node], inside: list[Draft]) -> list[Node]:
    """Give nodes the children that lie in their contents; all of these."""
    contents = sorted((span, i) for i, node in enumerate(nodes) for span in node.draft.content)
    starts = [span.start for span, _ in contents]
    hung = []
    for draft in inside:
        first, last = draft.place()
        i, j = (bisect_right(starts, at) - 1 for at in (first, last - 1))
        # A child may reach from one stretch of a broken-up content into another of the same.
        if i < 0 or contents[j][1] != contents[i][1] or contents[j][0].end < last:
            continue
        parent = nodes[contents[i][1]]
        if first < contents[i][0].end and _is_child(text, draft, parent.draft):
            parent.children.append(Node(draft))
            hung.append(parent.children[-1])
    return hung


def _is_child(text: str, draft: Draft, parent: Draft) -> bool:
    return draft.confidence >= LEAST_SURE and _tells(text, draft) and _smaller(draft, parent)


def _read_again(text: str, nodes: list[Node], tagger: Tagger) -> list[Node]:
    """Read the contents of nodes by themselves and give them their children; all of these, in no order."""
    for node in nodes:
        for span in node.draft.content:
            # Each stretch in windows of its own: what stands beside it must not lend it a cue or a source.
            drafts, _ = tag_stretches(text, list(_worth_reading(text, span)), tagger)
            node.children += [Node(d) for d in drafts if _is_child(text, d, node.draft)]
    return [child for node in nodes for child in node.children]


def _worth_reading(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The sentences of a content that hold a reporting word: the others are not read again."""
    for stretch in sentences(text, *_inner(text, span)):
        if stretch[1] - stretch[0] >= SHORTEST and TELLING.search(text, *stretch):
            yield stretch


def _inner(text: str, span: Span) -> tuple[int, int]:
    """A content without the quotation marks around it, so that it reads as plain text."""
    start, end = span
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    return start, end


def _tells(text: str, draft: Draft) -> bool:
    """Whether a draft inside another's words tells what somebody said or holds.

    What nobody is named for, what people there want, know, or are about to do, and a speaker's own
    "I think", is part of what the speaker says, not another statement.
    """
    cue = " ".join(text[s:e] for s, e in draft.cue)
    source = " ".join(text[s:e] for s, e in draft.source).lower()
    kind = read_cue(cue).kind
    if not source or kind in NOT_TELLING or KNOWING.search(cue):
        return False
    if kind is CueKind.BELIEVES and source in _ANYONE:
        return False
    content = _WORDS.findall(" ".join(text[s:e] for s, e in draft.content))
    return len(content) > 1 or (len(content) == 1 and content[0].lower() not in _EMPTY)


def _smaller(draft: Draft, parent: Draft) -> bool:
    """Whether a draft holds less than its parent's content, which it would else only repeat."""
    return sum(e - s for s, e in draft.content) < WHOLE * sum(e - s for s, e in parent.content)
