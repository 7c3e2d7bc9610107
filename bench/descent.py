"""Known trees of wordings, found again: ``python bench/descent.py [RECORDS] --trees 200 --seed 1``.

Each tree begins with a sentence or two (made up, or cut from RECORDS, which ``--records`` takes too). Every
later witness copies an earlier node and changes it: words substituted, dropped, added, numbers changed, ends
trimmed. Some nodes are not observed; some witnesses take a stretch from a second source; one day in ten is
not known, one in ten a day late.

The right parent of a witness is its nearest observed ancestor: the record where it is at hand, or none. Of a
contaminated witness either source is right. The share of right edges is given for what is inferred here and
for two baselines on the normalised edit distance of words, which are held to the days in the same way:
neighbour joining rooted at the record (or the earliest), and the nearest wording that is not later.
"""

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from onrecord.ingest import read_records
from onrecord.model import EdgeKind, Record, Witness
from onrecord.trace.descent import infer_stemma

SYLLABLES = "ba lo ri ten ka mu sel dor vi an pe tro ga shi un mar fe lis co den".split()
PLAIN = "the of and to in a that we it for will is on this with not be have they our".split()
ROOT = ""  # the parent of whoever has the words from no witness at hand


@dataclass(frozen=True)
class Case:
    """A tree: the witnesses at hand, and of each the parents that are right."""

    witnesses: list[Witness]
    right: dict[str, set[str]]
    mixed: set[str]


def make_words(rng: random.Random, size: int) -> list[str]:
    """Made-up words among plain ones."""
    made = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))) for _ in range(size)]
    return [rng.choice(PLAIN) if rng.random() < 0.5 else word for word in made]


def change(rng: random.Random, words: list[str], rate: float) -> list[str]:
    """One copying: each word may change; now and then an end is trimmed."""
    out: list[str] = []
    for word in words:
        if rng.random() >= rate:
            out.append(word)
            continue
        how = rng.random()
        if word.isdigit() or how < 0.45:
            out.append(str(rng.randint(2, 999)) if word.isdigit() else make_words(rng, 1)[0])
        elif how < 0.7:
            out += [word, *make_words(rng, rng.randint(1, 2))]
    if rng.random() < 0.25 and len(out) > 14:
        cut = rng.randint(1, len(out) // 4)
        out = out[cut:] if rng.random() < 0.5 else out[:-cut]
    return out


def grow(rng: random.Random, said: list[str], *, has_record: bool, share_mixed: float) -> Case:
    """A tree of 5 to 20 observed witnesses; about one node in six is lost."""
    wanted = rng.randint(5, 20)
    texts, parents, days, seen = [said], [{-1}], [0.0], [has_record]
    mixed: set[str] = set()
    while sum(seen[1:]) < wanted:
        parent, node = rng.randrange(len(texts)), len(texts)
        text, above = change(rng, texts[parent], 0.06), {parent}
        if node > 3 and rng.random() < share_mixed:
            text, above = mix(rng, text, texts, parent)
            mixed |= {f"w{node}"} if len(above) > 1 else set()
        texts.append(text)
        parents.append(above)
        days.append(
            days[parent] + rng.expovariate(1.0) if len(above) == 1 else max(days[p] for p in above) + 1
        )
        seen.append(rng.random() > 1 / 6)
    start = date(2031, 5, 1)
    witnesses = [
        Witness(
            f"w{i}",
            f"w{i}",
            f"Outlet {i}",
            (" ".join(texts[i]),),
            stamp(rng, start + timedelta(int(days[i]))),
            is_record=i == 0,
        )
        for i in range(len(texts))
        if seen[i]
    ]
    right = {w.id: nearest(int(w.id[1:]), parents, seen) for w in witnesses if not w.is_record}
    return Case(witnesses, right, mixed)


def stamp(rng: random.Random, day: date) -> str | None:
    """What a page says of its day: one in ten says nothing, one in ten has that of a change a day later."""
    chance = rng.random()
    return None if chance < 0.1 else (day + timedelta(chance < 0.2)).isoformat()


def mix(
    rng: random.Random, text: list[str], texts: Sequence[list[str]], parent: int
) -> tuple[list[str], set[int]]:
    """A witness whose second half is from another source, joined where both have the same word."""
    other = rng.randrange(1, len(texts))
    second = texts[other]
    for at in range(len(text) // 2, len(text)):
        if text[at] in second and text.count(text[at]) == second.count(text[at]) == 1 and other != parent:
            return text[:at] + second[second.index(text[at]) :], {parent, other}
    return text, {parent}


def nearest(node: int, parents: Sequence[set[int]], seen: Sequence[bool]) -> set[str]:
    found: set[str] = set()
    for parent in parents[node]:
        if parent < 0:
            found.add(ROOT)
        elif seen[parent]:
            found.add(f"w{parent}")
        else:
            found |= nearest(parent, parents, seen)
    return found


def ours(witnesses: list[Witness]) -> dict[str, str]:
    """Each witness's parent as inferred, lost sources passed over; and, kept aside, how sure it is."""
    stemma = infer_stemma(witnesses)
    edges = stemma.edges if stemma else ()
    above = {e.child: e.parent for e in edges if e.kind is not EdgeKind.CONTAMINATION}
    at_hand = {w.id for w in witnesses}
    out: dict[str, str] = {}
    for witness in witnesses:
        node = above.get(witness.id, ROOT)
        while node and node not in at_hand:
            node = above.get(node, ROOT)
        if not witness.is_record:
            out[witness.id] = node
    drawn[:] = [e.child for e in edges if e.kind is EdgeKind.CONTAMINATION]
    sure.extend((e.child, e.certainty, out.get(e.child) == e.parent) for e in edges if e.child in out)
    return out


sure: list[tuple[str, float, bool]] = []
drawn: list[str] = []  # the witnesses of the last tree that are given a second source


def distances(witnesses: list[Witness]) -> np.ndarray:
    """Normalised edit distance over words, n × n."""
    words = [w.wording[0].split() for w in witnesses]
    return np.array([[Levenshtein.normalized_distance(a, b) for b in words] for a in words])


def may_precede(one: Witness, other: Witness) -> bool:
    return one.is_record or (
        not other.is_record and (not one.when or not other.when or one.when <= other.when)
    )


def nearest_earlier(witnesses: list[Witness]) -> dict[str, str]:
    """The nearest wording that is not later; the record, or none, where there is none. Circles are cut."""
    far = distances(witnesses)
    order = sorted(
        range(len(witnesses)), key=lambda i: (not witnesses[i].is_record, witnesses[i].when or "~", i)
    )
    out: dict[str, str] = {}
    for at, i in enumerate(order):
        before = [j for j in order[:at] if may_precede(witnesses[j], witnesses[i])]
        if not witnesses[i].is_record:
            out[witnesses[i].id] = witnesses[min(before, key=lambda j: far[i, j])].id if before else ROOT
    return out


def neighbour_joining(witnesses: list[Witness]) -> dict[str, str]:
    """Saitou and Nei 1987, rooted at the record or the earliest.

    All witnesses are leaves there, so each inner node stands for the leaf below it that is earliest, and of
    those the nearest; a leaf's parent is the first other such above it that is not later.
    """
    size = len(witnesses)
    order = sorted(range(size), key=lambda i: (not witnesses[i].is_record, witnesses[i].when or "~", i))
    links = join(distances(witnesses))
    above = hang(links, order[0])
    rank = {leaf: at for at, leaf in enumerate(order)}
    stands: dict[int, int] = {}
    for leaf in order[::-1]:
        node = leaf
        while node in above:
            node = above[node]
            if rank[leaf] <= rank.get(stands.get(node, leaf), size):
                stands[node] = leaf
    out: dict[str, str] = {}
    for i, witness in enumerate(witnesses):
        node, parent = i, None
        while node in above and parent is None:
            node = above[node]
            other = stands.get(node, node)
            if other != i and may_precede(witnesses[other], witness):
                parent = witnesses[other].id
        if not witness.is_record:
            out[witness.id] = parent or ROOT
    return out


def join(far: np.ndarray) -> dict[int, set[int]]:
    """The unrooted tree: each node's neighbours, leaves first."""
    links: dict[int, set[int]] = {i: set() for i in range(len(far))}
    live = list(range(len(far)))
    while len(live) > 2:
        n = len(live)
        sums = far.sum(axis=1)
        score = (n - 2) * far - sums[:, None] - sums[None, :]
        np.fill_diagonal(score, np.inf)
        a, b = divmod(int(score.argmin()), n)
        new = len(links)
        links[new] = {live[a], live[b]}
        links[live[a]].add(new)
        links[live[b]].add(new)
        row = (far[a] + far[b] - far[a, b]) / 2
        keep = [i for i in range(n) if i not in (a, b)]
        far = np.block(
            [[far[np.ix_(keep, keep)], row[keep][:, None]], [row[keep][None, :], np.zeros((1, 1))]]
        )
        live = [live[i] for i in keep] + [new]
    if len(live) == 2:
        links[live[0]].add(live[1])
        links[live[1]].add(live[0])
    return links


def hang(links: dict[int, set[int]], root: int) -> dict[int, int]:
    above: dict[int, int] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        for other in links[node] - {above.get(node, -1)}:
            above[other] = node
            waiting.append(other)
    return above


METHODS: dict[str, Callable[[list[Witness]], dict[str, str]]] = {
    "onrecord": ours,
    "neighbour joining": neighbour_joining,
    "nearest earlier": nearest_earlier,
}


def passages(records: Path | None, rng: random.Random, wanted: int) -> list[list[str]]:
    """Sentences of 20 to 60 words: from the records, or made up."""
    if records is None:
        return [make_words(rng, rng.randint(20, 60)) for _ in range(wanted)]
    texts = [r.text.split() for r in read_records(records) if isinstance(r, Record) and len(r.text) > 1000]
    out = []
    for _ in range(wanted):
        words = rng.choice(texts)
        at = rng.randrange(max(1, len(words) - 60))
        out.append([w.strip('“”"()[],.;:?!').lower() or "so" for w in words[at : at + rng.randint(20, 60)]])
    return out


def score(find: Callable[[list[Witness]], dict[str, str]], cases: list[Case]) -> tuple[int, int]:
    """How many edges are right, of how many; what is believed and drawn is kept aside."""
    right = total = 0
    for case in cases:
        sure.clear()
        found = find([replace(w) for w in case.witnesses])
        right += sum(found[i] in case.right[i] for i in found)
        total += len(found)
        believed.extend((c, found[i] in case.right[i]) for i, c, is_kept in sure if is_kept)
        if find is ours:
            mixed = {i for i in case.mixed if i in found}
            seconds.append((len(mixed & set(drawn)), len(drawn), len(mixed)))
    return right, total


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("records", type=Path, nargs="?")
    ap.add_argument("--trees", type=int, default=200)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    print(f"{'share of right edges':40}" + "".join(f"{name:>20}" for name in METHODS))
    for has_record in (True, False):
        for share in (0.0, 0.25):
            rng = random.Random(args.seed)
            said = passages(args.records, rng, args.trees)
            cases = [grow(rng, words, has_record=has_record, share_mixed=share) for words in said]
            print(
                f"{'record' if has_record else 'no record'}, {share:.0%} of witnesses contaminated".ljust(40),
                end="",
            )
            for find in METHODS.values():
                right, total = score(find, cases)
                print(f"{right / total:20.3f}", end="", flush=True)
            print(f"   of {total}")
    both, told, mixed = (sum(column) for column in zip(*seconds, strict=True))
    print(f"\nsecond sources: {told} drawn, {both} of them on the {mixed} contaminated witnesses")
    print("\ncertainty   edges   right")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        part = [ok for c, ok in believed if low <= c < low + 0.2]
        print(f"{low:.1f}-{low + 0.2:.1f}  {len(part):8}   {sum(part) / max(1, len(part)):.2f}")


seconds: list[tuple[int, int, int]] = []
believed: list[tuple[float, bool]] = []

if __name__ == "__main__":
    main()
