"""Rows brought together by a key, through files: tasks deal their rows into buckets, each of which is a task.

A file of dealt rows has one group of rows a bucket, so that there are as many files as tasks, and a bucket is
read without the rest. What is held in memory is one bucket, however much there is in all.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import compute, parquet

from onrecord.pipeline.bulk.tables import Written, write_table

_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio (Knuth, 6.4): keys that are near part


def deal(output: Path, path: str, table: pa.Table, key: str, buckets: int) -> Written:
    """Write rows into buckets by a key of 64 bits; within a bucket they stay in their order."""
    return write_table(output, path, split(table, key, buckets), table.schema)


def split(table: pa.Table, key: str, buckets: int) -> Iterator[pa.Table]:
    """The rows of each bucket."""
    keys = table[key].to_numpy()
    with np.errstate(over="ignore"):
        bucket = ((keys * _SPREAD) >> np.uint64(32)) % np.uint64(buckets)
    order = np.argsort(bucket, kind="stable")
    ends = np.searchsorted(bucket[order], np.arange(buckets + 1, dtype=np.uint64))
    for start, end in pairwise(ends):  # one by one: they are written as they come, and are in memory once
        yield table.take(pa.array(order[start:end]))


def gather(output: Path, paths: Iterable[str], bucket: int, schema: pa.Schema) -> pa.Table:
    """One bucket of all files, in the files' order; of their columns, those of the schema."""
    parts = []
    for path in paths:
        with parquet.ParquetFile(output / path) as file:
            parts.append(file.read_row_group(bucket, schema.names).select(schema.names).cast(schema))
    return pa.concat_tables([schema.empty_table(), *parts])


def first_of_each(table: pa.Table, keys: Sequence[str]) -> pa.Table:
    """The rows in the order of their keys, and of several with the same the first alone."""
    columns = [table[key].to_numpy() for key in reversed(keys)]
    order = np.lexsort(columns)
    is_new = np.zeros(len(order), dtype=bool)
    is_new[:1] = True
    for column in columns:
        is_new[1:] |= np.diff(column[order]) != 0
    return table.take(pa.array(order[is_new]))


def look_up(table: pa.Table, key: str, wanted: pa.ChunkedArray) -> pa.Table:
    """The row of a table for each key that is wanted; a row of nulls where there is none.

    Args:
        table: its keys are in ascending order, none twice.
        key: the name of its key.
        wanted: the keys, in any order.
    """
    places = compute.index_in(wanted, value_set=table[key].combine_chunks())
    return table.take(places)
