"""The engine of this machine outlasts its workers."""

import multiprocessing
import signal
import time
from functools import partial

import pytest

from onrecord.errors import WorkError
from onrecord.pipeline.bulk import ray_engine
from onrecord.pipeline.bulk.engine import LocalEngine
from onrecord.version import own_version


def test_a_worker_that_dies_between_two_steps_is_replaced():
    engine = LocalEngine(1)
    try:
        assert list(engine.map(abs, [-1])) == [1]
        for process in multiprocessing.active_children():
            process.kill()
            process.join()
        assert sorted(engine.map(abs, [-2, -3])) == [2, 3]
    finally:
        engine.close()


def test_a_worker_never_hears_ctrl_c_and_we_do():
    engine = LocalEngine(1)
    try:
        (held,) = engine.map(partial(signal.pthread_sigmask, signal.SIG_BLOCK), [()])
    finally:
        engine.close()
    assert signal.SIGINT in held  # from its first moment on
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_machine_of_a_cluster_that_has_another_version_does_nothing():
    assert ray_engine._work_out(abs, -1, own_version()) == 1
    with pytest.raises(WorkError, match=r"and the run is of 0\.0\.0: install the same on all machines"):
        ray_engine._work_out(abs, -1, "0.0.0")


def test_the_engine_ends_its_own_processes_alone():
    other = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    other.start()
    engine = LocalEngine(1)
    try:
        assert list(engine.map(abs, [-1])) == [1]
        assert len(multiprocessing.active_children()) == 2
        engine.close()
        assert multiprocessing.active_children() == [other]
    finally:
        engine.close()
        other.kill()
        other.join()
