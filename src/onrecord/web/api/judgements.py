"""What people decided about findings, and what is left for them to look at."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request, Response

from onrecord.errors import NotHeldError
from onrecord.ledger import Ledger
from onrecord.model import Judgement as Judged
from onrecord.pipeline.judge import judge as keep_judgement
from onrecord.web.api.asked import MAX_ID, Doubtful, JudgementId, NewJudgement, Undoing
from onrecord.web.api.asked import Judged as WhichJudged
from onrecord.web.api.cursors import read_cursor, write_cursor
from onrecord.web.api.routes import BASE, ApiRouter, give
from onrecord.web.api.shapes import Judgements, Queue
from onrecord.web.site import site_of

router = ApiRouter("judgements")


@router.read("/review", Queue)
def list_doubts(request: Request, asked: Annotated[Doubtful, Query()]) -> Response:
    """List what a person should look at, the most doubtful first."""
    ledger, name = site_of(request).ledger, f"review {asked.target}"
    after = read_cursor(asked.cursor, name, float, int)
    doubts, following = ledger.doubts(asked.target, limit=asked.limit, after=after)
    left = ledger.count_doubts()
    return give(
        {"doubts": doubts, "left": left, "next": write_cursor(name, *following) if following else None}
    )


@router.read("/judgements", Judgements)
def list_judgements(request: Request, asked: Annotated[WhichJudged, Query()]) -> Response:
    """List judgements, the latest first, what was taken back among them."""
    ledger, name = site_of(request).ledger, f"judgements {asked.of}"
    (before,) = read_cursor(asked.cursor, name, int) or (MAX_ID,)
    if asked.of is None:
        found = ledger.judgements(limit=asked.limit + 1, before=min(before, MAX_ID))
    else:
        found = [one for one in reversed(ledger.judgements_of(asked.of)) if one.id < before]
    shown = found[: asked.limit]
    following = write_cursor(name, shown[-1].id) if len(found) > asked.limit else None
    return give({"judgements": shown, "next": following})


@router.read("/judgements/{id}", Judged)
def get_judgement(request: Request, id: JudgementId) -> Response:  # noqa: A002 - the judgement's
    """Give a judgement."""
    return give(_find(site_of(request).ledger, id))


@router.write("/judgements", Judged)
def judge(request: Request, given: NewJudgement) -> Response:
    """Judge a finding, or say that two names are one speaker's: it is appended, nothing overwritten."""
    made = Judged(0, "", given.author, given.target, given.of, given.verdict, given.value, given.reason)
    made = replace(made, kind=given.kind)
    return _give_new(request, keep_judgement(site_of(request).ledger, made, seen=given.seen))


@router.write("/judgements/{id}/undo", Judged)
def undo(request: Request, id: JudgementId, given: Undoing) -> Response:  # noqa: A002 - the judgement's
    """Take a judgement back by another, which is appended."""
    return _give_new(request, site_of(request).ledger.undo(id, given.author, given.reason))


def _give_new(request: Request, number: int) -> Response:
    return give(_find(site_of(request).ledger, number), 201, location=f"{BASE}/judgements/{number}")


def _find(ledger: Ledger, number: int) -> Judged:
    found = ledger.judgements(limit=1, before=number + 1)
    if not found or found[0].id != number:
        raise NotHeldError(f"no judgement {number} in this ledger")
    return found[0]
