"""What browsers keep: pages, which are sent again only where they changed, and files of ours for good."""

import gzip
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

from web import admin

A_YEAR = 31_536_000
"""Seconds that a file of ours is kept under the address that names its content."""

WORTH_PRESSING = 1_400
"""Bytes that fit into one packet: to press fewer saves no time."""


def register(app: Flask) -> None:
    """Give static files addresses that change with their content, and every answer what lets it be kept."""

    @app.url_defaults
    def name_content(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and app.static_folder and (version := _version(app.static_folder, values["filename"])):
            values["v"] = version

    @app.after_request
    def allow_keeping(response: Response) -> Response:
        if request.method not in ("GET", "HEAD") or response.status_code != 200:
            return response
        if request.endpoint == "static":
            if request.args.get("v"):
                response.cache_control.no_cache = None
                response.cache_control.max_age, response.cache_control.immutable = A_YEAR, True
        elif not response.is_streamed and not response.cache_control:
            response.cache_control.no_cache = True
            response.add_etag(weak=True)
            response.make_conditional(request)
            _press(response)
        return response


def _press(response: Response) -> None:
    """Send a page in a fifth of its bytes to whom takes it so.

    Never to the administrator: the length of a page that has both a token and words of the address would tell of it.
    """
    has_token = bool(request.cookies) or request.blueprint == admin.blueprint.name
    if response.status_code != 200 or response.mimetype != "text/html" or has_token:
        return
    response.vary.add("Accept-Encoding")
    content = response.get_data()
    if len(content) >= WORTH_PRESSING and request.accept_encodings["gzip"] > 0:
        response.set_data(gzip.compress(content, compresslevel=1, mtime=0))
        response.content_encoding = "gzip"


def _version(folder: str, name: str) -> str:
    """A name of a file's content, "" where there is no such file."""
    path = Path(folder, name)
    try:
        state = path.stat()
    except OSError:
        return ""
    return _content_name(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=32)
def _content_name(path: Path, changed: int, size: int) -> str:
    return f"{zlib.crc32(path.read_bytes()):08x}"
