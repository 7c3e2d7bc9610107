"""The bundled sample, copied so that its index is kept beside the copy; and what was traced in it."""

import shutil
from pathlib import Path

import pytest

import onrecord

SAMPLE = Path(__file__).resolve().parents[2] / "sample"


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    return shutil.copytree(SAMPLE, tmp_path_factory.mktemp("api") / "sample")


@pytest.fixture(scope="session")
def traced(sample) -> onrecord.Readings:
    return onrecord.trace(sorted((sample / "pages").iterdir()), records=sample / "records")
