"""The API: the command line's answers over HTTP."""

from flask import Blueprint, Response, current_app, request

from ajsearch.asking import build_request
from ajsearch.model import encode
from ajsearch.service import Service
from web.params import read_request

blueprint = Blueprint("api", __name__)

SIMILAR_LIMIT = 10
MAX_SIMILAR = 100
MAX_COMPLETIONS = 20
MAX_TYPED = 200
"""Characters of a half-typed query that are completed: who has written more needs no help."""


def service() -> Service:
    """The application's service."""
    found: Service = current_app.extensions["ajsearch"]
    return found


def _json(value: object, status: int = 200) -> Response:
    return Response(encode(value), status, content_type="application/json")


@blueprint.get("/api/v1/search")
def search() -> Response:
    """Search, as ``ajsearch search --json``."""
    return _json(service().search(read_request(request.args)))


@blueprint.get("/api/v1/complete")
def complete() -> Response:
    """What a half-typed query may become: words, titles, skills, for the search box."""
    text = request.args.get("q", "")[:MAX_TYPED]
    limit = min(_limit(), MAX_COMPLETIONS)
    return _json({"query": text, "completions": service().complete(text, limit=limit)})


@blueprint.get("/api/v1/requirements")
def requirements() -> Response:
    """What the positions of a search state of what it asks about: the rows of its table."""
    return _json(service().table(read_request(request.args)))


@blueprint.get("/api/v1/positions/<position_id>")
def position(position_id: str) -> Response:
    """One position, as ``ajsearch show --json``."""
    return _json(service().position(position_id))


@blueprint.get("/api/v1/positions/<position_id>/similar")
def similar(position_id: str) -> Response:
    """The positions most like one, as ``ajsearch similar --json``."""
    return _json(service().similar(position_id, limit=_limit()))


@blueprint.post("/api/v1/similar")
def similar_to_text() -> Response:
    """The positions most like a text in the body (UTF-8)."""
    text = request.get_data().decode("utf-8", "replace")
    return _json(service().similar_to_text(text, limit=_limit()))


@blueprint.get("/healthz")
def health() -> Response:
    """State of the service and of what it depends on: 200 when it can answer, else 503."""
    state = service().health()
    return _json(state, 200 if state.ok else 503)


def _limit() -> int:
    """The ``limit`` of the address, checked as a search's is."""
    text = request.args.get("limit", "")
    limit = read_request(request.args).limit if text else SIMILAR_LIMIT
    return build_request("", limit=min(limit, MAX_SIMILAR)).limit
