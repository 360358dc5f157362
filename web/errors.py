"""Errors as people and programs expect them: a page with the right status, or problem+json under /api/."""

import logging

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from ajsearch.errors import AjsearchError, FileProblem, LockedError, UnknownPosition, UsageError
from ajsearch.model import encode
from ajsearch.unforeseen import history

log = logging.getLogger(__name__)

API = "/api/"
PROBLEM_JSON = "application/problem+json"
STATUS = ((UnknownPosition, 404), (UsageError, 400), (FileProblem, 422), (LockedError, 409))


def register(app: Flask) -> None:
    """Answer every error of the application in its place's form."""

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        if isinstance(error, SecurityError) and not request.path.startswith(API):
            # A host that is not ours: no page is made for it, for a page has addresses.
            return Response("See aadress ei ole siin.\n", 400, content_type="text/plain; charset=utf-8")
        response = _answer(error.code or 500, error.name, error.description or "")
        response.headers.extend(_own_headers(error))
        return response

    @app.errorhandler(AjsearchError)
    def known_error(error: AjsearchError) -> Response:
        status = next((status for kind, status in STATUS if isinstance(error, kind)), 503)
        return _answer(status, type(error).__name__, str(error))

    @app.errorhandler(Exception)
    def unknown_error(error: Exception) -> Response:
        log.error("An unforeseen error ended a request to %s.\n%s", request.endpoint, history(error))
        return _answer(500, InternalServerError().name, "")


def _answer(status: int, title: str, detail: str) -> Response:
    if request.path.startswith(API):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return Response(encode(body), status, content_type=PROBLEM_JSON)
    return Response(render_template("error.html", status=status, detail=detail), status)


def _own_headers(error: HTTPException) -> list[tuple[str, str]]:
    """What the status itself demands (Allow, Retry-After), beside the page's own headers."""
    return [(k, v) for k, v in error.get_headers() if k.lower() in ("allow", "retry-after", "location")]
