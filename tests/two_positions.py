"""A data directory that has read two files, for tests that change what is kept of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ajsearch import bootstrap
from ajsearch.settings import Settings
from tests.small_stores import ingested
from tests.texts import ARCHIVIST, DRIVER


@pytest.fixture(scope="session")
def two_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two files in a folder and a data directory that has read them, for each test to start from."""
    root = tmp_path_factory.mktemp("two")
    ingested(root / "read", _written(root / "juhendid"))
    return root


@pytest.fixture
def two_files(two_read: Path) -> Path:
    """The folder of the two files as it was read."""
    return _written(two_read / "juhendid")


@pytest.fixture
def two_settings(two_read: Path, tmp_path: Path) -> Settings:
    """Settings over a copy of the data directory."""
    return Settings(data=shutil.copytree(two_read / "read", tmp_path / "data"), workers=1)


@pytest.fixture
def two_positions(two_settings: Settings, two_files: Path) -> Iterator[bootstrap.Application]:
    """The application over the copy, an archivist and a bus driver in it, with the writer's lock."""
    with bootstrap.changing(two_settings) as app:
        yield app


def _written(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "arhivaar.txt").write_text(ARCHIVIST, encoding="utf-8")
    (folder / "bussijuht.txt").write_text(DRIVER, encoding="utf-8")
    return folder
