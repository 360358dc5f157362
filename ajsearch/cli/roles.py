"""Commands that help to write a role."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ajsearch.cli.options import data_option, json_option, naming
from ajsearch.settings import Settings

if TYPE_CHECKING:
    from ajsearch.roles.advice import Advice
    from ajsearch.roles.draft import DraftAnswer
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


@click.command()
@click.argument("targets", metavar="ID|FILE...", nargs=-1, required=True)
@click.option("--differences", is_flag=True, help="Only what differs.")
@click.option("--xlsx", "target_file", type=click.Path(path_type=Path), help="Write the table to this file.")
@json_option
@data_option
def compare(
    targets: tuple[str, ...], differences: bool, target_file: Path | None, as_json: bool, settings: Settings
) -> None:
    """Put two to four positions or files side by side, corresponding items in one row.

    Example: ajsearch compare 3f2a9c0d41b7 uus-ametijuhend.docx --differences
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output, role_output
    from ajsearch.export import write_whole
    from ajsearch.roles.sheet import comparison_xlsx

    with bootstrap.reading(settings) as app:
        roles = app.service.roles
        found = roles.compare([given(one, roles) for one in targets])
    found = found.differing() if differences else found
    if target_file:
        write_whole(target_file, comparison_xlsx(found))
        click.echo(f"{len(found.rows)} rows written to {target_file}", err=True)
    if as_json:
        output.print_json(found)
    elif not target_file:
        role_output.print_comparison(found)


@click.command()
@click.argument("target", metavar="FILE|-|ID")
@click.option("--docx", type=click.Path(path_type=Path), help="Write the draft with the first suggestions as DOCX.")
@click.option("--template", type=click.Path(path_type=Path), help="A DOCX with placeholders such as {{ametinimetus}}.")
@click.option("--text", "as_text", is_flag=True, help="Print the draft with the first suggestions as text.")
@click.option(
    "--take", type=click.IntRange(0, 20), default=10, show_default=True, help="Suggestions of each kind taken."
)
@json_option
@data_option
def draft(
    *,
    target: str,
    docx: Path | None,
    template: Path | None,
    as_text: bool,
    take: int,
    as_json: bool,
    settings: Settings,
) -> None:
    """Help to write a role: a title and first duties, a line each, a description, or the JSON of an earlier draft.

    Example: ajsearch draft mustand.txt --docx uus-ametijuhend.docx
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output, role_output
    from ajsearch.export import write_whole
    from ajsearch.roles.docx_plain import plain_docx
    from ajsearch.roles.docx_template import fill
    from ajsearch.roles.take import draft_text, taken

    with bootstrap.reading(settings) as app:
        answer = _drafted(target, app.service.roles)
        whole = taken(answer, take)
        names = app.service.roles.source_names(whole)
    if docx:
        form = _content(template) if template else None
        with naming(template or docx):
            content = plain_docx(whole, names) if form is None else fill(form, whole)
        write_whole(docx, content)
        click.echo(f"The draft was written to {docx}", err=True)
    if as_json:
        output.print_json(answer)
    elif as_text:
        click.echo(draft_text(whole), nl=False)
    elif not docx:
        role_output.print_draft(answer)


@click.command()
@click.argument("text", default="")
@click.option("--kind", type=click.Choice(["duty", "competency", "requirement"]), default="duty", show_default=True)
@click.option("--of", "position_id", metavar="ID", help="How others word the item of this position numbered TEXT.")
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True, help="Clauses to show.")
@json_option
@data_option
def clauses(*, text: str, kind: str, position_id: str | None, limit: int, as_json: bool, settings: Settings) -> None:
    """List the clauses that most positions have, or how they word TEXT.

    Example: ajsearch clauses "koostab aruandeid" --kind duty
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output, role_output
    from ajsearch.model import SectionKind

    with bootstrap.reading(settings) as app:
        roles = app.service.roles
        if position_id:
            answer = roles.wordings_of_item(position_id, text, limit=limit)
        elif text.strip():
            answer = roles.wordings(text, SectionKind(kind), limit=limit)
        else:
            answer = roles.clauses(SectionKind(kind), limit=limit)
    if as_json:
        output.print_json(answer)
    else:
        role_output.print_clauses(answer)


@click.command()
@click.argument("position_id", metavar="ID")
@json_option
@data_option
def versions(position_id: str, as_json: bool, settings: Settings) -> None:
    """Show the descriptions of the same post over time and what changed.

    Example: ajsearch versions 3f2a9c0d41b7
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output, role_output

    with bootstrap.reading(settings) as app:
        answer = app.service.roles.versions(position_id)
    if as_json:
        output.print_json(answer)
    else:
        role_output.print_versions(answer)


@click.command()
@click.argument("target", metavar="ID|FILE|-")
@click.option(
    "--classification",
    type=click.Path(path_type=Path),
    help="CSV with the columns family, level, description; else that of AJSEARCH_CLASSIFICATION.",
)
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Entries to show.")
@json_option
@data_option
def family(target: str, classification: Path | None, limit: int, as_json: bool, settings: Settings) -> None:
    """Find the nearest job family and level of a classification, and the duties that speak for it.

    Example: ajsearch family mustand.txt --classification teenistusgrupid.csv
    """
    from ajsearch import bootstrap
    from ajsearch.cli import output

    content = _content(classification) if classification else None
    with bootstrap.reading(settings) as app:
        roles = app.service.roles
        answer = roles.families(given(target, roles), limit=limit, classification=content)
    if as_json:
        output.print_json(answer)
        return
    for match in answer.matches:
        click.echo(f"{match.score:.2f}  {match.family} · {match.level}")
        for duty in match.speaking:
            click.echo(f"      {duty.text}")


def _drafted(target: str, roles: "Advice") -> "DraftAnswer":
    """The advice on what a command was given, also the JSON of an earlier draft."""
    from ajsearch.roles.document import given_draft, read_draft
    from ajsearch.roles.given import given_text

    if target == STANDARD_INPUT:
        data = sys.stdin.buffer.read(MAX_TEXT)
    else:
        data = _content(Path(target)) if Path(target).is_file() else b""
    with naming(Path(target)):
        kept = read_draft(data)
        if kept is not None:
            return roles.draft(given_draft(kept, target), kept)
        if target == STANDARD_INPUT:
            return roles.draft(given_text(data.decode("utf-8", "replace")))
        return roles.draft(given(target, roles))


def _content(path: Path) -> bytes:
    """A file's bytes; raises ``FileProblem``."""
    from ajsearch.readers import ReadLimits
    from ajsearch.readers.files import load

    with naming(path):
        return load(path, ReadLimits())
