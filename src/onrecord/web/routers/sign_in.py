"""Signing in with the operator's token, and out."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import SignInError
from onrecord.web.forms import Fields
from onrecord.web.links import local
from onrecord.web.pages import PageRouter, View
from onrecord.web.site import site_of
from onrecord.web.tokens import is_same, is_signed_in, sign_in, sign_out

router = PageRouter(include_in_schema=False)


@router.page("/sign-in")
def show_sign_in(request: Request, back: str = "/") -> View:
    """Ask for the token."""
    data = {"token_set": site_of(request).settings.token is not None, "signed_in": is_signed_in(request)}
    return View("sign-in.html.j2", data, {"back": local(back)})


@router.post("/sign-in")
def take_token(request: Request, form: Fields) -> Response:
    """Let in who holds the token, and lead back to where they came from."""
    token = site_of(request).settings.token
    if token is None or not is_same(form.get("token", "").strip(), token):
        raise SignInError("this is not the token that the operator has set: look it up, and try again")
    answer = RedirectResponse(local(form.get("back", "/")), 303)
    sign_in(request, answer)
    return answer


@router.post("/sign-out")
def leave(request: Request) -> Response:
    """Sign out."""
    answer = RedirectResponse("/", 303)
    sign_out(request, answer)
    return answer
