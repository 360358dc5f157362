"""What other programs find by themselves: feeds, the browser's search, the API's description, original files."""

import re
from dataclasses import replace

from flask import Blueprint, Response, abort, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as BaseResponse

from ajsearch.errors import FileProblem
from ajsearch.search import Sort
from web.api import json_answer, service
from web.narrowing import chips
from web.openapi import describe
from web.pages import shown_passages
from web.params import address, read_request

blueprint = Blueprint("discovery", __name__)

FEED_POSITIONS = 50
"""Newest positions in a feed: a reader asks often enough to miss none."""

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@blueprint.app_template_filter("xml")
def xml_text(text: str | None) -> str:
    """A text without the signs that XML may not hold."""
    return _NOT_XML.sub("", text or "")


@blueprint.get("/feed.atom")
def feed() -> Response:
    """The newest positions of a search, as Atom."""
    asked = replace(read_request(request.args), sort=Sort.DATE, limit=FEED_POSITIONS, offset=0)
    hits = service().search(asked).hits
    positions = service().positions([hit.id for hit in hits])
    content = render_template(
        "feed.xml",
        positions=positions,
        texts={hit.id: [one.text for one in shown_passages(hit)[1]] for hit in hits},
        filters=[chip.text for chip in chips()],
        query=asked.query,
        here=request.url,
        page=request.host_url.rstrip("/") + address("/", request.args, sort=None, limit=None, offset=None),
    )
    return Response(content, content_type="application/atom+xml; charset=utf-8")


@blueprint.get("/opensearch.xml")
def search_description() -> Response:
    """How a browser may add this search to its bar."""
    content = render_template("opensearch.xml", root=request.url_root)
    return Response(content, content_type="application/opensearchdescription+xml; charset=utf-8")


@blueprint.get("/api/v1/openapi.json")
def openapi() -> Response:
    """The API's own description."""
    return json_answer(describe())


@blueprint.get("/positions/<position_id>/file")
def original(position_id: str) -> BaseResponse:
    """The file that a position was read from, to be saved and never shown: it may hold anything."""
    try:
        found = service().original(position_id)
    except FileProblem as problem:
        abort(410, problem.message)
    return send_file(
        found.file, mimetype="application/octet-stream", as_attachment=True, download_name=found.name, max_age=0
    )


@blueprint.get("/about")
def about() -> str:
    """Versions, counts, and what this is."""
    return render_template("about.html", health=service().health())


@blueprint.get("/accessibility")
def accessibility() -> str:
    """How usable the pages are, and whom to tell when they are not."""
    return render_template("accessibility.html", root=url_for("pages.search", _external=True))
