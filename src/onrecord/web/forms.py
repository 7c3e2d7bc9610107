"""Forms as they are posted: small, in UTF-8, and with the form token where a browser sends them."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from onrecord.errors import RefusedError, UsageError
from onrecord.web.tokens import FIELD, FORM, HEADER, has_bearer, is_same

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_FIELDS = 100  # of one form; ours have a handful
JSON = "application/json"
_URLENCODED = "application/x-www-form-urlencoded"


async def read_form(request: Request) -> dict[str, str]:
    """Read the fields of a posted form; of a name that comes twice, the last.

    Raises:
        UsageError: it is not urlencoded UTF-8, holds a NUL or has too many fields.
    """
    if _kind(request) != _URLENCODED:
        raise UsageError(f"a form is expected here, as {_URLENCODED}")
    if not hasattr(request.state, "form"):
        try:
            text = (await request.body()).decode("utf-8")
            fields = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
        except UnicodeDecodeError as err:
            raise UsageError("the form is not in UTF-8: send it in UTF-8") from err
        except ValueError as err:
            raise UsageError(f"the form has more than {MAX_FIELDS} fields") from err
        if any("\0" in part for field in fields for part in field):
            raise UsageError("the form holds a NUL character: take it out")
        request.state.form = dict(fields)
    form: dict[str, str] = request.state.form
    return form


Fields = Annotated[dict[str, str], Depends(read_form)]


async def check_form(request: Request) -> None:
    """See that what would change something comes from one of our own forms; of the app, so of every route.

    Asked of browsers, and of all else that a page of another site could make one send. That is not
    JSON, nor any method but POST: for these a browser asks first, and is never told yes. So the API takes
    nothing but JSON.

    Raises:
        HTTPException: the API is sent something else than JSON.
        RefusedError: the form token is missing, or not the cookie's.
    """
    if request.method in SAFE:
        return
    if request.url.path.startswith("/api/") and _kind(request) != JSON:
        raise HTTPException(415, f"the body is taken as {JSON}: send it so, with that Content-Type")
    if has_bearer(request):
        return
    is_browser = "origin" in request.headers or "sec-fetch-site" in request.headers
    if not is_browser and (request.method != "POST" or _kind(request) == JSON):
        return
    given = request.headers.get(HEADER, "")
    if not given and _kind(request) == _URLENCODED:
        given = (await read_form(request)).get(FIELD, "")
    held = request.cookies.get(FORM, "")
    if not held or not is_same(given, held):
        raise RefusedError("the form is too old, or not ours: load the page again, and send it once more")


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
