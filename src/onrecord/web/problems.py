"""Errors → what is sent: RFC 9457 problem documents to programs, a plain page to people."""

import json
import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from onrecord.errors import OnRecordError
from onrecord.web.render import render, wants_json

PROBLEM = "application/problem+json"
TYPE = "urn:onrecord:problem:"  # what a problem's ``type`` begins with; its code follows
MAX_FAULTS = 20  # of one request that are told
_SAID: dict[int | str, str] = {
    "There was an error parsing the body": "the body cannot be read: send JSON in UTF-8, not too deep",
    404: "there is nothing at this address: see that it is written as it was given",
    405: "this address does not take that method: see the header Allow",
}
_HEADINGS = {401: "Sign in first", 404: "There is nothing here", 429: "Too much is asked just now"}
_log = logging.getLogger(__name__)


def install_problems(app: FastAPI) -> None:
    """Translate, once for the whole app, every error into a problem."""
    app.add_exception_handler(OnRecordError, _on_known)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)


def answer_error(request: Request, err: Exception) -> Response:
    """The answer to a request that failed; of an error that nobody foresaw only the log tells more."""
    if isinstance(err, OnRecordError):
        headers = {} if err.retry_after is None else {"Retry-After": str(err.retry_after)}
        if err.http_status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return answer_problem(request, err.http_status, str(err), code=err.code, headers=headers)
    _log.error("%s %s failed", request.method, request.url.path, exc_info=err)
    return answer_problem(request, 500, "something went wrong here; the server's log says what", code="error")


def answer_problem(
    request: Request,
    status: int,
    detail: str,
    *,
    code: str,
    headers: dict[str, str] | None = None,
    faults: list[dict[str, str]] | None = None,
) -> Response:
    """Say what is wrong, in the form that the client reads.

    Args:
        request: what was asked.
        status: the HTTP status.
        detail: one line that says what is wrong and what to do.
        code: the problem's name, which does not change.
        headers: of the answer.
        faults: what is wrong where in the request: ``{"where", "reason"}`` each.
    """
    problem = make_problem(status, detail, code)
    if faults:
        problem["errors"] = faults
    if wants_json(request):
        body = json.dumps(problem, ensure_ascii=False).encode("utf-8", "backslashreplace")
        answer = Response(body, status, media_type=PROBLEM)
    else:
        heading = _HEADINGS.get(status, "This was not done" if status < 500 else "This did not work")
        answer = render(
            request,
            "problem.html.j2",
            {"problem": problem, "heading": heading, "was_sent": request.method == "POST"},
            status,
        )
    answer.headers.update({"Cache-Control": "no-store", "Vary": "Accept", **(headers or {})})
    return answer


def make_problem(status: int, detail: str, code: str) -> dict[str, Any]:
    """A problem as data; for the arguments see ``answer_problem``."""
    return {
        "type": TYPE + code,
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }


async def _on_known(request: Request, err: Exception) -> Response:
    return answer_error(request, err)


async def _on_invalid(request: Request, err: Exception) -> Response:
    """Name each fault without the value that was sent: it may be long, and is the client's anyway."""
    assert isinstance(err, RequestValidationError)  # noqa: S101 - what it is registered for
    faults = [
        {"where": ".".join(map(str, one["loc"]))[:200], "reason": str(one["msg"])[:200]}
        for one in err.errors()[:MAX_FAULTS]
    ]
    told = "; ".join(f"{fault['where']}: {fault['reason']}" for fault in faults[:3])
    return answer_problem(
        request, 422, f"the request is not as it should be: {told}", code="bad-request", faults=faults
    )


async def _on_http(request: Request, err: Exception) -> Response:
    assert isinstance(err, HTTPException)  # noqa: S101 - what it is registered for
    if isinstance(err.__cause__, OnRecordError):  # raised while a body was read
        return answer_error(request, err.__cause__)
    phrase = HTTPStatus(err.status_code).phrase
    given = "" if err.detail == phrase else str(err.detail)
    detail = _SAID.get(given or err.status_code, given or phrase.lower())
    code = phrase.lower().replace(" ", "-")
    headers = dict(err.headers or {})
    if err.status_code == 405:
        headers["Allow"] = ", ".join(_list_methods(request))
    return answer_problem(request, err.status_code, detail, code=code, headers=headers)


def _list_methods(request: Request) -> list[str]:
    """All methods that the address takes: Starlette names those of one route, and an address may have two."""
    fitting = (each for each in request.app.state.routes if each.matches(request.scope)[0] is not Match.NONE)
    return sorted({method for route in fitting for method in route.methods})
