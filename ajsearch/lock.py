"""One writer at a time: an advisory lock on a file of the data directory, freed by the system when its process ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ajsearch.errors import LockedError, UsageError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Hold the writer's lock; raises ``LockedError`` when another process has it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a")
    except OSError as error:
        cause = (error.strerror or "error").lower()
        raise UsageError(f"{path.parent} cannot be written ({cause}): name a folder of your own.") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise LockedError(
                f"Another ajsearch is writing to {path.parent}: wait until it is done, then run the command again."
            ) from None
        yield
