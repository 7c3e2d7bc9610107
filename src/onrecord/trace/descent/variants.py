"""The places where the wordings differ, as a reader would have them in an apparatus."""

from collections.abc import Sequence

from onrecord.model import Lection, Variant, Witness
from onrecord.trace.descent.collate import MISSING, Collation
from onrecord.trace.descent.tree import Tree

AROUND = 4  # words of the guide shown before a place
MAX_VARIANTS = 500  # places listed; more is another text


def list_variants(witnesses: Sequence[Witness], collation: Collation, tree: Tree) -> tuple[Variant, ...]:
    """List each place of variation with its readings; the root's first, then those that most have."""
    found: list[Variant] = []
    for unit, (place, _) in enumerate(tree.table.units[:MAX_VARIANTS]):
        having: dict[int, list[str]] = {int(tree.rows[tree.root][unit]): []}
        silent: list[str] = []
        for witness, code in zip(witnesses, collation.codes[:, place], strict=True):
            if code == MISSING:
                silent.append(witness.id)
            else:
                having.setdefault(int(code), []).append(witness.id)
        first, *others = [(code, ids) for code, ids in having.items() if ids]
        lections = [first, *sorted(others, key=lambda lection: -len(lection[1]))]
        word = place // 2
        found.append(
            Variant(
                place,
                " ".join(collation.guide[max(0, word - AROUND) : word]),
                tuple(Lection(tree.table.words[unit, code], tuple(ids)) for code, ids in lections),
                tuple(silent),
            )
        )
    return tuple(found)
