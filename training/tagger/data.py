"""PolNeAR → windows with a tag for each word piece and the links between spans."""

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord.extract.decode import ROLES, TAGS
from onrecord.extract.windows import Window, cut_windows
from training.tagger.vary import Vocabulary, restyle, vary_window


@dataclass(frozen=True, slots=True)
class Example:
    """A window and its gold: ``tags`` (pieces,); spans and links index pieces of the window.

    ``spans[role]`` lists (first, last) pieces, last included. ``source_of[i]`` is the source of
    cue i, ``cue_of[j]`` the cue of content j; -1 where there is none in the window.
    """

    window: Window
    tags: np.ndarray
    spans: dict[str, list[tuple[int, int]]]
    source_of: list[int]
    cue_of: list[int]


def read_articles(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def examples(
    article: dict, tokenizer: Tokenizer, words: Vocabulary | None = None, rng: random.Random | None = None
) -> Iterator[Example]:
    """Cut an article into examples; with ``words`` and ``rng``, varied and from a random first cut on."""
    text = article["text"]
    stretches = None
    if rng is not None:
        text = restyle(text, rng)
        cut = text.find("\n", rng.randrange(len(text)))
        stretches = [(0, cut), (cut, len(text))] if cut > 0 else None
    for window in cut_windows(text, tokenizer, stretches):
        example = _label(window, article["attributions"])
        if words is not None and rng is not None:
            example = replace(example, window=vary_window(window, example.tags, words, rng))
        yield example


def _label(window: Window, attributions: list[dict]) -> Example:
    tags = np.zeros(len(window.ids), dtype=np.int64)
    spans: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
    source_of: list[int] = []
    cue_of: list[int] = []
    for attribution in attributions:
        at = {role: [_place(window, tags, spans, role, span) for span in attribution[role]] for role in ROLES}
        cues = [i for i in at["cue"] if i is not None]
        sources = [i for i in at["source"] if i is not None]
        source_of += [-1] * (len(spans["cue"]) - len(source_of))
        cue_of += [-1] * (len(spans["content"]) - len(cue_of))
        for i in cues:
            source_of[i] = sources[0] if sources else -1
        for j in at["content"]:
            if j is not None and cues:
                cue_of[j] = cues[0]
    return Example(window, tags, spans, source_of, cue_of)


def _place(window: Window, tags: np.ndarray, spans: dict, role: str, span: list[int]) -> int | None:
    """Tag a gold span's pieces; its index among the window's spans of that role, None where outside."""
    inside = (window.starts < span[1]) & (window.ends > span[0]) & (window.ends > window.starts)
    pieces = np.flatnonzero(inside)
    if not len(pieces):
        return None
    place = (int(pieces[0]), int(pieces[-1]))
    if place in spans[role]:
        return spans[role].index(place)
    if tags[pieces].any():  # PolNeAR overlaps itself in 0.1 % of its characters
        return None
    begin = TAGS.index("B-" + role)
    tags[pieces] = begin + 1
    tags[pieces[0]] = begin
    spans[role].append(place)
    return len(spans[role]) - 1
