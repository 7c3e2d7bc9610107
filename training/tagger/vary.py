"""Variations of what the tagger learns from, so that it learns English reporting and not one season's news.

All of PolNeAR is US politics of one year, by seven outlets: a tagger that has read nothing else
knows its names, its verbs and its quotation marks. Every epoch therefore sees the same articles
in other dress. Nothing here changes what is an attribution; offsets and labels stay.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from tokenizers import Tokenizer

from onrecord.extract.cues import read_cue
from onrecord.extract.inside.nesting import SHORTEST, bare
from onrecord.extract.lexicon import NOT_TELLING, UNTOLD
from onrecord.extract.tagger.decode import ROLES
from onrecord.extract.tagger.windows import SHAPES, Window, cut_windows
from onrecord.model import Span
from onrecord.text.quotes import MARKS, paragraphs
from onrecord.text.sentences import sentences

STRAIGHT = str.maketrans("“”‘’", "\"\"''")
BRITISH = str.maketrans('“”"', "‘’'")
GUILLEMETS = str.maketrans("“”", "«»")
LOW = str.maketrans("“”", "„“")
STYLES = ((None, 0.5), (STRAIGHT, 0.25), (BRITISH, 0.15), (GUILLEMETS, 0.05), (LOW, 0.05))

NAMES, SAID, GENDER, CASE = 0.35, 0.15, 0.25, 0.04  # how often: windows, cues, windows, windows
TRANSCRIPT = 0.12  # of articles, told once more as a transcript
WITHIN = 0.06  # of paragraphs, told once more as what somebody else said
FRAGMENT = 0.1  # of sentences without quotation marks, read once more by themselves, as a content is
SAYING = """added announced answered argued asked claimed commented continued cried declared explained
insisted laughed murmured muttered noted observed pleaded recalled remarked replied reported responded shouted
sighed stated submitted testified told urged warned whispered wrote""".split()
PERSONS = (("he", "i"), ("she", "i"), ("they", "we"), ("his", "my"), ("their", "our"), ("him", "you"))
OTHERS = (("he", "she"), ("him", "her"), ("his", "her"), ("himself", "herself"), ("man", "woman"))
TELLING_FRAMES = (
    ("“", "” {} said."),
    ("“", ",” {} said."),
    ("{} said: “", "”"),
    ("{} said that ", ""),
    ("{} said ", ""),
)
SINGLE = str.maketrans('“”"', "‘’'")
LABELS = ("{}", "{upper}", "Mr {last}", "MS {last_upper}", "{last}", "{last_upper}", "Q", "THE COURT")

_DOUBLE = set(MARKS) - set("'’")


def restyle(text: str, rng: random.Random) -> str:
    """The text with its quotation marks in one of the house styles; offsets stay."""
    table = rng.choices([s for s, _ in STYLES], [w for _, w in STYLES])[0]
    return text if table is None else text.translate(table)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word pieces that may stand for one another: names by their place in a word, verbs, genders."""

    names: dict[int, np.ndarray]
    said: int
    saying: list[int]
    gender: dict[int, int]
    person: dict[int, int]

    @classmethod
    def read(cls, articles: list[dict], tokenizer: Tokenizer) -> "Vocabulary":
        """Gather the pieces that are capitalised nearly wherever they stand."""
        seen, capital = Counter[int](), Counter[int]()
        for article in articles:
            for window in cut_windows(article["text"], tokenizer):
                shapes = window.features % SHAPES
                for i in range(1, len(window.ids)):
                    seen[int(window.ids[i])] += 1
                    goes_on = window.starts[i] == window.ends[i - 1] and shapes[i - 1] in (1, 2)
                    capital[int(window.ids[i])] += int(shapes[i] in (1, 2) or (shapes[i] == 0 and goes_on))
        starts, inner = [], []
        for piece, count in seen.items():
            word = tokenizer.id_to_token(piece)
            if capital[piece] >= 0.9 * count and word.lstrip("#").isalpha():
                (inner if word.startswith("##") else starts).append(piece)
        names = {i: np.array(pool) for pool in (starts, inner) for i in pool}
        ids = {w: tokenizer.token_to_id(w) for w in {*SAYING, *sum(OTHERS + PERSONS, ())}}
        gender = {ids[b]: ids[a] for a, b in OTHERS} | {ids[a]: ids[b] for a, b in OTHERS}
        person = {ids[a]: ids[b] for a, b in PERSONS}
        saying = [ids[w] for w in SAYING if ids[w] is not None]
        return cls(names, tokenizer.token_to_id("said"), saying, gender, person)


def vary_window(window: Window, told: np.ndarray, words: Vocabulary, rng: random.Random) -> Window:
    """The window with other names, other verbs of saying, the other gender or other capitals."""
    ids, features = window.ids.copy(), window.features
    if rng.random() < NAMES:
        other = {i: int(rng.choice(words.names[i])) for i in set(ids.tolist()) if i in words.names}
        ids = np.array([other.get(i, i) for i in ids.tolist()], dtype=np.int64)
    for at in np.flatnonzero((ids == words.said) & told):
        if rng.random() < SAID:
            ids[at] = rng.choice(words.saying)
    if rng.random() < GENDER:
        swap = rng.choice((words.gender, words.gender, words.person))
        ids = np.array([swap.get(i, i) for i in ids.tolist()], dtype=np.int64)
    dress = rng.random()
    if dress < 2 * CASE:
        shape = features % SHAPES
        letters = (shape == 1) | ((shape == 0) if dress < CASE else (shape == 2))
        features = np.where(letters, features - shape + (2 if dress < CASE else 0), features)
    return replace(window, ids=ids, features=features)


def as_transcript(article: dict, rng: random.Random) -> dict | None:
    """An article's direct quotes told as a transcript: "LABEL: words", a paragraph each.

    PolNeAR labels "Name: words" in headlines with the colon as the cue, and so does this.
    """
    text, spoken = article["text"], []
    for a in article["attributions"]:
        if not a["source"] or not a["content"]:
            continue
        name = text[slice(*a["source"][0])].split(",")[0]
        quote = text[slice(*a["content"][0])]
        words = quote.strip('“”" ,')
        if (
            name[:1].isupper()
            and quote[:1] in '“"'
            and len(words.split()) > 5
            and not set(words) & set('“”"\n')
        ):
            spoken.append((name, words))
    if len(spoken) < 3:
        return None
    style = rng.choice(LABELS)
    out, attributions = "", []
    for name, words in spoken:
        last = name.split()[-1]
        label = style.format(name, upper=name.upper(), last=last, last_upper=last.upper())
        if label == "Q":
            label = rng.choice("QA")
        colon = len(out) + len(label)
        begin = colon + 2
        attributions.append(
            {
                "source": [[len(out), colon]],
                "cue": [[colon, colon + 1]],
                "content": [[begin, begin + len(words)]],
            }
        )
        out += f"{label}: {words}" + ("" if words[-1] in ".?!" else ".") + "\n\n"
    return {"text": out, "attributions": attributions}


def as_fragments(article: dict, rng: random.Random) -> Iterator[dict]:
    """Some of an article's sentences, each by itself and dressed as a content: "that he said he would".

    PolNeAR never nests, so how to read a content alone is learnt from sentences that could be one.
    """
    text = article["text"]
    spans = [[s for role in ("source", "cue", "content") for s in a[role]] for a in article["attributions"]]
    for start, end in (s for p in paragraphs(text, 0, len(text)) for s in sentences(text, *p)):
        sentence = text[start:end]
        if rng.random() > FRAGMENT or len(sentence.split()) < 4 or set(sentence) & _DOUBLE:
            continue
        touching = [i for i, all_ in enumerate(spans) if any(s < end and start < e for s, e in all_)]
        if any(not (start <= s and e <= end) for i in touching for s, e in spans[i]):
            continue
        head = rng.choice(("", "", "that "))
        words = sentence.rstrip(".") if rng.random() < 0.7 else sentence
        if words.split(" ", 1)[0] in ("The", "A", "An", "He", "She", "They", "It", "But", "In", "His", "Her"):
            words = words[0].lower() + words[1:]
        shift, last = len(head) - start, len(head) + len(words)
        yield {
            "text": head + words,
            "attributions": [
                {
                    role: [[s + shift, min(e + shift, last)] for s, e in article["attributions"][i][role]]
                    for role in ("source", "cue", "content")
                }
                for i in touching
            ],
        }


def as_told(article: dict, rng: random.Random) -> Iterator[dict]:
    """Some of an article's paragraphs, each once more as what somebody said: its attributions are inside."""
    text, attributions = article["text"], article["attributions"]
    tellers = [text[s:e] for a in attributions for s, e in a["source"] if text[s].isupper() and e - s < 60]
    for start, end in paragraphs(text, 0, len(text)):
        if not tellers or rng.random() > WITHIN or not 8 <= len(text[start:end].split()) <= 90:
            continue
        spans = {i: [s for r in ROLES for s in a[r]] for i, a in enumerate(attributions)}
        held = [i for i, all_ in spans.items() if any(s < end and start < e for s, e in all_)]
        if any(not (start <= s and e <= end) for i in held for s, e in spans[i]):
            continue
        before, after = rng.choice(TELLING_FRAMES)
        teller = rng.choice(tellers)
        words = text[start:end].translate(SINGLE)
        if not before.endswith("“"):  # without quotation marks, one sentence is all that is said
            if set(words) & set("‘'") or len(list(sentences(words, 0, len(words)))) > 1:
                continue
            words = words.rstrip(".")
        elif after != "”":
            words = words.rstrip(".")
        head, tail = before.format(teller), after.format(teller)
        told, last = head + words + tail, len(head) + len(words)
        frame = {role: [] for role in ROLES}
        at = told.find(teller) if before.startswith("{}") else told.rfind(teller)
        cue = told.find("said", at + len(teller))
        frame["source"], frame["cue"] = [[at, at + len(teller)]], [[cue, cue + 4]]
        opens = len(head) - (1 if head.endswith("“") else 5 if head.endswith("that ") else 0)
        closes = last + (1 if tail.startswith("”") else 2 if tail.startswith(",”") else 0)
        frame["content"] = [[opens, closes]]
        shift = len(head) - start
        inner = [
            {role: [[s + shift, min(e + shift, last)] for s, e in attributions[i][role]] for role in ROLES}
            | {"doubtful": not _is_telling(article, attributions[i])}
            for i in held
        ]
        yield {"text": told, "attributions": [frame], "inner": inner}


def as_contents(article: dict) -> Iterator[dict]:
    """Each content of an article whose contents were read, by itself, with what stands in it as labelled.

    So is a content read a second time (``onrecord.extract.inside``): alone, its quotation marks taken off. No
    teacher is asked about it, for none has learnt from as many contents.
    """
    text, inner = article["text"], article.get("inner", [])
    holders = [(str(i), a) for i, a in enumerate(article["attributions"])]
    holders += [(f"n{i}", a) for i, a in enumerate(inner) if not a["doubtful"]]
    for key, holder in holders:
        for start, end in holder["content"]:
            start, end = bare(text, Span(start, end))
            if end - start < SHORTEST:
                continue
            held = [
                {role: [[s - start, e - start] for s, e in a[role]] for role in ROLES}
                | {"doubtful": a["doubtful"]}
                for a in inner
                if str(a["parent"]) == key and all(start <= s and e <= end for r in ROLES for s, e in a[r])
            ]
            sure = [a for a in held if not a["doubtful"]]
            yield {
                "text": text[start:end],
                "attributions": sure,
                "doubtful": [a for a in held if a["doubtful"]],
                "new": True,
            }


def _is_telling(article: dict, attribution: dict) -> bool:
    """Whether it tells what somebody said or holds; what people want or know is a matter of convention."""
    cue = " ".join(article["text"][s:e] for s, e in attribution["cue"])
    return read_cue(cue).kind not in NOT_TELLING and not UNTOLD.search(cue)
