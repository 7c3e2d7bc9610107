"""What this is, and how much it holds."""

from fastapi import Request, Response

from onrecord.version import own_version
from onrecord.web.api.routes import ApiRouter, give
from onrecord.web.api.shapes import Root
from onrecord.web.site import site_of

router = ApiRouter("ledger")


@router.read("/", Root)
def get_root(request: Request) -> Response:
    """Say which version runs, and how much the ledger holds."""
    return give({"version": own_version(), "counts": site_of(request).ledger.counts()})
