"""Full and read-only disks, really mounted where root may: said in one sentence, and nothing is lost."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ajsearch import bootstrap
from tests.command_line import COMMAND, answer, one_sentence, run
from tests.crash import State, state_of
from tests.small_stores import descriptions, ingested

ROOT = os.geteuid() == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return descriptions(tmp_path / "juhendid", 4)


@pytest.fixture
def undisturbed(tmp_path: Path, folder: Path) -> State:
    return state_of(ingested(tmp_path / "undisturbed", folder))


def mounted(place: Path, *arguments: str) -> None:
    """Mount something at a place, or skip the test where that is not allowed."""
    place.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *arguments, str(place)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting is not allowed here: {done.stderr.strip()}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    if not ROOT:
        pytest.skip("only root may mount a small disk")
    mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=3m", "tmpfs")
    yield tmp_path / "disk"
    subprocess.run(["umount", "-l", tmp_path / "disk"], check=True)


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a command that failed, as usage where it made nothing yet."""
    return one_sentence(done, done.returncode if done.returncode == 2 else 1)


@contextmanager
def filled(disk: Path, left: int) -> Iterator[None]:
    """The disk filled up to ``left`` bytes."""
    space = os.statvfs(disk)
    filler = disk / "filler"
    filler.write_bytes(b"\1" * (space.f_bavail * space.f_frsize - left))
    yield
    filler.unlink()


@pytest.mark.parametrize("left", [0, 40_000, 300_000])
def test_a_full_disk_is_said_and_costs_nothing(
    small_disk: Path, folder: Path, undisturbed: State, tmp_path: Path, left: int
) -> None:
    data = small_disk / "data"
    settings = ingested(data, descriptions(tmp_path / "old", 2))
    before = state_of(settings)
    more = descriptions(tmp_path / "more", 30, first=2)
    with filled(small_disk, left):
        said = one_sentence(run("ingest", more, "--data", data, "--workers", "1"), code=1)
        assert "full" in said or "no space left" in said
        assert answer("search", "õpilasliini buss", "--data", data)["hits"]
    assert before.items() <= state_of(settings).items()
    shutil.rmtree(data)
    assert state_of(ingested(data, folder)) == undisturbed


@pytest.mark.parametrize("left", [0, 60_000, 110_000])
def test_a_store_that_a_full_disk_did_not_let_begin_begins_later(
    small_disk: Path, folder: Path, undisturbed: State, left: int
) -> None:
    with filled(small_disk, left):
        assert " full" in refused(run("ingest", folder, "--data", small_disk / "data", "--workers", "1"))
    assert state_of(ingested(small_disk / "data", folder)) == undisturbed


@pytest.mark.parametrize("kilobytes", [16, 60])
def test_a_limit_of_file_size_is_said_and_costs_nothing(
    tmp_path: Path, folder: Path, undisturbed: State, kilobytes: int
) -> None:
    limited = ["bash", "-c", f'ulimit -f {kilobytes}; exec "$@"', "-", *COMMAND]
    arguments = ["ingest", str(folder), "--data", str(tmp_path / "data"), "--workers", "1"]
    done = subprocess.run([*limited, *arguments], capture_output=True, text=True, timeout=60, check=False)
    refused(done)
    assert state_of(ingested(tmp_path / "data", folder)) == undisturbed


@pytest.fixture
def read_only(tmp_path: Path, folder: Path) -> Iterator[Path]:
    """A data directory on a disk that may not be written, or of somebody else."""
    place = tmp_path / "readonly"
    place.mkdir()
    ingested(place / "data", folder)
    if ROOT:
        mounted(place, "--bind", str(place))
        mounted(place, "-o", "remount,ro,bind")
        yield place / "data"
        subprocess.run(["umount", "-l", place], check=True)
    else:
        (place / "data").chmod(0o500)
        (place / "data" / "index").chmod(0o500)
        yield place / "data"
        (place / "data").chmod(0o700)


def test_a_read_only_data_directory_is_searched_and_backed_up_and_not_written(
    read_only: Path, folder: Path, tmp_path: Path
) -> None:
    assert answer("search", "--data", read_only)["total"] == 4
    assert answer("doctor", "--data", read_only)["damage"] == []
    assert answer("ingest", folder, "--dry-run", "--data", read_only)["unchanged"] == 4
    assert run("backup", tmp_path / "backup.db", "--data", read_only).returncode == 0
    for command in (["ingest", folder], ["rebuild"], ["restore", tmp_path / "backup.db", "--replace"]):
        assert "cannot be written" in one_sentence(run(*command, "--data", read_only), code=2)


def test_an_index_that_cannot_follow_on_a_read_only_disk_answers_as_it_is(tmp_path: Path, folder: Path) -> None:
    if not ROOT:
        pytest.skip("only root may mount a read-only disk")
    place = tmp_path / "disk"
    place.mkdir()
    settings = ingested(place / "data", folder)
    next(settings.index_path.glob("g*/version.json")).write_text("{}")
    mounted(place, "--bind", str(place))
    mounted(place, "-o", "remount,ro,bind")
    try:
        done = run("search", "--data", settings.data)
        assert done.returncode == 0
        assert "last good state answers" in done.stderr
        assert "4" in done.stdout
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_a_reader_that_may_not_write_sees_what_another_writes(tmp_path: Path, folder: Path) -> None:
    settings = ingested(tmp_path / "data", folder)
    if ROOT:
        pytest.skip("root may write everywhere")
    settings.data.chmod(0o500)
    with bootstrap.reading(settings) as app:
        assert app.store.count() == 4
        settings.data.chmod(0o700)
        ingested(settings.data, descriptions(tmp_path / "more", 6))
        assert app.store.count() == 6


def test_kept_words_that_a_limit_does_not_let_grow_are_done_without(
    tmp_path: Path, folder: Path, undisturbed: State
) -> None:
    ingested(tmp_path / "free", folder)
    store, words = (tmp_path / "free" / name for name in ("ajsearch.db", "words.db"))
    between = (store.stat().st_size + words.stat().st_size) // 2 // 1024
    assert store.stat().st_size < between * 1024 < words.stat().st_size
    limited = ["bash", "-c", f'ulimit -f {between}; exec "$@"', "-", *COMMAND]
    arguments = ["ingest", str(folder), "--data", str(tmp_path / "data"), "--workers", "1"]
    done = subprocess.run([*limited, *arguments], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert state_of(ingested(tmp_path / "data", folder)) == undisturbed
