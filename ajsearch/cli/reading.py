"""Commands that only read."""

import sys
from pathlib import Path

import click

from ajsearch.cli.options import data_option, json_option, search_options
from ajsearch.search import SearchRequest
from ajsearch.settings import Settings


@click.command()
@search_options()
@json_option
@data_option
def search(request: SearchRequest, settings: Settings, as_json: bool) -> None:
    """Find positions by words, duties, competencies and requirements.

    Example: ajsearch search "klientide nõustamine" --in duty --language ru:B2 --required-only
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output

    with bootstrap.reading_up_to_date(settings) as app:
        results = app.service.search(request)
    if as_json:
        output.print_json(results)
    else:
        output.print_results(results, request.offset)


@click.command()
@click.argument("position_id", metavar="ID")
@json_option
@data_option
def show(position_id: str, as_json: bool, settings: Settings) -> None:
    """Show one position: sections, items, facts.

    Example: ajsearch show 3f2a9c0d41b7 --json
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output

    with bootstrap.reading(settings) as app:
        position = app.service.position(position_id)
    if as_json:
        output.print_json(position)
    else:
        output.print_position(position)


@click.command()
@search_options(window=False)
@click.option("--format", "form", type=click.Choice(["csv", "xlsx", "json"]), required=True, help="Form of the file.")
@click.option("--output", "target", type=click.Path(path_type=Path), required=True, help="The file to write.")
@click.option("--requirements", is_flag=True, help="A row for each requirement asked for, with its sentence and link.")
@data_option
def export(request: SearchRequest, settings: Settings, form: str, target: Path, requirements: bool) -> None:
    """Write all positions that a search finds, or what they require, to a file.

    Example: ajsearch export --language ru:B2 --required-only --requirements --format xlsx --output vene.xlsx
    """
    from ajsearch import bootstrap
    from ajsearch.export import ExportFormat, export_table, write_whole
    from ajsearch.export import export as run

    with bootstrap.reading_up_to_date(settings) as app:
        if requirements:
            rows = list(app.service.whole_table(request))
            count = len({row.id for row in rows})
            content = export_table(rows, ExportFormat(form), pages=settings.pages)
        else:
            positions = app.service.positions(list(app.service.search_all(request)))
            count, content = len(positions), run(positions, ExportFormat(form))
    write_whole(target, content)
    click.echo(f"{count} positions written to {target}", err=True)


@click.command()
@json_option
@data_option
def doctor(as_json: bool, settings: Settings) -> None:
    """Check store and index; say versions, counts, and what was not indexed and why.

    Example: ajsearch doctor --json
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output
    from ajsearch.paths import on_one_line

    with bootstrap.reading(settings) as app:
        health, damage, problems = app.service.health(), app.service.damage(), app.service.problems()
        review = app.service.review()
    if as_json:
        answer = {
            "version": health.version,
            "engine": health.engine,
            "positions": health.positions,
            "damage": damage,
            "not_indexed": [one for one in problems if one.failed],
            "warnings": [one for one in problems if not one.failed],
            "unread_requirements": review.rows,
        }
        output.print_json(answer)
    else:
        click.echo(f"ajsearch {health.version}, {health.engine.name} {health.engine.version}")
        click.echo(f"{health.positions} positions kept, {health.engine.positions} indexed")
        for line in damage:
            click.echo(f"damage: {line}")
        for one in problems:
            click.echo(
                f"{'not indexed' if one.failed else 'note'}: {on_one_line(one.path)}: {one.message} [{one.reason}]"
            )
        for row in review.rows:
            click.echo(f"not understood ({row.kind}): {row.title} [{row.id}]: {row.sentence}")
    sys.exit(1 if damage else 0)
