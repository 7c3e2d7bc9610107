"""The start page: one box, and what was found for what was put into it."""

from dataclasses import replace
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from onrecord.errors import UsageError
from onrecord.export import noun_json, page_line
from onrecord.model import Reading
from onrecord.pipeline.ask import MAX_QUOTE, AskKind, Reply, pose
from onrecord.show.view import Statement
from onrecord.show.words import count
from onrecord.web.captures import MAX_TEXT, view_beginning
from onrecord.web.cites import number_records
from onrecord.web.forms import Fields
from onrecord.web.hits import show_hits
from onrecord.web.jobs import Job, Stage
from onrecord.web.pages import PageRouter, View
from onrecord.web.site import site_of

router = PageRouter(include_in_schema=False)

LIKES = 8  # statements of the ledger that are listed beside the answer to a quote
KINDS = {AskKind.QUOTE: "a quote", AskKind.URL: "the address of a page", AskKind.TEXT: "a text"}
FOUND = {
    "none": "Found in the record, as it is",
    "cosmetic": "Found in the record, with cosmetic drift",
    "notable": "Found in the record, with notable drift",
    "grave": "Found in the record, with grave drift",
}


@router.page("/")
def show_start(request: Request) -> View:
    """One box, for a quote, an address or a text."""
    counts = site_of(request).ledger.counts()
    return View(
        "start.html.j2", {"records": counts.records > 0, "counts": noun_json(counts)}, {"kinds": KINDS}
    )


@router.post("/ask")
def take_question(request: Request, form: Fields) -> Response:
    """Take what was pasted, and lead to where its answer will be."""
    kind = form.get("kind", "")
    if kind and kind not in set(AskKind):
        raise UsageError("kind is quote, url or text, or left out: then a rule tells")
    question = pose(
        form.get("words", ""), AskKind(kind) if kind else None, form.get("speaker", ""), form.get("date", "")
    )
    return RedirectResponse(f"/ask/{site_of(request).jobs.submit(question).id}", 303)


@router.page("/ask/{id}")
def show_answer(request: Request, id: str) -> View | Response:  # noqa: A002 - the job's
    """How far a question has come, and then its answer; or the error that it came to."""
    job = site_of(request).jobs.find(id)
    if "hx-request" in request.headers and (job is None or job.is_over):
        return Response(status_code=204, headers={"HX-Refresh": "true"})  # who waits loads the answer whole
    if job is None:
        raise HTTPException(404, "there is no such question: answers are kept for a while only, so ask again")
    if job.error is not None:
        raise job.error.with_traceback(None)
    data: dict[str, Any] = {
        "id": job.id,
        "kind": job.question.kind.value,
        "stage": job.stage.value,
        "doing": job.doing,
    }
    if job.reply is None:
        ahead = site_of(request).jobs.ahead_of(job) if job.stage is Stage.WAITING else 0
        return View("waiting.html.j2", {**data, "ahead": ahead}, {"job": job}, keep="no-store")
    ledger, reply = site_of(request).ledger, job.reply
    is_quote = job.question.kind is AskKind.QUOTE
    likes = ledger.like(job.question.words, limit=LIKES) if is_quote else []
    data |= {
        "searched": reply.searched,
        "page": page_line(reply.reading),
        "kept": reply.kept.key if reply.kept else None,
        "like": [[noun_json(hit), round(likeness, 3)] for hit, likeness in likes],
    }
    shown = _show(job, reply)
    traces = tuple(trace for each in reply.reading.traces.values() for trace in each)
    shown["record_numbers"] = number_records(ledger, traces)
    shown["likes"] = show_hits(ledger, [hit for hit, _ in likes], (), [likeness for _, likeness in likes])
    return View("answer.html.j2", data, shown)


def _show(job: Job, reply: Reply) -> dict[str, Any]:
    """What the page of an answer shows."""
    shown = view_beginning(_named(job, reply.reading), MAX_TEXT, searched=reply.searched)
    if job.question.kind is AskKind.QUOTE:
        shown["verdict"] = _say_verdict(shown["pages"][0].statements[0], reply.searched)
    words, kind = job.question.words, job.question.kind
    may_be = {
        AskKind.QUOTE: len(words) <= MAX_QUOTE,
        AskKind.URL: len(words.split()) == 1,
        AskKind.TEXT: len(words) <= MAX_QUOTE,  # a longer one was never taken for anything else
    }
    again = [other for other in AskKind if other is not kind and may_be[other]]
    return {**shown, "question": job.question, "kinds": KINDS, "again": again}


def _named(job: Job, reading: Reading) -> Reading:
    """A pasted text that names no outlet, as what it is; any other page as it is."""
    if job.question.kind is not AskKind.TEXT or reading.snap.outlet:
        return reading
    return replace(reading, snap=replace(reading.snap, outlet="the pasted text"))


def _say_verdict(statement: Statement, searched: int | None) -> str:
    """What became of a bare quote, in one line."""
    if searched is None:
        return "Not looked for: there are no records"
    if statement.reports:
        return "Not found as a quote, and perhaps told in other words"
    return FOUND.get(statement.state) or f"Not found in {count(searched, 'record')}"
