"""What was found, in a browser: server-rendered pages, each of them also as JSON."""

from onrecord.web.app import make_app
from onrecord.web.server import make_server
from onrecord.web.settings import Limits, Settings

__all__ = ["Limits", "Settings", "make_app", "make_server"]
