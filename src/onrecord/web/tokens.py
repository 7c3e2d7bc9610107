"""Who may write: the operator's token, the cookie of those who signed in with it, and a token in each form.

The form token is sent twice, in a cookie and in the form (double submit): another site can make a
browser send our cookie, but can neither read it nor write it into its own form. A signed one would
need a secret that outlives a restart and is shared by servers that stand side by side, and would
keep out nobody more: that the request comes from our own pages is checked by its headers as well.
"""

import hmac
import re
import secrets
import time
from hashlib import sha256

from fastapi import Request, Response

SESSION, FORM = "onrecord-session", "onrecord-form"  # cookies
SESSION_SECONDS = 12 * 3600  # a day's work, and no longer
FIELD, HEADER = "form_token", "X-Form-Token"  # where a form, and a script, send the form token again
_FORM_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)


def is_same(given: str, wanted: str) -> bool:
    """Compare two secrets in a time that tells nothing of where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8", "replace"))


def has_bearer(request: Request) -> bool:
    """Whether the operator's token came as ``Authorization: Bearer``, which no other site can send."""
    token = request.app.state.site.settings.token
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return token is not None and scheme.lower() == "bearer" and is_same(given.strip(), token)


def is_signed_in(request: Request) -> bool:
    """Whether the client holds the token, or signed in with it; anyone where no token is set."""
    token = request.app.state.site.settings.token
    if token is None or has_bearer(request):
        return True
    expires, _, signature = request.cookies.get(SESSION, "").partition(".")
    if not expires.isascii() or not expires.isdigit() or len(expires) > 12:
        return False
    return is_same(signature, _sign(token, expires)) and int(expires) > time.time()


def sign_in(request: Request, answer: Response) -> None:
    """Give the client a cookie that stands for the token, and holds no trace of it."""
    expires = str(int(time.time()) + SESSION_SECONDS)
    token = request.app.state.site.settings.token or ""
    _set_cookie(request, answer, SESSION, f"{expires}.{_sign(token, expires)}", SESSION_SECONDS)


def sign_out(request: Request, answer: Response) -> None:
    """Take that cookie back."""
    _set_cookie(request, answer, SESSION, "", 0)


def form_token(request: Request) -> str:
    """The client's form token: the one that its cookie holds, or a new one, the same for all of a request."""
    if not hasattr(request.state, FIELD):
        held = request.cookies.get(FORM, "")
        request.state.form_token = held if _FORM_TOKEN.fullmatch(held) else secrets.token_urlsafe(32)
    token: str = request.state.form_token
    return token


def keep_form_token(request: Request, answer: Response, token: str) -> None:
    """Send the form token as a cookie where the client does not hold it yet; it goes with the window."""
    if request.cookies.get(FORM) != token:
        _set_cookie(request, answer, FORM, token, None)


def _set_cookie(request: Request, answer: Response, name: str, value: str, seconds: int | None) -> None:
    is_secure = request.url.scheme == "https"
    answer.set_cookie(name, value, max_age=seconds, httponly=True, samesite="strict", secure=is_secure)


def _sign(token: str, expires: str) -> str:
    return hmac.new(token.encode(), f"session until {expires}".encode(), sha256).hexdigest()
