"""The ports of search: what a request, a result and an engine are. No engine's syntax or objects pass here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import msgspec

from ajsearch.model import (
    Background,
    CefrLevel,
    Citizenship,
    EducationLevel,
    SectionKind,
)
from ajsearch.packed import Analysed, PackedPassages, ShownPosition

DEFAULT_LIMIT = 10
MAX_LIMIT = 1000


class SearchField(StrEnum):
    """Where words are looked for."""

    ANY = "any"
    TITLE = "title"
    PURPOSE = "purpose"
    DUTY = "duty"
    COMPETENCY = "competency"
    REQUIREMENT = "requirement"


class Need(StrEnum):
    """How binding a requirement must be to count; an alternative is one of several that would do."""

    ANY = "any"
    REQUIRED = "required"
    ALTERNATIVE = "alternative"
    WELCOME = "welcome"


class Sort(StrEnum):
    """Order of the hits; ties go by title, then id."""

    RELEVANCE = "relevance"
    TITLE = "title"
    EMPLOYER = "employer"
    DATE = "date"


class Why(StrEnum):
    """Why a word is marked, strongest first."""

    EXACT = "exact"
    LEMMA = "lemma"
    PART = "part"
    FAMILY = "family"
    SYNONYM = "synonym"
    OCR = "ocr"


@dataclass(frozen=True, slots=True)
class LanguageFilter:
    """Positions with a requirement of ``language`` from ``lowest`` to ``highest``; no bounds: any mention of it.

    ``need`` and ``approximate`` stand in for those of all filters where they are not None.
    """

    language: str
    lowest: CefrLevel | None = None
    highest: CefrLevel | None = None
    need: Need | None = None
    approximate: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a position must satisfy. Several values of one filter are alternatives, but of ``languages`` all must hold.

    ``education`` is the highest that the searcher has, ``max_experience`` their years, ``speaks`` their languages (the
    level is ``highest``): positions that require no more (or nothing) pass. ``min_education`` and ``min_experience``
    take positions that require at least that, ``education_levels`` those whose requirement is one of these (None: that
    have none). ``need`` says how binding a language, an education level of ``education_levels``, a licence, tool,
    certificate, competency, citizenship or background must be; ``approximate``, whether guessed levels count.
    """

    languages: tuple[LanguageFilter, ...] = ()
    no_languages: tuple[str, ...] = ()
    need: Need = Need.ANY
    approximate: bool = False
    education: EducationLevel | None = None
    min_education: EducationLevel | None = None
    max_experience: float | None = None
    min_experience: float | None = None
    licences: tuple[str, ...] = ()
    clearance: bool = False
    employers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    education_levels: tuple[EducationLevel | None, ...] = ()
    speaks: tuple[LanguageFilter, ...] = ()
    tools: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    citizenship: tuple[Citizenship, ...] = ()
    background: tuple[Background, ...] = ()


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A question: ``query`` is in our query language (any text is legal); offset and limit count hits.

    Without ``passages`` hits say which positions they are and no more; without ``facets`` none are counted.
    """

    query: str = ""
    field: SearchField = SearchField.ANY
    filters: Filters = NO_FILTERS
    limit: int = DEFAULT_LIMIT
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    passages: bool = True
    facets: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """An item that matches. ``marks`` are sorted, disjoint half-open ranges of code points of ``text``, whole words.

    ``why`` has the reasons of all marks, strongest first; ``mark_whys`` the reason of each mark, as long as ``marks``.
    """

    section: SectionKind
    number: str | None
    heading: str
    text: str
    marks: tuple[tuple[int, int], ...]
    why: tuple[Why, ...]
    mark_whys: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A position that matches, with the passages that answer the query, best first.

    ``elsewhere`` are passages that show its words one by one where no item of this position has them together, and
    those that only synonyms speak for where other positions say the word itself.
    """

    id: str
    path: str
    title: str
    employer: str | None
    unit: str | None
    score: float
    passages: tuple[Passage, ...] = ()
    elsewhere: tuple[Passage, ...] = ()


class FacetCount(msgspec.Struct, frozen=True, gc=False):
    """How many positions a further filter would leave."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """An answer: ``total`` hits in all, the requested window of them, and the facets of the whole set.

    ``facets`` has employer, unit, language ("ru:B2", or "ru" without a level), education ("none" where nothing is
    required), experience (years, "none"), licence, clearance ("yes"), tool, certificate, competency, citizenship and
    background; each counts without its own filter, most frequent first. ``notice`` is a sentence in Estonian where the
    query was not taken as written. ``cut_short``: the query took too long, so that a part of it was answered, or from a
    part of the positions. ``conditions`` are the facts that the query itself asks for ("keel:vene>=B2").
    """

    query: str
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    did_you_mean: str | None = None
    notice: str | None = None
    cut_short: bool = False
    conditions: tuple[Filters, ...] = ()


class CompletionKind(StrEnum):
    """What a completion is: a word of the texts, a position's title, a competency's name."""

    WORD = "word"
    TITLE = "title"
    SKILL = "skill"


@dataclass(frozen=True, slots=True)
class Completion:
    """A query that a half-typed one may become, and how many positions have its word, title or skill."""

    text: str
    kind: CompletionKind
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineStatus:
    """What ``ajsearch doctor`` says of an engine. ``rebuild_reason`` is None when the index is up to date."""

    name: str
    version: str
    positions: int
    rebuild_reason: str | None
    healthy: bool
    message: str = ""


class PositionSource(Protocol):
    """Where an engine gets the positions that it shows: the store."""

    def shown(self, ids: Sequence[str]) -> Mapping[str, ShownPosition]:
        """What is shown of the positions of those ids that exist, by id."""
        ...


class SearchEngine(Protocol):
    """A full-text engine. Readers never block; there is one writer at a time."""

    def search(self, request: SearchRequest) -> Results:
        """The positions that satisfy query and filters. Any text is a legal query."""
        ...

    def passages(self, query: str, field: SearchField, passages: PackedPassages) -> tuple[Passage, ...]:
        """All passages of one position that the query's words match, in the document's order."""
        ...

    def complete(self, text: str, *, limit: int) -> Sequence[Completion]:
        """At most ``limit`` queries that the half-typed ``text`` may become; case and diacritics do not matter."""
        ...

    def update(self, changed: Iterable[Analysed], removed: Iterable[str] = ()) -> None:
        """Index the changed positions in place of their former selves and drop the removed: all or nothing."""
        ...

    def rebuild(self, positions: Iterable[Analysed], progress: Callable[[int], None] | None = None) -> None:
        """Build the index anew beside the old one and swap it in atomically; ``progress`` gets the count so far."""
        ...

    def ids(self) -> frozenset[str]:
        """The ids of all indexed positions."""
        ...

    def status(self) -> EngineStatus:
        """State and versions; says so, and does not raise, when the index is broken."""
        ...

    def damage(self) -> Sequence[str]:
        """Names of the parts of the index that are not as they were written; may read all of it."""
        ...

    def close(self) -> None:
        """Release files and connections."""
        ...
