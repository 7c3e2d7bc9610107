"""The OpenAPI document is true: whatever is asked by it, well or badly, is answered as it says."""

import shutil
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from onrecord.ledger import Ledger
from onrecord.version import own_version
from onrecord.web import Limits, Settings
from onrecord.web.api import API_ROUTERS
from onrecord.web.api.spec import describe
from tests.web.conftest import serving
from tests.web.test_safety import BEARER, TOKEN

EXAMPLES = 8  # for each operation, besides the edge cases that follow from its schema
CALM = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    database=None,
)


LIMITS = Limits(workers=0)  # questions are taken, up to the limit, and wait for ever: nothing is fetched
CLOSED = Settings(token=TOKEN, reading_closed=True, limits=LIMITS)


def described() -> dict:
    """The document as the server gives it where all needs the token."""
    app = FastAPI(title="On Record", version=own_version())
    for router in API_ROUTERS:
        app.include_router(router)
    return describe(app, CLOSED)


api = schemathesis.openapi.from_dict(described())
real: dict[str, str] = {}  # what there is in the ledger, by the part of an address before it


@pytest.fixture(scope="module")
def closed(filled, tmp_path_factory) -> Iterator[str]:
    """A real server over a filled ledger, where all needs the token."""
    folder = tmp_path_factory.mktemp("described")
    shutil.copytree(filled.parent, folder, dirs_exist_ok=True)
    with Ledger.open(folder / filled.name) as ledger:
        capture = ledger.captures(limit=1)[0].key
        real["pages"] = capture
        real["statements"] = next(iter(ledger.hold(capture).keys.values()))
        real["speakers"] = ledger.speakers(limit=1)[0].key
    with serving(replace(CLOSED, ledger=str(folder / filled.name))) as url:
        yield url


@api.hook
def map_path_parameters(context, path_parameters):
    """Every other address that names something names what is there."""
    given = dict(path_parameters or {})
    found = real.get(context.operation.path.split("/")[3])
    is_turn = len(repr(given)) % 2 or context.operation.path.endswith("/statements")
    return dict.fromkeys(given, found) if found and is_turn else given


def test_the_document_is_the_one_that_is_served(closed):
    served = httpx.get(f"{closed}/api/v1/openapi.json", headers=BEARER).json()
    assert served == described()


@api.parametrize()
@CALM
def test_what_is_answered_is_what_is_described(closed, case):
    # What a schema allows may still be no day, hold no word, or be no cursor of ours: then it is refused.
    case.call_and_validate(base_url=closed, headers=BEARER, excluded_checks=[positive_data_acceptance])
