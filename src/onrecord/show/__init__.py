"""Readings → what people read: the terminal and the HTML report."""

from onrecord.show.comparison_page import render_comparison_page
from onrecord.show.comparison_terminal import render_comparison
from onrecord.show.html import render_report
from onrecord.show.terminal import render_reading, render_trace

__all__ = ["render_comparison", "render_comparison_page", "render_reading", "render_report", "render_trace"]
