"""What all tests share: parts of the system that may be missing, a data directory, the ingested samples."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ajsearch import bootstrap
from ajsearch.ingest import ingest
from ajsearch.settings import Settings
from tests.opensearch import cluster

pytest_plugins = ["tests.admin_pages", "tests.two_positions"]

SHARED = Path(__file__).parent.parent.parent / "shared"


def _tesseract_knows_estonian() -> bool:
    if not shutil.which("tesseract"):
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "est" in listed.stdout.split()


PARTS = {
    "e2e": lambda: bool(shutil.which("chromium")),
    "ocr": _tesseract_knows_estonian,
    "opensearch": cluster.is_here,
    "office": lambda: bool(shutil.which("soffice") or shutil.which("antiword")),
}
"""Markers of tests that need a part of the system, and whether the part is here."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests whose part is missing; where every part must be there, fail instead."""
    for marker, found in PARTS.items():
        marked = [item for item in items if item.get_closest_marker(marker)]
        if marked and not found():
            if os.environ.get("AJSEARCH_TEST_ALL_PARTS"):
                pytest.exit(f"tests marked {marker} may not be skipped here, and their part is missing", 1)
            for item in marked:
                item.add_marker(pytest.mark.skip(reason=f"the part for {marker} tests is not installed"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings over an empty data directory."""
    return Settings(data=tmp_path / "data", workers=2)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over a data directory with the bundled samples in it; for reading only."""
    settings = Settings(data=tmp_path_factory.mktemp("samples") / "data", workers=2)
    with bootstrap.changing(settings) as app:
        report = ingest([bootstrap.SAMPLES], app.store, app.engine, settings)
    assert report.positions
    return settings


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The real descriptions beside the project."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the shared seeds are not here")
    return folder
