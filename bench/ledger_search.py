"""Searching a ledger: what its questions cost, and whether a misremembered quote is found.

    python -m bench.ledger_search cost PLACE [--explain]
    python -m bench.ledger_search like [--statements 20000] [--quotes 1000]

``cost`` asks a ledger that `bench.ledger` filled for each filter by itself and with words, common
and rare. ``like`` makes a ledger of made-up statements in a folder of its own, and pastes quotes from it with
words changed, dropped, swapped, or spelt otherwise; and quotes from another made-up world, which nobody said.
"""

import argparse
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator

from sqlalchemy import event

from bench.made_up import count_records, iter_readings
from onrecord.ledger import Ledger
from onrecord.ledger.terms import terms_of
from onrecord.model import CueKind, Hit, Method, Mode, Query, Severity

REPEATS = 7
SHORTEST = 8  # words of a quote that is pasted; of fewer, changed, too little is left to tell it by
STATEMENTS_A_PAGE = 19
_COMMON = "the a of and to in that it is will we have not be for on with this they he she".split()
_SPELT = [
    ("our", "or"),
    ("ise", "ize"),
    ("isation", "ization"),
    ("tre", "ter"),
    ("ence", "ense"),
    ("lled", "led"),
]


def cost(place: str, *, explain: bool) -> None:
    """Tell the milliseconds that each question takes: the median and the longest of some repeats."""
    with Ledger.open(place, create=False) as ledger:
        print(f"{ledger.counts()}\n{'question':44}{'hits':>6}{'p50 ms':>9}{'max ms':>9}")
        for name, ask in questions(ledger):
            times = []
            for _ in range(REPEATS):
                start = time.perf_counter()
                found = ask()
                times.append((time.perf_counter() - start) * 1000)
            print(f"{name[:43]:44}{found:6}{statistics.median(times):9.1f}{max(times):9.1f}", flush=True)
            if explain:
                print_plans(ledger, ask)


def questions(ledger: Ledger) -> Iterator[tuple[str, Callable[[], int]]]:
    """What a ledger is asked for, by name; each gives the number of hits."""
    first = ledger.search(Query(state="grave")).hits[0]
    busy, rare = ledger.speakers(limit=1)[0], ledger.speakers(limit=200)[-1]
    word = min(terms_of(first.words), key=lambda term: ("_" in term, -len(term)))
    day = (first.published or "2032")[:10]
    record = first.records[0] if first.records else ledger.records(limit=1)[0].id
    queries = {
        "everything": Query(),
        "mode": Query(mode=Mode.DIRECT),
        "mode and kind and state": Query(mode=Mode.MIXED, kind=CueKind.DENIES, state=Severity.GRAVE),
        "kind, a rare one": Query(kind=CueKind.REFUSES),
        "state": Query(state="not-found"),
        "drift": Query(drift="negation"),
        "drift and outlet": Query(drift="negation", outlet=first.outlet),
        "outlet": Query(outlet=first.outlet),
        "speaker, says most": Query(speaker=busy.key),
        "speaker, says little": Query(speaker=rare.key),
        "speaker and outlet": Query(speaker=busy.key, outlet=first.outlet),
        "record": Query(record=record),
        "capture": Query(capture=first.capture),
        "a day": Query(since=day, until=day),
        "before the first day": Query(until="2029-12-31"),
        "days and mode and state": Query(since="2030", until="2030-03-01", mode=Mode.MIXED, state="grave"),
        "words: the": Query("the"),
        "words: the will": Query("the will"),
        "words: a rare one": Query(word),
        "words, ill spelt": Query(word[:2] + word[3:4] + word[2:3] + word[4:]),
        "words, first letter wrong": Query("x" + word[1:]),
        "phrase, common": Query('"will not"'),
        "phrase, rare": Query(f'"{" ".join(terms_of(first.words)[:5])}"'),
        "the will; speaker, says most": Query("the will", speaker=busy.key),
        "the will; speaker, says little": Query("the will", speaker=rare.key),
        "the will; outlet": Query("the will", outlet=first.outlet),
        "the will; record": Query("the will", record=record),
        "the will; capture": Query("the will", capture=first.capture),
        "the will; a day": Query("the will", since=day, until=day),
        "the will; the first month": Query("the will", since="2030-01-01", until="2030-01-31"),
        "the will; mode, kind, state": Query("the will", mode=Mode.MIXED, kind=CueKind.DENIES, state="grave"),
    }  # fmt: skip
    for name, query in queries.items():
        yield name, lambda query=query: len(ledger.search(query).hits)
    deep = ledger.search(Query("the will"), limit=200).next
    yield "the will; the page after", lambda: len(ledger.search(Query("the will"), cursor=deep).hits)
    yield "like: a quote", lambda: len(ledger.like(first.words))
    yield "like: common words alone", lambda: len(ledger.like("the people of the town will not have it"))
    yield "speakers, who say most", lambda: len(ledger.speakers())
    yield "speakers by name", lambda: len(ledger.speakers(busy.name.split()[-1]))
    yield "counts", lambda: ledger.counts().pages
    yield "captures, far back", lambda: len(ledger.captures(skip=10_000))
    yield "records", lambda: len(ledger.records())
    yield "quotations of a record", lambda: len(ledger.quotations(record))
    yield "doubts", lambda: len(ledger.doubts()[0])
    yield "a capture, whole", lambda: len(ledger.hold(first.capture).keys)
    yield "carriers", lambda: len(ledger.carriers(first.key))


def print_plans(ledger: Ledger, ask: Callable[[], int]) -> None:
    """Write out how the database goes about each statement of a question."""
    asked: list[tuple[str, object]] = []

    def note(_conn: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        asked.append((statement, parameters))

    engine = ledger._engine
    event.listen(engine, "before_cursor_execute", note)
    ask()
    event.remove(engine, "before_cursor_execute", note)
    how = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN ANALYZE "
    with engine.connect() as connection:
        for statement, parameters in asked:
            if statement.startswith("SELECT"):
                print("   ", " ".join(statement.split())[:160])
                for row in connection.exec_driver_sql(how + statement, parameters):  # type: ignore[arg-type]
                    print("        ", row[-1])


def like(statements: int, quotes: int, seed: int) -> None:
    """Tell how often a misremembered quote's statement comes first, and what is said of unrelated ones."""
    pages = max(1, statements // STATEMENTS_A_PAGE)
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/like.ledger") as ledger:
        run = ledger.begin_run("add", Method("made up", {}))
        for reading in iter_readings(pages, seed, count_records(pages)):
            ledger.keep(run, reading, records="0" * 64)
        print(
            f"{ledger.counts().statements} statements\n"
            f"{'quote':28}{'first':>8}{'in five':>9}{'likeness':>10}{'ms':>8}"
        )
        rng = random.Random(seed)
        said = [hit.words for hit in sample(ledger, rng, quotes)]
        for name, spoil in SPOILS.items():
            pairs = [(words, spoil(rng, words)) for words in said]
            print_like(ledger, name, [pair for pair in pairs if pair[0] != pair[1] or name == "as it is"])
        others = (
            " ".join(r.snap.text[s:e] for s, e in r.attributions[0].content)
            for r in iter_readings(quotes, seed + 1, 9)
        )
        print_unlike(ledger, [words for words in others if len(words.split()) >= SHORTEST])


def sample(ledger: Ledger, rng: random.Random, count: int) -> list[Hit]:
    """Statements that are long enough to be quoted."""
    hits, cursor = list[Hit](), None
    while True:
        answer = ledger.search(Query(), limit=200, cursor=cursor)
        hits += [hit for hit in answer.hits if len(hit.words.split()) >= SHORTEST]
        cursor = answer.next
        if cursor is None:
            return rng.sample(hits, min(count, len(hits)))


def change_words(rng: random.Random, words: str) -> str:
    """Another word in the place of one in five."""
    return _each(words, lambda word: rng.choice(_COMMON) if rng.random() < 0.2 else word)


def drop_words(rng: random.Random, words: str) -> str:
    """Without one word in four."""
    return _each(words, lambda word: "" if rng.random() < 0.25 else word)


def swap_words(rng: random.Random, words: str) -> str:
    """Two halves of the sentence changed about, and two neighbours swapped."""
    parts = words.split()
    middle, at = len(parts) // 2, rng.randrange(max(1, len(parts) - 1))
    parts[at : at + 2] = parts[at : at + 2][::-1]
    return " ".join(parts[middle:] + parts[:middle])


def spell_otherwise(_rng: random.Random, words: str) -> str:
    """British for American, American for British."""
    for british, american in _SPELT:
        words = (
            re.sub(f"{british}\\b", american, words)
            if british in words
            else re.sub(f"{american}\\b", british, words)
        )
    return words


def slip(rng: random.Random, words: str) -> str:
    """A letter wrong in one word of six."""

    def spoil(word: str) -> str:
        at = rng.randrange(len(word))
        return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]

    return _each(words, lambda word: spoil(word) if len(word) > 4 and rng.random() < 1 / 6 else word)


def cut(rng: random.Random, words: str) -> str:
    """Eight words in a row, one of them changed."""
    parts = words.split()
    start = rng.randrange(max(1, len(parts) - SHORTEST + 1))
    part = parts[start : start + SHORTEST]
    part[rng.randrange(len(part))] = rng.choice(_COMMON)
    return " ".join(part)


def misremember(rng: random.Random, words: str) -> str:
    """Words changed, dropped and swapped, all at once."""
    parts = drop_words(rng, change_words(rng, words)).split()
    if len(parts) > 3:
        at = rng.randrange(len(parts) - 1)
        parts[at : at + 2] = parts[at : at + 2][::-1]
    return " ".join(parts)


SPOILS: dict[str, Callable[[random.Random, str], str]] = {
    "as it is": lambda _rng, words: words,
    "words changed": change_words,
    "words dropped": drop_words,
    "words swapped": swap_words,
    "spelt otherwise": spell_otherwise,
    "letters wrong": slip,
    "eight words, one changed": cut,
    "all at once": misremember,
}  # fmt: skip


def print_like(ledger: Ledger, name: str, pairs: list[tuple[str, str]]) -> None:
    """One line of figures: the share that comes first, or among five, and how alike it is said to be."""
    first, five, scores, start = 0, 0, [], time.perf_counter()
    for words, asked in pairs:
        own = " ".join(terms_of(words))
        found = [(own in " ".join(terms_of(hit.words)), score) for hit, score in ledger.like(asked, limit=5)]
        first += bool(found) and found[0][0]
        five += any(right for right, _ in found)
        scores += [score for right, score in found if right][:1]
    each = (time.perf_counter() - start) * 1000 / max(1, len(pairs))
    mean = statistics.mean(scores) if scores else 0.0
    print(
        f"{name:28}{first / len(pairs):8.3f}{five / len(pairs):9.3f}{mean:10.2f}{each:8.1f}  of {len(pairs)}",
        flush=True,
    )


def print_unlike(ledger: Ledger, quotes: list[str]) -> None:
    """What is said of quotes that nobody in the ledger said."""
    best = [max((score for _, score in ledger.like(words, limit=1)), default=0.0) for words in quotes]
    share = sum(score > 0 for score in best) / len(best)
    print(
        f"{'nobody said it':28}{share:8.3f} have any like; likeness at most {max(best):.2f}, of {len(quotes)}"
    )


def _each(words: str, change: Callable[[str], str]) -> str:
    return " ".join(filter(None, (change(word) for word in words.split()))) or words


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("task", choices=("cost", "like"))
    ap.add_argument("place", nargs="?")
    ap.add_argument("--explain", action="store_true", help="write out the database's plans")
    ap.add_argument("--statements", type=int, default=20_000)
    ap.add_argument("--quotes", type=int, default=1_000)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    if args.task == "cost":
        cost(args.place or ap.error("cost needs a ledger"), explain=args.explain)
    else:
        like(args.statements, args.quotes, args.seed)


if __name__ == "__main__":
    main()
