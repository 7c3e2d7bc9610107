"""What the pages are made with, and whether the server is well."""

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from onrecord.version import own_version
from onrecord.web.pages import json_answer
from onrecord.web.render import read_static, static_version

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
FOR_GOOD = "public, max-age=31536000, immutable"  # a year, as long as caches keep anything

router = APIRouter(include_in_schema=False)


@router.api_route("/healthz", methods=["GET", "HEAD"])
async def check_health() -> Response:
    """Say that the server answers, and its version; it waits for no thread that others hold."""
    answer = json_answer({"status": "ok", "version": own_version()})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.api_route("/static/{name}", methods=["GET", "HEAD"])
def send_static(request: Request, name: str) -> Response:
    """Send one of our own files; kept for good where it is asked for by the version that it has."""
    body = read_static(name)
    if body is None:
        raise HTTPException(404)
    is_exact = request.query_params.get("v") == static_version(name)
    kind = f"{TYPES[name.rpartition('.')[2]]}; charset=utf-8"
    return Response(body, media_type=kind, headers={"Cache-Control": FOR_GOOD if is_exact else "no-cache"})
