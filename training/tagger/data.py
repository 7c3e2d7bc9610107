"""PolNeAR, and our labels of what its contents hold → windows with their tags and links."""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord.extract.tagger.decode import ROLES, TAGS
from onrecord.extract.tagger.windows import Window, cut_windows
from training.tagger.vary import Vocabulary, restyle, vary_window
from training.watch.read import read_all

STRETCH = 3_000  # characters of a record that are read: many speakers say more than one at length
UNKNOWN = -100  # a tag that nobody has labelled, and that no loss counts


@dataclass(frozen=True, slots=True)
class Gold:
    """``tags`` (pieces,) of a window; spans and links index its pieces.

    ``spans[role]`` lists (first, last) pieces, last included. ``source_of[i]`` is the source of
    cue i, ``cue_of[j]`` the cue of content j; -1 where there is none in the window.
    """

    tags: np.ndarray
    spans: dict[str, list[tuple[int, int]]]
    source_of: list[int]
    cue_of: list[int]


@dataclass(frozen=True, slots=True)
class Example:
    """A window, its attributions, and those inside their contents.

    ``new``: of a kind of text that the teacher has not learnt from, and is not asked about.
    """

    window: Window
    outer: Gold
    inner: Gold
    new: bool = False


def read_articles(path: Path, nested: Path | None = None) -> list[dict]:
    """PolNeAR's articles; those that ``nested`` (``training/nested/labels.jsonl``) covers have ``inner``."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    if nested is not None:
        rows = map(json.loads, nested.open(encoding="utf-8"))
        labels = {row["article"]: row["inner"] for row in rows if not row.get("held_out")}
        for article in articles:
            if article["id"] in labels:
                article["inner"] = labels[article["id"]]
    return articles


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
        if article["attributions"] is None:
            outer = inner = Gold(np.full(len(window.ids), UNKNOWN), {role: [] for role in ROLES}, [], [])
        else:
            outer, inner = _label(window, article["attributions"]), _label_inside(window, article)
            _leave_open(window, outer, article.get("doubtful", []))
        if words is not None and rng is not None:
            window = vary_window(window, (outer.tags > 0) | (inner.tags > 0), words, rng)
        yield Example(window, outer, inner, article.get("new", False))


def read_records(path: Path) -> list[dict]:
    """The beginnings of records (``records.jsonl.gz``), which nobody has labelled."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [{"text": json.loads(line)["text"][:STRETCH], "attributions": None} for line in lines]


def read_written(folders: Sequence[Path]) -> list[dict]:
    """Our own labelled texts in other kinds of English (``training/written``), as articles.

    Those whose contents were read (``inner.jsonl`` beside them) have ``inner``, as PolNeAR's have.
    """
    texts = [text for folder in folders for text in read_all(folder)]
    beside = [folder / "inner.jsonl" for folder in folders]
    rows = [json.loads(line) for path in beside if path.exists() for line in path.open(encoding="utf-8")]
    inner = {row["article"]: {"inner": row["inner"]} for row in rows}
    return [
        {"id": text.id, "text": text.text, "attributions": text.attributions, "new": True}
        | inner.get(text.id, {})
        for text in texts
    ]


def read_spoken(labels: Path, records: Path) -> list[dict]:
    """Labelled passages of records (``training/nested/spoken.jsonl``), each as the content of a statement."""
    rows = [json.loads(line) for line in labels.open(encoding="utf-8")]
    wanted = {row["record"] for row in rows}
    with gzip.open(records, "rt", encoding="utf-8") as lines:
        texts = {record["id"]: record["text"] for record in map(json.loads, lines) if record["id"] in wanted}
    return [_as_content(texts[row["record"]], row) for row in rows]


def _as_content(text: str, row: dict) -> dict:
    start, end = row["start"], row["end"]
    inner = [a | {role: [[s - start, e - start] for s, e in a[role]] for role in ROLES} for a in row["inner"]]
    whole = {"source": [], "cue": [], "content": [[0, end - start]]}
    return {"text": text[start:end], "attributions": [whole], "inner": inner}


def _label_inside(window: Window, article: dict) -> Gold:
    """What the contents hold: unknown in an article that nobody has read for it, and where it is in doubt."""
    labels = article.get("inner")
    if labels is not None:  # what is deeper than one content inside another is not the tagger's to mark
        labels = [a for a in labels if not str(a.get("parent", "")).startswith("n")]
    gold = _label(window, [a for a in (labels or ()) if not a.get("doubtful")])
    if labels is not None:
        _leave_open(window, gold, [a for a in labels if a.get("doubtful")])
    else:
        _leave_open(window, gold, [{"content": a["content"]} for a in article["attributions"]])
    return gold


def _leave_open(window: Window, gold: Gold, doubtful: list[dict]) -> None:
    """Count no loss where something stands that may or may not be an attribution."""
    for start, end in (span for a in doubtful for role in ROLES for span in a.get(role, ())):
        gold.tags[(window.starts < end) & (window.ends > start) & (gold.tags == 0)] = UNKNOWN


def _label(window: Window, attributions: list[dict]) -> Gold:
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
    return Gold(tags, spans, source_of, cue_of)


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
