"""The API of roles: similar positions, and what helps to write a new one. Nothing is kept of what is sent."""

from flask import Blueprint, Response, request

from ajsearch.errors import UsageError
from ajsearch.model import SectionKind
from ajsearch.roles.clauses import CLAUSE_KINDS
from ajsearch.roles.document import given_draft, read_draft
from ajsearch.roles.given import Given, Upload, given_text
from ajsearch.search import DEFAULT_LIMIT
from web.api import json_answer, service
from web.params import read_flag, read_limit

blueprint = Blueprint("roles_api", __name__)

MAX_SIMILAR = 100

MATCHES = 5
"""Job families that are shown."""


@blueprint.get("/api/v1/positions/<position_id>/similar")
def similar(position_id: str) -> Response:
    """The positions most like one, as ``ajsearch similar --json``."""
    roles = service().roles
    return json_answer(roles.similar(roles.kept(position_id), limit=_limit()))


@blueprint.post("/api/v1/similar")
def similar_to_text() -> Response:
    """The positions most like a description or some lines: the body's text (UTF-8), or a form's ``file``."""
    return json_answer(service().roles.similar(_sent(), limit=_limit()))


@blueprint.get("/api/v1/positions/<position_id>/family")
def family(position_id: str) -> Response:
    """The job families and levels nearest to a position, by the classification that the service has."""
    roles = service().roles
    return json_answer(roles.families(roles.kept(position_id), limit=_limit(MATCHES)))


@blueprint.post("/api/v1/family")
def family_of_text() -> Response:
    """The same for the body's text or a form's ``file``; a form's ``classification`` (CSV) is used for this answer."""
    classification = request.files.get("classification")
    content = classification.read() if classification else None
    return json_answer(service().roles.families(_sent(), limit=_limit(MATCHES), classification=content))


@blueprint.get("/api/v1/positions/<position_id>/versions")
def versions(position_id: str) -> Response:
    """The descriptions of the same post over time, as ``ajsearch versions --json``."""
    return json_answer(service().roles.versions(position_id))


@blueprint.get("/api/v1/compare")
def compare() -> Response:
    """Two to four positions (``id``) side by side, as ``ajsearch compare --json``."""
    roles = service().roles
    table = roles.compare([roles.kept(one) for one in request.args.getlist("id")])
    only = read_flag(request.args, "differences")
    return json_answer(table.differing() if only else table)


@blueprint.post("/api/v1/draft")
def draft() -> Response:
    """What helps to write a role: the body is a draft's JSON, a description, or a title and duties, a line each."""
    kept = read_draft(request.get_data())
    roles = service().roles
    return json_answer(roles.draft(given_draft(kept), kept) if kept else roles.draft(given_text(_body())))


@blueprint.get("/api/v1/clauses")
def clauses() -> Response:
    """Clauses of a ``kind``, or wordings of a text (``q``) or of a position's item (``of``, ``item``)."""
    kind, roles = _kind(), service().roles
    if request.args.get("of"):
        number = request.args.get("item", "")
        return json_answer(roles.wordings_of_item(request.args["of"], number, limit=_limit()))
    text = request.args.get("q", "").strip()
    found = roles.wordings(text, kind, limit=_limit()) if text else roles.clauses(kind, limit=_limit())
    return json_answer(found)


def _kind() -> SectionKind:
    name = request.args.get("kind") or SectionKind.DUTY.value
    if name not in {kind.value for kind in CLAUSE_KINDS}:
        raise UsageError(f"kind is {name!r}; it can be {', '.join(kind.value for kind in CLAUSE_KINDS)}.")
    return SectionKind(name)


def _sent() -> Given:
    """A form's ``file`` or else ``text``, without a form the body; raises ``FileProblem``."""
    sent = request.files.get("file")
    if sent:
        return service().roles.sent(Upload(sent.filename or "", sent.read()))
    return given_text(request.form["text"] if "text" in request.form else _body())


def _body() -> str:
    return request.get_data().decode("utf-8", "replace")


def _limit(usual: int = DEFAULT_LIMIT) -> int:
    return read_limit(request.args, usual=usual, most=MAX_SIMILAR)
