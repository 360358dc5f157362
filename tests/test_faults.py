"""What goes wrong with sources, data directories and clocks: really made, said in one sentence, and healed."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from ajsearch import bootstrap
from ajsearch.errors import Reason
from ajsearch.ingest import ingest
from ajsearch.settings import Settings
from tests.command_line import COMMAND, answer, one_sentence, run
from tests.crash import state_of
from tests.small_stores import descriptions, ingested
from tests.texts import DRIVER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return descriptions(tmp_path / "juhendid", 4)


def texts(settings: Settings) -> dict[str, bytes]:
    """What is kept of each path but the id, which stays that of a file's first content."""
    return {path: kept[kept.index(b'"path"') :] for path, kept in state_of(settings).items()}


# --- sources ---------------------------------------------------------------------------------------------------------


def test_a_source_folder_that_vanished_removes_nothing(tmp_path: Path, folder: Path) -> None:
    settings = ingested(tmp_path / "data", folder)
    before = state_of(settings)
    shutil.rmtree(folder)
    report = answer("ingest", folder, "--prune", "--data", settings.data, code=1)
    assert [(one["path"], one["reason"]) for one in report["failed"]] == [(str(folder), "missing")]
    assert state_of(settings) == before


def test_a_source_folder_that_vanishes_while_it_is_read_is_reported_file_by_file(tmp_path: Path) -> None:
    folder = descriptions(tmp_path / "juhendid", 6)
    settings = Settings(data=tmp_path / "data", workers=1)

    def vanish(done: int, total: int, name: str) -> None:
        if done == 1:
            shutil.rmtree(folder)

    with bootstrap.changing(settings) as app:
        report = ingest([folder], app.store, app.engine, settings, progress=vanish)
    assert report.added + len(report.failed) == 6
    assert {one.reason for one in report.failed} == {Reason.MISSING}
    assert len(state_of(settings)) == report.added


def test_files_that_change_while_they_are_read_are_told_and_read_the_next_time(tmp_path: Path) -> None:
    folder = descriptions(tmp_path / "juhendid", 4)
    settings = Settings(data=tmp_path / "data", workers=1)

    def change(done: int, total: int, name: str) -> None:
        if done == 1:
            for path in folder.iterdir():
                path.write_text(f"{DRIVER}\nUus {path.name}.\n", encoding="utf-8")

    with bootstrap.changing(settings) as app:
        report = ingest([folder], app.store, app.engine, settings, progress=change)
        assert report.failed
        assert all("changed while it was read" in one.message for one in report.failed)
        assert not ingest([folder], app.store, app.engine, settings).failed
    assert texts(settings) == texts(ingested(tmp_path / "fresh", folder))


# --- the data directory ----------------------------------------------------------------------------------------------


def test_two_ingests_at_once_are_one_and_a_sentence(tmp_path: Path) -> None:
    folder = descriptions(tmp_path / "juhendid", 40)
    data = tmp_path / "data"
    command = [*COMMAND, "ingest", folder, "--data", data, "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as first:
        while not (data / "lock").exists():
            time.sleep(0.01)
        time.sleep(0.3)
        said = one_sentence(run("ingest", folder, "--data", data), code=1)
        assert "Another ajsearch is writing" in said
        assert first.wait(60) == 0
    assert len(state_of(Settings(data=data))) == 40


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path, folder: Path) -> None:
    settings = ingested(tmp_path / "data", folder)
    with closing(sqlite3.connect(settings.store_path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = settings.store_path.read_bytes()
    for command in (["ingest", folder], ["search", "buss"], ["doctor"], ["rebuild"]):
        said = one_sentence(run(*command, "--data", settings.data), code=1)
        assert "store version 99" in said
    assert settings.store_path.read_bytes() == before


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a broken file open
@pytest.mark.parametrize("damage", ["cut", "turned"])
@pytest.mark.parametrize("kind", [".places", ".col", ".toc"])
def test_a_damaged_index_file_is_named_by_doctor_and_healed_by_rebuild(
    index: Settings, tmp_path: Path, kind: str, damage: str
) -> None:
    settings = Settings(data=shutil.copytree(index.data, tmp_path / "data"), workers=1)
    path = next(settings.index_path.glob(f"g*/*{kind}"))
    content = bytearray(path.read_bytes())
    if damage == "cut":
        del content[len(content) // 2 :]
    else:
        content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with bootstrap.reading(settings) as app:
        said = app.service.damage()
    assert f"{path.name} of the index is not as it was written: run ajsearch rebuild." in said
    bootstrap.rebuild(settings, only_if_needed=False)
    assert state_of(settings) == state_of(index)


@pytest.mark.parametrize("kind", [".places", ".col", ".toc"])
def test_the_next_start_heals_an_index_file_that_was_cut(index: Settings, tmp_path: Path, kind: str) -> None:
    settings = Settings(data=shutil.copytree(index.data, tmp_path / "data"), workers=1)
    path = next(settings.index_path.glob(f"g*/*{kind}"))
    os.truncate(path, path.stat().st_size // 2)
    assert state_of(settings) == state_of(index)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data directory to be copied and damaged."""
    place = tmp_path_factory.mktemp("index")
    return ingested(place / "data", descriptions(place / "juhendid", 3))


@pytest.mark.parametrize("damage", ["start", "middle", "cut", "empty"])
def test_a_damaged_store_is_said_and_restored_from_its_backup(index: Settings, tmp_path: Path, damage: str) -> None:
    settings = Settings(data=shutil.copytree(index.data, tmp_path / "data"), workers=1)
    assert run("backup", tmp_path / "backup.db", "--data", settings.data).returncode == 0
    size = settings.store_path.stat().st_size
    with settings.store_path.open("r+b") as file:
        match damage:
            case "start":
                file.write(b"x" * 100)
            case "middle":
                file.seek(size // 4)
                file.write(os.urandom(size // 2))
            case "cut":
                file.truncate(size // 2)
            case "empty":
                file.truncate(0)
    said = one_sentence(run("doctor", "--data", settings.data), code=1)
    assert "ajsearch restore" in said
    assert run("restore", tmp_path / "backup.db", "--replace", "--data", settings.data).returncode == 0
    assert state_of(settings) == state_of(index)


# --- the clock -------------------------------------------------------------------------------------------------------

YEAR_BEHIND = """
import sys, time
real, real_ns = time.time, time.time_ns
time.time, time.time_ns = lambda: real() - 3.2e7, lambda: real_ns() - 32 * 10**15
from ajsearch.cli import main
sys.argv[0] = "ajsearch"
main()
"""


def test_a_clock_that_jumps_back_a_year_hides_no_change(tmp_path: Path, folder: Path) -> None:
    settings = ingested(tmp_path / "data", folder)
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8").replace("Lisa", "Osa")
        path.write_text(text + " ", encoding="utf-8")
        os.utime(path, (time.time() - 3.2e7,) * 2)
    command = [sys.executable, "-c", YEAR_BEHIND, "ingest", folder, "--data", settings.data, "--workers", "1"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert texts(settings) == texts(ingested(tmp_path / "fresh", folder))


def test_a_file_from_the_future_is_looked_into_each_time(tmp_path: Path, folder: Path) -> None:
    path = folder / "0.txt"
    future = (time.time() + 3.2e7,) * 2
    os.utime(path, future)
    settings = ingested(tmp_path / "data", folder)
    path.write_text(path.read_text(encoding="utf-8").replace("Lisa 0", "Lisa 9"), encoding="utf-8")
    os.utime(path, future)
    ingested(settings.data, folder)
    assert texts(settings) == texts(ingested(tmp_path / "fresh", folder))
