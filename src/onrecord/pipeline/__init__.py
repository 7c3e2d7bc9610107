"""The steps composed, for one machine: pages → readings → traces.

Nothing is gathered here: whoever takes a step names its file, so that a command loads that and no more.
"""
