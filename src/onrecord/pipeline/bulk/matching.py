"""Which rows of all pages belong together: quotes that are one utterance, pages that carry one story.

The kernels of `families` are carried over the whole here, in stages between which rows are dealt anew:

block    some pieces    rows by their own key; and what they are found by, by that
pair     a bucket       what is found by the same, in pairs, by the one
half     a bucket       the pairs with the row of the one, by the other
judge    a bucket       the pairs with both rows → those that belong together
connect  all of these   which group each row is in, by its key
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pyarrow as pa
from pyarrow import parquet

from onrecord.pipeline.bulk import families as f
from onrecord.pipeline.bulk.marks import Mark
from onrecord.pipeline.bulk.shuffle import deal, first_of_each, gather, look_up
from onrecord.pipeline.bulk.stages import Kernel, Task
from onrecord.pipeline.bulk.tables import TABLES, path_of_table, write_table

TOGETHER = 32  # pieces at most whose rows one task blocks: some 16,000 pages

Step = Callable[[pa.Table], pa.Table]


@dataclass(frozen=True, slots=True)
class Matching:
    """What is matched, by which kernels.

    Attributes:
        name: of the table that the rows are of, and of the stages.
        key: the column that tells the rows.
        both: the columns of both rows that ``judge`` wants beside their keys.
        block, judge, connect: the kernels.
        blocked, judged: what the first two give.
        bucket_rows: rows of a bucket: some hundred megabytes with all that is found of them.
    """

    name: str
    key: str
    both: tuple[str, ...]
    block: Step
    blocked: pa.Schema
    judge: Step
    judged: pa.Schema
    connect: Step
    bucket_rows: int

    def buckets(self, rows: int) -> int:
        """How many buckets so many rows are dealt into."""
        return rows // self.bucket_rows + 1

    @property
    def halves(self) -> pa.Schema:
        """Pairs with the row of the one."""
        schema = TABLES[self.name]
        return pa.schema([*f.PAIRS, *(schema.field(name).with_name(f"one_{name}") for name in self.both)])


MATCHINGS = {
    each.name: each
    for each in (
        Matching(
            name="quotes",
            key="quote",
            both=f.BOTH_QUOTES,
            block=f.block_quotes,
            blocked=f.BLOCKS,
            judge=f.bond_pairs,
            judged=f.BONDS,
            connect=f.connect,
            bucket_rows=200_000,
        ),
        Matching(
            name="shingles",
            key="page",
            both=f.BOTH_PAGES,
            block=f.block_pages,
            blocked=f.BANDS,
            judge=f.verify_copies,
            judged=f.PAIRS,
            connect=f.connect_copies,
            bucket_rows=20_000,
        ),
    )
}


class Share(msgspec.Struct, frozen=True):
    """What a task of a matching works on.

    Attributes:
        name: of the matching.
        buckets: how many there are.
        groups: how many tasks blocked rows.
        pieces: the pieces whose rows are blocked.
    """

    name: str
    buckets: int
    groups: int
    pieces: tuple[int, ...] = ()


def group_pieces(rows: Sequence[int], most: int) -> list[tuple[int, ...]]:
    """Pieces whose rows are blocked together: no more rows than these, unless a piece alone has more.

    Args:
        rows: of each piece.
        most: rows of a group.

    Example:
        >>> group_pieces([4, 5, 2, 30, 1], 10)
        [(0, 1), (2,), (3,), (4,)]
    """
    groups: list[tuple[int, ...]] = []
    held = 0
    for number, count in enumerate(rows):
        if groups and held + count <= most and len(groups[-1]) < TOGETHER:
            groups[-1] += (number,)
        else:
            groups.append((number,))
            held = 0
        held += count
    return groups


def matching_stages(
    output: Path, name: str, rows: int, groups: Sequence[tuple[int, ...]]
) -> Iterator[tuple[Kernel, list[Task]]]:
    """The stages that match the rows of a table, each with its tasks.

    Args:
        output: the output folder.
        name: of the matching.
        rows: how many the table has in all.
        groups: of pieces, as `group_pieces` gives them.
    """
    buckets = MATCHINGS[name].buckets(rows)
    share = Share(name, buckets, len(groups))
    yield (
        block,
        [
            Task(output, f"{name}-block", n, msgspec.structs.replace(share, pieces=group))
            for n, group in enumerate(groups)
        ],
    )
    for step, kernel in (("pair", pair), ("half", half), ("judge", judge)):
        yield kernel, [Task(output, f"{name}-{step}", n, share) for n in range(buckets)]
    yield connect, [Task(output, f"{name}-connect", 0, share)]


def block(task: Task) -> Mark:
    """Say by what the rows of some pieces are found."""
    share: Share = task.work
    each = MATCHINGS[share.name]
    paths = [task.output / path_of_table(share.name, number) for number in share.pieces]
    rows = pa.concat_tables([parquet.read_table(path, schema=TABLES[share.name]) for path in paths])
    rows = first_of_each(rows, [each.key])
    files = (
        deal(task.output, path_of(share.name, "rows", task.number), rows, each.key, share.buckets),
        deal(task.output, path_of(share.name, "blocks", task.number), each.block(rows), "run", share.buckets),
    )
    return Mark(files)


def pair(task: Task) -> Mark:
    """Pair what is found by the same."""
    share: Share = task.work
    each = MATCHINGS[share.name]
    rows = gather(task.output, paths_of(share.name, "blocks", share.groups), task.number, each.blocked)
    pairs = f.pair_blocks(first_of_each(rows, rows.column_names))
    place = path_of(share.name, "pairs", task.number)
    return Mark((deal(task.output, place, pairs, "one", share.buckets),), {"pairs": pairs.num_rows})


def half(task: Task) -> Mark:
    """Join the one of each pair."""
    share: Share = task.work
    pairs = gather(task.output, paths_of(share.name, "pairs", share.buckets), task.number, f.PAIRS)
    joined = _join(task, first_of_each(pairs, ["one", "other"]), "one")
    place = path_of(share.name, "halves", task.number)
    return Mark((deal(task.output, place, joined, "other", share.buckets),))


def judge(task: Task) -> Mark:
    """Join the other of each pair, and say which belong together."""
    share: Share = task.work
    each = MATCHINGS[share.name]
    halves = gather(task.output, paths_of(share.name, "halves", share.buckets), task.number, each.halves)
    bonds = each.judge(_join(task, halves, "other"))
    place = path_of(share.name, "bonds", task.number)
    return Mark((write_table(task.output, place, [bonds], each.judged),), {"bonds": bonds.num_rows})


def connect(task: Task) -> Mark:
    """Put together what belongs together, directly or not."""
    share: Share = task.work
    each = MATCHINGS[share.name]
    paths = [task.output / path for path in paths_of(share.name, "bonds", share.buckets)]
    bonds = pa.concat_tables([parquet.read_table(path, schema=each.judged) for path in paths])
    groups = each.connect(bonds)
    place = path_of(share.name, "groups", 0)
    return Mark((deal(task.output, place, groups, each.key, share.buckets),))


def rows_in(output: Path, share: Share, bucket: int, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a bucket, by ascending key, none twice."""
    each, schema = MATCHINGS[share.name], TABLES[share.name]
    if columns is not None:
        schema = pa.schema([schema.field(name) for name in columns])
    rows = gather(output, paths_of(share.name, "rows", share.groups), bucket, schema)
    return first_of_each(rows, [each.key])


def path_of(name: str, what: str, number: int) -> str:
    """Where a file stands that is of no use once the run is done."""
    return f"work/{name}/{what}/{number:06}.parquet"


def paths_of(name: str, what: str, files: int) -> list[str]:
    """Where so many of them stand."""
    return [path_of(name, what, number) for number in range(files)]


def _join(task: Task, pairs: pa.Table, side: str) -> pa.Table:
    """The pairs with the columns of one of both, whose bucket this is."""
    share: Share = task.work
    each = MATCHINGS[share.name]
    rows = rows_in(task.output, share, task.number, (each.key, *each.both))
    found = look_up(rows, each.key, pairs[side])
    for name in each.both:
        pairs = pairs.append_column(found.schema.field(name).with_name(f"{side}_{name}"), found[name])
    return pairs
