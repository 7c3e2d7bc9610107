"""A made-up outlet on this machine: a feed, a sitemap and pages that change, as a test tells them to."""

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime

from tests.ingest.server import NOT_FOUND, Answer, Server, reply


class Outlet(Server):
    """Answers with ETags, and 304 where a client has the page already; ``asked`` are the paths in order."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.unchanged: list[str] = []
        self.robots("User-agent: *\nDisallow: /private/\n")

    def robots(self, text: str) -> None:
        self.answers["/robots.txt"] = reply(text.encode(), "text/plain")

    def find(self, request: str) -> Answer:
        path = request.split(" ")[1]
        self.asked.append(path)
        answer = self.answers.get(path, NOT_FOUND)
        if not isinstance(answer, bytes) or not answer.startswith(b"HTTP/1.1 200"):
            return answer
        tag = f'"{hashlib.sha256(answer).hexdigest()[:12]}"'
        if f"If-None-Match: {tag}" in request:
            self.unchanged.append(path)
            return reply(b"", status="304 Not Modified")
        head, _, body = answer.partition(b"\r\n\r\n")
        return head + f"\r\nETag: {tag}\r\n\r\n".encode() + body

    def write(self, path: str, *said: str, updated: str | None = None, note: str = "") -> str:
        """Put a page there that tells who said what; gives its address."""
        stamp = f'<meta property="article:modified_time" content="{updated}">' if updated else ""
        told = "".join(f"<p>{words}</p>" for words in (*said, note) if words)
        self.answers[path] = reply(
            f"<!doctype html><html><head><title>{path.strip('/')} of the harbour</title>"
            f'<meta property="og:site_name" content="Quay Post">{stamp}</head>'
            f"<body><article><h1>{path.strip('/')} of the harbour</h1>{told}</article></body></html>".encode()
        )
        return self.url + path

    def feed(self, *pages: str, path: str = "/feed", **updated: str) -> str:
        """Put an Atom feed there that names pages, some with the time at which it says they were updated."""
        items = "".join(
            f"<entry><title>{page}</title><link href='{page}'/>"
            + (f"<updated>{updated[page.strip('/')]}</updated>" if page.strip("/") in updated else "")
            + "</entry>"
            for page in pages
        )
        body = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Quay</title>{items}</feed>"
        self.answers[path] = reply(body.encode(), "application/atom+xml")
        return self.url + path

    def sitemap(self, path: str, *pages: str, index: bool = False) -> str:
        outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
        named = "".join(f"<{inner}><loc>{self.url}{page}</loc></{inner}>" for page in pages)
        body = f"<?xml version='1.0'?><{outer} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{named}</{outer}>"
        self.answers[path] = reply(body.encode(), "application/xml")
        return self.url + path


def http_date(seconds: float) -> str:
    """A time so many seconds from now, as HTTP writes it."""
    return format_datetime(datetime.fromtimestamp(datetime.now(UTC).timestamp() + seconds, UTC), usegmt=True)
