"""Families of quotes as they are told: with their witnesses, the copies of these, and the stemma."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from pyarrow import compute, parquet

from onrecord.pipeline.bulk import families as f
from onrecord.pipeline.bulk.marks import Mark
from onrecord.pipeline.bulk.matching import MATCHINGS, Share, path_of, paths_of, rows_in
from onrecord.pipeline.bulk.shuffle import deal, gather, look_up
from onrecord.pipeline.bulk.stages import Kernel, Task
from onrecord.pipeline.bulk.tables import write_table


class Telling(msgspec.Struct, frozen=True):
    """What a task works on: the quotes as they were matched, and how many buckets of stories there are."""

    quotes: Share
    stories: int


def telling_stages(output: Path, rows: dict[str, int], groups: int) -> Iterator[tuple[Kernel, list[Task]]]:
    """The stages that tell families, each with its tasks.

    Args:
        output: the output folder.
        rows: how many quotes there are, and how many pages have shingles.
        groups: how many tasks blocked them.
    """
    buckets = MATCHINGS["quotes"].buckets(rows["quotes"])
    work = Telling(Share("quotes", buckets, groups), MATCHINGS["shingles"].buckets(rows["shingles"]))
    yield join, [Task(output, "families-join", n, work) for n in range(buckets)]
    yield tell, [Task(output, "families-tell", n, work) for n in range(buckets)]


def join(task: Task) -> Mark:
    """Bring the quotes of each family together, each with the story that its page is a copy of.

    Of the stories every one is read, for a page may be in any bucket: 16 bytes a page that has a copy.
    """
    work: Telling = task.work
    members = gather(task.output, [path_of("quotes", "groups", 0)], task.number, f.MEMBERS)
    quotes = rows_in(task.output, work.quotes, task.number)
    quotes = quotes.filter(compute.is_in(quotes["quote"], value_set=members["quote"].combine_chunks()))
    stories = parquet.read_table(task.output / path_of("shingles", "groups", 0), schema=f.STORIES)
    told = quotes.append_column(
        f.TOLD.field("family"), look_up(members, "quote", quotes["quote"])["family"]
    ).append_column(f.TOLD.field("story"), look_up(stories, "page", quotes["page"])["story"])
    place = path_of("families", "told", task.number)
    return Mark((deal(task.output, place, told, "family", work.quotes.buckets),))


def tell(task: Task) -> Mark:
    """Tell whole families."""
    work: Telling = task.work
    told = gather(task.output, paths_of("families", "told", work.quotes.buckets), task.number, f.TOLD)
    families = f.tell_families(told)
    place = f"families/{task.number:06}.parquet"
    return Mark((write_table(task.output, place, [families], f.FAMILIES),), {"families": families.num_rows})
