"""The API: the command line's answers over HTTP."""

from flask import Blueprint, Response, current_app, request

from ajsearch.model import encode
from ajsearch.search import DEFAULT_LIMIT
from ajsearch.service import Service
from web.params import OVERVIEW_KEYS, only, read_limit, read_request

blueprint = Blueprint("api", __name__)

MAX_COMPLETIONS = 20
MAX_TYPED = 200
"""Characters of a half-typed query that are completed: who has written more needs no help."""


def service() -> Service:
    """The application's service."""
    found: Service = current_app.extensions["ajsearch"]
    return found


def json_answer(value: object, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(encode(value), status, content_type="application/json")


@blueprint.get("/api/v1/search")
def search() -> Response:
    """Search, as ``ajsearch search --json``."""
    return json_answer(service().search(read_request(request.args)))


@blueprint.get("/api/v1/complete")
def complete() -> Response:
    """What a half-typed query may become: words, titles, skills, for the search box."""
    text = request.args.get("q", "")[:MAX_TYPED]
    limit = read_limit(request.args, usual=DEFAULT_LIMIT, most=MAX_COMPLETIONS)
    return json_answer({"query": text, "completions": service().complete(text, limit=limit)})


@blueprint.get("/api/v1/requirements")
def requirements() -> Response:
    """What the positions of a search state of what it asks about: the rows of its table."""
    return json_answer(service().table(read_request(request.args)))


@blueprint.get("/api/v1/overview")
def overview() -> Response:
    """What the positions of a search require, in numbers, each with the search whose total it is."""
    return json_answer(service().overview(read_request(only(request.args, *OVERVIEW_KEYS))))


@blueprint.get("/api/v1/review")
def review() -> Response:
    """Sentences of requirements that gave no fact, by position."""
    asked = read_request(only(request.args, "limit", "offset"))
    return json_answer(service().review(limit=asked.limit, offset=asked.offset))


@blueprint.get("/api/v1/positions/<position_id>")
def position(position_id: str) -> Response:
    """One position, as ``ajsearch show --json``."""
    return json_answer(service().position(position_id))


@blueprint.get("/healthz")
def health() -> Response:
    """State of the service and of what it depends on: 200 when it can answer, else 503."""
    state = service().health()
    return json_answer(state, 200 if state.ok else 503)
