"""Keeps a corpus true to the store: reads only what changed, in memory for this process and in a file for the next.

The file is a cache like the index: it can be thrown away, and one that cannot be read or written is done without.
"""

import hashlib
import io
import threading
from collections.abc import Collection
from contextlib import suppress
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from ajsearch.errors import UsageError
from ajsearch.export import write_whole
from ajsearch.model import decode, encode
from ajsearch.packed import PackedPosition
from ajsearch.roles.corpus import Corpus, Gathering, Head, corpus_of
from ajsearch.store import Store

OUTLINE_VERSION = 3
"""Raised with every change of how outlines are made or kept."""

LISTS = ("weak_words.txt", "standing_duties.toml", "kindred_words.txt")

BATCH = 2000
"""Changed positions that are taken in at a time: bounds the memory that plain Python values take."""


class Upkeep:
    """The corpus of a store's positions. Safe to use from several threads; ``path`` None keeps no file."""

    def __init__(self, store: Store, path: Path | None) -> None:
        self._store = store
        self._path = path
        self._lock = threading.Lock()
        self._state: object = None
        self._corpus: Corpus | None = None
        self._in_file: Corpus | None = None
        self._taken_in = Gathering()

    def take_in(self, positions: Collection[PackedPosition]) -> None:
        """Take in positions as the store holds them now, so that they need not be read once more."""
        stamps = self._store.stamps([one.position.id for one in positions])
        with self._lock:
            for one in positions:
                head = one.position
                self._taken_in.add(Head(head.id, stamps[head.id], head.title, head.employer, head.unit), one.passages)
            if len(self._taken_in) >= BATCH:
                self._corpus = self._with_taken_in()

    def corpus(self) -> Corpus:
        """The corpus as the store is now; raises ``StoreError``."""
        with self._lock:
            state = self._store.state()
            if self._corpus is None or state != self._state:
                self._corpus = self._up_to_date(self._with_taken_in())
                self._state = state
                if self._corpus is not self._in_file:
                    self._save(self._corpus)
                    self._in_file = self._corpus
            return self._corpus

    def _up_to_date(self, corpus: Corpus) -> Corpus:
        stamps = self._store.stamps()
        fresh = {head.id: row for row, head in enumerate(corpus.heads) if stamps.get(head.id) == head.stamp}
        if len(fresh) < len(corpus.heads):
            corpus = corpus.kept(np.array(list(fresh.values()), np.int64))
        known = {head.id for head in corpus.heads}
        missing = [one for one in stamps if one not in known]
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            corpus = corpus.joined(corpus_of((stamps[one.id], one) for one in self._store.each_shown(batch)))
        return corpus

    def _with_taken_in(self) -> Corpus:
        if self._corpus is None:
            self._corpus = self._in_file = self._load()
        corpus = self._corpus
        if not len(self._taken_in):
            return corpus
        taken_in, self._taken_in = self._taken_in, Gathering()
        return corpus.joined(taken_in.corpus())

    def _load(self) -> Corpus:
        """The corpus of the file; an empty one where there is none, or one of another version, or a broken one."""
        if self._path is not None:
            with suppress(Exception), np.load(io.BytesIO(self._path.read_bytes()), allow_pickle=False) as found:
                if bytes(found["version"]) == _version():
                    kept: dict[str, Any] = {one.name: found[one.name] for one in fields(Corpus)}
                    kept["heads"] = decode(bytes(kept["heads"]), tuple[Head, ...])
                    kept["vocabulary"] = decode(bytes(kept["vocabulary"]), tuple[str, ...])
                    return Corpus(**kept)
        return corpus_of(())

    def _save(self, corpus: Corpus) -> None:
        if self._path is None:
            return
        values: dict[str, Any] = {one.name: getattr(corpus, one.name) for one in fields(Corpus)}
        for name in ("heads", "vocabulary"):
            values[name] = np.frombuffer(encode(values[name]), np.uint8)
        file = io.BytesIO()
        np.savez(file, version=np.frombuffer(_version(), np.uint8), **values)
        with suppress(UsageError):
            write_whole(self._path, file.getvalue())


def _version() -> bytes:
    """Changes with the form of the file and with the lists that outlines are made with."""
    lists = [(files("ajsearch") / "data" / "roles" / name).read_bytes() for name in LISTS]
    return f"{OUTLINE_VERSION}-{hashlib.sha256(b''.join(lists)).hexdigest()[:12]}".encode()
