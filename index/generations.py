"""Generations of an index on disk: each in its own folder, one of them current, swapped by replacing one small file.

DIR/current          the name of the current generation
DIR/g000007/         an index with its version.json
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ajsearch.errors import EngineError

POINTER = "current"
VERSION_FILE = "version.json"

Version = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Generations:
    """The generations under one directory. Readers need no lock; there is one writer at a time."""

    directory: Path

    def current(self) -> Path | None:
        """The folder of the current generation; None where nothing was built yet."""
        try:
            name = (self.directory / POINTER).read_text("ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise EngineError(f"{self.directory / POINTER} cannot be read; run: ajsearch rebuild.") from error
        return self.directory / name if name.startswith("g") and name[1:].isdigit() else None

    def begin(self) -> Path:
        """A new empty folder beside the current one; raises ``EngineError`` where it cannot be made."""
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            numbers = [int(path.name[1:]) for path in self._folders()]
            path = self.directory / f"g{max(numbers, default=0) + 1:06d}"
            path.mkdir()
        except OSError as error:
            raise not_writable(self.directory, error) from error
        return path

    def publish(self, folder: Path, version: Version) -> None:
        """Make a finished generation the current one, lastingly, and remove the others."""
        try:
            (folder / VERSION_FILE).write_text(json.dumps(dict(version)), "utf-8")
            for path in folder.iterdir():
                _sync(path)
            _sync(folder)
            temporary = self.directory / f"{POINTER}.new"
            temporary.write_text(folder.name, "ascii")
            _sync(temporary)
            os.replace(temporary, self.directory / POINTER)
            _sync(self.directory)
        except OSError as error:
            raise not_writable(self.directory, error) from error
        for other in self._folders():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)

    def discard(self, folder: Path) -> None:
        """Remove a generation that was not finished."""
        shutil.rmtree(folder, ignore_errors=True)

    def version(self, folder: Path) -> Version | None:
        """What the generation was built with; None where that cannot be read."""
        try:
            found = json.loads((folder / VERSION_FILE).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def _folders(self) -> list[Path]:
        return [path for path in self.directory.iterdir() if path.name[:1] == "g" and path.name[1:].isdigit()]


def not_writable(directory: Path, error: OSError) -> EngineError:
    """The error to raise when the index cannot be written."""
    cause = (error.strerror or "error").lower()
    return EngineError(f"The index in {directory} cannot be written ({cause}); free space or name another folder.")


def _sync(path: Path) -> None:
    """Have the system write a file or folder to the disk now."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
