"""One finding → one self-contained HTML page for its proof: no script, and no request leaves it."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from onrecord.model import Reading
from onrecord.show.document import asset, environment, policy
from onrecord.show.html import view_page
from onrecord.show.view import tell_state
from onrecord.show.words import flow


def render_proof(reading: Reading, statement: str, facts: Sequence[tuple[str, str]]) -> str:
    """Render the page of a proof as one HTML document, fit to be written in UTF-8.

    Args:
        reading: the page, with the statement and those that it stands within.
        statement: the id of the statement; it is one of the reading's.
        facts: what the finding rests on, each with its label: hashes, versions, what was searched.
    """
    page = replace(view_page(reading, "p1"), basis="")  # the headline's statement may not be among these
    shown = next(view for view in page.statements if view.id == statement)
    style = f"{asset('report.css')}\n{asset('proof.css')}"
    return (
        environment()
        .get_template("proof.html.j2")
        .render(
            page=page,
            pages=(page,),
            total=page.tally,
            verdict=f"{shown.source}, as {page.outlet} has it: {tell_state(shown)}",
            facts=[(label, flow(value)) for label, value in facts],
            reasons_open=True,
            style=Markup(style),  # noqa: S704 - our own files
            policy=policy(style),
        )
    )
