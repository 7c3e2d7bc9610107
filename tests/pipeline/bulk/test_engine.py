"""The engine of this machine outlasts its workers."""

import multiprocessing

from onrecord.pipeline.bulk.engine import LocalEngine


def test_a_worker_that_dies_between_two_steps_is_replaced():
    engine = LocalEngine(1)
    try:
        assert list(engine.map(abs, [-1])) == [1]
        for process in multiprocessing.active_children():
            process.kill()
            process.join()
        assert list(engine.map(abs, [-2, -3])) == [2, 3]
    finally:
        engine.close()
