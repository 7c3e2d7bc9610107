"""What a bulk run costs and survives, measured on the made-up web.

    python -m bench.scale cost --pages 1000,10000     # pages and words a second, memory, flat or not
    python -m bench.scale families WEB OUTPUT         # families found by a run of the web, against its truth
    python -m bench.scale kills PLAN --times 100      # killed at random moments, resumed: the same bytes?
    python -m bench.scale cluster PLAN [--kill-worker]  # on Ray: a head and two workers: the same bytes?

WEB is a folder that ``python -m bench.made_up warc`` wrote, OUTPUT the output folder of a run of its files.
All of it exits with 1 where what must be the same is not.
"""

import argparse
import sys
from pathlib import Path

from bench.scale.cost import Way, measure_cost, tell_cost
from bench.scale.engines import compare_engines, tell_compared
from bench.scale.families import score_families, tell_scores
from bench.scale.kills import kill_runs, tell_killed


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = ap.add_subparsers(required=True)
    cost = tasks.add_parser("cost")
    cost.add_argument("--pages", default="1000,10000", help="sizes to compare, the smaller first")
    cost.add_argument("--seed", type=int, default=1)
    cost.add_argument("--workers", type=int, default=2)
    cost.add_argument("--traced", action="store_true", help="trace quotes to the web's records, too")
    cost.add_argument("--folder", type=Path, help="where webs and outputs are kept; else they are deleted")
    cost.set_defaults(run=_cost)
    families = tasks.add_parser("families")
    families.add_argument("web", type=Path)
    families.add_argument("output", type=Path)
    families.set_defaults(run=_families)
    kills = tasks.add_parser("kills")
    kills.add_argument("plan", type=Path)
    kills.add_argument("--times", type=int, default=100)
    kills.add_argument("--seed", type=int, default=1)
    kills.set_defaults(run=_kills)
    cluster = tasks.add_parser("cluster")
    cluster.add_argument("plan", type=Path)
    cluster.add_argument("--kill-worker", action="store_true")
    cluster.set_defaults(run=_cluster)
    args = ap.parse_args()
    return int(args.run(args))


def _cost(args: argparse.Namespace) -> bool:
    sizes = [int(size) for size in args.pages.split(",")]
    print(tell_cost(measure_cost(sizes, Way(args.seed, args.workers, args.traced), args.folder)))
    return False


def _families(args: argparse.Namespace) -> bool:
    print(tell_scores(score_families(args.web / "truth.jsonl", args.output)))
    return False


def _kills(args: argparse.Namespace) -> bool:
    killed = kill_runs(args.plan, args.times, args.seed)
    print(tell_killed(killed))
    return bool(killed.faults or killed.undead)


def _cluster(args: argparse.Namespace) -> bool:
    compared = compare_engines(args.plan, kill_worker=args.kill_worker)
    print(tell_compared(compared))
    return not compared.is_same


if __name__ == "__main__":
    sys.exit(main())
