"""Analysing kept documents again, without opening a file: by new rules, with a better repair, or without any.

Damaged descriptions are repaired by the words of the store's own clean ones. What is learned depends on nothing but
the store: the words of the clean positions that come first by id, which is as good as chance, for ids are hashes.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from ajsearch import intake, workers
from ajsearch.analysis import AS_IT_IS, VERSION, LearnedWords, digest_of
from ajsearch.errors import FileProblem
from ajsearch.intake import DocumentTask
from ajsearch.model import SourceDocument
from ajsearch.records import Problem
from ajsearch.settings import Settings
from ajsearch.store import Store

SAMPLE = 500
"""Clean positions that words are learned from: some 200,000 words, of which 3,000 already give nearly all there is."""

MAX_WORDS = 5_000
"""Most frequent word forms that are learned: rarer ones are found by their lemmas and parts."""

LEAST_COUNT = 2
"""How often a form must occur to be learned: once may be a slip of the pen."""

CHANGED_SHARE = 0.1
"""Share of new positions in the sample from which on an ingest learns anew; a rebuild always does."""

Progress = Callable[[int, int, str], None]
"""Called with the files done, the files in all, and the one just done."""


def reanalyse(store: Store, settings: Settings, progress: Progress | None = None) -> list[Problem]:
    """Analyse again every position whose analysis is of other rules, then the damaged ones with what can be learned.

    Returns what could not be analysed; such a position stays as it was.
    """
    learned = store.learned()[1]
    problems = _run(store, settings, store.documents(known_versions=_current(learned)), learned, progress)
    return problems + improve_repairs(store, settings, always=True)


def is_stale(store: Store) -> bool:
    """Whether any position was analysed by other rules or with other learned words."""
    return any(True for _ in store.documents(known_versions=_current(store.learned()[1])))


def improve_repairs(store: Store, settings: Settings, *, always: bool = False) -> list[Problem]:
    """Learn the words of the clean positions and repair the damaged ones by them; without damaged ones, nothing.

    Unless ``always``, a sample that is nearly the one learned from is left alone.
    """
    if not set(store.of_version(f"{VERSION}+*", -1)) - set(store.of_version(f"{VERSION}+{AS_IT_IS}", -1)):
        return []
    sample = tuple(store.of_version(VERSION, SAMPLE))
    former, learned = store.learned()
    if always or len({*sample} ^ {*former}) > CHANGED_SHARE * len(sample):
        learned = _words(store, sample)
        store.learn(sample, learned)
    return _run(store, settings, store.documents(known_versions=_current(learned)), learned, None)


def set_repair(store: Store, position_id: str, *, repair: bool) -> None:
    """Repair a position's document or leave it as it is, now and whenever it is read again.

    Raises ``UnknownPosition``, and ``FileProblem`` where the document cannot be analysed.
    """
    _, path, document = store.document(position_id)
    learned = store.learned()[1] if repair else ()
    answer = intake.analyse(DocumentTask(position_id, Path(path).stem, document, repair, learned))
    store.set_repair(document.content_hash, repair=repair)
    store.reanalyse(position_id, answer)


def _current(learned: LearnedWords) -> tuple[str, ...]:
    return VERSION, f"{VERSION}+{AS_IT_IS}", f"{VERSION}+{digest_of(learned)}"


def _run(
    store: Store,
    settings: Settings,
    documents: Iterable[tuple[str, str, SourceDocument]],
    learned: LearnedWords,
    progress: Progress | None,
) -> list[Problem]:
    as_they_are = store.as_they_are()
    tasks = [
        DocumentTask(position_id, Path(path).stem, document, document.content_hash not in as_they_are, learned)
        for position_id, path, document in documents
    ]
    problems = []
    pool = workers.pool(intake.analyse, settings, *intake.with_words(settings.words_path))
    for done, (task, answer) in enumerate(pool.run(tasks), start=1):
        if isinstance(answer, FileProblem):
            problems.append(Problem(task.file_name, answer.reason, answer.message))
        else:
            store.reanalyse(task.id, answer)
        if progress:
            progress(done, len(tasks), task.file_name)
    return problems


def _words(store: Store, sample: tuple[str, ...]) -> LearnedWords:
    """The most frequent known forms of the sample's passages, most frequent first."""
    counts: Counter[str] = Counter()
    for start in range(0, len(sample), 100):
        for analysed in store.load(sample[start : start + 100]).values():
            tokens = (token for passage in analysed.passages for token in passage.tokens)
            counts.update(token.form.lower() for token in tokens if token.known and token.form.isalpha())
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple((form, count) for form, count in ranked[:MAX_WORDS] if count >= LEAST_COUNT)
