"""How common the words of English are: ``python -m training.trace.frequencies RECORDS OUT.tsv``.

Counts the normal forms of all words that somebody says in RECORDS (any form that ``onrecord trace``
takes) and writes the commonest as ``word<TAB>occurrences in a million``. Names are left out: words
that are mostly written with a capital tell what one collection is about, not what the language is.
"""

import argparse
from collections import Counter
from pathlib import Path

from onrecord.ingest import read_records
from onrecord.model import Record
from onrecord.text.words import split_words

LISTED = 2500  # words; of the project's records they make up 85 %


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("records", type=Path)
    ap.add_argument("out", type=Path)
    args = ap.parse_args()
    counts: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for record in read_records(args.records):
        if isinstance(record, Record):
            words = split_words(record.text)
            counts.update(words.norms)
            starts = zip(words.norms, words.starts, strict=True)
            capitals.update(norm for norm, at in starts if record.text[at].isupper())
    total = sum(counts.values())
    ours = [w for w, n in counts.most_common() if w == "i" or 2 * capitals[w] < n][:LISTED]
    lines = (f"{word}\t{counts[word] * 1e6 / total:.0f}\n" for word in ours)
    args.out.write_text("".join(lines), encoding="utf-8")
    share = sum(counts[w] for w in ours) / total
    print(f"{total} words, {len(counts)} different; the {len(ours)} listed are {share:.1%} of them")


if __name__ == "__main__":
    main()
