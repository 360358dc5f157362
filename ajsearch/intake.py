"""The part of ingest that runs in worker processes: read one file, or analyse one kept document again."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec

from ajsearch import readers, records, rules
from ajsearch.analysis import Description, LearnedWords, describe, version_of
from ajsearch.errors import FileProblem, Reason
from ajsearch.estonian import lasting
from ajsearch.model import SourceDocument
from ajsearch.paths import open_regular, real_path
from ajsearch.records import Described, Problem, shown_path

CHUNK = 1 << 20


class FileTask(msgspec.Struct, frozen=True, gc=False):
    """A file to read: ``path`` absolute as it is kept, ``shown`` as reports name it, ``hash`` of the content found.

    ``as_they_are`` are the hashes of documents that are not to be repaired.
    """

    path: str
    shown: str
    hash: str
    size: int
    mtime_ns: int
    as_they_are: frozenset[str] = frozenset()


class FileAnswer(msgspec.Struct, frozen=True, gc=False):
    """What a file gave: its descriptions and what was wrong with or doubtful in them."""

    described: tuple[Described, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class DocumentTask:
    """A kept document whose analysis is out of date; its repair may use ``learned`` words."""

    id: str
    file_name: str
    document: SourceDocument
    repair: bool = True
    learned: LearnedWords = ()


def prepare(words: Path, version: str | None = None) -> None:
    """Begin work with words in this process: what is known of them lies at ``words``, of this ``words_version``."""
    lasting.open_words(words, version or words_version())


@contextmanager
def words_at(words: Path) -> Iterator[None]:
    """Work with the words at ``words`` in this process."""
    prepare(words)
    try:
        yield
    finally:
        lasting.close_words()


def with_words(words: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    """How a worker process begins and ends work with the words at ``words``."""
    return partial(prepare, words, words_version()), lasting.close_words


def words_version() -> str:
    """What all that is known of words and texts depends on: the rules here, and the analyser's lexicon."""
    from importlib import metadata  # 20 ms, of the first of a run's processes only

    return f"{rules.digest()}-{metadata.version('estnltk')}"


def read(task: FileTask) -> FileAnswer:
    """Read and analyse one file; raises ``FileProblem`` when it gives nothing at all."""
    path = real_path(task.path)
    outcome = readers.read_file(path)
    read = {one.content_hash for one in outcome.documents if one.inner is None} or {file_hash(path)}
    if read != {task.hash}:
        raise FileProblem(Reason.UNREADABLE, "It changed while it was read: run the same command again.")
    described: list[Described] = []
    problems = [_problem(task, inner, problem) for inner, problem in outcome.failures]
    for document in outcome.documents:
        inner = document.inner or ""
        try:
            repair = document.content_hash not in task.as_they_are
            found = describe(document, file_name=Path(inner or task.shown).stem, repair=repair)
        except FileProblem as problem:
            if document.inner is None:
                raise
            problems.append(_problem(task, inner, problem))
            continue
        described.append(_described(document, found))
        shown = shown_path(task.shown, inner)
        problems += [Problem(shown, note.reason, note.message, failed=False) for note in found.notes]
    lasting.keep_words()
    return FileAnswer(tuple(described), tuple(problems))


def analyse(task: DocumentTask) -> Described:
    """Analyse a kept document with the rules of today."""
    found = describe(task.document, file_name=task.file_name, repair=task.repair, learned=task.learned)
    lasting.keep_words()
    return _described(task.document, found, task.learned)


def file_hash(path: Path) -> str:
    """SHA-256 of a regular file's content in hex; raises ``OSError``, also for anything else."""
    digest = hashlib.sha256()
    with open_regular(path) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def now() -> str:
    """The time as RFC 3339 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _described(document: SourceDocument, found: Description, learned: LearnedWords = ()) -> Described:
    version = version_of(found.position.quality, learned)
    return records.described(
        document.inner or "",
        document.content_hash,
        version,
        document=document,
        position=found.position,
        passages=found.passages,
    )


def _problem(task: FileTask, inner: str, problem: FileProblem) -> Problem:
    return Problem(shown_path(task.shown, inner), problem.reason, problem.message)
