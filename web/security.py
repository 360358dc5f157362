"""Which hosts are answered, and the headers of every answer: nothing from elsewhere, no sniffing, framing, referrer."""

from collections.abc import Iterable, Sequence
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, request
from werkzeug.wsgi import get_host

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


UNDER_ANY_NAME = frozenset({"api.health", "metrics"})
"""Endpoints that monitors on the machine ask by its own address; no answer of theirs has an address in it."""


def register(app: Flask, hosts: Sequence[str], *, served_by_tls: bool) -> None:
    """Refuse requests to other hosts than these, where there are any, and put the headers on every answer.

    Where a web server before it speaks TLS, addresses in files begin with https.
    """
    if served_by_tls:
        app.wsgi_app = _reached_by_tls(app.wsgi_app)  # type: ignore[method-assign, assignment]

    @app.before_request
    def check_host() -> None:
        if hosts and request.endpoint not in UNDER_ANY_NAME:
            get_host(request.environ, hosts)  # raises SecurityError

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def _reached_by_tls(inner: WSGIApplication) -> WSGIApplication:
    """The application told of the scheme by which it is reached, for it is not asked by it."""

    def outer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["wsgi.url_scheme"] = "https"
        return inner(environ, start_response)

    return outer
