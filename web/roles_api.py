"""The API of roles: similar positions, and what helps to write a new one."""

from flask import Blueprint, Response, request

from ajsearch.roles.given import given_text
from ajsearch.search import DEFAULT_LIMIT
from web.api import json_answer, service
from web.params import read_limit

blueprint = Blueprint("roles_api", __name__)

MAX_SIMILAR = 100


@blueprint.get("/api/v1/positions/<position_id>/similar")
def similar(position_id: str) -> Response:
    """The positions most like one, as ``ajsearch similar --json``."""
    roles = service().roles
    return json_answer(
        roles.similar(roles.kept(position_id), limit=read_limit(request.args, usual=DEFAULT_LIMIT, most=MAX_SIMILAR))
    )


@blueprint.post("/api/v1/similar")
def similar_to_text() -> Response:
    """The positions most like a description, or a title and duties, a line each: the body's text (UTF-8)."""
    return json_answer(
        service().roles.similar(
            given_text(request.get_data().decode("utf-8", "replace")),
            limit=read_limit(request.args, usual=DEFAULT_LIMIT, most=MAX_SIMILAR),
        )
    )
