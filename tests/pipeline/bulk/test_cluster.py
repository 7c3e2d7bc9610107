"""A plan on a real Ray cluster of a head and two workers: the same bytes as here, also when a worker dies."""

from pathlib import Path

import pytest

pytest.importorskip("ray", reason="Ray is not installed: pip install 'onrecord[cluster]'")

from bench.made_up.web import Size, write_web
from bench.scale.engines import compare_engines, tell_compared

_PLAN = """inputs = ["web/*.warc.gz"]
output = "out"

[settings]
workers = 2
piece_pages = 4
paraphrases = false
"""


@pytest.mark.parametrize("kill_worker", [False, True], ids=["undisturbed", "a worker killed"])
def test_a_cluster_writes_the_same_bytes(tmp_path: Path, kill_worker: bool):
    write_web(tmp_path / "web", 3, Size(24, files=3))
    plan = tmp_path / "plan.toml"
    plan.write_text(_PLAN, encoding="utf-8")
    compared = compare_engines(plan, kill_worker=kill_worker)
    assert compared.is_same, compared.said
    assert compared.here.counts == compared.there.counts
    assert compared.there.counts["pages"] == 24
    assert compared.nodes > compared.there.processors  # it was the cluster that worked, not the driver
    assert compared.said in tell_compared(compared)
