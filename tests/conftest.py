"""Settings and fixtures of all tests."""

from hypothesis import settings

from tests.browser import axe, chromium, complaints, new_page
from tests.ledger.postgres import _server, database, place, postgres

__all__ = [
    "_server",
    "axe",
    "chromium",
    "complaints",
    "database",
    "new_page",
    "place",
    "postgres",
]  # fixtures, wherever a test asks for them

settings.register_profile("steady", derandomize=True, deadline=None)  # the same cases on every machine
settings.load_profile("steady")
