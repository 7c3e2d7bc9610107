"""What carrying a run costs on each engine: ``python -m bench.engines read|deal ENGINE``.

``read`` reads 160 short made-up pages in 16 pieces; ``deal`` brings rows together by a key and pairs those of
each. Engines: ``processes`` (`LocalEngine`, and files between the steps), ``daft``, and with Ray on
this machine ``ray`` and ``daft-ray``. Seconds and proportional memory are of this process and all below it.
"""

import argparse
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

os.environ |= {"DO_NOT_TRACK": "1", "RAY_USAGE_STATS_ENABLED": "0"}

from onrecord.pipeline.bulk.engine import LocalEngine
from onrecord.pipeline.bulk.messages import Job
from onrecord.pipeline.bulk.pieces import Piece, Slice
from onrecord.pipeline.bulk.shuffle import deal, gather
from onrecord.pipeline.bulk.stages import Task, read_stage

PAGES, PIECES, FILES, BUCKETS = 160, 16, 20, 16
ROWS = pa.schema([pa.field("run", pa.uint64(), False), pa.field("quote", pa.uint64(), False)])
TICK = os.sysconf("SC_CLK_TCK")


class Watch:
    """Adds up what a process and all below it take, three times a second."""

    def __init__(self) -> None:
        self._seconds: dict[int, float] = {}
        self._peak, self._done = 0, threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Watch":
        self._began = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        wall, spent = time.monotonic() - self._began, sum(self._seconds.values())
        print(f"{spent:.1f} s of processors, {self._peak / 1000:.0f} MB, {wall:.1f} s by the clock")

    def _look(self) -> None:
        while not self._done.wait(0.3):
            memory = 0
            for pid in below(os.getpid()):
                try:
                    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
                    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
                except OSError:  # it has ended
                    continue
                self._seconds[pid] = (int(fields[11]) + int(fields[12])) / TICK
                memory += int(rollup.split("Pss:")[1].split()[0])
            self._peak = max(self._peak, memory)


def below(pid: int) -> list[int]:
    """A process and all that it started, directly or not."""
    found = [pid]
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [each for child in children.read_text().split() for each in below(int(child))]
        except OSError:
            continue
    return found


def read_tasks(folder: Path) -> list[Task]:
    """Pieces of made-up pages, to be read."""
    said = "“We will not close the old pier before the new one stands,” Lia Orvane said on Monday. "
    file = folder / "pages.jsonl"
    lines = (json.dumps({"id": f"p{n}", "text": f"Harbour news {n}\n\n" + said * 12}) for n in range(PAGES))
    file.write_text("\n".join(lines))
    job = Job(None, None, paraphrases=False, page_seconds=60, page_memory=1_000_000_000)
    each = PAGES // PIECES
    parts = [Slice("pages.jsonl", str(file), n * each, (n + 1) * each) for n in range(PIECES)]
    return [Task(folder / "out", "read", n, (Piece(n, (part,)), job)) for n, part in enumerate(parts)]


def make_rows(folder: Path, rows: int) -> list[Task]:
    """Files of rows, four of each key on average."""
    rng = np.random.default_rng(1)
    for n in range(FILES):
        runs = rng.integers(0, rows // 4, rows // FILES, dtype=np.uint64)
        quotes = rng.integers(0, 2**63, rows // FILES, dtype=np.uint64)
        parquet.write_table(pa.table([runs, quotes], schema=ROWS), folder / f"{n:03}.parquet")
    return [Task(folder, "deal", n) for n in range(FILES)]


def deal_rows(task: Task) -> int:
    """Deal a file's rows into buckets."""
    rows = parquet.read_table(task.output / f"{task.number:03}.parquet", schema=ROWS)
    deal(task.output, f"work/{task.number:03}.parquet", rows, "run", BUCKETS)
    return rows.num_rows


def pair_bucket(task: Task) -> int:
    """Pair the rows of a bucket that have one key."""
    rows = gather(task.output, [f"work/{n:03}.parquet" for n in range(FILES)], task.number, ROWS)
    runs = np.sort(rows["run"].to_numpy())
    return int((runs[1:] == runs[:-1]).sum())


def read_pieces(engine: str, tasks: list[Task]) -> int:
    """Read all pieces on an engine."""
    kernel: Callable[[Task], Any] = read_stage
    if engine == "processes":
        local = LocalEngine(2)
        found = sum(1 for _ in local.map(kernel, tasks))
        local.close()
        return found
    if engine == "ray":
        import ray

        remote = ray.remote(lambda task: len(read_stage(task).files))
        return len(ray.get([remote.remote(task) for task in tasks]))
    import daft

    @daft.cls(max_concurrency=2, use_process=True)
    class Kernel:
        @daft.method.batch(return_dtype=daft.DataType.int64(), batch_size=1)
        def read(self, numbers: Any) -> list[int]:
            return [len(read_stage(tasks[n]).files) for n in numbers.to_pylist()]

    frame = daft.from_pydict({"n": list(range(len(tasks)))})
    if engine == "daft-ray":
        frame = frame.into_partitions(len(tasks))
    return len(frame.select(Kernel().read(daft.col("n"))).to_pydict()["n"])


def pair_rows(engine: str, folder: Path, tasks: list[Task]) -> int:
    """Pair rows on an engine; on Daft by a count of each key's rows."""
    if engine == "processes":
        local = LocalEngine(2)
        sum(local.map(deal_rows, tasks))
        found = sum(local.map(pair_bucket, [Task(folder, "pair", n) for n in range(BUCKETS)]))
        local.close()
        return found
    import daft

    count = daft.col("quote").count().alias("c")
    frame = daft.read_parquet(str(folder / "*.parquet")).groupby("run").agg(count)
    return int(frame.select((daft.col("c") - 1).alias("p")).sum("p").to_pydict()["p"][0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=("read", "deal"))
    parser.add_argument("engine", choices=("processes", "daft", "ray", "daft-ray"))
    parser.add_argument("--rows", type=int, default=10_000_000)
    args = parser.parse_args()
    if args.engine.endswith("ray"):
        import ray

        ray.init(num_cpus=2, log_to_driver=False, include_dashboard=False, object_store_memory=10**8)
    if args.engine.startswith("daft"):
        import daft

        (daft.set_runner_ray if args.engine == "daft-ray" else daft.set_runner_native)()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "out").mkdir()
        is_read = args.what == "read"
        tasks = read_tasks(folder) if is_read else make_rows(folder, args.rows)
        with Watch():
            found = read_pieces(args.engine, tasks) if is_read else pair_rows(args.engine, folder, tasks)
            print(args.what, args.engine, found, end=": ")


if __name__ == "__main__":
    main()
