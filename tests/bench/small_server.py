"""A server with a slow page, one that is missing, and one that breaks off: python small_server.py PORT."""

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet, else each answer waits 40 ms for an acknowledgement

    def do_GET(self) -> None:
        if self.path == "/broken":
            self.close_connection = True
            return
        time.sleep(0.05 if self.path == "/slow" else 0)
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Length", "2048")
        self.send_header("Server-Timing", "app;dur=7.5")
        self.end_headers()
        self.wfile.write(b"." * 2048)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
