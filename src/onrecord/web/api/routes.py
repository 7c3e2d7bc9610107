"""How the API's routes are made: one line for each says its path, what it is about and what it gives."""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, get_args

import msgspec
from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError

from onrecord.web.pages import KEEP, json_answer

BASE = "/api/v1"
JSON = "application/json"
Answer = TypeVar("Answer", bound=Callable[..., Response])


class ApiRouter(APIRouter):
    """A router of the API: its routes begin with ``/api/v1`` and are described in the OpenAPI document.

    A route's name there is its function's, and its description the function's docstring.

    Args:
        about: what its routes are about, in a word.
    """

    def __init__(self, about: str) -> None:
        super().__init__(prefix=BASE)
        self._about = about

    def read(self, path: str, gives: Any, kind: str = JSON) -> Callable[[Answer], Answer]:
        """Answer GET, and HEAD likewise.

        Args:
            path: below ``/api/v1``.
            gives: the type of what is answered, as it is told to programs.
            kind: its media type.
        """

        def add(answer: Answer) -> Answer:
            told = {"responses": {200: _tell(gives, kind)}} | self._told(answer)
            needs = [Depends(_hold_to(answer))]
            self.add_api_route(path, answer, methods=["GET"], dependencies=needs, **told)
            self.add_api_route(path, answer, methods=["HEAD"], dependencies=needs, include_in_schema=False)
            return answer

        return add

    def write(self, path: str, gives: Any, status: int = 201) -> Callable[[Answer], Answer]:
        """Answer POST of JSON; ``status`` is what is answered where all went well."""

        def add(answer: Answer) -> Answer:
            needs = [Depends(_hold_to(answer))]
            told = {"responses": {status: _tell(gives, JSON)}} | self._told(answer)
            self.add_api_route(path, answer, methods=["POST"], status_code=status, dependencies=needs, **told)
            return answer

        return add

    def _told(self, answer: Answer) -> dict[str, Any]:
        return {"operation_id": answer.__name__, "tags": [self._about], "response_class": Response}


def _hold_to(answer: Answer) -> Callable[[Request], Awaitable[None]]:
    """What refuses of an address that a route does not know, or that stands in it twice.

    A filter that goes unheeded would let everything through.
    """
    told = [get_args(one.annotation) for one in inspect.signature(answer).parameters.values()]
    known = {name for model, *_ in filter(None, told) for name in getattr(model, "model_fields", ())}

    async def hold(request: Request) -> None:
        given = [name for name, _ in request.query_params.multi_items()]
        faults = [
            {"loc": ("query", name), "msg": "is given twice" if name in known else "is not known here"}
            for name in dict.fromkeys(given)
            if name not in known or given.count(name) > 1
        ]
        if faults:
            raise RequestValidationError(faults)

    return hold


def give(data: Any, status: int = 200, **headers: str) -> Response:
    """Answer with nouns, or plain data that holds some; headers are named as ``retry_after``."""
    answer = json_answer(msgspec.to_builtins(data), status)
    answer.headers["Cache-Control"] = KEEP if status == 200 else "no-store"
    answer.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return answer


def _tell(gives: Any, kind: str) -> dict[str, Any]:
    """What is said of an answer; a type of Python is said by its own schema, a dict is one already."""
    if isinstance(gives, dict):
        return {"description": "What was asked for.", "content": {kind: {"schema": gives}}}
    return {"description": "What was asked for.", "model": gives}
