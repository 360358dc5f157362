"""Commands about the texts' language: how they are understood, repaired, and what a linguist should look at."""

from pathlib import Path

import click

from ajsearch.cli.options import data_option, json_option, naming
from ajsearch.errors import UsageError
from ajsearch.settings import Settings


@click.command()
@click.argument("text")
@json_option
def analyse(text: str, as_json: bool) -> None:
    """Show how a text is understood: tokens, lemmas, compound parts, derivation families.

    Example: ajsearch analyse "klienditeeninduse nõustajad"
    """
    from ajsearch.cli import output
    from ajsearch.estonian import analyser

    tokens = analyser.analyse(text)
    if as_json:
        output.print_json({"tokens": [output.token_json(text, token) for token in tokens]})
    else:
        output.print_tokens(text, tokens)


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--undo", metavar="ID", help="Show and search a kept position's text as it was read, from now on.")
@click.option("--redo", metavar="ID", help="Repair a kept position's text again, from now on.")
@json_option
@data_option
def repair(file: Path | None, undo: str | None, redo: str | None, as_json: bool, settings: Settings) -> None:
    """Print the text of a file with its scanning errors repaired; on stderr every change and its reason.

    With --undo or --redo, decide for a kept position instead; it holds whenever its file is read again.

    Example: ajsearch repair skaneeritud.txt
    """
    if sum(one is not None for one in (file, undo, redo)) != 1:
        raise UsageError("Give one of these: a FILE, --undo ID or --redo ID.")
    if file is not None:
        _repair_file(file, as_json, settings)
        return
    _decide(undo or redo or "", redo is not None, settings)


def _repair_file(file: Path, as_json: bool, settings: Settings) -> None:
    from ajsearch import bootstrap
    from ajsearch.cli import output
    from ajsearch.mending import mend

    with naming(file):
        mended = mend(file, bootstrap.learned_words(settings))
    if as_json:
        output.print_json(output.mended_json(mended))
        return
    click.echo(mended.text)
    for change in mended.changes:
        click.echo(f"{change.original} → {change.replacement}: {change.reason}", err=True)


def _decide(position_id: str, repaired: bool, settings: Settings) -> None:
    from ajsearch import bootstrap
    from ajsearch.ingest import index_pending
    from ajsearch.reanalysis import set_repair

    with bootstrap.reading(settings):
        pass  # a decision makes no data directory
    with bootstrap.changing(settings) as app:
        set_repair(app.store, position_id, repair=repaired)
        index_pending(app.store, app.engine)
    click.echo(f"{position_id}: {'repaired' if repaired else 'as it was read'}", err=True)


@click.group()
def lexicon() -> None:
    """Look after the word lists of Estonian analysis."""


@lexicon.command()
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="Findings to show.")
@json_option
@data_option
def review(limit: int, as_json: bool, settings: Settings) -> None:
    """List the derivation families and compounds of the kept positions that nobody has reviewed, with examples.

    Example: ajsearch lexicon review --limit 50
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output
    from ajsearch.estonian.review import findings

    with bootstrap.reading(settings) as app:
        texts = ((passage.text, passage.tokens) for one in app.store.positions() for passage in one.passages)
        found = findings(texts)
    if as_json:
        output.print_json({"total": len(found), "findings": found[:limit]})
        return
    for one in found[:limit]:
        click.echo(f"{one.count:<6}  {one.kind:<8}  {one.lemma} → {', '.join(one.result)}")
        for example in one.examples:
            click.echo(f"          … {example} …")
    click.echo(f"{min(limit, len(found))} of {len(found)}; how to accept or forbid one: docs/lexicon.md", err=True)
