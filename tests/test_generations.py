"""Generations of the index on disk: swapped whole, seen by open engines, never half there."""

import json
import os
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from whoosh.index import open_dir

from ajsearch.errors import EngineError, LockedError
from ajsearch.search import SearchRequest
from index.generations import POINTER, VERSION_FILE, Generations
from index.whoosh_engine import VERSION, WhooshEngine
from tests.engine_contract import ACCOUNTANT, CORPUS, DRIVER, HEAD, MemorySource


def generations(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir() if path.is_dir())


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A built index of the corpus."""
    with closing(WhooshEngine(tmp_path / "index", MemorySource(CORPUS))) as engine:
        engine.rebuild(CORPUS)
    return tmp_path / "index"


def engine_of(directory: Path) -> WhooshEngine:
    return WhooshEngine(directory, MemorySource(CORPUS))


def test_a_rebuild_leaves_one_generation_with_its_version(directory: Path) -> None:
    with closing(engine_of(directory)) as engine:
        engine.rebuild(CORPUS)
    assert generations(directory) == ["g000002"]
    assert (directory / POINTER).read_text() == "g000002"
    assert json.loads((directory / "g000002" / VERSION_FILE).read_text()) == VERSION


def test_an_open_engine_sees_the_commits_and_rebuilds_of_another(directory: Path) -> None:
    with closing(engine_of(directory)) as reader, closing(engine_of(directory)) as writer:
        assert len(reader.ids()) == 4
        writer.update([], ["driver"])
        assert len(reader.ids()) == 3
        writer.rebuild([HEAD, DRIVER])
        assert reader.ids() == {"head", "driver"}
        assert reader.search(SearchRequest(query="eelarve")).total == 1


def test_an_index_outlives_its_engine(directory: Path) -> None:
    with closing(engine_of(directory)) as engine:
        assert engine.ids() == {one.position.id for one in CORPUS}
        assert engine.status().rebuild_reason is None


def test_a_failed_rebuild_leaves_no_folder_behind(directory: Path) -> None:
    with closing(engine_of(directory)) as engine, pytest.raises(AttributeError):
        engine.rebuild([HEAD, "no position"])  # type: ignore[list-item]
    assert generations(directory) == ["g000001"]


def test_what_a_killed_rebuild_left_is_passed_over_and_cleared(directory: Path) -> None:
    (directory / "g000002").mkdir()
    (directory / "g000002" / "half.seg").write_bytes(b"half")
    with closing(engine_of(directory)) as engine:
        assert len(engine.ids()) == 4
        engine.rebuild(CORPUS)
        assert len(engine.ids()) == 4
    assert generations(directory) == ["g000003"]


def test_another_version_asks_for_a_rebuild_answers_until_then_and_takes_no_updates(directory: Path) -> None:
    (directory / "g000001" / VERSION_FILE).write_text(json.dumps(VERSION | {"schema": "0"}))
    with closing(engine_of(directory)) as engine:
        assert engine.status().rebuild_reason == "version"
        assert engine.search(SearchRequest(query="eelarve")).total == 2
        with pytest.raises(EngineError, match="ajsearch rebuild"):
            engine.update([ACCOUNTANT])
        engine.rebuild(CORPUS)
        assert engine.status().rebuild_reason is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a broken file open
@pytest.mark.parametrize("damage", ["toc", "pointer", "folder", "postings"])
def test_a_broken_index_is_said_and_healed_by_a_rebuild(directory: Path, damage: str) -> None:
    generation = directory / "g000001"
    match damage:
        case "toc":
            next(generation.glob("*.toc")).write_bytes(b"junk")
        case "pointer":
            (directory / POINTER).write_bytes(b"\xff\xfe")
        case "folder":
            (directory / POINTER).write_text("g000009")
        case "postings":
            for path in generation.glob("*.places"):
                path.write_bytes(b"")
    with closing(engine_of(directory)) as engine:
        status = engine.status()
        if damage != "postings":  # found when it is read
            assert (status.rebuild_reason, status.healthy) == ("broken", False)
        with pytest.raises(EngineError, match="ajsearch rebuild"):
            engine.search(SearchRequest(query="eelarve"))
        engine.rebuild(CORPUS)
        assert engine.status().rebuild_reason is None
        assert engine.search(SearchRequest(query="eelarve")).total == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_directory_that_cannot_be_written_is_named(directory: Path) -> None:
    directory.chmod(0o500)
    with closing(engine_of(directory)) as engine, pytest.raises(EngineError, match="cannot be written"):
        engine.rebuild(CORPUS)


def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with closing(engine_of(tmp_path / "file" / "index")) as engine, pytest.raises(EngineError, match="cannot be"):
        engine.rebuild(CORPUS)


def test_a_second_writer_is_told_and_the_reader_goes_on(directory: Path) -> None:
    other = open_dir(str(directory / "g000001")).writer()
    try:
        with closing(engine_of(directory)) as engine:
            with pytest.raises(LockedError):
                engine.update([DRIVER])
            assert engine.search(SearchRequest(query="eelarve")).total == 2
    finally:
        other.cancel()


KILLED_WRITER = """
import os, sys
from pathlib import Path
from ajsearch.model import AnalysedPosition
from index.whoosh_engine import WhooshEngine
from tests.engine_contract import CORPUS, DRIVER, MemorySource

class Killer(tuple):
    # kills the process when the writer comes to the passages
    def __iter__(self):
        os._exit(9)

fatal = AnalysedPosition(DRIVER.position, Killer(DRIVER.passages))
engine = WhooshEngine(Path(sys.argv[1]), MemorySource(CORPUS))
getattr(engine, sys.argv[2])([CORPUS[0], fatal])
"""


@pytest.mark.parametrize("writing", ["update", "rebuild"])
def test_a_killed_writer_leaves_the_last_commit_and_no_lock(directory: Path, writing: str) -> None:
    root = Path(__file__).parent.parent
    command = [sys.executable, "-c", KILLED_WRITER, str(directory), writing]
    done = subprocess.run(command, cwd=root, check=False)
    assert done.returncode == 9
    with closing(engine_of(directory)) as engine:
        assert len(engine.ids()) == 4
        engine.update([], ["driver"])
        assert len(engine.ids()) == 3


def test_threads_search_while_another_writes(directory: Path) -> None:
    engine = engine_of(directory)
    problems: list[Exception] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            try:
                assert engine.search(SearchRequest(query="eelarve")).total in {1, 2}
            except Exception as error:
                problems.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(5):
            engine.update([], ["accountant"])
            engine.update([ACCOUNTANT])
            engine.rebuild(CORPUS)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        engine.close()
    assert problems == []


def test_a_pointer_to_elsewhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / POINTER).write_text("../g1")
    assert Generations(tmp_path).current() is None
