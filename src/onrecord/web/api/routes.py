"""How the API's routes are made: one line for each says its path, what it is about and what it gives."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from fastapi import APIRouter, Depends, Request, Response
from starlette.exceptions import HTTPException

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
            self.add_api_route(path, answer, methods=["GET"], **told)
            self.add_api_route(path, answer, methods=["HEAD"], include_in_schema=False)
            return answer

        return add

    def write(self, path: str, gives: Any, status: int = 201) -> Callable[[Answer], Answer]:
        """Answer POST of JSON; ``status`` is what is answered where all went well."""

        def add(answer: Answer) -> Answer:
            needs = [Depends(need_json)]
            told = {"responses": {status: _tell(gives, JSON)}} | self._told(answer)
            self.add_api_route(path, answer, methods=["POST"], status_code=status, dependencies=needs, **told)
            return answer

        return add

    def _told(self, answer: Answer) -> dict[str, Any]:
        return {"operation_id": answer.__name__, "tags": [self._about], "response_class": Response}


def need_json(request: Request) -> None:
    """See that a body is sent as JSON: no form of another site can send that without asking first.

    Raises:
        HTTPException: it is sent as something else.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise HTTPException(415, f"the body is taken as {JSON}: send it so, with that Content-Type")


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
