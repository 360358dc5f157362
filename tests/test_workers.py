import multiprocessing
import os
import time
from functools import partial
from pathlib import Path

import pytest

from ajsearch.errors import FileProblem, Reason
from ajsearch.workers import WorkerPool

MEMORY = 2 << 30


def work(task):
    """What the worker processes do in these tests: the task's first word says it."""
    kind, *rest = task
    match kind:
        case "double":
            return rest[0] * 2
        case "touch":
            Path(rest[0]).touch()
        case "hang":
            time.sleep(60)
        case "die":
            os._exit(3)
        case "die once":
            marker = rest[0]
            if not os.path.exists(marker):
                open(marker, "w").close()
                os._exit(3)
            return "alive"
        case "eat":
            return bytearray(4 << 30)
        case "recurse":
            return work(task)
        case "problem":
            raise FileProblem(Reason.CORRUPT, "It is broken.")
        case "surprise":
            raise ZeroDivisionError
        case "surprise once":
            if not os.path.exists(rest[0]):
                open(rest[0], "w").close()
                raise SystemError
            return "alive"
    return None


def run(tasks, workers=2, seconds=20.0):
    return dict(WorkerPool(work, workers=workers, seconds=seconds, memory_bytes=MEMORY).run(tasks))


def test_every_task_has_its_own_result():
    tasks = [("double", n) for n in range(20)]
    assert run(tasks) == {task: task[1] * 2 for task in tasks}


def test_no_tasks_start_no_worker():
    assert run([]) == {}


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (("problem",), Reason.CORRUPT),
        (("surprise",), Reason.UNREADABLE),
        (("recurse",), Reason.UNSAFE),
        (("eat",), Reason.TOO_LARGE),
        (("die",), Reason.UNREADABLE),
    ],
)
def test_a_bad_task_costs_only_itself(task, reason):
    found = run([("double", 1), task, ("double", 2)])
    assert found[("double", 1)] == 2
    assert found[("double", 2)] == 4
    assert found[task].reason is reason


def test_a_hanging_task_is_stopped_and_the_others_go_on():
    begun = time.monotonic()
    found = run([("hang",), ("double", 1), ("double", 2)], seconds=2.0)
    assert found[("hang",)].reason is Reason.TIMEOUT
    assert found[("double", 2)] == 4
    assert time.monotonic() - begun < 20


def test_what_nobody_foresaw_is_told_with_its_place():
    problem = run([("surprise",)])[("surprise",)]
    assert problem.message.startswith("It could not be read (ZeroDivisionError in ajsearch.workers, line ")


@pytest.mark.parametrize("failure", ["die once", "surprise once"])
def test_a_worker_that_fails_once_is_replaced_and_its_task_tried_again(tmp_path, failure):
    task = (failure, str(tmp_path / "marker"))
    assert run([task])[task] == "alive"


def test_a_worker_that_dies_while_it_is_idle_is_replaced():
    pool = WorkerPool(work, workers=1, seconds=20.0, memory_bytes=MEMORY).run([("double", 1), ("double", 2)])
    assert next(pool)[1] == 2
    (worker,) = multiprocessing.active_children()
    worker.kill()
    worker.join()
    assert next(pool)[1] == 4


def test_stopping_early_leaves_no_process(tmp_path):
    results = WorkerPool(work, workers=2, seconds=20.0, memory_bytes=MEMORY).run(
        [("hang",), ("hang", 1), ("double", 1)]
    )
    results.close()
    assert multiprocessing.active_children() == []


def test_a_worker_that_is_done_finishes_what_it_began(tmp_path):
    pool = WorkerPool(
        work, workers=2, seconds=20.0, memory_bytes=MEMORY, finish=partial(Path.touch, tmp_path / "finished")
    )
    assert dict(pool.run([("double", 1)])) == {("double", 1): 2}
    assert (tmp_path / "finished").exists()
    assert multiprocessing.active_children() == []


def test_several_workers_go_on_while_a_result_is_dealt_with(tmp_path):
    tasks = [("touch", str(tmp_path / str(n))) for n in range(20)]
    results = WorkerPool(work, workers=2, seconds=20.0, memory_bytes=MEMORY).run(tasks)
    next(results)
    deadline = time.monotonic() + 20
    while len(os.listdir(tmp_path)) < len(tasks) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(os.listdir(tmp_path)) == len(tasks)
    assert len(list(results)) == len(tasks) - 1


def test_stopping_a_pool_that_waits_for_hanging_tasks_ends_soon():
    results = WorkerPool(work, workers=2, seconds=60.0, memory_bytes=MEMORY).run(
        [("double", 1), ("double", 2), ("hang",), ("hang", 1)]
    )
    next(results)
    begun = time.monotonic()
    results.close()
    assert time.monotonic() - begun < 10
    assert multiprocessing.active_children() == []


def test_stopping_a_pool_that_is_far_ahead_ends_soon(monkeypatch):
    monkeypatch.setattr("ajsearch.workers.AHEAD", 2)
    results = WorkerPool(work, workers=2, seconds=60.0, memory_bytes=MEMORY).run(("double", n) for n in range(10_000))
    next(results)
    results.close()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("workers", [1, 2])
def test_tasks_that_cannot_be_told_are_an_error_of_the_caller(workers):
    def tasks():
        yield ("double", 1)
        raise LookupError("no more tasks")

    with pytest.raises(LookupError):
        list(WorkerPool(work, workers=workers, seconds=20.0, memory_bytes=MEMORY).run(tasks()))
    assert multiprocessing.active_children() == []
