"""The web front end: pages for people, an API for programs. It gets a service and knows no engine."""

from collections.abc import Sequence
from pathlib import Path

from flask import Flask

from ajsearch.administration import Administration
from ajsearch.service import Service
from web import (
    admin,
    api,
    caching,
    discovery,
    errors,
    i18n,
    overview,
    pages,
    role_texts,
    roles_api,
    roles_pages,
    security,
    telemetry,
    texts,
    theme,
)


def create_app(
    service: Service,
    *,
    hosts: Sequence[str] = (),
    administration: Administration | None = None,
    secret: str = "",
    served_by_tls: bool = False,
    own_theme: Path | None = None,
) -> Flask:
    """The Flask application over a service; ``hosts`` are the names it answers to, all where there are none.

    The administrator's pages are there where a ``secret`` opens them; ``served_by_tls`` keeps their cookie and
    the addresses in files to TLS.
    ``own_theme`` is a style sheet of the authority's.
    """
    app = Flask(__name__)
    app.config["SERVED_BY_TLS"] = served_by_tls
    app.config["MAX_CONTENT_LENGTH"] = 10_000_000
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["ajsearch"] = service
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(overview.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(discovery.blueprint)
    app.register_blueprint(roles_api.blueprint)
    app.register_blueprint(roles_pages.blueprint)
    i18n.register(app)
    texts.register(app)
    role_texts.register(app)
    errors.register(app)
    admin.register(app, administration, secret)
    theme.register(app, own_theme)
    caching.register(app)
    security.register(app, hosts, served_by_tls=served_by_tls)
    telemetry.register(app, service)
    return app
