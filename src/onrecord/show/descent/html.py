"""Stemmas → one self-contained HTML document: no request leaves it, and no script is in it."""

from collections.abc import Sequence

from markupsafe import Markup

from onrecord.model import Stemma
from onrecord.show.descent.view import view_stemma
from onrecord.show.document import asset, environment, policy
from onrecord.show.words import count


def render_descent(stemmas: Sequence[Stemma], *, title: str) -> str:
    """Render stemmas as a document: each drawn, its edges told, its places of variation in a table.

    Args:
        stemmas: in the order to be shown.
        title: the document's own title.

    Returns:
        The document, fit to be written in UTF-8.
    """
    style = asset("report.css") + "\n" + asset("descent.css")
    return (
        environment()
        .get_template("descent.html.j2")
        .render(
            title=title,
            verdict=f"{count(len(stemmas), 'utterance')} followed from page to page",
            stemmas=[view_stemma(stemma, f"u{n}") for n, stemma in enumerate(stemmas, start=1)],
            reasons_open=True,
            style=Markup(style),  # noqa: S704 - our own file
            policy=policy(style, ""),
        )
    )
