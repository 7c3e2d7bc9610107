"""Who judges: the name that a reviewer gave last, kept in their browser, to be typed once."""

from urllib.parse import quote, unquote

from fastapi import Request, Response

AUTHOR = "onrecord-author"  # cookie
_YEAR = 365 * 24 * 3600  # seconds; browsers keep nothing for much longer
MAX_AUTHOR = 200  # characters, as the ledger keeps them


def author_of(request: Request) -> str:
    """The name that this browser's reviewer judged by last; empty where they have not."""
    return unquote(request.cookies.get(AUTHOR, ""), errors="replace")[:MAX_AUTHOR]


def remember_author(request: Request, answer: Response, author: str) -> None:
    """Keep the name for the next judgement; it is sent to this site alone, and proves nothing."""
    value = quote(author.strip()[:MAX_AUTHOR], safe="", errors="replace")
    secure = request.url.scheme == "https"
    answer.set_cookie(AUTHOR, value, max_age=_YEAR, httponly=True, samesite="strict", secure=secure)
