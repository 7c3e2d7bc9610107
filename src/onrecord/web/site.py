"""What the routes of one server share."""

from dataclasses import dataclass

from fastapi import Request

from onrecord.web.jobs import Jobs
from onrecord.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """One server: how it is set up, its questions, and the paths that it answers at."""

    settings: Settings
    jobs: Jobs
    paths: frozenset[str]


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state.site
    return site
