"""The bulk run: the same steps over more pages than fit in memory.

Begin reading at ``run.py``; what is carried between the steps is in ``stages.py``.
"""

from onrecord.pipeline.bulk.estimate import Estimate, estimate_plan
from onrecord.pipeline.bulk.plan import Plan, read_plan
from onrecord.pipeline.bulk.run import StageSpent, Summary, run_plan

__all__ = ["Estimate", "Plan", "StageSpent", "Summary", "estimate_plan", "read_plan", "run_plan"]
