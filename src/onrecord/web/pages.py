"""Pages that people and programs read: one function gives the data, and both forms come from it."""

import functools
import hashlib
import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request, Response

from onrecord.web.render import render, wants_json

KEEP = "private, no-cache"  # kept by the reader's browser, and asked about each time: findings grow
Page = Callable[..., "View | Response"]


@dataclass(frozen=True, slots=True)
class View:
    """What a page has to say: ``data`` to programs, ``shown`` through ``template`` to people.

    ``template`` shows ``shown`` and ``data``, the latter under that name. ``more`` gives what goes with
    ``data`` to programs alone, and costs nothing where people read. ``keep`` is the Cache-Control;
    ``status`` is another than 200 where a form is shown again with what is wrong in it.
    """

    template: str
    data: Mapping[str, Any]
    shown: Mapping[str, Any] = field(default_factory=dict)
    keep: str = KEEP
    status: int = 200
    more: Callable[[], Mapping[str, Any]] = dict


class PageRouter(APIRouter):
    """A router whose pages are also JSON, at the same address with ``.json`` behind it.

    Example:
        >>> router = PageRouter()
        >>> @router.page("/pages/{key}")
        ... def show_page(key: str) -> View:
        ...     return View("page.html.j2", {"key": key})
        >>> [route.path for route in router.routes]
        ['/pages/{key}.json', '/pages/{key}']
    """

    def page(self, path: str) -> Callable[[Page], Page]:
        """Answer GET and HEAD at ``path`` and ``path.json`` with the View that a function gives.

        The function is not ``async``: it runs in a thread, so it may wait for a ledger or a file. Where
        it needs the request, it names it ``request``. A Response that it gives is sent as it is.

        Args:
            path: as of any route; ``/`` is ``/index.json`` to programs.
        """

        def add(page: Page) -> Page:
            takes = inspect.signature(page)
            asks = "request" in takes.parameters

            @functools.wraps(page)
            def answer(request: Request, **given: Any) -> Response:
                view = page(request=request, **given) if asks else page(**given)
                return view if isinstance(view, Response) else answer_view(request, view)

            if not asks:  # FastAPI gives what the signature names
                request = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
                takes = takes.replace(parameters=[*takes.parameters.values(), request])
            answer.__signature__ = takes  # type: ignore[attr-defined]
            for at in (f"{'/index' if path == '/' else path}.json", path):
                self.add_api_route(
                    at, answer, methods=["GET", "HEAD"], response_model=None, include_in_schema=False
                )
            return page

        return add


def answer_view(request: Request, view: View) -> Response:
    """A View in the form that the client reads; nothing but its tag where the client has it already."""
    if wants_json(request):
        answer = json_answer({**view.data, **view.more()}, view.status)
    else:
        answer = render(request, view.template, {"data": view.data, **view.shown}, view.status)
    tag = f'"{hashlib.sha256(bytes(answer.body)).hexdigest()[:32]}"'
    known = request.headers.get("if-none-match", "")
    if tag in (one.strip().removeprefix("W/") for one in known.split(",")):
        answer = Response(status_code=304)
    answer.headers.update({"ETag": tag, "Cache-Control": view.keep, "Vary": "Accept, Cookie, HX-Request"})
    return answer


def json_answer(data: Any, status: int = 200) -> Response:
    """Data as JSON in UTF-8; half a surrogate pair, which UTF-8 cannot hold, is escaped."""
    body = json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(body, status, media_type="application/json")
