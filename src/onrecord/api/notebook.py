"""Readings in a notebook: the report in a frame of its own, so that neither changes the other's style."""

from collections.abc import Sequence

from markupsafe import Markup

from onrecord.model import Reading
from onrecord.show import render_report
from onrecord.show.words import count

MAX_PAGES = 20  # more is not looked through in a notebook
MAX_TEXT = 200_000  # characters of all pages together; bounds what is rendered at all
MAX_HTML = 2_000_000  # characters of the report; a notebook keeps every output in its file

# The sandbox lets no script run, and the report comes without its own.
_FRAME = Markup(
    '<p>{summary}{more}</p><iframe sandbox="" srcdoc="{report}" title="{summary}" loading="lazy" '
    'style="width:100%;height:36rem;border:1px solid #8888;resize:vertical"></iframe>'
)
_LINE = Markup("<p>{summary}{more}</p>")


def frame_report(readings: Sequence[Reading], searched: int | None, summary: str) -> str:
    """Render as many of the first pages as a notebook bears, and say how many were left out.

    Args:
        readings: the pages.
        searched: how many records were searched; None where nothing was looked for.
        summary: the whole in one line, shown above and wherever a frame is not.

    Returns:
        An element to be set into another document, everything from the pages escaped.
    """
    shown = list(readings[: _fitting(readings)])
    report = _render(shown, searched)
    while shown and len(report) > MAX_HTML:
        shown = shown[: len(shown) // 2]
        report = _render(shown, searched)
    left = len(readings) - len(shown)
    more = f" ({count(left, 'page')} not shown here: to_html(path) writes all)" if left else ""
    return str((_FRAME if shown else _LINE).format(summary=summary, more=more, report=report))


def _fitting(readings: Sequence[Reading]) -> int:
    """How many of the first pages stay within the limits."""
    size = 0
    for number, reading in enumerate(readings[:MAX_PAGES]):
        size += len(reading.snap.text)
        if size > MAX_TEXT:
            return number
    return min(len(readings), MAX_PAGES)


def _render(readings: Sequence[Reading], searched: int | None) -> str:
    return render_report(readings, searched=searched, title="On Record", framed=True)
