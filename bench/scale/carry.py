"""Carries a plan out and says what each stage took, in one line of JSON: python -m bench.scale.carry PLAN."""

import json
import sys
from pathlib import Path

from onrecord.pipeline.bulk import read_plan, run_plan

if __name__ == "__main__":  # the processes that it starts import it, too
    summary = run_plan(read_plan(Path(sys.argv[1])))
    stages = {stage.name: stage.processors for stage in summary.stages}
    print(json.dumps({"stages": stages, "counts": summary.counts}))
