"""The statements of a page that stand in no other's words: what the tagger sees, and what rules know better.

Each rule has a file of its own; here is their order.
"""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from onrecord.extract.draft import Draft, How
from onrecord.extract.laid_out.blocks import find_blocks, take_blocks
from onrecord.extract.laid_out.concurring import find_concurring
from onrecord.extract.laid_out.dashed import find_dashed
from onrecord.extract.laid_out.interviews import find_interview
from onrecord.extract.laid_out.labels import find_labelled
from onrecord.extract.laid_out.namelines import find_quoted_under_names, find_under_names
from onrecord.extract.laid_out.set_off import SetOff, drop_unowned, find_set_off, take_set_off
from onrecord.extract.laid_out.signed import find_signed
from onrecord.extract.layout import Layout
from onrecord.extract.mending.alone import place_alone
from onrecord.extract.mending.articles import name_whole
from onrecord.extract.mending.edges import keep_to_sentence, reach_verb, tidy_edges
from onrecord.extract.mending.fronted import begin_with_teller, end_before_word_on_it, end_fronted
from onrecord.extract.mending.gestures import mend_cut_quotes
from onrecord.extract.mending.heralded import name_heralded
from onrecord.extract.mending.inverted import name_inverted
from onrecord.extract.mending.join import fill_quotations, join_continued
from onrecord.extract.mending.possessed import name_owner
from onrecord.extract.mending.relative import name_relative, widen_relative
from onrecord.extract.mending.runs import join_runs
from onrecord.extract.mending.strays import drop_strays
from onrecord.extract.places import Taken
from onrecord.extract.syntax.asides import add_asides
from onrecord.extract.syntax.clipped import clip_headlines
from onrecord.extract.syntax.declined import find_declined, part_declined
from onrecord.extract.syntax.headlined import find_headlined, headlines
from onrecord.extract.syntax.opinion import find_opinions
from onrecord.extract.syntax.participles import read_participles
from onrecord.extract.syntax.through import tell_through
from onrecord.extract.tagger import Tagger
from onrecord.extract.tagger.tagging import tag_stretches
from onrecord.model import Span
from onrecord.text.leads import skip_stamp
from onrecord.text.stretches import outermost

LEAST_SURE = 0.35  # below it a statement is dropped: fewer than one in three such is right on PolNeAR dev


class Drafts(NamedTuple):
    """The statements of a page, in the order of the text."""

    outside: list[Draft]  # that stand in no other's words
    through: list[Draft]  # that are known to stand in another's
    inside: list[Draft]  # that the tagger saw in others' words on the way: right or wrong


def find_drafts(layout: Layout, tagger: Tagger) -> Drafts:
    """Find the statements of a page, and what is told inside their words as far as it was seen on the way.

    Args:
        layout: of the page.
        tagger: the trained tagger.
    """
    text = layout.text
    labelled = _find_laid_out(layout)
    by_page = find_set_off(layout, labelled)
    blocks = find_blocks(text, layout.lines, labelled, outermost(part.span for part in layout.set_off))
    tagged, inside = _tag(layout, tagger, blocks, by_page)
    set_off, others = take_blocks(tagged, blocks, layout.lines)
    set_off += [block.owner for block in by_page if block.owner]
    turns = [span for draft in labelled for span in (*draft.source, *draft.content)]
    turns += [line for draft in set_off for line in draft.content]
    seen = _without_leads(others, layout)
    for draft in seen:  # before the layout's own are told apart: "said Orvane" is not said by who signs below
        name_inverted(text, layout.sentence_of(draft), draft)
    tied = drop_strays(text, seen, layout.sentences, layout.quotations)
    tied = mend_cut_quotes(text, tied, layout.sentences, layout.quotations)
    outside, told = _divide(sorted(turns), place_alone(text, tied, layout.grounds))
    whole = [*labelled, *set_off, *_join(outside, layout)]
    drafts, through = _read_forms(layout, whole)
    for draft in drafts:
        _mend(draft, layout)
    drafts = [draft for draft in drafts if _is_sound(draft)]
    return Drafts(drafts, through, [*inside, *told])


def _read_forms(layout: Layout, drafts: list[Draft]) -> tuple[list[Draft], list[Draft]]:
    """What the form of a sentence tells, where the tagger passes it by or takes it otherwise.

    Who quotes whom comes first, for an aside would take the one for the other. A headline and a view are read
    only where nothing else was found in them; what was declined is parted once all contents are known.

    Returns:
        The drafts in the order of the text, and those inside others' contents.
    """
    text = layout.text
    told, through = tell_through(text, layout.sentences, layout.quotations, drafts)
    told = add_asides(text, layout.sentences, layout.quotations, told)
    told = read_participles(text, layout.sentences, layout.quotations, told)
    told = [*told, *find_headlined(text, layout.lines, told)]
    told = clip_headlines(text, headlines(text, layout.lines, layout.headings), told)
    told = find_declined(text, layout.sentences, layout.quotations, part_declined(text, told))
    told = _with_opinions(told, layout)
    return sorted(filter(_is_sound, told), key=Draft.place), through


def _is_sound(draft: Draft) -> bool:
    """Whether a draft has a content, and no stretch of it is empty."""
    return bool(draft.content) and all(start < end for start, end in draft.content)


def _find_laid_out(layout: Layout) -> list[Draft]:
    """Words whose speaker the page's layout tells, in the first of the ways that it follows.

    A quotation that is signed, or stands below a name, may be on a page of any layout.
    """
    text, lines, plain = layout.text, layout.lines, layout.grounds
    signed = sorted(
        [*find_signed(text, plain), *find_quoted_under_names(text, plain)], key=lambda d: d.content
    )
    for find in (find_labelled, find_under_names, find_dashed, find_concurring, find_interview):
        if drafts := find(text, lines):
            taken = Taken(span for draft in signed for span in draft.content)
            for draft in drafts:
                draft.content = [span for span in draft.content if not taken.meets(span)]
            return sorted([*signed, *(d for d in drafts if d.content)], key=lambda d: d.content)
    return signed


def _tag(
    layout: Layout, tagger: Tagger, blocks: list[list[Span]], by_page: list[SetOff]
) -> tuple[list[Draft], list[Draft]]:
    """What the tagger sees, with set-off words read as quoted where somebody is named for them.

    Args:
        layout: of the page.
        tagger: the trained tagger.
        blocks: words that seem to be set off.
        by_page: words that the page sets off; are given to whoever is named for them.
    """
    text = layout.text
    asked = [line for block in by_page if not block.owner for line in block.words]
    quoted = sorted([*(line for block in blocks for line in block), *asked])
    stretches = [(skip_stamp(text, s, e), e) for s, e in layout.lines]
    tagged, inside = tag_stretches(text, stretches, tagger, set_off=quoted)
    tagged, unowned = take_set_off(text, tagged, by_page)
    if lost := [line for block in unowned for line in block.words]:
        again, within = tag_stretches(text, [*lost], tagger)
        tagged = sorted([*drop_unowned(tagged, lost), *again], key=Draft.place)
        inside = [*drop_unowned(inside, lost), *within]
    return tagged, inside


def _join(drafts: list[Draft], layout: Layout) -> list[Draft]:
    """The drafts that are sure enough, with quotes that go on over paragraphs whole."""
    runs = join_runs(layout.text, drafts, layout.grounds)
    joined = join_continued(layout.text, runs, layout.grounds)
    sure = [draft for draft in joined if draft.confidence >= LEAST_SURE]
    return fill_quotations(sure, layout.quotations)


def _mend(draft: Draft, layout: Layout) -> None:
    """Name the source that its sentence names, and end the content where the sentence ends it."""
    text, sentence = layout.text, layout.sentence_of(draft)
    if draft.how is not How.TAGGED:  # the layout tells who, and where their words end
        tidy_edges(text, draft, layout.quotations)
        return
    name_whole(text, draft)
    name_relative(text, sentence, draft)  # who it is, before how far the name goes
    widen_relative(text, draft)
    begin_with_teller(text, sentence, draft)
    end_fronted(text, sentence, draft)
    end_before_word_on_it(text, draft)
    name_owner(text, draft)
    name_heralded(text, draft, layout.grounds)
    reach_verb(text, sentence, draft)
    keep_to_sentence(draft, layout)
    tidy_edges(text, draft, layout.quotations)


def _without_leads(drafts: list[Draft], layout: Layout) -> list[Draft]:
    """The drafts without the numbers of their paragraphs, which the tagger may take for part of a name."""
    starts = [s for s, _ in layout.lines]

    def words_of(span: Span) -> Span:
        return Span(max(span.start, layout.grounds[bisect_right(starts, span.start) - 1][0]), span.end)

    for draft in drafts:
        for spans in (draft.source, draft.cue, draft.content):
            spans[:] = [kept for span in spans if (kept := words_of(span)).start < kept.end]
    return [draft for draft in drafts if draft.content]


def _with_opinions(drafts: list[Draft], layout: Layout) -> list[Draft]:
    """The drafts, and what a sentence gives as somebody's view where none of them is found in it."""
    taken = Taken(span for draft in drafts for span in (*draft.cue, *draft.content))
    made: list[Draft] = []
    for sentence in layout.sentences:
        if not taken.meets(sentence):
            made += find_opinions(layout.text, sentence)
    return [*drafts, *made]


def _divide(turns: list[Span], drafts: list[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The drafts that lie in no turn, and those that do: what is told inside another's words.

    Such a speaker's words are nobody's whose cue stands outside the turn.
    """
    starts = [s for s, _ in turns]

    def is_in_turn(first: int, last: int) -> bool:
        i = bisect_left(starts, last) - 1
        return i >= 0 and turns[i].end > first

    outside: list[Draft] = []
    inside: list[Draft] = []
    for draft in drafts:
        if draft.cue and not is_in_turn(*draft.cue[0]):
            draft.content = [span for span in draft.content if not is_in_turn(*span)]
        if draft.content:
            (inside if is_in_turn(*draft.place()) else outside).append(draft)
    return outside, inside
