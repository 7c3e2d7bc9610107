"""Questions: asked, and answered when their turn has come."""

from typing import Any

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from onrecord.export import page_line
from onrecord.pipeline.ask import Question, pose
from onrecord.web.api.asked import NewQuestion, QuestionId
from onrecord.web.api.routes import BASE, ApiRouter, give
from onrecord.web.api.shapes import Answer
from onrecord.web.jobs import Job, Stage
from onrecord.web.problems import make_problem
from onrecord.web.site import site_of

router = ApiRouter("questions")


@router.write("/ask", Answer, 202)
def ask(request: Request, question: NewQuestion) -> Response:
    """Ask about a quote, the address of a page, or a text; the header Location says where its answer will be.

    A page that is asked about is kept in the ledger; a bare quote is not.
    """
    return take(request, pose(question.words, question.kind, question.speaker, question.date))


@router.read("/ask/{id}", Answer)
def get_answer(request: Request, id: QuestionId) -> Response:  # noqa: A002 - the question's
    """Give how far a question has come, and then its answer: ask until `stage` is `done` or `failed`."""
    job = site_of(request).jobs.find(id)
    if job is None:
        raise HTTPException(404, "there is no such question: answers are kept for a while only, so ask again")
    return give(_tell(request, job))


def take(request: Request, question: Question) -> Response:
    """Take a question, and say where its answer will be.

    Raises:
        BusyError: as many wait as may.
    """
    job = site_of(request).jobs.submit(question)
    return give(_tell(request, job), 202, location=f"{BASE}/ask/{job.id}")


def _tell(request: Request, job: Job) -> dict[str, Any]:
    stage, reply, error = job.stage, job.reply, job.error
    return {
        "id": job.id,
        "kind": job.question.kind,
        "stage": stage,
        "doing": job.doing,
        "ahead": site_of(request).jobs.ahead_of(job) if stage is Stage.WAITING else 0,
        "searched": reply.searched if reply else None,
        "kept": reply.kept if reply else None,
        "page": page_line(reply.reading) if reply else None,
        "error": make_problem(error.http_status, str(error), error.code) if error else None,
    }
