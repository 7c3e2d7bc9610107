"""Templates → answers: what every page has, and in which form the client wants it."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import Request, Response
from jinja2 import Environment

from onrecord.show import asset, environment
from onrecord.version import own_version
from onrecord.web.tokens import form_token, is_signed_in, keep_form_token

NAV = (  # shown in this order, as far as their pages are there
    ("Start", "/"),
    ("Search", "/search"),
    ("New", "/new"),
    ("Pages", "/pages"),
    ("Speakers", "/speakers"),
    ("Records", "/records"),
    ("Review", "/review"),
)
SHOWN = ("report.css", "descent.css", "comparison.css", "report.js")  # the report's own style and script
_STATIC = files("onrecord.web").joinpath("static")
OWN = tuple(sorted(each.name for each in _STATIC.iterdir() if each.name.endswith((".css", ".js", ".svg"))))


def wants_json(request: Request) -> bool:
    """Whether a program asks: by the address (``/api/…`` or ``….json``), or by what it accepts.

    A program that accepts anything, as curl does, gets from a page's address what people get.
    """
    path, accepts = request.url.path, request.headers.get("accept", "")
    return path.startswith("/api/") or path.endswith(".json") or ("json" in accepts and "html" not in accepts)


def render(request: Request, template: str, shown: Mapping[str, Any], status: int = 200) -> Response:
    """Render a page.

    Args:
        request: what was asked; its client's form token goes into the page's forms.
        template: of this package or of ``onrecord.show``; most extend ``base.html.j2``.
        shown: what the template shows.
        status: the HTTP status.
    """
    site = request.app.state.site
    token = form_token(request)
    body = (
        _templates()
        .get_template(template)
        .render(
            shown,
            form_token=token,
            here=request.url.path,
            here_again=_address(request),
            origin=f"{request.url.scheme}://{request.url.netloc}",
            nav=[(name, path) for name, path in NAV if path in site.paths],
            token_set=site.settings.token is not None,
            signed_in=is_signed_in(request),
        )
    )
    answer = Response(body.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")
    keep_form_token(request, answer, token)
    return answer


def _address(request: Request) -> str:
    """Where to come back to after signing in: the page, or the start page where something was posted."""
    if request.method not in ("GET", "HEAD"):
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def read_static(name: str) -> bytes | None:
    """One of the files that pages refer to; None where there is none by that name."""
    if name in SHOWN:
        return asset(name).encode()
    return _STATIC.joinpath(name).read_bytes() if name in OWN else None


@cache
def static_version(name: str) -> str:
    """What tells a file's content from what it was: part of its address, so that it may be kept."""
    return hashlib.sha256(read_static(name) or b"").hexdigest()[:12]


@cache
def _templates() -> Environment:
    env = environment("onrecord.web")
    env.globals["version"] = own_version()
    env.globals["static"] = lambda name: f"/static/{name}?v={static_version(name)}"
    return env
