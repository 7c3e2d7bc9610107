"""Rows that are dealt and brought together are the same rows, those of one key in one bucket."""

import tempfile
from pathlib import Path

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pipeline.bulk.shuffle import deal, first_of_each, gather, look_up

KEYS = st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 5), max_size=30)


def table_of(keys: list[int]):
    return pa.table({"key": pa.array(keys, pa.uint64()), "place": pa.array(range(len(keys)), pa.int64())})


@given(st.lists(KEYS, min_size=1, max_size=3), st.integers(1, 7))
def test_no_row_is_lost_and_a_key_is_in_one_bucket(files, buckets):
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        paths = [f"work/{n}.parquet" for n in range(len(files))]
        for path, keys in zip(paths, files, strict=True):
            deal(output, path, table_of(keys), "key", buckets)
        dealt = [gather(output, paths, bucket, table_of([]).schema) for bucket in range(buckets)]
    rows = [set(each["key"].to_pylist()) for each in dealt]
    assert sum(map(len, rows)) == len(set().union(*rows))
    assert sorted(k for each in dealt for k in each["key"].to_pylist()) == sorted(k for f in files for k in f)


@given(KEYS)
def test_of_several_rows_with_one_key_the_first_stays(keys):
    kept = first_of_each(table_of(keys), ["key"])
    assert kept["key"].to_pylist() == sorted(set(keys))
    assert kept["place"].to_pylist() == [keys.index(key) for key in sorted(set(keys))]


@given(KEYS, KEYS)
def test_a_row_is_found_by_its_key(keys, wanted):
    table = first_of_each(table_of(keys), ["key"])
    found = look_up(table, "key", pa.chunked_array([pa.array(wanted, pa.uint64())]))
    assert found["key"].to_pylist() == [key if key in keys else None for key in wanted]
