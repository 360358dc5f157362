"""Several web processes over one data directory: each sees what another process does to it, without a restart."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ajsearch import bootstrap
from ajsearch.settings import Settings
from index.generations import POINTER
from tests.command_line import run
from tests.serving import Served, serving
from tests.small_stores import descriptions, ingested

PROCESSES = 3


@pytest.fixture
def data(tmp_path: Path) -> Settings:
    return ingested(tmp_path / "data", descriptions(tmp_path / "juhendid", 2))


@pytest.fixture
def served(data: Settings) -> Iterator[list[Served]]:
    with ExitStack() as stack:
        yield [stack.enter_context(serving(data.data)) for _ in range(PROCESSES)]


@dataclass
class Asking:
    """Asks processes in turn, all the time, in a thread of its own."""

    processes: list[Served]
    totals: list[int] = field(default_factory=list)
    problems: list[Exception] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Asking":
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _ask(self) -> None:
        while not self._stop.is_set():
            for one in self.processes:
                try:
                    self.totals.append(one.get("/api/v1/search", q="arhivaar")["total"])
                except Exception as error:
                    self.problems.append(error)


def totals(processes: list[Served], **query: str) -> list[int]:
    return [one.get("/api/v1/search", **query)["total"] for one in processes]


def test_each_process_sees_an_ingest_a_rebuild_and_a_removal_without_a_restart(
    data: Settings, served: list[Served], tmp_path: Path
) -> None:
    assert totals(served) == [2] * PROCESSES
    generation = (data.index_path / POINTER).read_text()
    with Asking(served) as asking:
        folder = descriptions(tmp_path / "juhendid", 3)
        assert run("ingest", folder, "--data", data.data, "--workers", "1").returncode == 0
        assert totals(served) == [3] * PROCESSES
        assert run("rebuild", "--data", data.data).returncode == 0
        assert (data.index_path / POINTER).read_text() != generation
        assert totals(served) == [3] * PROCESSES
        with bootstrap.changing(data) as app:
            app.store.removals.remove(
                served[0].get("/api/v1/search", q="arhivaar")["hits"][0]["id"], "2026-01-01T00:00:00Z"
            )
            bootstrap.follow(app)
        assert totals(served) == [2] * PROCESSES
    assert asking.problems == []
    assert set(asking.totals) <= {0, 1}
    assert asking.totals[0] == 1
    assert asking.totals[-1] == 0
    assert [one.process.poll() for one in served] == [None] * PROCESSES
