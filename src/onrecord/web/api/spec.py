"""The OpenAPI document: what FastAPI says of the routes, with our formats, errors and who may write."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from onrecord.export import read_schema
from onrecord.web.api.routes import BASE
from onrecord.web.api.shapes import FORMAT
from onrecord.web.problems import PROBLEM
from onrecord.web.settings import Settings

Json = dict[str, Any]
ABOUT = (
    "All that the pages of On Record show, for programs. What is promised is in docs/api.md. Statements and "
    "their sources are found by a model, and can be wrong; not found in N records is no verdict."
)
_REF = "#/components/schemas/"
_PROBLEMS = {
    400: "The question makes no sense as asked.",
    401: "It takes the operator's token.",
    403: "It came from another site, or under a name that is not the server's.",
    404: "There is nothing by this key.",
    409: "Somebody judged the same meanwhile.",
    413: "It holds more than is taken.",
    415: "It is not sent as JSON.",
    422: "A field is not as it should be.",
    429: "Too much is asked just now.",
    501: "The server lacks what it takes.",
    503: "The ledger cannot be used just now.",
}
_RETRY = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
_PLACE = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}


def describe(app: FastAPI, settings: Settings) -> Json:
    """The app's OpenAPI document; it is made once.

    Args:
        app: the app with all its routes.
        settings: who may read and write.
    """
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=ABOUT, routes=app.routes)
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                _tell_problems(path, operation, is_write=method == "post")
                if settings.token is not None and (method == "post" or settings.reading_closed):
                    operation["security"] = [{"token": []}]
        if settings.token is not None:
            document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        for name in ("HTTPValidationError", "ValidationError"):  # FastAPI's own, of which we send none
            document["components"]["schemas"].pop(name, None)
        app.openapi_schema = _with_formats(document)
    return app.openapi_schema


def _tell_problems(path: str, operation: Json, *, is_write: bool) -> None:
    """Say which errors an operation can end in, and what headers go with an answer."""
    ends = {400, 401, 403, 422, 503} | ({409, 413, 415} if is_write else set())
    ends |= {404} if "{" in path or "/judgements" in path else set()
    ends |= {429} if path.endswith("/family") or path in (f"{BASE}/ask", f"{BASE}/pages") else set()
    ends |= {501} if path.endswith(".parquet") else set()
    responses = operation["responses"]
    for status in sorted(ends):
        content = {PROBLEM: {"schema": {"$ref": f"{_REF}Problem"}}}
        headers = {"headers": _RETRY} if status in (429, 503) else {}
        responses[str(status)] = {"description": _PROBLEMS[status], "content": content, **headers}
    for status in {"201", "202"} & responses.keys():
        responses[status]["headers"] = _PLACE


def _with_formats(document: Json) -> Json:
    """The document with those of our formats that it refers to, as its own components."""
    named: set[str] = set()
    told: Json = _refer(document, named)
    schemas = told["components"]["schemas"]
    for name in {one.partition(".")[0] for one in named}:
        schema = read_schema(name)
        for part, definition in schema["$defs"].items():
            schemas[f"{name}.{part}"] = _refer(definition, set(), name)
        if "anyOf" in schema:
            schemas[name] = _refer({"title": schema["title"], "anyOf": schema["anyOf"]}, set(), name)
    return told


def _refer(value: Any, named: set[str], name: str = "") -> Any:
    """A piece of a schema with what it refers to named as components: by ``FORMAT``, or within a format."""
    if isinstance(value, list):
        return [_refer(each, named, name) for each in value]
    if not isinstance(value, dict):
        return value
    if FORMAT in value:
        named.add(value[FORMAT])
        others = {key: each for key, each in value.items() if key in ("description",)}
        return {"$ref": _REF + value[FORMAT], **others}
    told = {key: _refer(each, named, name) for key, each in value.items()}
    if name and isinstance(told.get("$ref"), str):
        told["$ref"] = told["$ref"].replace("#/$defs/", f"{_REF}{name}.")
    return told
