"""Tag scores and link vectors of a window → drafts: which spans belong to one attribution.

Tags are BIO over three roles, decoded with Viterbi so that an I never stands without its B.
A link is the dot product of two projections of spans, each the sum of a vector at the span's
first piece and another at its last: a cue with its source, a content with its cue.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from onrecord.extract.draft import Draft
from onrecord.extract.tagger.windows import SEP, SHAPES, Window
from onrecord.model import Span

ROLES = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
LINKS = ("cue→source", "source", "content→cue", "cue")  # the four projections, as they lie side by side
WIDTH = 64  # of one projection, for the first and again for the last piece of a span
NEVER = -1e9
LEAST_TIED = 0.5  # of tag and link together, for one more stretch of a content

_INSIDE = (2, 4, 6)  # the I of each role; its B stands before it
_ALLOWED = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)  # [from, to]
for _to in _INSIDE:
    _ALLOWED[:, _to] = NEVER
    _ALLOWED[_to - 1, _to] = _ALLOWED[_to, _to] = 0.0


class Scores(NamedTuple):
    """What the tagger makes of a window."""

    tags: np.ndarray  # (pieces, 7): of the page's statements
    inner: np.ndarray  # (pieces, 7): of statements inside a statement's content
    links: np.ndarray  # (pieces, 512): link vectors, for both


@dataclass(frozen=True, slots=True)
class Found:
    """A tagged span: pieces ``first`` to ``last`` of its window, its stretch of the text, how sure."""

    first: int
    last: int
    span: Span
    probability: float


def viterbi(scores: np.ndarray) -> np.ndarray:
    """The best sequence of tags in which every I follows a B or an I of its role.

    Args:
        scores: (pieces, tags) log-probabilities.

    Returns:
        (pieces,) indices into ``TAGS``.
    """
    likeliest: np.ndarray = scores.argmax(axis=1)
    if not _ALLOWED[likeliest[:-1], likeliest[1:]].any() and likeliest[0] not in _INSIDE:
        return likeliest  # what is best piece by piece breaks no rule, as nearly always
    # By hand: seven tags are too few for numpy. An I follows its own role, all else whatever is best.
    first, *rest = scores.tolist()
    best = [NEVER if tag in _INSIDE else score for tag, score in enumerate(first)]
    back: list[list[int]] = []
    for row in rest:
        top = best.index(max(best))
        came = [top] * len(TAGS)
        for tag in _INSIDE:
            came[tag] = tag if best[tag] > best[tag - 1] else tag - 1
        best = [best[before] + score for before, score in zip(came, row, strict=True)]
        back.append(came)
    path = [best.index(max(best))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return np.array(path[::-1])


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Log-probabilities along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    logs: np.ndarray = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs


def find_spans(window: Window, logits: np.ndarray) -> dict[str, list[Found]]:
    """The spans of each role in a window, in order; each begins with a B, and ends before what is not its I.

    Args:
        window: n word pieces.
        logits: (n, tags) scores of the tags.
    """
    logs = log_softmax(logits)
    path = viterbi(logs)
    found: dict[str, list[Found]] = {role: [] for role in ROLES}
    ends = [*np.flatnonzero((path == 0) | (path % 2 == 1)), len(path)]
    for k, first in enumerate(ends[:-1]):
        if not path[first]:
            continue
        pieces = [i for i in range(first, ends[k + 1]) if window.ends[i] > window.starts[i]]
        if pieces:
            span = Span(int(window.starts[pieces[0]]), int(window.ends[pieces[-1]]))
            sure = float(np.exp(logs[pieces, path[pieces]].mean()))
            found[ROLES[(path[first] - 1) // 2]].append(Found(pieces[0], pieces[-1], span, sure))
    return found


def link_spans(links: np.ndarray, left: list[Found], right: list[Found], which: int) -> np.ndarray:
    """Probabilities (len(left), len(right) + 1) that each left span goes with a right one, or with none.

    Args:
        links: (pieces, 512) link vectors of the window.
        left: the spans that look for a partner.
        right: the candidates.
        which: 0 for cue→source, 2 for content→cue.
    """
    parts = links.reshape(len(links), len(LINKS), 2, WIDTH)

    def project(spans: list[Found], role: int) -> np.ndarray:
        first, last = [s.first for s in spans], [s.last for s in spans]
        both: np.ndarray = parts[first, role, 0] + parts[last, role, 1]
        return both

    scores = np.zeros((len(left), len(right) + 1), dtype=np.float32)
    if left and right:
        scores[:, :-1] = project(left, which) @ project(right, which + 1).T / WIDTH**0.5
    probabilities: np.ndarray = np.exp(log_softmax(scores))
    return probabilities


def draft_attributions(window: Window, logits: np.ndarray, links: np.ndarray) -> list[Draft]:
    """The attributions of a window, and after them contents whose cue it does not hold."""
    found = find_spans(window, logits)
    cues, sources, contents = found["cue"], found["source"], found["content"]
    if not contents:
        return []
    drafts = [Draft(cue=[cue.span]) for cue in cues]
    orphans = []
    to_source = link_spans(links, cues, sources, 0)
    to_cue = link_spans(links, contents, cues, 2)
    to_cue[:, :-1] *= _reachable(window, contents, cues)
    for draft, row, cue in zip(drafts, to_source, cues, strict=True):
        best = int(row.argmax())
        if best < len(sources):
            draft.source.append(sources[best].span)
        draft.confidence = cue.probability * float(row[best])
    ties: list[list[tuple[float, Span]]] = [[] for _ in drafts]
    for content, row in zip(contents, to_cue, strict=True):
        best = int(row.argmax())
        sure = content.probability * float(row[best])
        if best == len(cues):
            orphans.append(Draft(content=[content.span], confidence=sure))
        else:
            ties[best].append((sure, content.span))
    for draft, tied in zip(drafts, ties, strict=True):
        surest = max((sure for sure, _ in tied), default=0.0)
        draft.confidence *= surest
        draft.content = [span for sure, span in tied if sure >= min(surest, LEAST_TIED)]
    return [d for d in drafts if d.content] + orphans


def _reachable(window: Window, contents: list[Found], cues: list[Found]) -> np.ndarray:
    """(contents, cues): only quoted words may have their cue in another paragraph."""
    paragraph = np.cumsum(window.ids == SEP)
    quoted = np.array([window.features[c.first] >= SHAPES for c in contents], dtype=bool)
    same = paragraph[[c.first for c in contents]][:, None] == paragraph[[c.first for c in cues]][None, :]
    both: np.ndarray = same | quoted[:, None]
    return both
