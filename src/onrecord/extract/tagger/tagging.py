"""Stretches of a text → drafts: read by the tagger in windows, decoded, in whole words."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.extract.draft import Draft
from onrecord.extract.syntax.passive import turn_passive
from onrecord.extract.tagger.decode import draft_attributions
from onrecord.extract.tagger.tagger import Tagger
from onrecord.extract.tagger.windows import Window, cut_windows
from onrecord.model import Span

EAGER = 0.5  # off the log-odds that a piece of a content tells nothing: what is seen is judged afterwards
WORD = 40  # characters of a word at most: a page may be one run of letters
_HEAD, _TAIL = re.compile(r"[^\W_]+\Z"), re.compile(r"[^\W_]*")


def tag_stretches(
    text: str,
    stretches: list[tuple[int, int]],
    tagger: Tagger,
    again: bool = False,
    set_off: Sequence[tuple[int, int]] = (),
) -> tuple[list[Draft], list[Draft]]:
    """The drafts of the stretches of a text, and the drafts that the tagger sees inside their contents.

    ``again``: the stretches are contents, read by themselves, so that all that is found is inside one.
    ``set_off``: paragraphs that are quoted without marks.
    """
    outside: list[Draft] = []
    inside: list[Draft] = []
    for window in cut_windows(text, tagger.tokenizer, stretches, set_off):
        scores = tagger.run(window)
        outside += _read(text, window, scores.tags, scores.links, tagger, again)
        if not again:
            inside += _read(text, window, scores.inner, scores.links, tagger)
    return outside, inside


def _read(
    text: str, window: Window, tags: np.ndarray, links: np.ndarray, tagger: Tagger, again: bool = False
) -> Iterator[Draft]:
    if again:
        tags = tags - EAGER * (np.arange(tags.shape[1]) == 0)
    for draft in draft_attributions(window, tags, links):
        for spans in (draft.source, draft.cue, draft.content):
            spans[:] = _joined(text, [_whole_words(text, span) for span in spans])
        draft.confidence = tagger.confidence(draft.confidence)
        turn_passive(text, draft)
        yield draft


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Spans in the order of the text, those that only a blank parts as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and text[joined[-1].end : span.start] == " ":
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _whole_words(text: str, span: Span) -> Span:
    """The span with the words whole that it begins and ends in: a word piece may stop inside one."""
    head = _HEAD.search(text, max(0, span.start - WORD), span.start) if text[span.start].isalnum() else None
    tail = _TAIL.match(text, span.end, span.end + WORD) if text[span.end - 1].isalnum() else None
    return Span(head.start() if head else span.start, tail.end() if tail else span.end)
