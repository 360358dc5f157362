"""Commands that help to write a role."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ajsearch.cli.options import data_option, json_option, naming
from ajsearch.settings import Settings

if TYPE_CHECKING:
    from ajsearch.roles.advice import Advice
    from ajsearch.roles.given import Given

STANDARD_INPUT = "-"

MAX_TEXT = 10_000_000
"""Bytes of a text on standard input that are read."""


def given(target: str, roles: "Advice") -> "Given":
    """What a command was given: standard input, a file, or else the id of a kept position."""
    from ajsearch.roles.given import given_file, given_text

    if target == STANDARD_INPUT:
        return given_text(sys.stdin.buffer.read(MAX_TEXT).decode("utf-8", "replace"))
    if Path(target).exists():
        with naming(Path(target)):
            return given_file(Path(target))
    return roles.kept(target)


@click.command()
@click.argument("target", metavar="ID|FILE|-")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Positions to show.")
@json_option
@data_option
def similar(target: str, limit: int, as_json: bool, settings: Settings) -> None:
    """Find the positions most like a kept one, a file, or a text on standard input, and say why.

    Example: ajsearch similar uus-ametijuhend.docx
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output

    with bootstrap.reading(settings) as app:
        answer = app.service.roles.similar(given(target, app.service.roles), limit=limit)
    if as_json:
        output.print_json(answer)
        return
    for hit in answer.hits:
        click.echo(f"{hit.score:.2f}  {hit.title}  [{hit.id}]")
        for pair in hit.shared[:3]:
            click.echo(f"      {pair.section}: {pair.a}\n      {' ' * len(pair.section)}  {pair.b}")
