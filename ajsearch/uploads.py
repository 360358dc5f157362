"""Files that are sent to the server: read in a process of their own with the limits of any file, and not kept."""

from ajsearch.errors import FileProblem
from ajsearch.roles.given import Given, Upload, given_upload
from ajsearch.settings import Settings
from ajsearch.workers import WorkerPool


class Uploads:
    """Reads sent files within the settings' limits."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def read(self, upload: Upload) -> Given:
        """The role in a sent file; raises ``FileProblem``."""
        pool = WorkerPool(
            given_upload,
            workers=1,
            seconds=self._settings.file_seconds,
            memory_bytes=self._settings.file_memory_mb * 1024 * 1024,
        )
        _, answer = next(iter(pool.run([upload])))
        if isinstance(answer, FileProblem):
            raise answer
        return answer
