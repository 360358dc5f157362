"""What positions require, in numbers: each is the total of a search and says which.

All numbers come from the facets of a few searches, so that no engine needs to count in a way of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ajsearch.model import CefrLevel
from ajsearch.search import FacetCount, Need, Results, SearchRequest

Search = Callable[[SearchRequest], Results]

MAX_LINES = 25
"""Tools, certificates and competencies that are shown: the most frequent, a page of them."""

NOTHING = "none"
NEEDS = (Need.REQUIRED, Need.ALTERNATIVE, Need.WELCOME)
NAMED = {"tool": "tools", "certificate": "certificates", "competency": "competencies"}
"""Facets with no end of values, and the filters that choose among them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many positions, and the filters of the search whose total that is, by the names of an address."""

    count: int
    search: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One language, level, name …: ``figures`` by strength ("mentioned", "required", "alternative", "welcome").

    ``levels`` are of a language: how many require it at that level or a higher one. Of tools, those that only the
    work's duties name are in "mentioned" alone.
    """

    value: str
    figures: Mapping[str, Figure]
    levels: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Overview:
    """Numbers of ``total`` positions; ``parts`` by facet, each with its most frequent lines first (years in order)."""

    total: int
    parts: Mapping[str, tuple[Line, ...]]


Counts = Mapping[str, int]
Facets = Mapping[str, tuple[FacetCount, ...]]


def overview(search: Search, request: SearchRequest) -> Overview:
    """The overview of the positions that a request finds; its need is not looked at, each has its own numbers."""
    request = replace(request, limit=0, offset=0, filters=replace(request.filters, need=Need.ANY))
    found = search(request)
    by_need = {need: search(_needing(request, need)).facets for need in NEEDS}
    parts = {
        "language": _languages(_counts(found.facets["language"]), by_need, request.filters.approximate),
        "education": _education(found, by_need),
        "experience": _experience(_counts(found.facets["experience"])),
        "clearance": _single(_counts(found.facets["clearance"]), lambda _: {"clearance": "1"}),
        "employer": _single(_counts(found.facets["employer"]), lambda name: {"employer": name}),
    }
    for facet in ("licence", "citizenship", "background"):
        needed = {need: _counts(facets[facet]) for need, facets in by_need.items()}
        parts[facet] = _by_strength(facet, _counts(found.facets[facet]), needed)
    for facet, name in NAMED.items():
        counts = dict(list(_counts(found.facets[facet]).items())[:MAX_LINES])
        parts[facet] = _by_strength(facet, counts, _chosen(search, request, facet, name, tuple(counts)))
    return Overview(found.total, parts)


def _needing(request: SearchRequest, need: Need) -> SearchRequest:
    return replace(request, filters=replace(request.filters, need=need))


def _counts(facet: Sequence[FacetCount]) -> Counts:
    return {one.value: one.count for one in facet}


def _chosen(
    search: Search, request: SearchRequest, facet: str, name: str, values: Sequence[str]
) -> Mapping[Need, Counts]:
    """The counts of certain values by strength: a facet never leaves out what is chosen, however rare it is."""
    chosen = replace(request.filters, **{name: values})  # type: ignore[arg-type]  # all are tuples of names
    return {
        need: _counts(search(replace(request, filters=replace(chosen, need=need))).facets[facet]) if values else {}
        for need in NEEDS
    }


def _languages(mentioned: Counts, by_need: Mapping[Need, Facets], approximate: bool) -> tuple[Line, ...]:
    needed = {need: _counts(facets["language"]) for need, facets in by_need.items()}
    required = needed[Need.REQUIRED]
    lines = []
    for code in (value for value in mentioned if ":" not in value):
        figures = {"mentioned": Figure(mentioned[code], {"language": code})}
        figures |= {
            need.value: Figure(counts.get(code, 0), {"language": code, "need": need.value})
            for need, counts in needed.items()
        }
        sure = {"approximate": "1"} if approximate else {}
        levels = {
            level.value: Figure(
                _at_least(required, code, level), {"language": f"{code}:{level}", "need": Need.REQUIRED.value, **sure}
            )
            for level in CefrLevel
        }
        lines.append(Line(code, figures, levels))
    return tuple(lines)


def _at_least(counts: Counts, code: str, level: CefrLevel) -> int:
    """How many have the level or a higher one: the count of the lowest level from there on that is stated at all."""
    stated = (counts[f"{code}:{one}"] for one in CefrLevel if one >= level and f"{code}:{one}" in counts)
    return next(stated, 0)


def _education(found: Results, by_need: Mapping[Need, Facets]) -> tuple[Line, ...]:
    counts = _counts(found.facets["education"])
    lines = []
    for value in counts:
        if value == NOTHING:
            figures = {"mentioned": Figure(counts[value], {"education_level": NOTHING})}
        else:
            figures = {
                need.value: Figure(
                    _counts(by_need[need]["education"]).get(value, 0), {"education_level": value, "need": need.value}
                )
                for need in (Need.REQUIRED, Need.WELCOME)
            }
        lines.append(Line(value, figures, {}))
    return tuple(lines)


def _experience(counts: Counts) -> tuple[Line, ...]:
    """From none on upwards."""

    def years(value: str) -> float:
        return -1.0 if value == NOTHING else float(value)

    def search(value: str) -> dict[str, str]:
        return {"max_experience": "0"} if value == NOTHING else {"min_experience": value, "max_experience": value}

    return tuple(
        Line(value, {Need.REQUIRED.value: Figure(counts[value], search(value))}, {})
        for value in sorted(counts, key=years)
    )


def _single(counts: Counts, search: Callable[[str], Mapping[str, str]]) -> tuple[Line, ...]:
    return tuple(Line(value, {"mentioned": Figure(count, search(value))}, {}) for value, count in counts.items())


def _by_strength(facet: str, counts: Counts, needed: Mapping[Need, Counts]) -> tuple[Line, ...]:
    lines = []
    for value, count in counts.items():
        figures = {"mentioned": Figure(count, {facet: value})} if facet == "tool" else {}
        figures |= {
            need.value: Figure(of.get(value, 0), {facet: value, "need": need.value}) for need, of in needed.items()
        }
        lines.append(Line(value, figures, {}))
    return tuple(lines)
