"""Traces → the same, with a caution where the record's own speaker gives the words as someone else's.

"As my opponent says, “we cannot win”": the words are in the transcript, and they are not the speaker's.
The extractor that reads pages reads the speaker's turn around the passage, too.
"""

import re
from dataclasses import replace

from onrecord.extract import Tagger, extract_attributions
from onrecord.model import Attribution, Caution, CautionKind, CueKind, Passage, Reading, Snapshot, Span, Trace

SUREST = 0.6  # confidence; below it a finding about a record is not worth a reader's worry
_NO_SPEECH = {CueKind.BELIEVES, CueKind.WANTS, CueKind.DOUBTS, CueKind.SHOWS, CueKind.REFUSES}
_PRONOUNS = frozenset("he she it they who that this those his her its their".split())
_OWN = frozenset(
    "i we me us my our you your one people and myself".split()
)  # who speaks, or nobody in particular

_SUPPOSED = re.compile(r"\b(?:if|unless|whether|until|suppose|imagine)(?: that)?\s+$", re.IGNORECASE)


def flag_quoted_there(reading: Reading, tagger: Tagger) -> Reading:
    """Look, for each passage that was found, whether its speaker gives the words as another's."""
    traces = {key: tuple(_flag(trace, tagger) for trace in traces) for key, traces in reading.traces.items()}
    return replace(reading, traces=traces)


def _flag(trace: Trace, tagger: Tagger) -> Trace:
    passage = trace.passage
    if passage is None or passage.turn is None or trace.paraphrase or len(passage.spans) != 1:
        return trace
    before, after = _within_turn(passage, passage.turn)
    text = before + passage.text + after
    place = Span(len(before), len(before) + len(passage.text))
    for attrib in extract_attributions(Snapshot("turn", text), tagger):
        source = " ".join(text[s:e] for s, e in attrib.source)
        if _gives_as_anothers(attrib, source, place) and not _is_supposed(attrib, text):
            named = source and source.lower() not in _PRONOUNS
            who = f"as {source}’s" if named else "as someone else's"
            speaker = passage.speaker or "the record's speaker"
            caution = Caution(CautionKind.QUOTED_THERE, f"{speaker} gives these words there {who}")
            return replace(trace, cautions=(*trace.cautions, caution))
    return trace


def _gives_as_anothers(attrib: Attribution, source: str, place: Span) -> bool:
    covers = any(s <= place.start and place.end <= e for s, e in attrib.content)
    told = attrib.kind not in _NO_SPEECH and attrib.confidence >= SUREST and not attrib.imputed
    own = bool(source) and _OWN.issuperset(source.lower().split())
    return covers and told and bool(attrib.cue) and not own


def _is_supposed(attrib: Attribution, text: str) -> bool:
    """Whether it is only supposed that someone says it: "if the survey says so, we open the bridge"."""
    return bool(_SUPPOSED.search(text, 0, min(start for start, _ in (*attrib.source, *attrib.cue))))


def _within_turn(passage: Passage, turn: Span) -> tuple[str, str]:
    """What stands around the passage, as far as its speaker's turn goes; nothing where it goes beyond."""
    start, end = passage.spans[0]
    before = passage.before[max(0, len(passage.before) - (start - turn.start)) :]
    return before, passage.after[: max(0, turn.end - end)]
