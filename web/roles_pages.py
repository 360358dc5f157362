"""Pages that help to write a role: similar positions, comparison, clauses, draft. Nothing is kept of what is sent."""

from flask import Blueprint, Response, make_response, render_template, request

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Position, SectionKind, encode
from ajsearch.roles.clauses import CLAUSE_KINDS
from ajsearch.roles.compare import FEWEST, MOST, Comparison
from ajsearch.roles.document import HEADINGS, DraftDocument, draft_of_given, given_draft, read_draft
from ajsearch.roles.docx_plain import plain_docx
from ajsearch.roles.docx_template import fill
from ajsearch.roles.draft import SUGGESTED_KINDS
from ajsearch.roles.families import FamilyAnswer
from ajsearch.roles.given import Given, Upload, given_text
from ajsearch.roles.sheet import comparison_xlsx
from ajsearch.roles.take import draft_text
from web.api import service
from web.draft_form import line_of, lines_of, read_form, sources_of, tick_of
from web.i18n import gettext
from web.params import NAMES, address, chosen_ids, only, shorten, without

blueprint = Blueprint("roles", __name__)
blueprint.before_request(shorten)

SIMILAR_SHOWN = 10
CLAUSES_SHOWN = 20
SOURCES_SHOWN = 5
"""Positions that a wording leads to."""
MATCHES = 5

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/positions/<position_id>/similar")
def similar(position_id: str) -> str:
    """The positions most like one, and why."""
    return _similar_page(service().roles.kept(position_id))


@blueprint.route("/similar", methods=["GET", "POST"])
def similar_to_text() -> str:
    """The positions most like a file or some text, and why."""
    sent = request.files.get("file")
    if sent and sent.filename:
        return _similar_page(service().roles.sent(Upload(sent.filename, sent.read())))
    text = request.form.get("text", "")
    return _similar_page(given_text(text) if text.strip() else None, text)


def _similar_page(given: Given | None, text: str = "") -> str:
    hits = service().roles.similar(given, limit=SIMILAR_SHOWN).hits if given else ()
    return render_template("similar.html", given=given, hits=hits, text=text)


@blueprint.get("/positions/<position_id>/versions")
def versions(position_id: str) -> str:
    """The descriptions of the same post over time, and what changed."""
    roles = service().roles
    given = roles.kept(position_id)
    return render_template("versions.html", position=given.position, answer=roles.versions(position_id))


@blueprint.route("/positions/<position_id>/family", methods=["GET", "POST"])
def family(position_id: str) -> str:
    """The job families and levels nearest to a position; a classification that is sent is used for this answer."""
    roles = service().roles
    given = roles.kept(position_id)
    return render_template("family.html", position=given.position, families=_families(given))


@blueprint.get("/compare")
def compare() -> str:
    """Two to four positions side by side; with fewer or more, how to choose them."""
    ids = chosen_ids(request.args)
    only_differences = bool(request.args.get("differences"))
    roles = service().roles
    table = roles.compare([roles.kept(one) for one in ids]) if FEWEST <= len(ids) <= MOST else None
    return render_template(
        "compare.html",
        table=table.differing() if table and only_differences else table,
        ids=ids,
        chosen=[(one, _compare_address(without(request.args, "id", one.id))) for one in _positions(ids, table)],
        too_many=len(ids) > MOST,
        only_differences=only_differences,
        back=address("/", request.args) if only(request.args, *NAMES[:-1]) else None,
        every=_compare_address(differences=None),
        differing=_compare_address(differences=1),
    )


def _positions(ids: list[str], table: Comparison | None) -> list[Position]:
    """Those that are chosen where they are too few or too many for a table."""
    return [] if table else service().positions(ids)


def _compare_address(ids: list[str] | None = None, **changes: object) -> str:
    """This comparison's address, of these positions where they are given; the search that it came from stays in it."""
    kept = {"differences": request.args.get("differences")} | changes
    return address("/compare", request.args, **kept, **({} if ids is None else {"id": ids}))


@blueprint.get("/compare.xlsx")
def compare_file() -> Response:
    """The same as a file."""
    roles = service().roles
    table = roles.compare([roles.kept(one) for one in chosen_ids(request.args)])
    shown = table.differing() if request.args.get("differences") else table
    return _file(comparison_xlsx(shown, gettext), XLSX, f"{gettext('vordlus')}.xlsx")


@blueprint.get("/clauses")
def clauses() -> str:
    """The clauses that most positions have, or how they word something."""
    text = request.args.get("q", "").strip()
    kind = _clause_kind()
    roles = service().roles
    position_id, item = request.args.get("of", ""), request.args.get("item", "")
    if position_id and item:
        answer = roles.wordings_of_item(position_id, item, limit=CLAUSES_SHOWN)
    elif text:
        answer = roles.wordings(text, kind, limit=CLAUSES_SHOWN, without=position_id or None)
    else:
        answer = roles.clauses(kind, limit=CLAUSES_SHOWN)
    sources = service().positions([one for group in answer.groups for one in group.sources[:SOURCES_SHOWN]])
    return render_template(
        "clauses.html",
        answer=answer,
        titles={one.id: one.title for one in sources},
        sources_shown=SOURCES_SHOWN,
        kind=kind,
        kinds=CLAUSE_KINDS,
        query=text or answer.query,
    )


@blueprint.route("/draft", methods=["GET", "POST"])
def draft() -> str | Response:
    """A new role: the form, and after it what similar roles have."""
    if request.method == "GET":
        return _draft_page(_begun())
    current = _posted()
    match request.form.get("as"):
        case "docx":
            return _file(_docx(current), DOCX, "ametijuhend.docx")
        case "json":
            return _file(encode(current), "application/json", "ametijuhend.json")
        case "text":
            return _file(draft_text(current).encode(), "text/plain; charset=utf-8", "ametijuhend.txt")
    return _draft_page(current)


def _begun() -> DraftDocument:
    """An empty draft, or one that begins as a kept position does."""
    start = request.args.get("from", "")
    if start:
        return draft_of_given(service().roles.kept(start))
    return DraftDocument(title=request.args.get("title", ""))


def _posted() -> DraftDocument:
    """The draft of the form, or that of a file sent with it: the JSON of an earlier draft, or a description."""
    sent = request.files.get("file")
    if sent and sent.filename:
        content = sent.read()
        return read_draft(content) or draft_of_given(service().roles.sent(Upload(sent.filename, content)))
    return read_form(request.form)


def _docx(current: DraftDocument) -> bytes:
    template = request.files.get("template")
    names = service().roles.source_names(current)
    return fill(template.read(), current) if template and template.filename else plain_docx(current, names)


def _families(given: Given) -> FamilyAnswer | None:
    """By the classification that is sent with the form, else by the service's; None where there is neither."""
    roles = service().roles
    sent = request.files.get("classification")
    if sent and sent.filename:
        return roles.families(given, limit=MATCHES, classification=sent.read())
    return roles.families(given, limit=MATCHES) if roles.has_classification else None


def _draft_page(current: DraftDocument) -> str:
    answer = families = None
    if current.title or any(True for _ in current.sections()):
        try:
            given = given_draft(current)
            answer, families = service().roles.draft(given, current), _families(given)
        except FileProblem as problem:
            if problem.reason is not Reason.EMPTY:
                raise
    return render_template(
        "draft.html",
        draft=current,
        answer=answer,
        families=families,
        boxes=[(kind, lines_of(current, kind)) for kind in HEADINGS],
        suggested=SUGGESTED_KINDS,
        sources=sources_of(current),
        tick_of=tick_of,
        line_of=line_of,
    )


def _clause_kind() -> SectionKind:
    name = request.args.get("kind", "")
    return SectionKind(name) if name in {kind.value for kind in CLAUSE_KINDS} else SectionKind.DUTY


def _file(content: bytes, content_type: str, name: str) -> Response:
    response = make_response(content)
    response.content_type = content_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
