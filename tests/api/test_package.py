"""What ``import onrecord`` offers, and what it costs."""

import inspect
import subprocess
import sys

import pytest

import onrecord
from onrecord import api


def _run(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_import_loads_nothing_else():
    told = "import sys, onrecord; print(sorted(m for m in sys.modules if m.startswith('onrecord.')))"
    assert _run(told) == "[]"
    assert _run("import sys, onrecord; print('numpy' in sys.modules)") == "False"


def test_every_name_is_there_and_listed():
    assert set(onrecord.__all__) == set(api.__all__) <= set(dir(onrecord))
    for name in onrecord.__all__:
        assert callable(getattr(onrecord, name)), name
        if name != "trace":
            assert getattr(onrecord, name) is getattr(api, name)


def test_a_name_that_is_none_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = onrecord.nothing


@pytest.mark.parametrize(
    "first",
    [
        "import onrecord",
        "from onrecord.trace import Index",
        "from onrecord import trace",
        "import onrecord.trace",
    ],
)
def test_trace_is_a_call_and_a_room_whatever_was_imported_first(first):
    asked = "import onrecord.trace as room; from onrecord.trace import Index; print(room.Index is Index)"
    assert _run(f"{first}; import onrecord; print(callable(onrecord.trace)); {asked}") == "True\nTrue"


def test_the_room_tells_the_functions_signature():
    assert inspect.signature(onrecord.trace) == inspect.signature(api.trace)
