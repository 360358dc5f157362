"""ajsearch itself, through the same ingest and service that its entrances use."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from ajsearch import bootstrap
from ajsearch.ingest import IngestReport, ingest
from ajsearch.model import CefrLevel
from ajsearch.roles.advice import Advice
from ajsearch.search import Filters, LanguageFilter, SearchField, SearchRequest
from ajsearch.settings import Settings
from benchmarks.contenders import PAGE
from benchmarks.queries import Kind, Query
from index.answer import answer_to
from index.snapshot import Snapshot
from index.whoosh_engine import VERSION
from index.whoosh_index import WhooshIndex


def run_ingest(files: Sequence[Path], folder: Path, workers: int) -> IngestReport:
    """One ingest of the folder that the files lie in."""
    settings = Settings(data=folder, workers=workers)
    with bootstrap.changing(settings) as application:
        return ingest([files[0].parent], application.store, application.engine, settings)


class Ajsearch:
    """ajsearch as installed."""

    name = "ajsearch"
    largest = 1_000_000

    @staticmethod
    def missing() -> str | None:
        """It is here."""
        return None

    def build(self, files: Sequence[Path], folder: Path, workers: int) -> None:
        """Ingest the files; every one must have become a position."""
        report = run_ingest(files, folder, workers)
        if report.positions != len(files):
            raise RuntimeError(f"{report.positions} positions of {len(files)} files")

    def open(self, folder: Path) -> None:
        """Open store and index."""
        self._application = bootstrap.opened(Settings(data=folder))
        self._numbers: dict[str, int] = {}

    @property
    def _roles(self) -> Advice:
        return self._application.service.roles

    def can(self, query: Query) -> bool:
        """Everything."""
        return True

    def page(self, query: Query) -> None:
        """A page with passages, marks and facets."""
        if query.like is not None:
            self._roles.similar(self._roles.kept(self._id(query.like)), limit=PAGE)
        else:
            self._application.service.search(request_of(query))

    def numbers(self, query: Query) -> frozenset[int]:
        """All positions found."""
        if query.like is not None:
            hits = self._roles.similar(self._roles.kept(self._id(query.like)), limit=PAGE).hits
            return frozenset(self._number()[hit.id] for hit in hits)
        everything = replace(request_of(query), limit=self._application.store.count(), facets=False)
        return frozenset(self._number()[one] for one in answer_to(self._snapshot, everything).ids)

    def close(self) -> None:
        """Close store and index."""
        self._application.close()

    @cached_property
    def _snapshot(self) -> Snapshot:
        """The index alone: positions need not be read to be counted."""
        return Snapshot(WhooshIndex(self._application.settings.index_path, VERSION).reader())

    def _number(self) -> dict[str, int]:
        if not self._numbers:
            ids = list(self._application.store.ids())
            for start in range(0, len(ids), 500):
                found = self._application.service.positions(ids[start : start + 500])
                self._numbers |= {one.id: int(Path(one.path).stem) for one in found}
            self._ids = {number: one for one, number in self._numbers.items()}
        return self._numbers

    def _id(self, number: int) -> str:
        self._number()
        return self._ids[number]


def request_of(query: Query) -> SearchRequest:
    """A query as ajsearch is asked it."""
    text = " ".join(query.words)
    filters = Filters()
    if query.language:
        code, level = query.language
        filters = Filters(languages=(LanguageFilter(code, CefrLevel(level)),))
    field = SearchField.DUTY if query.kind is Kind.FIELD else SearchField.ANY
    return SearchRequest(query=f'"{text}"' if query.kind is Kind.PHRASE else text, field=field, filters=filters)
