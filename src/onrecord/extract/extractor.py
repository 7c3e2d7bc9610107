"""Snapshot → its Attributions: tag, join, nest, add what rules know, and settle modes and ids."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from onrecord.extract.alone import place_alone
from onrecord.extract.answers import find_answers
from onrecord.extract.asides import add_asides
from onrecord.extract.blocks import find_blocks, take_blocks
from onrecord.extract.circumstance import find_addressee, find_occasion, find_when
from onrecord.extract.cues import Act, read_cue
from onrecord.extract.decode import Draft, How
from onrecord.extract.fronted import end_before_word_on_it, end_fronted
from onrecord.extract.heralded import name_heralded
from onrecord.extract.imputed import find_imputed
from onrecord.extract.inverted import name_inverted
from onrecord.extract.join import Paragraphs, fill_quotations, join_continued
from onrecord.extract.labels import find_labelled
from onrecord.extract.mode import find_quoted, mode_of
from onrecord.extract.namelines import find_under_names
from onrecord.extract.nesting import Node, nest_drafts, tag_stretches
from onrecord.extract.opinion import find_opinions
from onrecord.extract.possessed import name_owner
from onrecord.extract.relative import name_relative
from onrecord.extract.runs import join_runs
from onrecord.extract.strays import drop_strays
from onrecord.extract.tagger import Tagger
from onrecord.model import Attribution, CueKind, Mode, PartKind, Polarity, Snapshot, Span, Spans, Stance
from onrecord.text.dates import day_of, resolve_day
from onrecord.text.leads import skip_lead, skip_stamp
from onrecord.text.quotes import paragraphs, quoted_spans
from onrecord.text.sentences import sentences

LEAST_SURE = 0.35  # below it a statement is dropped: fewer than one in three such is right on PolNeAR dev
READ = (PartKind.HEADLINE, PartKind.BODY)


def extract_attributions(snap: Snapshot, tagger: Tagger) -> tuple[Attribution, ...]:
    """Find every attributed statement of a page's headline and body.

    Args:
        snap: the page; one without parts is read as body throughout.
        tagger: the trained tagger.

    Returns:
        Attributions in the order of the text, each parent before its children, without entities.
    """
    text = snap.text
    stretches = [tuple(s) for s in snap.spans_of(*READ)] if snap.parts else [(0, len(text))]
    lines = [p for s, e in stretches for p in paragraphs(text, s, e)]
    labelled = find_labelled(text, lines) or find_under_names(text, lines)
    grounds = [(skip_lead(text, s, e), e) for s, e in lines]
    clauses = [Span(*c) for s, e in grounds for c in sentences(text, s, e)]
    blocks = find_blocks(text, lines, labelled)
    tagged, inside = tag_stretches(
        text,
        [(skip_stamp(text, s, e), e) for s, e in lines],
        tagger,
        set_off=[paragraph for block in blocks for paragraph in block],
    )
    set_off, others = take_blocks(tagged, blocks, lines)
    turns = [span for draft in labelled for span in (*draft.source, *draft.content)]
    turns += [paragraph for draft in set_off for paragraph in draft.content]
    quotations = quoted_spans(text)
    tied = drop_strays(text, _without_leads(others, lines, grounds), clauses, quotations)
    outside, told = _divide(sorted(turns), place_alone(text, tied, grounds))
    joined = join_continued(text, join_runs(text, outside, grounds), grounds)
    sure = (draft for draft in joined if draft.confidence >= LEAST_SURE)
    filled = fill_quotations(list(sure), quotations)
    told_aside = add_asides(text, clauses, [*labelled, *set_off, *filled])
    drafts = sorted(_with_opinions(text, clauses, told_aside), key=Draft.place)
    sentence_of = _SentenceOf(text, clauses)
    for draft in drafts:
        name_inverted(text, sentence_of(draft), draft)
        name_relative(text, sentence_of(draft), draft)
        end_fronted(text, sentence_of(draft), draft)
        end_before_word_on_it(text, draft)
        name_owner(text, draft)
        name_heralded(text, draft, grounds)
    nodes = nest_drafts(text, drafts, [*inside, *told], tagger)
    _add_answers(text, clauses, nodes)
    _add_imputed(text, clauses, nodes)
    return _Settling(snap, sentence_of, quotations).settle(nodes)


def _without_leads(drafts: list[Draft], lines: Paragraphs, grounds: Paragraphs) -> list[Draft]:
    """The drafts without the numbers of their paragraphs, which the tagger may take for part of a name."""
    starts = [s for s, _ in lines]

    def words_of(span: Span) -> Span:
        return Span(max(span.start, grounds[bisect_right(starts, span.start) - 1][0]), span.end)

    for draft in drafts:
        for spans in (draft.source, draft.cue, draft.content):
            spans[:] = [kept for span in spans if (kept := words_of(span)).start < kept.end]
    return [draft for draft in drafts if draft.content]


def _with_opinions(text: str, clauses: list[Span], drafts: list[Draft]) -> list[Draft]:
    """The drafts, and what a sentence gives as somebody's view where none of them is found in it."""
    taken = sorted(span for draft in drafts for span in (*draft.cue, *draft.content))
    ends = list(accumulate((e for _, e in taken), max))
    made: list[Draft] = []
    for clause in clauses:
        k = bisect_left(taken, clause.end, key=lambda span: span.start)
        if not k or ends[k - 1] <= clause.start:
            made += find_opinions(text, clause)
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


def _add_answers(text: str, clauses: list[Span], nodes: list[Node]) -> None:
    """Put question and answer in place of what the tagger made of the same clauses."""
    for clause in clauses:
        found = find_answers(text, clause)
        if found:
            asked, answer = found
            own = [*asked.cue, *answer.cue]
            nodes[:] = [n for n in nodes if not any(_overlap(a, b) for a in n.draft.cue for b in own)]
            nodes += [Node(asked), Node(answer)]


def _add_imputed(text: str, clauses: list[Span], nodes: list[Node]) -> None:
    """Hang what is imputed inside the innermost content that holds it."""
    for clause in clauses:
        for draft in find_imputed(text, clause):
            siblings = _innermost(nodes, draft)
            siblings[:] = [n for n in siblings if _makes_room(text, n, draft)]
            siblings.append(Node(draft))


def _innermost(nodes: list[Node], draft: Draft) -> list[Node]:
    """The list of children that a draft belongs to: of the smallest content that holds all of it."""
    first, last = draft.place()
    for node in reversed(nodes):
        if any(s <= first and last <= e for s, e in node.draft.content):
            return _innermost(node.children, draft)
    return nodes


def _makes_room(text: str, node: Node, imputed: Draft) -> bool:
    """Whether a node stands beside what is imputed; a content that runs into its cue ends before it."""
    cue = imputed.cue[0]
    if any(_overlap(c, cue) for c in node.draft.cue):
        return False
    kept = [
        Span(s, s + len(text[s : cue.start].rstrip()))
        for s, e in node.draft.content
        if s < cue.start and cue.end <= e
    ]
    if kept:
        node.draft.content = kept
        node.children = [n for n in node.children if n.draft.place()[1] <= cue.start]
    return all(e - s > 1 for s, e in node.draft.content)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


class _SentenceOf:
    """The sentence of a draft's cue, or of its content where there is none."""

    def __init__(self, text: str, clauses: list[Span]) -> None:
        self.whole = Span(0, len(text))
        self.clauses = clauses
        self.starts = [c.start for c in clauses]

    def __call__(self, draft: Draft) -> Span:
        i = bisect_right(self.starts, (draft.cue or draft.content)[0].start) - 1
        return self.clauses[i] if i >= 0 else self.whole


class _Settling:
    """Makes Attributions of nodes: what needs the whole page to be said of one draft."""

    def __init__(self, snap: Snapshot, sentence_of: _SentenceOf, quotations: list[tuple[int, int]]) -> None:
        self.snap = snap
        self.hash = snap.sha256
        self.page_day = day_of(snap.published)
        self.sentence_of = sentence_of
        self.quotes = quotations
        self.quote_starts = [s for s, _ in self.quotes]

    def settle(self, nodes: Iterable[Node]) -> tuple[Attribution, ...]:
        known: dict[str, Attribution] = {}
        ids: dict[int, str] = {}
        for top in sorted(nodes, key=lambda n: n.draft.place()):
            for node, parent in top.walk():
                attrib = self._attribution(node.draft, ids[id(parent)] if parent else None)
                ids[id(node)] = attrib.id
                known.setdefault(attrib.id, attrib)
        return tuple(known.values())

    def _attribution(self, draft: Draft, parent: str | None) -> Attribution:
        text = self.snap.text
        content = sorted(set(draft.content))
        quoted = self._quoted(draft.how, content)
        sentence = self.sentence_of(draft)
        when = find_when(text, draft, sentence)
        act = read_cue(" ".join(text[s:e] for s, e in sorted(draft.cue)))
        if draft.how is How.DISSENT:
            act = Act(CueKind.DENIES, Stance.NEUTRAL, Polarity.DENIED)
        return Attribution(
            id=self._identity(draft),
            source=tuple(sorted(draft.source)),
            cue=tuple(sorted(draft.cue)),
            content=tuple(content),
            quoted=quoted,
            mode=mode_of(text, content, quoted) if quoted else Mode.INDIRECT,
            parent=parent,
            addressee=draft.told or find_addressee(text, draft, sentence),
            when=when,
            day=resolve_day(text[when.start : when.end], self.page_day) if when and self.page_day else None,
            occasion=find_occasion(text, draft, sentence),
            kind=act.kind,
            stance=act.stance,
            polarity=act.polarity,
            imputed=draft.how is How.IMPUTED,
            assent=draft.how is How.ASSENT,
            confidence=round(draft.confidence, 4),
        )

    def _quoted(self, how: How, content: list[Span]) -> Spans:
        if how is How.LABELLED:
            return find_quoted(self.snap.text, content, content)
        if how is How.TAGGED:
            return find_quoted(self.snap.text, content, self._quotes_near(content))
        return ()

    def _quotes_near(self, content: list[Span]) -> list[tuple[int, int]]:
        first = max(bisect_right(self.quote_starts, content[0].start) - 1, 0)
        last = bisect_right(self.quote_starts, content[-1].end)
        return self.quotes[first:last]

    def _identity(self, draft: Draft) -> str:
        """A hash of where the statement stands on which text: what was observed."""
        seen = repr((self.hash, sorted(draft.source), sorted(draft.cue), sorted(draft.content)))
        return hashlib.sha256(seen.encode()).hexdigest()[:12]
