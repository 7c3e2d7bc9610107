"""Addresses on this server, with what is asked of them."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from fastapi import Request
from starlette.exceptions import HTTPException

MAX_FIELD = 400  # characters of a field of a query that is a name, an id or a day, not a text


def address(path: str, fields: Mapping[str, object] | None = None, **more: object) -> str:
    """A path with a query; what is empty or None is left out.

    Example:
        >>> address("/search", {"q": "a b", "outlet": ""}, cursor="x", since=None)
        '/search?q=a+b&cursor=x'
    """
    given = {
        name: str(value) for name, value in {**(fields or {}), **more}.items() if value not in (None, "")
    }
    asked = urlencode(given, errors="replace")
    return f"{quote(path, safe='/')}?{asked}" if asked else quote(path, safe="/")


def field(request: Request, name: str, most: int = MAX_FIELD) -> str:
    """A field of the address's query, without blanks around it; empty where it is not there.

    Raises:
        HTTPException: it is longer than ``most`` characters.
    """
    value = request.query_params.get(name, "").strip()
    if len(value) > most:
        raise HTTPException(400, f"{name} is longer than {most:,} characters: give less")
    return value


def local(path: str) -> str:
    """A path on this server; the start page for all that would lead elsewhere.

    Example:
        >>> local("/pages/1?q=a"), local("//evil.example"), local("/\\\\evil.example")
        ('/pages/1?q=a', '/', '/')
    """
    is_plain = path.isascii() and path.isprintable() and "\\" not in path and " " not in path
    return path if is_plain and path.startswith("/") and not path.startswith("//") else "/"
