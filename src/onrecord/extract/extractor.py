"""Page → attributions: found, those inside others' words hung below them, and settled."""

from functools import partial

from onrecord.extract.draft import Draft
from onrecord.extract.finding import find_drafts
from onrecord.extract.inside.cited import hang_cited
from onrecord.extract.inside.nesting import Node, nest_drafts
from onrecord.extract.inside.standing import Standing
from onrecord.extract.layout import Layout
from onrecord.extract.places import Taken
from onrecord.extract.settling import Settling
from onrecord.extract.syntax.answers import find_answers
from onrecord.extract.syntax.imputed import find_imputed
from onrecord.extract.tagger import Tagger
from onrecord.model import Attribution, Snapshot, Span


def extract_attributions(snap: Snapshot, tagger: Tagger) -> tuple[Attribution, ...]:
    """Find every attributed statement of a page's headline and body.

    Args:
        snap: the page; one without parts is read as body throughout.
        tagger: the trained tagger.

    Returns:
        Attributions in the order of the text, each parent before its children, without entities.
    """
    layout = Layout.of(snap)
    nodes = nest_drafts(layout, *find_drafts(layout, tagger), tagger)
    hang_cited(layout, nodes)
    standing = Standing(nodes)
    _add_answers(layout, standing)
    _add_imputed(layout, standing)
    standing.close()
    return Settling(snap, layout).settle(nodes)


def _add_answers(layout: Layout, standing: Standing) -> None:
    """Put question and answer in place of what the tagger made of the same sentences."""
    for sentence in layout.sentences:
        if found := find_answers(layout.text, sentence):
            own = Taken(cue for draft in found for cue in draft.cue)
            standing.put(found, partial(_is_apart, own))


def _is_apart(own: Taken, node: Node) -> bool:
    return not any(own.meets(cue) for cue in node.draft.cue)


def _add_imputed(layout: Layout, standing: Standing) -> None:
    """Hang what is imputed inside the innermost content that holds it."""
    for sentence in layout.sentences:
        for draft in find_imputed(layout.text, sentence):
            standing.put([draft], partial(_makes_room, layout.text, draft))


def _makes_room(text: str, imputed: Draft, node: Node) -> bool:
    """Whether a node stands beside what is imputed; a content that runs into its cue ends before it."""
    cue = imputed.cue[0]
    if any(_overlap(c, cue) for c in node.draft.cue):
        return False
    if any(s < cue.start and cue.end <= e for s, e in node.draft.content):
        node.draft.content = [
            Span(s, s + len(text[s : cue.start].rstrip())) if s < cue.start and cue.end <= e else Span(s, e)
            for s, e in node.draft.content
            if s < cue.start
        ]
        node.children = [n for n in node.children if n.draft.place()[1] <= cue.start]
    return all(e - s > 1 for s, e in node.draft.content)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
