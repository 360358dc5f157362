"""Writes the data directory that a release leaves for later ones to open: ``python -m tests.upgrade VERSION``."""

import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.small_stores import descriptions, ingested

HERE = Path(__file__).parent
INVENTED = "/srv/juhendid"


def main(version: str) -> None:
    """Ingest three descriptions and keep store and index, with an invented folder in the paths."""
    with tempfile.TemporaryDirectory() as place:
        folder = descriptions(Path(place) / "juhendid", 3)
        settings = ingested(Path(place) / "data", folder)
        with closing(sqlite3.connect(settings.store_path)) as connection, connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            for table, column in (("sources", "path"), ("descriptions", "source"), ("problems", "source")):
                connection.execute(f"UPDATE {table} SET {column} = replace({column}, ?, ?)", (str(folder), INVENTED))
        with closing(sqlite3.connect(settings.store_path)) as connection:
            connection.execute("VACUUM")
        target = HERE / version
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        shutil.copy(settings.store_path, target)
        shutil.copytree(settings.index_path, target / "index", ignore=shutil.ignore_patterns("*LOCK"))


if __name__ == "__main__":
    main(sys.argv[1])
