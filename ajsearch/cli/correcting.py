"""Commands with which a person puts facts right."""

from pathlib import Path

import click

from ajsearch.cli.options import data_option, json_option, values
from ajsearch.facts import FactKind
from ajsearch.settings import Settings


@click.command()
@click.argument("position_id", metavar="ID")
@click.argument("kind", type=click.Choice(values(FactKind)))
@click.argument("value", required=False)
@click.option("--instead-of", "target", metavar="VALUE", help="The value of the fact that is wrong (default: VALUE).")
@click.option("--level", metavar="LEVEL", help="Of a language (B2), a certificate (6) or secrecy.")
@click.option("--welcome", is_flag=True, help="Only welcome, not required.")
@click.option("--remove", is_flag=True, help="There is no such fact.")
@click.option("--quote", default="", metavar="TEXT", help="The sentence that says so.")
@click.option("--wrong-quote", "target_quote", default="", metavar="TEXT", help="The wrong fact's, where several fit.")
@data_option
def correct(
    *,
    position_id: str,
    kind: str,
    value: str | None,
    target: str | None,
    level: str | None,
    welcome: bool,
    remove: bool,
    quote: str,
    target_quote: str,
    settings: Settings,
) -> None:
    """Put a fact of a position right: add it, change it, or take it away; it stays so whatever is read again.

    Example: ajsearch correct 3f2a9c0d41b7 language ru --level B2 --welcome
    """
    from ajsearch import bootstrap
    from ajsearch.asking import make_correction
    from ajsearch.intake import now

    made = make_correction(
        FactKind(kind),
        value,
        target=target,
        level=level,
        required=not welcome,
        remove=remove,
        quote=quote,
        target_quote=target_quote,
        made_at=now(),
    )
    with bootstrap.changing(settings) as app:
        kept = app.store.corrections.add(position_id, made)
        bootstrap.follow(app)
    click.echo(f"Correction {kept.number} kept; ajsearch corrections --undo {kept.number} takes it back.")


@click.command()
@click.option("--undo", type=int, metavar="NUMBER", help="Take this correction back.")
@click.option("--export", "target", type=click.Path(path_type=Path), help="Write them to FILE.json or FILE.csv.")
@click.option("--import", "source", type=click.Path(path_type=Path), help="Take those of a file in.")
@json_option
@data_option
def corrections(undo: int | None, target: Path | None, source: Path | None, as_json: bool, settings: Settings) -> None:
    """List the corrections that persons made, take one back, write them to a file or take them from one.

    Example: ajsearch corrections --export parandused.csv
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output
    from ajsearch.corrections_file import read_corrections, write_corrections
    from ajsearch.export import write_whole

    if source or undo is not None:
        coming = read_corrections(source) if source else []
        with bootstrap.changing(settings) as app:
            if undo is not None:
                app.store.corrections.undo(undo)
            new = app.store.corrections.take_in(coming)
            bootstrap.follow(app)
            kept = app.store.corrections.all()
        click.echo(f"{new} corrections taken in." if source else f"Correction {undo} taken back.", err=True)
    else:
        with bootstrap.reading(settings) as app:
            kept = app.store.corrections.all()
    if target:
        write_whole(target, write_corrections(kept, as_csv=target.suffix.lower() == ".csv"))
        click.echo(f"{len(kept)} corrections written to {target}", err=True)
    elif as_json:
        output.print_json({"corrections": kept})
    else:
        output.print_corrections(kept)
