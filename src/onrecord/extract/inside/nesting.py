"""Attributions inside a content, to any depth: "A says that B said".

A content, its quotation marks taken off, is read again by itself, as the tagger has learnt to read contents,
and nouns that tell are looked for by their form. What the tagger saw inside contents at first reading is
added where that finds nothing. Each is judged, for much that is seen so is no statement of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onrecord.extract.cues import read_cue
from onrecord.extract.draft import Draft
from onrecord.extract.inside.judge import Seen, chance
from onrecord.extract.inside.nouns import find_nouns
from onrecord.extract.layout import Layout
from onrecord.extract.lexicon import BARE, FORMS, UNTOLD, may_tell
from onrecord.extract.mending.edges import end_with
from onrecord.extract.mending.relative import name_relative
from onrecord.extract.places import Taken
from onrecord.extract.tagger import Tagger
from onrecord.extract.tagger.tagging import tag_stretches
from onrecord.model import CueKind, Span
from onrecord.text.quotes import MARKS, OPENERS

DEPTH = 4  # readings below A: B said that C said that D said that E said; deeper has not been seen
SHORTEST = 15  # characters of a content worth a second look: a source, a cue and a word
LEAST_SURE = 0.45  # inside a content; of bounds that find alike on the articles held out, the least wrong
_CLOSERS = OPENERS | {"‘": "’", '"': '"', "'": "'"}
_WISHES = re.compile(r"(?:\w+ly\s+|just\s+)?(?:wants?|wish(?:es)?|likes?|loves?|prefers?)", re.IGNORECASE)
_STOPS = frozenset(".!?…,")
_EMPTY = frozenset(
    """a an the this that these those it what which who so to him her them me us you
    anything something everything nothing""".split()
)
_WORDS = re.compile(r"\w+")
_CUE_WORDS = re.compile(r"[a-z]+")
_ONCE = frozenset("did had used always often never once".split())  # "I did say", "we always say"
WHOLE = 0.9  # share of the parent's content above which a child only repeats it


@dataclass(slots=True)
class Node:
    """A draft with the drafts found inside its content."""

    draft: Draft
    children: list["Node"] = field(default_factory=list)

    def walk(self, parent: "Node | None" = None) -> Iterator[tuple["Node", "Node | None"]]:
        """Yield this node and all below it in the order of the text, each with its parent."""
        yield self, parent
        for child in sorted(self.children, key=lambda node: node.draft.place()):
            yield from child.walk(self)


def nest_drafts(
    layout: Layout, drafts: list[Draft], through: list[Draft], inside: list[Draft], tagger: Tagger
) -> list[Node]:
    """Hang below each draft those found in its content, read again by itself or seen at first reading.

    Args:
        layout: of the page.
        drafts: that stand in no other's words.
        through: that are known to stand in another's.
        inside: that the tagger saw in others' words at first reading.
        tagger: the trained tagger.
    """
    text = layout.text
    nodes = [Node(draft) for draft in drafts]
    level = nodes
    for _ in range(DEPTH):
        level = [child for node in level for child in _read_again(layout, node, tagger)]
    _hang(nodes, through, lambda node, draft: _smaller(draft, node.draft))
    _hang(nodes, inside, lambda node, draft: _judge(text, draft, node.draft, Seen.FIRST))
    return nodes


def see_again(layout: Layout, draft: Draft, tagger: Tagger, takes: Callable[[Draft, Seen], bool]) -> None:
    """Look for statements inside a draft's content, read by itself, and by the form of nouns.

    Args:
        layout: of the page.
        draft: whose content it is.
        tagger: the trained tagger.
        takes: is asked whether one that is seen is taken; nouns in the words of one that is are its own.
    """
    text = layout.text
    held: list[Span] = []
    stretches = [(bare(text, span), span.end) for span in draft.content]
    stretches = [(span, end) for span, end in stretches if span.end - span.start >= SHORTEST]
    for (start, end), whole in stretches:
        if may_tell(text, start, end):
            # In windows of its own: what stands beside it must not lend it a cue or a source.
            for found in tag_stretches(text, [(start, end)], tagger, again=True)[0]:
                sentence = layout.sentence_of(found)
                name_relative(text, Span(max(sentence.start, start), min(sentence.end, whole)), found)
                closed = (_closed(text, child, whole) for child in found.content)
                found.content = [end_with(text, sentence, child) for child in closed]
                if takes(found, Seen.AGAIN):
                    held += found.content
    taken = Taken(held)
    for (start, end), _ in stretches:
        for found in find_nouns(text, start, end):
            if not taken.meets(found.cue[0]):
                takes(found, Seen.FORM)


def _read_again(layout: Layout, node: Node, tagger: Tagger) -> list[Node]:
    """Read the content of a node by itself and give it its children; these."""
    text = layout.text
    by_place: dict[int, Node] = {}  # the child whose cue holds a character of the text

    def takes(draft: Draft, seen: Seen) -> bool:
        if not _judge(text, draft, node.draft, seen):
            return False
        places = sorted(_cue_of(draft))
        child = next((by_place[at] for at in places if at in by_place), None)
        if child is None:
            child = Node(draft)
            node.children.append(child)
        elif child.draft.confidence < draft.confidence:
            child.draft = draft
        by_place.update(dict.fromkeys(places, child))
        return True

    see_again(layout, node.draft, tagger, takes)
    return node.children


def _hang(nodes: list[Node], drafts: list[Draft], is_child: Callable[[Node, Draft], bool]) -> None:
    """Hang each draft below the node whose content holds it, if it is its child and not yet found."""
    contents = sorted((span, i) for i, node in enumerate(nodes) for span in node.draft.content)
    starts = [span.start for span, _ in contents]
    cues: dict[int, set[int]] = {}  # of each node, the characters that cues below it hold
    for draft in drafts:
        first, last = draft.place()
        i, j = (bisect_right(starts, at) - 1 for at in (first, last - 1))
        # A child may reach from one stretch of a broken-up content into another of the same.
        if i < 0 or contents[j][1] != contents[i][1] or contents[j][0].end < last:
            continue
        node = nodes[contents[i][1]]
        if id(node) not in cues:
            cues[id(node)] = {at for below, parent in node.walk() if parent for at in _cue_of(below.draft)}
        known, own = cues[id(node)], _cue_of(draft)
        if first < contents[i][0].end and known.isdisjoint(own) and is_child(node, draft):
            node.children.append(Node(draft))
            known |= own


def _cue_of(draft: Draft) -> set[int]:
    """The characters of a draft's cue."""
    return {at for start, end in draft.cue for at in range(start, end)}


def _judge(text: str, draft: Draft, parent: Draft, seen: Seen) -> bool:
    """Whether a draft inside another's words is a statement; says in it how likely it is to be one."""
    if not is_possible(text, draft, parent):
        return False
    draft.confidence = chance(text, draft, parent, seen)
    return draft.confidence >= LEAST_SURE


def is_possible(text: str, draft: Draft, parent: Draft) -> bool:
    """Whether a draft inside another's words may be a statement at all."""
    return bool(draft.cue and draft.content) and _smaller(draft, parent) and not _says_nothing(text, draft)


def bare(text: str, span: Span) -> Span:
    """A content without the quotation marks around it, so that it reads as plain text."""
    start, end = span
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    return Span(start, end)


def _closed(text: str, span: Span, end: int) -> Span:
    """A stretch with the mark that closes it, and the stop before that, where they were left out."""
    closers, at = _CLOSERS.get(text[span.start], ""), span.end
    if text[at : at + 1] in _STOPS and closers and not any(c in text[span.start + 1 : at] for c in closers):
        at += 1
    closes = at < end and text[at] in closers
    return Span(span.start, at + 1) if closes else span


def _says_nothing(text: str, draft: Draft) -> bool:
    """Whether it is knowledge, a wish, taking sides, has no content to speak of, or is their own "I think".

    "I can promise you" says nothing but what they say; "I said" and "I have asked" tell of another time.
    """
    cue, source, content = (
        " ".join(text[s:e] for s, e in spans) for spans in (draft.cue, draft.source, draft.content)
    )
    words = _WORDS.findall(content.lower())
    if UNTOLD.search(cue) or _WISHES.fullmatch(cue) or (len(words) < 2 and _EMPTY.issuperset(words)):
        return True
    own = source.lower() in ("i", "we")
    return own and (read_cue(cue).kind is CueKind.BELIEVES or _is_done_here(cue))


def _is_done_here(cue: str) -> bool:
    """Whether a cue in the first person is in the present, so that to say it is to do it."""
    words = _CUE_WORDS.findall(cue.lower())
    tells = next((word for word in words if word in FORMS), None)
    return tells in BARE and _ONCE.isdisjoint(words)


def _smaller(draft: Draft, parent: Draft) -> bool:
    """Whether a draft holds less than its parent's content, which it would else only repeat."""
    return sum(e - s for s, e in draft.content) < WHOLE * sum(e - s for s, e in parent.content)
