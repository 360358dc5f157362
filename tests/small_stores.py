"""Small folders of descriptions, and data directories made of them, for tests that damage them."""

import os
from pathlib import Path

from ajsearch import bootstrap
from ajsearch.ingest import ingest
from ajsearch.settings import Settings
from tests.texts import ARCHIVIST, DRIVER


def descriptions(folder: Path, count: int, *, first: int = 0) -> Path:
    """A folder of so many descriptions, numbered from the first, that have lain there for long."""
    folder.mkdir(exist_ok=True)
    for number in range(first, first + count):
        text = (ARCHIVIST if number % 2 else DRIVER).replace("arhivaar", f"arhivaar {number}")
        path = folder / f"{number}.txt"
        path.write_text(f"{text}\nLisa {number}.\n", encoding="utf-8")
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return folder


def ingested(data: Path, folder: Path) -> Settings:
    settings = Settings(data=data, workers=1)
    with bootstrap.changing(settings) as app:
        assert not ingest([folder], app.store, app.engine, settings).failed
    return settings
