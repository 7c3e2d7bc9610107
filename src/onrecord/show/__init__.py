"""Readings → what people read: the terminal and the HTML report."""

from onrecord.show.html import render_report
from onrecord.show.terminal import render_reading, render_trace

__all__ = ["render_reading", "render_report", "render_trace"]
