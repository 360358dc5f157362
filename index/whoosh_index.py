"""Whoosh's files: opening, committing and rebuilding them, on disk in generations or in memory."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb import filestore
from whoosh.index import TOC, LockError
from whoosh.reading import IndexReader

from ajsearch.errors import EngineError, LockedError
from ajsearch.packed import Analysed
from index import checksums
from index.generations import Generations, Version, not_writable
from index.merging import geometric
from index.schema import make_schema
from index.writer import PlacesWriter

# Whoosh types only some of its functions: its storages are taken as they come.
Storage = Any
_FileStorage: Any = filestore.FileStorage
_RamStorage: Any = filestore.RamStorage
_Toc: Any = TOC

BROKEN = "The search index is broken; run: ajsearch rebuild."
LOCKED = "Another ajsearch is writing to the search index; try again when it is done."


class WhooshIndex:
    """The files of one index, which need not exist yet; ``directory`` None keeps everything in memory."""

    def __init__(self, directory: Path | None, version: Version) -> None:
        self._directory = directory
        self._generations = Generations(directory) if directory else None
        self._version = version
        self._memory: Storage | None = None

    def rebuild_reason(self) -> str | None:
        """Why the index must be rebuilt: it is missing or was built by another version; None where it is fine."""
        if self._generations is None:
            return None if self._memory else "missing"
        folder = self._generations.current()
        if folder is None:
            return "missing"
        return None if self._generations.version(folder) == dict(self._version) else "version"

    def state(self) -> object:
        """Something that changes with every commit and rebuild, by whatever process."""
        if self._generations is None:
            return id(self._memory), self._memory and _generation(self._memory)
        folder = self._generations.current()
        if folder is None:
            return None
        return folder, _generation(_FileStorage(str(folder), supports_mmap=False))

    def reader(self) -> IndexReader:
        """A reader of the last commit; of an empty index where nothing was built yet."""
        folder = self._generations and self._generations.current()
        if folder and folder.is_dir() and checksums.cut(folder):
            raise EngineError(BROKEN)
        storage = _FileStorage(str(folder)) if folder else self._memory or _created(_RamStorage())
        reader: IndexReader = _open(storage).reader()
        return reader

    def damage(self) -> list[str]:
        """Names of the files that are not as they were written."""
        folder = self._generations and self._generations.current()
        return checksums.damaged(folder) if folder and folder.is_dir() else []

    def is_at_fault(self) -> bool:
        """Whether an error in reading may come of the files: of another version, or not as they were written."""
        return self.rebuild_reason() == "version" or bool(self.damage())

    def update(self, changed: Iterable[Analysed], removed: Iterable[str]) -> None:
        """One commit that replaces the changed and drops the removed, or nothing of it."""
        latest = {analysed.position.id: analysed for analysed in changed}
        gone = {*latest, *removed}
        reason = self.rebuild_reason()
        if reason == "missing":
            self.rebuild(latest.values(), None)
            return
        if reason is not None:
            raise EngineError("The search index is of another version; run: ajsearch rebuild.")
        storage = self._memory or _FileStorage(str(self._current()))
        with self._writing(storage) as writer:
            for position_id in sorted(gone):
                writer.delete_by_term("id", position_id)
            for analysed in latest.values():
                writer.add_position(analysed)
            writer.mergetype = geometric

    def rebuild(self, positions: Iterable[Analysed], progress: Callable[[int], None] | None) -> None:
        """A new index of the positions in place of the old, which answers until the new one is complete."""
        if self._generations is None:
            memory = _created(_RamStorage())
            self._fill(memory, positions, progress)
            self._memory = memory
            return
        folder = self._generations.begin()
        try:
            self._fill(_created(_FileStorage(str(folder))), positions, progress)
            self._generations.publish(folder, self._version)
        except BaseException:
            self._generations.discard(folder)
            raise

    def _fill(self, storage: Storage, positions: Iterable[Analysed], progress: Callable[[int], None] | None) -> None:
        seen: set[str] = set()
        with self._writing(storage) as writer:
            for analysed in positions:
                if analysed.position.id not in seen:
                    seen.add(analysed.position.id)
                    writer.add_position(analysed)
                    if progress:
                        progress(len(seen))

    def _current(self) -> Path:
        folder = self._generations and self._generations.current()
        if not folder:
            raise EngineError(BROKEN)
        return folder

    @contextmanager
    def _writing(self, storage: Storage) -> Iterator[PlacesWriter]:
        """A writer that commits at the end, or leaves everything as it was and gives its lock back."""
        place = self._directory or Path("memory")
        try:
            writer = PlacesWriter(_open(storage))
        except LockError:
            raise LockedError(LOCKED) from None
        except OSError as error:
            raise not_writable(place, error) from error
        try:
            yield writer
            writer.commit()  # type: ignore[no-untyped-call]  # Whoosh's
            if self._directory:
                checksums.record(Path(storage.folder))
        except BaseException as error:
            if not writer.is_closed:
                with suppress(Exception):
                    writer.cancel()  # type: ignore[no-untyped-call]  # Whoosh's
            if isinstance(error, OSError):
                raise not_writable(place, error) from error
            raise


def _created(storage: Storage) -> Storage:
    try:
        storage.create_index(make_schema())
    except OSError as error:
        raise not_writable(Path(getattr(storage, "folder", "memory")), error) from error
    return storage


def _open(storage: Storage) -> Any:
    """The index in a storage; its damage is an ``EngineError``."""
    try:
        return storage.open_index()
    except Exception as error:  # what Whoosh unpickles may be any bytes, which raise anything
        raise EngineError(BROKEN) from error


def _generation(storage: Storage) -> int:
    """The number of the last commit."""
    return int(_Toc._latest_generation(storage, "MAIN"))
