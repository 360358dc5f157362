"""The look of an authority: a style sheet of its own after ours, which may replace one colour or all of the theme."""

from pathlib import Path

from flask import Flask, Response, send_file, url_for


def register(app: Flask, theme: Path | None) -> None:
    """Serve the authority's style sheet where it has one; templates learn its address, None without."""
    app.jinja_env.globals.update(own_theme=lambda: url_for("own_theme") if theme else None)
    if theme is None:
        return

    @app.get("/theme.css", endpoint="own_theme")
    def own_theme() -> Response:
        return send_file(theme, mimetype="text/css")
