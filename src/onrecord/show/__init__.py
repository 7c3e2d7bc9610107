"""Readings and stemmas → what people read: the terminal, the HTML report, and drawings."""

from onrecord.show.comparison_page import render_comparison_page
from onrecord.show.comparison_terminal import render_comparison
from onrecord.show.descent import draw_dot, render_descent, render_stemma
from onrecord.show.document import asset, environment
from onrecord.show.held import (
    render_capture,
    render_hits,
    render_judgements,
    render_kept,
    render_record,
    render_speaker,
    render_watched,
)
from onrecord.show.html import render_report, view_page, view_pages
from onrecord.show.proof import render_proof
from onrecord.show.terminal import render_reading, render_trace
from onrecord.show.view import view_statements

__all__ = [
    "asset",
    "draw_dot",
    "environment",
    "render_capture",
    "render_comparison",
    "render_comparison_page",
    "render_descent",
    "render_hits",
    "render_judgements",
    "render_kept",
    "render_proof",
    "render_reading",
    "render_record",
    "render_report",
    "render_speaker",
    "render_stemma",
    "render_trace",
    "render_watched",
    "view_page",
    "view_pages",
    "view_statements",
]
