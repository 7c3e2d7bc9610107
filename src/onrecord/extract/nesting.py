"""Attributions inside a content, to any depth: "A says that B said".

PolNeAR, which the tagger learnt from, never nests. But a content that stands by itself reads as
a sentence does, so the tagger is given each content alone, and what it finds is that content's
child; then the children's contents, and so on.
"""

import re
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


def tag_stretches(text: str, stretches: list[tuple[int, int]], tagger: Tagger) -> Iterator[Draft]:
    """Yield the drafts of the stretches of a text, window by window."""
    for window, tags, links in tagger.run(cut_windows(text, tagger.tokenizer, stretches)):
        yield from _read(text, window, tags, links)


def _read(text: str, window: Window, tags: np.ndarray, links: np.ndarray) -> Iterator[Draft]:
    for draft in draft_attributions(window, tags, links):
        for spans in (draft.source, draft.cue, draft.content):
            spans[:] = [_whole_words(text, span) for span in spans]
        yield draft


def _whole_words(text: str, span: Span) -> Span:
    """The span with the words whole that it begins and ends in: a word piece may stop inside one."""
    head = _HEAD.search(text, max(0, span.start - WORD), span.start) if text[span.start].isalnum() else None
    tail = _TAIL.match(text, span.end, span.end + WORD) if text[span.end - 1].isalnum() else None
    return Span(head.start() if head else span.start, tail.end() if tail else span.end)


def nest_drafts(text: str, drafts: list[Draft], tagger: Tagger) -> list[Node]:
    """Look inside every content that holds a reporting word, and hang what is found below it."""
    nodes = level = [Node(draft) for draft in drafts]
    for _ in range(DEPTH):
        level = _nest_level(text, level, tagger)
    return nodes


def _nest_level(text: str, nodes: list[Node], tagger: Tagger) -> list[Node]:
    """Give nodes their children; all of these, in no order."""
    # Each stretch in windows of its own: what stands beside it must not lend it a cue or a source.
    owned = [
        (node, window)
        for node in nodes
        for span in node.draft.content
        for stretch in _worth_reading(text, span)
        for window in cut_windows(text, tagger.tokenizer, [stretch])
    ]
    for (node, _), result in zip(owned, tagger.run(w for _, w in owned), strict=True):
        drafts = [
            d
            for d in _read(text, *result)
            if _tells(text, d) and _smaller(d, node.draft) and tagger.confidence(d.confidence) >= LEAST_SURE
        ]
        node.children.extend(map(Node, drafts))
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
