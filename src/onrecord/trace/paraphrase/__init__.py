"""Indirect statements, and the passages of the records that they most likely report."""

from onrecord.trace.paraphrase.tracer import trace_paraphrase

__all__ = ["trace_paraphrase"]
