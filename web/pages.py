"""The pages: search, one position, what was not read, help."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, Response, make_response, render_template, request

from ajsearch.errors import UsageError
from ajsearch.export import ExportFormat, export, export_table
from ajsearch.facts import FactKind
from ajsearch.passages import item_text
from ajsearch.search import NO_FILTERS, FacetCount, Passage, SearchField, SearchRequest
from ajsearch.stated import stated
from ajsearch.table import place_anchor
from web.api import service
from web.matches import matched_places
from web.params import LISTS, NAMES, address, page_window, read_request, without
from web.texts import CHIPS, chip_text, value_text

blueprint = Blueprint("pages", __name__)

PASSAGES_SHOWN = 3
FACETS_SHOWN = 12
LANGUAGES_SHOWN = 24
"""Values of the languages' facet: each language has its levels beside it."""
SIMILAR_SHOWN = 5

TABLE_VIEW = "table"
TABLE_POSITIONS = 50
"""Positions on a page of the table: a table is looked through, not read."""

REVIEWED_POSITIONS = 50

FACET_FILTERS = {"education": "education_level"}
"""Facets whose filter has another name."""

FOLDED = ("education_level", "licence", "clearance", "tool", "certificate", "competency", "citizenship", "background")
"""Filters that stay folded until one of them is chosen."""

CONTENT_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.JSON: "application/json",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter: its words, and the address without it."""

    text: str
    href: str


@blueprint.get("/")
def search() -> str:
    """The search page: form, filters, hits."""
    try:
        asked, problem = read_request(request.args), None
    except UsageError as error:
        asked, problem = SearchRequest(query=request.args.get("q", "")), str(error)
    view = TABLE_VIEW if request.args.get("view") == TABLE_VIEW else ""
    if view and not request.args.get("limit"):
        asked = replace(asked, limit=TABLE_POSITIONS)
    results = service().search(asked)
    before, after = page_window(asked, results.total)
    return render_template(
        "search.html",
        asked=asked,
        fields=SearchField,
        results=results,
        problem=problem,
        facets={name: _facet(name, counts) for name, counts in results.facets.items()},
        chips=_chips(),
        passages_shown=PASSAGES_SHOWN,
        before=None if before is None else address("/", request.args, offset=before or None),
        after=None if after is None else address("/", request.args, offset=after),
        suggestion=results.did_you_mean and _here(q=results.did_you_mean),
        exports={form: address(f"/export.{form}", request.args, limit=None, offset=None) for form in ExportFormat},
        feed=address("/feed.atom", request.args, view=None, sort=None, limit=None, offset=None),
        asked_view=view,
        rows=list(service().rows_of(asked, results)) if view else (),
        list_view=address("/", request.args, view=None, offset=None),
        table_view=address("/", request.args, view=TABLE_VIEW, offset=None),
        more_chosen=any(request.args.get(name) for name in FOLDED),
        filtered=asked.filters != NO_FILTERS,
        unfiltered=address("/", request.args, **dict.fromkeys(set(NAMES) - {"q", "in"})),
    )


@blueprint.get("/export.<any(csv, xlsx, json):form>")
def download(form: str) -> Response:
    """All positions of a search, or all rows of its table of requirements, as a file."""
    asked = read_request(request.args)
    if request.args.get("view") == TABLE_VIEW:
        rows = service().whole_table(asked)
        name, content = "nouded", export_table(rows, ExportFormat(form), pages=request.url_root)
    else:
        positions = service().positions(list(service().search_all(asked)))
        name, content = "ametikohad", export(positions, ExportFormat(form))
    response = make_response(content)
    response.content_type = CONTENT_TYPES[ExportFormat(form)]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


@blueprint.get("/positions/<position_id>")
def position(position_id: str) -> str:
    """One position with its facts, its sections and, after a search, the matches marked."""
    found = service().position(position_id)
    query = request.args.get("q", "")
    field = request.args.get("in", SearchField.ANY)
    matches = service().passages(position_id, query, _field(field)) if query else ()
    facts = stated(found)
    aimed = request.args.get("place", "")
    quoted = [(one.quote, one.place) for one in facts] + [(one.quote, one.place) for one in found.unread]
    return render_template(
        "position.html",
        position=found,
        query=query,
        marks=_marks(matches),
        places=matched_places(found.sections, _marks(matches)),
        match_count=sum(len(one.marks) for one in matches),
        item_text=item_text,
        facts=[one for one in facts if one.kind is not FactKind.COMPETENCY],
        anchor=lambda one: place_anchor(one.place),
        aimed=aimed,
        quote_marks=quote_marks,
        quotes=[quote for quote, place in quoted if aimed and place_anchor(place) == aimed],
        removed=[one for one in found.corrections if one.value is None and not one.is_dismissal],
        similar=service().roles.nearest(position_id, limit=SIMILAR_SHOWN),
        back=address("/", request.args),
    )


@blueprint.get("/unread")
def unread() -> str:
    """What was not indexed or is doubtful, and why."""
    problems = service().problems()
    return render_template(
        "unread.html",
        failed=[one for one in problems if one.failed],
        doubtful=[one for one in problems if not one.failed],
    )


@blueprint.get("/review")
def review() -> str:
    """Sentences of requirements that gave no fact, for a person to look at."""
    asked = read_request(request.args)
    limit = asked.limit if request.args.get("limit") else REVIEWED_POSITIONS
    found = service().review(limit=limit, offset=asked.offset)
    after = asked.offset + limit
    return render_template(
        "review.html",
        found=found,
        before=address("/review", request.args, offset=max(0, asked.offset - limit) or None) if asked.offset else None,
        after=address("/review", request.args, offset=after) if after < found.total else None,
    )


@blueprint.get("/help")
def help_page() -> str:
    """How to ask."""
    return render_template("help.html")


def _field(text: str) -> SearchField:
    return SearchField(text) if text in {*SearchField} else SearchField.ANY


def quote_marks(text: str, quotes: Sequence[str]) -> list[tuple[int, int]]:
    """Where the quotes stand in a text: sorted and disjoint, the longest of overlapping ones."""
    found = sorted((text.find(one), len(one)) for one in set(quotes) if one and one in text)
    marks: list[tuple[int, int]] = []
    for start, length in sorted(found, key=lambda it: (it[0], -it[1])):
        if not marks or start >= marks[-1][1]:
            marks.append((start, start + length))
    return marks


def _marks(matches: tuple[Passage, ...]) -> dict[str, Passage]:
    """The matches by their text: the same text has the same marks wherever it stands."""
    return {one.text: one for one in matches}


def _facet(name: str, counts: tuple[FacetCount, ...]) -> list[FacetCount]:
    """The most frequent values and all chosen ones."""
    chosen = set(request.args.getlist(FACET_FILTERS.get(name, name)))
    most = LANGUAGES_SHOWN if name == "language" else FACETS_SHOWN
    shown = [one for number, one in enumerate(counts) if number < most or one.value in chosen]
    return _by_language(shown) if name == "language" else shown


def _by_language(counts: list[FacetCount]) -> list[FacetCount]:
    """Each language's levels together from the lowest, the most frequent language first."""
    order = list(dict.fromkeys(one.value.partition(":")[0] for one in counts))
    return sorted(counts, key=lambda one: (order.index(one.value.partition(":")[0]), one.value))


def _chips() -> list[Chip]:
    """The active filters with words and a link that takes each away."""
    chips = [
        Chip(value_text(name, value), _here(**{name: without(request.args, name, value)}))
        for name in LISTS
        for value in dict.fromkeys(filter(None, request.args.getlist(name)))
    ]
    single = [(name, request.args.get(name)) for name in CHIPS]
    return chips + [Chip(chip_text(name, value), _here(**{name: None})) for name, value in single if value]


def _here(**changes: object) -> str:
    """This search's address, from its first hit on, with changes."""
    return address("/", request.args, offset=None, **changes)
