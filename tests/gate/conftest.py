"""The gate: figures that nothing later may lose, on real data that stays where it lies."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with ``data``, ``seed`` and ``score``: ``ONRECORD_SHARED``, or beside the repository."""
    folder = Path(os.environ.get("ONRECORD_SHARED", HERE.parent / "shared"))
    if not (folder / "score").is_dir():
        pytest.skip(f"no evaluation data at {folder}: set ONRECORD_SHARED to measure")
    return folder


@pytest.fixture(scope="session")
def score(shared: Path) -> Callable[..., dict]:
    """Run one of the scorers: name, arguments → its JSON."""

    def run(name: str, *args: str | Path) -> dict:
        command = [sys.executable, str(shared / "score" / f"{name}.py"), *map(str, args)]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    return run
