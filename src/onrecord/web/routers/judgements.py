"""Judgements taken back, whatever they are of."""

from typing import Annotated

from fastapi import Path, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.web.authors import remember_author
from onrecord.web.forms import Fields
from onrecord.web.links import local
from onrecord.web.pages import PageRouter
from onrecord.web.site import site_of

router = PageRouter(include_in_schema=False)


@router.post("/judgements/{number}/undo")
def undo_judgement(request: Request, number: Annotated[int, Path(ge=1, lt=2**31)], form: Fields) -> Response:
    """Take a judgement back, and lead back to where that was asked for (``back``)."""
    author = form.get("author", "")
    site_of(request).ledger.undo(number, author, form.get("reason", ""))
    answer = RedirectResponse(local(form.get("back", "/")), 303)
    remember_author(request, answer, author)
    return answer
