"""A data directory of every released version opens, is searched, and becomes one of today's version."""

import shutil
from pathlib import Path

import pytest

from ajsearch import bootstrap
from ajsearch.search import SearchRequest
from ajsearch.settings import Settings
from tests.crash import make_old, state_of
from tests.small_stores import descriptions, ingested

VERSIONS = sorted(path for path in (Path(__file__).parent / "upgrade").iterdir() if (path / "ajsearch.db").exists())


def titles(settings: Settings) -> list[str]:
    with bootstrap.reading(settings) as app:
        return [hit.title for hit in app.service.search(SearchRequest(query="arhivaalide korrastamine")).hits]


def test_there_is_one_of_each_release() -> None:
    assert [path.name for path in VERSIONS] == ["0.1.0"]


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.name)
def test_an_old_data_directory_is_searched_upgraded_and_the_same_as_a_new_one(version: Path, tmp_path: Path) -> None:
    settings = Settings(data=shutil.copytree(version, tmp_path / "data"), workers=1)
    assert titles(settings) == ["arhivaar 1"]
    make_old(settings)
    assert titles(settings) == ["arhivaar 1"]
    assert bootstrap.rebuild(settings, only_if_needed=True).positions == 3
    assert state_of(settings) == state_of(ingested(tmp_path / "new", descriptions(tmp_path / "juhendid", 3)))


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.name)
def test_an_old_data_directory_names_no_machine(version: Path) -> None:
    kept = b"".join(path.read_bytes() for path in version.rglob("*") if path.is_file())
    assert b"/tmp/" not in kept
    assert b"/home/" not in kept
