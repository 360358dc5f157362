"""The pages: search, one position, what was not read, help."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import Blueprint, Response, make_response, render_template, request

from ajsearch.export import ExportFormat, export, export_table
from ajsearch.facts import FactKind
from ajsearch.model import SectionKind
from ajsearch.passages import item_text
from ajsearch.search import Hit, Passage, Results, SearchField, SearchRequest
from ajsearch.stated import stated
from ajsearch.table import place_anchor
from ajsearch.wording import short_words
from web.api import service
from web.i18n import gettext
from web.matches import matched_places
from web.narrowing import chips, choices, easings, here, kept
from web.params import address, chosen_ids, page_window, read_request, read_understood, shorten

blueprint = Blueprint("pages", __name__)
blueprint.before_request(shorten)

PASSAGES_SHOWN = 3
SIMILAR_SHOWN = 5

TABLE_VIEW = "table"
TABLE_POSITIONS = 50
"""Positions on a page of the table: a table is looked through, not read."""

REVIEWED_POSITIONS = 50

BADGES = (FactKind.LANGUAGE, FactKind.EDUCATION, FactKind.EXPERIENCE, FactKind.LICENCE, FactKind.CLEARANCE)
"""Requirements that a hit tells in short: whether somebody has a chance at all."""

FOLDED = ("education_level", "licence", "clearance", "tool", "certificate", "competency", "citizenship", "background")
"""Filters that stay folded until one of them is chosen."""

CONTENT_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.JSON: "application/json",
}


@blueprint.get("/")
def search() -> str:
    """The search page: form, filters, hits."""
    asked, problem = read_understood(request.args)
    view = TABLE_VIEW if request.args.get("view") == TABLE_VIEW else ""
    if view and not request.args.get("limit"):
        asked = replace(asked, limit=TABLE_POSITIONS)
    results = service().search(asked)
    chosen = service().positions(chosen_ids(request.args))
    return render_template(
        "search.html",
        asked=asked,
        fields=SearchField,
        results=results,
        problem=problem,
        facets=choices(results.facets),
        chips=chips(),
        kept=kept(),
        shown=shown_passages,
        chosen={one.id for one in chosen},
        chosen_elsewhere=[one for one in chosen if view or one.id not in {hit.id for hit in results.hits}],
        rows=list(service().rows_of(asked, results)) if view else (),
        badges={} if view else _badges(results.hits),
        asked_view=view,
        more_chosen=any(request.args.get(name) for name in FOLDED),
        easings=() if results.total else easings(lambda wanted: service().search(wanted).total),
        alternate_types=CONTENT_TYPES,
        **_ways(asked, results),
    )


def _ways(asked: SearchRequest, results: Results) -> dict[str, object]:
    """The addresses that a page of results leads to."""
    args = request.args
    before, after = page_window(asked, results.total)
    whole: dict[str, object] = {"limit": None, "offset": None, "id": None}
    return {
        "before": None if before is None else address("/", args, offset=before or None),
        "after": None if after is None else address("/", args, offset=after),
        "suggestion": results.did_you_mean and here(q=results.did_you_mean),
        "exports": {form: address(f"/export.{form}", args, **whole) for form in ExportFormat},
        "feed": address("/feed.atom", args, view=None, sort=None, **whole),
        "list_view": here(view=None),
        "table_view": here(view=TABLE_VIEW),
        "first_page": here(),
    }


def shown_passages(hit: Hit) -> tuple[Passage | None, list[Passage]]:
    """The title where it matches, and the other passages to show: what tells of the work before general data."""
    found = hit.passages or hit.elsewhere
    title = next((one for one in found if one.text == hit.title), None)
    others = [one for one in found if one.text != hit.title]
    return title, sorted(others, key=lambda one: one.section is SectionKind.GENERAL)[:PASSAGES_SHOWN]


def _badges(hits: Sequence[Hit]) -> Mapping[str, list[str]]:
    """What each hit's position requires, in short, each thing once."""
    return {
        one.id: list(dict.fromkeys(short_words(row, gettext) for row in stated(one) if row.kind in BADGES))
        for one in service().positions([hit.id for hit in hits])
    }


@blueprint.get("/export.<any(csv, xlsx, json):form>")
def download(form: str) -> Response:
    """All positions of a search, or all rows of its table of requirements, as a file in the page's language."""
    asked = read_request(request.args)
    if request.args.get("view") == TABLE_VIEW:
        rows = service().whole_table(asked)
        pages = request.url_root
        name, content = gettext("nouded"), export_table(rows, ExportFormat(form), pages=pages, tr=gettext)
    else:
        positions = service().positions(list(service().search_all(asked)))
        name, content = gettext("ametikohad"), export(positions, ExportFormat(form), tr=gettext)
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
    places = matched_places(found.sections, _marks(matches))
    facts = stated(found)
    aimed = request.args.get("place", "")
    quoted = [(one.quote, one.place) for one in facts] + [(one.quote, one.place) for one in found.unread]
    return render_template(
        "position.html",
        position=found,
        query=query,
        marks=_marks(matches),
        places=places,
        match_count=sum(places.counts.values()) or len(matches),
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
