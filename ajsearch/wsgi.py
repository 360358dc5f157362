"""The web's entrances: ``serve`` for the command line, ``create`` for any WSGI server (``ajsearch.wsgi:create()``)."""

import atexit
import errno
import logging
import signal
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from flask import Flask
from waitress.server import create_server

from ajsearch import bootstrap
from ajsearch.administration import Administration
from ajsearch.errors import UsageError
from ajsearch.settings import Settings, load_settings, secret
from web import create_app

SHORTEST_SECRET = 16
"""Signs of the administrator's secret: what is shorter can be guessed."""


def create(settings: Settings | None = None) -> Flask:
    """The web application over the data directory of the settings; raises ``UsageError`` when there is none."""
    settings = settings or load_settings()
    admin_secret = _admin_secret(settings)
    if settings.request_log:
        _log_requests()
    bootstrap.bring_up_to_date(settings)
    application = bootstrap.opened(settings)
    hosts = [host for one in settings.hosts.split(",") if (host := one.strip())]
    administration = Administration(settings)
    atexit.register(administration.close)
    return create_app(
        application.service,
        hosts=hosts,
        administration=administration,
        secret=admin_secret,
        served_by_tls=settings.url.startswith("https:"),
        own_theme=_own_theme(settings),
    )


def serve(settings: Settings, *, announce: Callable[[str], Any] = lambda address: None) -> None:
    """Listen until SIGTERM or Ctrl-C; ``announce`` gets the address once it answers.

    Raises ``UsageError`` when the address cannot be listened on.
    """
    app = create(settings)
    # It would write a line for every request that waits: most when there is most to do.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        server = create_server(app, host=settings.host, port=settings.port, threads=settings.threads, ident=None)
    except OSError as error:
        raise UsageError(_refusal(settings, error)) from None
    signal.signal(signal.SIGTERM, _stop)
    announce(f"http://{settings.host}:{server.effective_port}")
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        server.close()


def _admin_secret(settings: Settings) -> str:
    """The secret of the administrator's pages, "" where there are none; raises ``UsageError`` for one too short."""
    found = secret(settings, "admin_secret")
    if not found and settings.admin_secret_file:
        raise UsageError(f"AJSEARCH_ADMIN_SECRET_FILE names {settings.admin_secret_file}, which is empty.")
    if found and len(found) < SHORTEST_SECRET:
        raise UsageError(f"AJSEARCH_ADMIN_SECRET is too short: take {SHORTEST_SECRET} signs or more, best by chance.")
    return found


def _own_theme(settings: Settings) -> Path | None:
    """The authority's style sheet; raises ``UsageError`` for one that is not there."""
    if not settings.theme:
        return None
    path = Path(settings.theme).resolve()
    if not path.is_file():
        raise UsageError(f"AJSEARCH_THEME names {settings.theme}, which is no file.")
    return path


def _log_requests() -> None:
    """One line a request on standard error, as it comes from ``web.telemetry``."""
    log = logging.getLogger("ajsearch.requests")
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        log.addHandler(handler)
    log.propagate = False
    log.setLevel(logging.INFO)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _refusal(settings: Settings, error: OSError) -> str:
    where = f"{settings.host}:{settings.port}"
    if error.errno == errno.EADDRINUSE:
        return f"{where} is in use by another program: choose another port, for instance --port {settings.port + 1}."
    if error.errno == errno.EACCES:
        return f"{where} may not be used by this user: choose a port above 1023."
    return f"{where} cannot be listened on ({(error.strerror or 'error').lower()}): check --host and --port."
