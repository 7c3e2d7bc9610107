"""What a page costs in a run, and whether it costs as much when there are many more."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyarrow import compute, parquet

from bench.made_up.web import Size, write_web
from bench.scale.runs import Ran, carry_out

PAGES_A_FILE = 5_000  # of a WARC file
READ = "read"  # the stage that takes pages apart; all others work on what it found
_PLAN = """inputs = ["{web}/*.warc.gz"]
output = "{output}"
{records}[settings]
workers = {workers}
"""


@dataclass(frozen=True)
class Cost:
    """What a run of so many pages took; ``words`` are those of the pages' texts, ``size`` bytes on disk."""

    pages: int
    words: int
    size: int
    ran: Ran


@dataclass(frozen=True)
class Way:
    """How webs are made and plans carried out: see ``python -m bench.scale cost -h``."""

    seed: int = 1
    workers: int = 2
    traced: bool = False


def measure_cost(sizes: Sequence[int], way: Way, folder: Path | None) -> list[Cost]:
    """Make webs of several sizes and carry out a plan on each.

    Args:
        sizes: how many pages each has.
        way: how.
        folder: where webs and outputs are kept, and found again; None: nothing is kept.
    """
    with _kept(folder) as place:
        return [_measure(place, size, way) for size in sizes]


@contextmanager
def _kept(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="cost-") as made:
        yield Path(made)


def _measure(place: Path, pages: int, way: Way) -> Cost:
    web = place / f"web-{pages}-{way.seed}"
    output = place / f"{'traced' if way.traced else 'read'}-{pages}-{way.seed}"
    if not (web / "records.jsonl").exists():  # the last that is written
        write_web(web, way.seed, Size(pages, -(-pages // PAGES_A_FILE)))
    records = f'records = "{web.name}/records.jsonl"\n' if way.traced else ""
    told = _PLAN.format(web=web.name, output=output.name, records=records, workers=way.workers)
    plan = output.with_suffix(".toml")
    plan.write_text(told, encoding="utf-8")
    ran = carry_out(plan)
    found = sum(parquet.read_metadata(file).num_rows for file in (output / "pages").glob("*.parquet"))
    size = sum(file.stat().st_size for file in output.rglob("*.parquet"))
    return Cost(found, _count_words(output), size, ran)


def _count_words(output: Path) -> int:
    words = 0
    for file in (output / "pages").glob("*.parquet"):
        for batch in parquet.ParquetFile(file).iter_batches(columns=["text"]):
            split = compute.utf8_split_whitespace(batch["text"])
            words += compute.sum(compute.list_value_length(split)).as_py() or 0
    return words


def tell_cost(costs: Sequence[Cost]) -> str:
    """The figures as a table, and the largest size's cost a page over the smallest's."""
    names = ("pages/s", "words/s", "CPU ms/page", "after reading", "peak MB", "kB/page")
    lines = ["    pages" + "".join(f"{name:>15}" for name in names)]
    for cost in costs:
        ran = cost.ran
        rate, words = cost.pages / ran.seconds, cost.words / ran.seconds
        lines.append(
            f"{cost.pages:>9,}{rate:>15.1f}{words:>15,.0f}{_each(cost):>15.2f}{_share_after(ran):>15.1%}"
            f"{ran.peak / 1e6:>15,.0f}{cost.size / cost.pages / 1e3:>15.1f}"
        )
    lines += [f"  {cost.pages:,}: " + ", ".join(_tell_stages(cost)) for cost in costs]
    if len(costs) > 1:
        flat = _each(costs[-1]) / _each(costs[0])
        after = _after(costs[-1]) / max(1e-9, _after(costs[0]))
        lines.append(
            f"a page of the most costs {flat:.2f} times one of the fewest; after reading {after:.2f} times"
        )
    return "\n".join(lines)


def _each(cost: Cost) -> float:
    """Milliseconds of processors a page, all in."""
    return cost.ran.processors / cost.pages * 1000


def _after(cost: Cost) -> float:
    """Milliseconds a page of the stages after reading."""
    return sum(spent for name, spent in cost.ran.stages.items() if name != READ) / cost.pages * 1000


def _share_after(ran: Ran) -> float:
    """What share of the time that all stages took the stages after reading had."""
    total = sum(ran.stages.values())
    return 1 - ran.stages.get(READ, 0.0) / total if total else 0.0


def _tell_stages(cost: Cost) -> Iterator[str]:
    for name, spent in cost.ran.stages.items():
        yield f"{name} {spent / cost.pages * 1000:.2f} ms/page"
