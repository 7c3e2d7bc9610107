"""The bulk run: the same steps over more pages than fit in memory.

Begin reading at ``run.py``; what is carried between the steps is in ``stages.py``.
"""

from onrecord.pipeline.bulk.plan import Plan, read_plan
from onrecord.pipeline.bulk.run import StageSpent, Summary, run_plan

__all__ = ["Plan", "StageSpent", "Summary", "read_plan", "run_plan"]
