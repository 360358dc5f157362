"""Commands that write to the data directory, and the server."""

import sys
from pathlib import Path
from typing import Any

import click

from ajsearch.cli.options import data_option, json_option
from ajsearch.settings import Settings, load_settings


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that read and analyse (default: one a core).")
@click.option("--dry-run", is_flag=True, help="Read and report; keep nothing.")
@click.option("--prune", is_flag=True, help="Remove positions whose files under PATHS are gone.")
@json_option
@data_option
def ingest(
    *, paths: tuple[Path, ...], workers: int | None, dry_run: bool, prune: bool, as_json: bool, settings: Settings
) -> None:
    """Read description files and folders into the store and the index.

    Example: ajsearch ingest ~/ametijuhendid --json
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output
    from ajsearch.ingest import ingest as run

    if workers:
        settings = load_settings(data=settings.data, workers=workers)
    opened = bootstrap.rehearsing if dry_run else bootstrap.changing
    with opened(settings) as app:
        report = run(paths, app.store, app.engine, settings, prune=prune, progress=output.progress_line())
    if as_json:
        output.print_json(output.report_json(report))
    else:
        output.print_report(report)
    sys.exit(1 if report.failed else 0)


@click.command()
@click.option("--if-needed", is_flag=True, help="Only when the index is missing or of another version.")
@data_option
def rebuild(if_needed: bool, settings: Settings) -> None:
    """Analyse all kept documents by today's rules and build the index anew, without opening a file.

    Example: ajsearch rebuild --if-needed
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output
    from ajsearch.paths import on_one_line

    report = bootstrap.rebuild(settings, only_if_needed=if_needed, progress=output.progress_line())
    for problem in report.problems:
        click.echo(f"kept as it was: {on_one_line(problem.path)}: {problem.message} [{problem.reason}]", err=True)
    click.echo(
        f"Rebuilt: {report.positions} positions." if report.reason else "Nothing to do: the index is up to date."
    )
    sys.exit(1 if report.problems else 0)


@click.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Overwrite TARGET.")
@data_option
def backup(target: Path, replace: bool, settings: Settings) -> None:
    """Write everything that is kept into one file, also while others read and write.

    Example: ajsearch backup ajsearch-2026-01-31.db
    """
    from ajsearch import bootstrap
    from ajsearch.backup import back_up
    from ajsearch.cli import output

    with bootstrap.reading(settings) as app:
        count = back_up(app.store, target, replace=replace)
    click.echo(f"{output.count_positions(count)} in {target}.")


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Also where there are positions already; they are kept in a file beside.")
@data_option
def restore(source: Path, replace: bool, settings: Settings) -> None:
    """Put a backup in the place of what is kept. Pages that are being served show it when it is whole.

    Example: ajsearch restore ajsearch-2026-01-31.db --replace
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output

    click.echo(f"{output.count_positions(bootstrap.restore(settings, source, replace=replace))} restored.")


@click.command()
@click.option("--host", help="Address to listen on (default 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (default 8000).")
@click.option("--demo", is_flag=True, help="Ingest the bundled samples first.")
@data_option
def serve(host: str | None, port: int | None, demo: bool, settings: Settings) -> None:
    """Serve the pages and the API.

    Example: ajsearch serve --port 8080
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output
    from ajsearch.ingest import ingest as run
    from ajsearch.wsgi import serve as listen

    settings = load_settings(data=settings.data, host=host, port=port)
    if demo:
        click.echo("Reading the bundled samples …", err=True)
        with bootstrap.changing(settings) as app:
            output.print_report(
                run([bootstrap.SAMPLES], app.store, app.engine, settings, progress=output.progress_line())
            )
    listen(settings, announce=_announce)


def _announce(address: str) -> Any:
    click.echo(f"ajsearch serves {address} (stop with Ctrl-C)", err=True)
