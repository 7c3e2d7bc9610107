"""The queue of doubtful findings: one at a time, with what is needed to judge it on one screen."""

import re
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import JudgedError, UsageError
from onrecord.export import noun_json
from onrecord.ledger import MOST_DOUBTS, Ledger
from onrecord.model import Doubt, Judgement, Target
from onrecord.pipeline.judge import judge
from onrecord.show.marks import mark_around
from onrecord.show.view import view_statement
from onrecord.show.words import flow, name_time
from onrecord.web.authors import author_of, remember_author
from onrecord.web.forms import Fields
from onrecord.web.hits import ShownHit, show_hits
from onrecord.web.judging import DRIFTS, SORTS, read_judgement, tell_value
from onrecord.web.links import address, field
from onrecord.web.pages import PageRouter, View
from onrecord.web.site import site_of

router = PageRouter(include_in_schema=False)

TARGETS = {  # in the order in which a page is read: is it one, whose is it, where from, what was changed
    Target.STATEMENT: "Statement",
    Target.SOURCE: "Source",
    Target.TRACE: "Trace",
    Target.DRIFT: "Drift",
}
LATEST = 8  # judgements that are listed, and can be taken back at once
_PLACE = re.compile(r"(\d(?:\.\d{1,6})?),(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a target asks, and what each verdict means there."""

    question: str
    same: str
    different: str


CHOICES = {
    Target.STATEMENT: Choice(
        "Is this somebody’s statement, and rightly cut out?", "a statement", "none, or wrongly cut"
    ),
    Target.SOURCE: Choice("Is this who is meant?", "the one meant", "someone else, or nobody named"),
    Target.TRACE: Choice(
        "Do the words come from this passage?", "from this passage", "from elsewhere, or made otherwise"
    ),
    Target.DRIFT: Choice("Is the drift as it is named?", "as named", "not as named"),
}


@router.page("/review")
def show_review(request: Request) -> View:
    """The most doubtful finding that nobody has judged; ``target`` narrows, ``after`` passes over.

    As JSON: ``left`` by target (of each 1,000 at most), the ``doubt`` (`onrecord.model.Doubt`, None at
    the end), ``next`` to be given as ``after``, and the ``latest`` judgements.
    """
    ledger = site_of(request).ledger
    asked = field(request, "target")
    if asked and asked not in {str(target) for target in TARGETS}:
        raise UsageError(f"target is one of {', '.join(TARGETS)}")
    target = Target(asked) if asked else None
    after = field(request, "after")
    found, place = ledger.doubts(target, limit=1, after=_read_place(after))
    following = f"{place[0]},{place[1]}" if place else None
    left = ledger.count_doubts()
    latest = ledger.judgements(limit=LATEST)
    here = {"target": asked, "after": after}
    data = {
        "left": {each.value: left[each] for each in TARGETS},
        "doubt": noun_json(found[0]) if found else None,
        "next": following,
        "latest": [noun_json(one) for one in latest],
    }
    shown = {
        "target": asked,
        "after": after,
        "next": address("/review", target=asked, after=following) if following else "",
        "again": address("/review", target=asked),
        "author": author_of(request),
        "latest": [
            (
                one,
                name_time(one.at),
                flow(one.author),
                address("/review", here, undone=one.id),
                tell_value(one),
            )
            for one in latest
        ],
        "notice": _say_notice(ledger, request),
        **_show_left(left, target),
        "mine": _last_of(latest, author_of(request)),
        "flow": flow,
        **(_show_doubt(ledger, found[0]) if found else {"doubt": None}),
    }
    return View("review.html.j2", data, shown, keep="no-store")


@router.post("/review")
def take_judgement(request: Request, form: Fields) -> Response:
    """Keep what was decided, unless somebody decided meanwhile; then lead on to the next."""
    ledger, back = site_of(request).ledger, _read_back(form)
    of, author = form.get("of", ""), form.get("author", "")
    judgement = read_judgement(of, form | {"target": form.get("on", "")}, ledger.hit(of).speaker)
    try:
        told = {"done": judge(ledger, judgement, seen=_read_id(form.get("seen", "0")))}
    except JudgedError:
        standing = [one for one in ledger.judgements_of(of) if one.target is judgement.target]
        told = {"met": standing[-1].id if standing else 0}
    answer = RedirectResponse(address("/review", back, **told), 303)
    remember_author(request, answer, author)
    return answer


def _show_left(left: dict[Target, int], target: Target | None) -> dict[str, Any]:
    """How much is left, and the links to each target's own queue."""
    here = left if target is None else {target: left[target]}
    return {
        "targets": [(t.value, name, left[t], address("/review", target=t)) for t, name in TARGETS.items()],
        "left": sum(here.values()),
        "is_capped": max(here.values()) >= MOST_DOUBTS,
        "most": MOST_DOUBTS,
    }


def _show_doubt(ledger: Ledger, doubt: Doubt) -> dict[str, Any]:
    """All that is needed to judge a finding: the words on the page, who is named, the passage."""
    held, name = ledger.hold_statement(doubt.hit.key)
    attrib = next(each for each in held.reading.attributions if each.id == name)
    statement = view_statement(held.reading, name)
    known = [one for one in ledger.judgements_of(doubt.hit.key) if one.target is doubt.target]
    hit: ShownHit = show_hits(ledger, [doubt.hit])[0]
    return {
        "doubt": doubt,
        "choice": CHOICES[doubt.target],
        "sorts": SORTS,
        "drifts": DRIFTS,
        "hit": hit,
        "record_numbers": {record: n for record, (n, _) in zip(doubt.hit.records, hit.records, strict=True)},
        "statement": statement,
        "blocks": mark_around(held.reading.snap, attrib, statement.state),
        "seen": max((one.id for one in known), default=0),
        "judged": known,
    }


def _say_notice(ledger: Ledger, request: Request) -> dict[str, Any]:
    """What was done by the request before: judged, met by another's judgement, or taken back."""
    for name in ("done", "met", "undone"):
        if value := field(request, name):
            number = _read_id(value)
            found = ledger.judgements(limit=1, before=number + 1)
            if found and found[0].id == number:
                return {"kind": name, "judgement": found[0], "author": flow(found[0].author)}
    return {}


def _last_of(latest: list[Judgement], author: str) -> int | None:
    """The latest judgement of a reviewer that stands, which the hotkey takes back."""
    for one in latest:
        if author and one.author == author and one.undone is None and one.undoes is None:
            return one.id
    return None


def _read_place(value: str) -> tuple[float, int] | None:
    if not value:
        return None
    if (found := _PLACE.fullmatch(value)) is None:
        raise UsageError("after is not a place in this queue; begin without it")
    return float(found[1]), int(found[2])


def _read_back(form: dict[str, str]) -> dict[str, str]:
    """Where in the queue the reviewer was; anything else is left out."""
    after = form.get("after", "")
    target = form.get("target", "")
    return {
        "target": target if target in {str(each) for each in TARGETS} else "",
        "after": after if _PLACE.fullmatch(after) else "",
    }


def _read_id(value: str) -> int:
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise UsageError("a judgement is known by its number: use the page's own form")
    return int(value)
