"""Drafts → attributions: what needs the whole page to be said of each."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable

from onrecord.extract.circumstance import find_addressee, find_occasion, find_when
from onrecord.extract.cues import Act, read_cue
from onrecord.extract.draft import Draft, How
from onrecord.extract.inside.nesting import Node
from onrecord.extract.layout import Layout
from onrecord.extract.mode import find_quoted, mode_of
from onrecord.model import Attribution, CueKind, Mode, Polarity, Snapshot, Span, Spans, Stance
from onrecord.text.dates import day_of, resolve_day


class Settling:
    """Makes a page's attributions of what was found on it."""

    def __init__(self, snap: Snapshot, layout: Layout) -> None:
        self.snap = snap
        self.hash = snap.sha256
        self.page_day = day_of(snap.published)
        self.layout = layout

    def settle(self, nodes: Iterable[Node]) -> tuple[Attribution, ...]:
        """The attributions in the order of the text, each parent before its children."""
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
        sentence = self.layout.sentence_of(draft)
        when = find_when(text, draft, sentence)
        act = read_cue(" ".join(text[s:e] for s, e in sorted(draft.cue)))
        if draft.how is How.DISSENT:
            act = Act(CueKind.DENIES, Stance.NEUTRAL, Polarity.DENIED)
        return Attribution(
            id=self.identity(draft),
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
            return tuple(words for span in content for words in find_quoted(self.snap.text, [span], [span]))
        if how is How.TAGGED:
            return find_quoted(self.snap.text, content, self._quotes_near(content))
        return ()

    def _quotes_near(self, content: list[Span]) -> list[tuple[int, int]]:
        quotes = self.layout.quotations
        first = max(bisect_right(quotes, content[0].start, key=lambda quote: quote[0]) - 1, 0)
        last = bisect_right(quotes, content[-1].end, key=lambda quote: quote[0])
        return quotes[first:last]

    def identity(self, draft: Draft) -> str:
        """A hash of where the statement stands on which text: what was observed."""
        seen = repr((self.hash, sorted(draft.source), sorted(draft.cue), sorted(draft.content)))
        return hashlib.sha256(seen.encode()).hexdigest()[:12]
