"""Pairs to train the encoder on, mined without labels: ``python -m training.paraphrase.pairs``.

    python -m training.paraphrase.pairs POLNEAR-TRAIN INDEX OUT.jsonl

A line: ``kind, speaker, statement, passage``. Only of articles that are not held out, and no statement of
the gold: the weights of ``onrecord.trace.paraphrase.accept`` are fitted on its tune half, and vectors
trained on the same statements would look better there than they are. OUT holds texts: it is for
training, not for the repository.

- *beside*: what the page tells in its own words in the sentence of a quote that is traced to a record,
  the quote itself dropped, with the sentences of the record around the quoted ones;
- *words*: an indirect statement with the passage of its speaker's last days that has most of its words;
- *told*: a passage of the records turned into reported speech by rule (I → he, will → would …), a third
  of its words dropped, with the passage itself.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.model import Span
from onrecord.text.sentences import sentences
from onrecord.trace import Index, Query, trace_quote
from onrecord.trace.index import day_number
from onrecord.trace.voices import Agreement
from training.paraphrase.halves import is_held_out
from training.paraphrase.pool import NEAR, Said
from training.paraphrase.questions import read_gold
from training.paraphrase.statements import read_articles, read_statements

SURE = 0.9  # a quote's score from which its place is taken for right
SHARED = 0.4  # of a statement's words by rarity, from which a passage is taken for what it reports
TOLD = 3000  # passages turned into reported speech
DROPPED = 0.35  # of the words of those: what a report leaves out
FEWEST = 6  # words that must be left of a sentence once its quote is dropped

_MARKS = re.compile(r"[“\"]([^“”\"]{12,}?)[”\"]")
_REPORTED = {
    "i": ["he", "she"],
    "my": ["his", "her"],
    "me": ["him", "her"],
    "we": ["they", "the country", "Americans"],
    "our": ["their", "the country's"],
    "us": ["them"],
    "you": ["people", "they"],
    "your": ["their"],
    "will": ["would"],
    "can": ["could"],
    "am": ["was"],
    "are": ["were"],
    "is": ["was"],
    "have": ["had"],
    "has": ["had"],
    "going": ["planning"],
    "folks": ["people"],
    "great": ["good"],
}
_WORD = re.compile(r"[\w’']+|[^\w\s]+")

Pair = dict[str, str]


def beside(article: dict[str, Any], index: Index) -> Iterator[Pair]:
    """The words around quotes that are traced, with the record's sentences around what is quoted."""
    text = article["text"]
    for start, end in sentences(text):
        told = text[start:end]
        bare = " ".join(_MARKS.sub(" ", told).split())
        if bare == told or len(bare.split()) < FEWEST:
            continue
        for quote in _MARKS.finditer(text, start, end):
            query = Query(text, (Span(quote.start(1), quote.end(1)),), None, article["date"])
            trace = trace_quote(index, query)
            if trace.passage and trace.score >= SURE:
                where = trace.passage
                around = f"{where.before[-160:]} {where.text} {where.after[:160]}"
                yield _pair("beside", where.speaker or "", bare, around)
                break


def by_words(polnear: Path, index: Index, said: Said, gold: set[tuple[str, int]]) -> Iterator[Pair]:
    """Indirect statements with the passage that has most of their words."""
    for one in read_statements(polnear, index):
        if is_held_out(one.article, "train") or (one.article, one.content[0].start) in gold:
            continue
        ago = day_number(one.date) - said.days
        wanted = (
            (index.speaking.compare(one.speaker) == Agreement.SAME)[said.voices] & (ago >= -1) & (ago <= NEAR)
        )
        shares = said.share(one.text) * wanted
        best = int(np.argmax(shares))
        if shares[best] >= SHARED:
            place = said.passages[best]
            yield _pair("words", one.speaker, one.text, index.text_of(place.record, place.start, place.end))


def told(index: Index, said: Said, rng: random.Random) -> Iterator[Pair]:
    """Passages turned into reported speech."""
    for i in rng.sample(range(len(said.passages)), TOLD):
        place = said.passages[i]
        text = index.text_of(place.record, place.start, place.end)
        words = [
            rng.choice(_REPORTED.get(word.lower(), [word]))
            for word in _WORD.findall(text)
            if word.lower() in _REPORTED or rng.random() > DROPPED
        ]
        if len(words) >= FEWEST and len(text) < 600:
            yield _pair("told", str(said.voices[i]), " ".join(words), text)


def _pair(kind: str, speaker: str, statement: str, passage: str) -> Pair:
    return {"kind": kind, "speaker": speaker, "statement": statement, "passage": passage}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("polnear", type=Path)
    ap.add_argument("index", type=Path)
    ap.add_argument("out", type=Path)
    args = ap.parse_args()
    index = Index.open(args.index)
    said = Said(index)
    gold = {(row["article_id"], row["content"][0][0]) for row in read_gold("tune")}
    with args.out.open("w", encoding="utf-8") as out:

        def write(pairs: Iterator[Pair]) -> None:
            out.writelines(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs)

        for article in read_articles(args.polnear):
            if not is_held_out(article["id"], "train"):
                write(beside(article, index))
        write(by_words(args.polnear, index, said, gold))
        write(told(index, said, random.Random(3)))


if __name__ == "__main__":
    main()
