"""A comparison → one self-contained HTML page, side by side; it needs no script and makes no request."""

from markupsafe import Markup

from onrecord.model import Comparison
from onrecord.show.comparison import view_comparison
from onrecord.show.document import asset, environment, policy


def render_comparison_page(comparison: Comparison) -> str:
    """Render a comparison as one HTML document, fit to be written in UTF-8."""
    style = f"{asset('report.css')}\n{asset('comparison.css')}"
    return (
        environment()
        .get_template("comparison.html.j2")
        .render(
            view=view_comparison(comparison),
            is_same_page=comparison.is_same_page,
            style=Markup(style),  # noqa: S704 - our own files
            policy=policy(style),
        )
    )
