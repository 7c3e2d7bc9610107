"""For each statement of the gold, the passages that a judge should read.

    python -m training.paraphrase.pool POLNEAR INDEX ENCODER OUT.jsonl --each 2 --most 220

POLNEAR is a part of PolNeAR, INDEX the folder of an index over the records, ENCODER the folder of an
exported encoder (``export.py``). Pooled are what words find and what the encoder finds, so that neither
alone decides what a judge gets to see. OUT holds the texts: it is for reading, not for the repository.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.model import Span
from onrecord.text.sentences import sentences
from onrecord.text.words import split_words
from onrecord.trace import Index
from onrecord.trace.index import day_number
from onrecord.trace.voices import Agreement
from training.paraphrase.halves import is_held_out
from training.paraphrase.net import LONGEST
from training.paraphrase.statements import AFTER, BEFORE, Statement, read_statements

BY_WORDS, BY_SENSE, OLDER = 12, 12, 3  # passages taken from each list
NEAR = 5  # days; the encoder reads all that was said within them, and of older days what words find
READ = 120  # passages of each age that the encoder reads: what words find at all
LEAST = 12  # words of a passage; a shorter sentence goes with the next one
LIKELY = 0.5  # of a statement's words, weighed by rarity, in one passage; half of those have one
STEM = 5  # letters that stand for a word: crude, and the same for both sides


class Passage(NamedTuple):
    record: int
    start: int
    end: int


class Said:
    """All that is said in an index, cut into passages, which its words lead to.

    Attributes:
        passages: sentences, short ones with what follows them in their turn.
        voices: each passage's speaker, by number.
        days: each passage's day, as the index counts them.
    """

    def __init__(self, index: Index) -> None:
        self.passages: list[Passage] = []
        voices: list[int] = []
        holders: dict[str, list[int]] = {}
        for record in range(len(index)):
            text = index.text_of(record)
            for voice, span in turns_of(index, record):
                for start, end in cut_turn(text, *span):
                    for stem in stems_of(text[start:end]):
                        holders.setdefault(stem, []).append(len(self.passages))
                    self.passages.append(Passage(record, start, end))
                    voices.append(voice)
        self.voices = np.array(voices)
        self.days = index.days[np.array([p.record for p in self.passages])]
        self._holders = {stem: np.array(found) for stem, found in holders.items()}

    def share(self, text: str) -> NDArray[np.float64]:
        """How much of a text's stems, weighed by rarity, each passage has; 0 to 1."""
        total, shares = 0.0, np.zeros(len(self.passages))
        for stem in stems_of(text):
            holders = self._holders.get(stem, np.empty(0, np.int64))
            weight = float(np.log((1 + len(self.passages)) / (0.5 + len(holders))))
            shares[holders] += weight
            total += weight
        return shares / max(total, 1e-9)


def turns_of(index: Index, record: int) -> Iterator[tuple[int, Span]]:
    """Each turn of a record: its speaker's number and its place in the text."""
    first, last = int(index.bounds[record]), int(index.bounds[record + 1]) - 1
    low, high = np.searchsorted(index.segments, (first, last), side="left")
    starts = [first, *index.segments[low:high].tolist(), last]
    for start, end in pairwise(starts):
        if start < end:
            yield int(index.voice_of(np.array([start]))[0]), index.span_of(start, end)


def cut_turn(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The passages of a turn: sentences, short ones with what follows them."""
    found = list(sentences(text, start, min(end + 1, len(text))))
    for i, (first, _) in enumerate(found):
        for _, last in found[i : i + 3]:
            if len(text[first:last].split()) >= LEAST:
                break
        yield first, last


class Pool:
    """What words and an encoder find for a statement."""

    def __init__(self, index: Index, said: Said, encoder: Path) -> None:
        self.index, self.said = index, said
        self._cutter = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = ort.InferenceSession(encoder / "encoder.onnx", options)
        self._vector = cache(self._encode)

    def _encode(self, text: str) -> NDArray[np.float32]:
        ids = np.array([self._cutter.encode(text).ids[:LONGEST]])
        vector: NDArray[np.float32] = self._session.run(None, {"ids": ids})[0][0]
        return vector

    def text_of(self, passage: Passage) -> str:
        return self.index.text_of(passage.record, passage.start, passage.end)

    def within(self, statement: Statement, low: int, high: int) -> NDArray[np.bool_]:
        """Which passages the speaker said from ``high`` days before the article to ``-low`` after."""
        same = self.index.speaking.compare(statement.speaker) == Agreement.SAME
        ago = day_number(statement.date) - self.said.days
        wanted: NDArray[np.bool_] = same[self.said.voices] & (ago >= low) & (ago <= high)
        return wanted

    def is_likely(self, statement: Statement) -> bool:
        """Whether one passage of the last days shares many of the statement's words."""
        shares = self.said.share(statement.text) * self.within(statement, -AFTER, NEAR)
        return bool(shares.max(initial=0.0) >= LIKELY)

    def pool(self, statement: Statement) -> list[Passage]:
        """What words, the encoder and older records have to offer, each list's best first."""
        shares = self.said.share(statement.text)
        recent, old = self.within(statement, -AFTER, BEFORE), self.within(statement, BEFORE + 1, 120)
        ranked = np.argsort(-(shares + 10.0 * recent), kind="stable")[: int(recent.sum())]
        day = day_number(statement.date)
        near = [i for i in ranked.tolist() if day - self.said.days[i] <= NEAR]
        read = list(dict.fromkeys([*ranked[:READ].tolist(), *near[:READ]]))
        asked = self._vector(statement.text)
        texts = {i: self.text_of(self.said.passages[i]) for i in read}
        by_sense = sorted(read, key=lambda i: -float(asked @ self._vector(texts[i])))[:BY_SENSE]
        older = np.argsort(-(shares + 10.0 * old), kind="stable")[: min(OLDER, int(old.sum()))].tolist()
        return self._mix([ranked[:BY_WORDS].tolist(), by_sense, older])

    def _mix(self, lists: Sequence[Sequence[int]]) -> list[Passage]:
        """The lists' members in turn, without those that overlap one before them."""
        kept: list[Passage] = []
        for i in range(max(map(len, lists), default=0)):
            for one in (self.said.passages[lst[i]] for lst in lists if i < len(lst)):
                if not any(k.record == one.record and k.start < one.end and one.start < k.end for k in kept):
                    kept.append(one)
        return kept


@cache
def stems_of(text: str) -> frozenset[str]:
    """The words of a text, cut short."""
    return frozenset(word[:STEM] for word in split_words(text).norms)


def around(page: str, spans: Sequence[tuple[int, int]]) -> str:
    """A statement in its page, marked, with what stands before and after it."""
    start, end = spans[0][0], spans[-1][1]
    before = page[max(0, start - 260) : start].replace("\n", " ")
    return f"{before}[[{page[start:end]}]]{page[end : end + 60]}".replace("\n", " ")


def choose(found: list[Statement], each: int) -> list[Statement]:
    """The statements in an order drawn by lot, no more than ``each`` of one article."""
    random.Random(7).shuffle(found)
    taken: Counter[str] = Counter()
    chosen = []
    for one in found:
        taken[one.article] += 1
        if taken[one.article] <= each:
            chosen.append(one)
    return chosen


def line_of(one: Statement, pool: Pool) -> dict[str, Any]:
    """A statement and its passages, as the judge reads them."""
    rows = []
    for passage in pool.pool(one):
        note = pool.index.note_of(passage.record)
        place = {"record": note.id, "start": passage.start, "end": passage.end}
        rows.append(place | {"text": pool.text_of(passage), "date": note.date})
    told = {"article": one.article, "date": one.date, "number": one.number, "speaker": one.speaker}
    told |= {"content": one.content, "cue": one.cue, "around": around(one.page, one.content)}
    return told | {"candidates": rows}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("polnear", type=Path)
    ap.add_argument("index", type=Path)
    ap.add_argument("encoder", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--each", type=int, default=2, help="statements of one article at the most")
    ap.add_argument("--most", type=int, default=220)
    ap.add_argument("--skip", type=int, default=0, help="statements of which the pool is there already")
    ap.add_argument("--likely", action="store_true", help="only where one passage shares many words")
    ap.add_argument(
        "--tune", action="store_true", help="only of PolNeAR-train articles that are not held out"
    )
    args = ap.parse_args()
    index = Index.open(args.index)
    chosen = choose(list(read_statements(args.polnear, index)), args.each)
    pool = Pool(index, Said(index), args.encoder)
    chosen = [one for one in chosen if not args.tune or not is_held_out(one.article, "train")]
    chosen = [one for one in chosen if not args.likely or pool.is_likely(one)]
    with args.out.open("w", encoding="utf-8") as out:
        for one in chosen[args.skip : args.most]:
            out.write(json.dumps(line_of(one, pool), ensure_ascii=False) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
