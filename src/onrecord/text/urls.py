"""Web addresses: what of one chooses the page."""

import re
from urllib.parse import parse_qsl, urlsplit

_TRACKING = re.compile(r"utm_|fbclid|gclid|ref$|source$|amp$", re.IGNORECASE)

Address = tuple[str, str, tuple[tuple[str, str], ...]]


def address_of(url: str | None) -> Address | None:
    """Host, path and what of the query chooses the page; without what only says how one came there.

    Example:
        >>> address_of("https://www.example.org/a/?utm_source=x&id=3")
        ('example.org', '/a', (('id', '3'),))
    """
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:  # not an address at all
        return None
    pairs = parse_qsl(parts.query, keep_blank_values=True)  # "/story?101" and "?102" are two
    query = tuple(sorted((k, v) for k, v in pairs if not _TRACKING.match(k)))
    return (host, parts.path.rstrip("/"), query) if host else None


def origin_of(url: str) -> str:
    """The server of an address: scheme, host and port, in small letters.

    Example:
        >>> origin_of("HTTPS://Outlet.example/a"), origin_of("http://[::1]:8000/a?b")
        ('https://outlet.example', 'http://[::1]:8000')
    """
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"
