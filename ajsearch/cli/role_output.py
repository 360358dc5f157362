"""What the commands about roles print for people."""

import click

from ajsearch.roles.clauses import ClauseAnswer
from ajsearch.roles.compare import Cell, Comparison
from ajsearch.roles.draft import DraftAnswer
from ajsearch.roles.versions import VersionsAnswer


def print_comparison(comparison: Comparison) -> None:
    """A comparison: what differs stands between « and »."""
    for number, one in enumerate(comparison.positions, 1):
        click.echo(f"{number}. {one.title}" + (f" · {one.employer}" if one.employer else ""))
    for row in comparison.rows:
        click.echo(f"\n{row.section}" + (" (same)" if row.same else ""))
        for number, cell in enumerate(row.cells, 1):
            click.echo(f"  {number}. {_marked(cell) if cell else '–'}")


def print_draft(answer: DraftAnswer) -> None:
    """The advice on a draft."""
    click.echo(f"{answer.title}: suggestions from {len(answer.based_on)} similar positions")
    for kind, suggested in answer.suggestions.items():
        click.echo(f"\n{kind}")
        for one in suggested:
            elsewhere = f" +{one.elsewhere}" if one.elsewhere else ""
            click.echo(f"  {one.used_by}/{one.of}{elsewhere}  {one.text}")
            for result in one.results:
                click.echo(f"        → {result}")
            for other in one.variants:
                click.echo(f"        = {other.text}")
    click.echo("\nusual requirements")
    for language in answer.usual_requirements.languages:
        click.echo(f"  {language.share:.0%}  {language.language} {language.level or ''}")
    for education in answer.usual_requirements.education:
        click.echo(f"  {education.share:.0%}  {education.level}")
    experience = answer.usual_requirements.experience_years
    if experience:
        click.echo(
            f"  {experience.share:.0%}  experience" + (f" {experience.years:g} years" if experience.years else "")
        )
    for name, share in (*answer.usual_requirements.tools, *answer.usual_requirements.competencies):
        click.echo(f"  {share:.0%}  {name}")
    _print_checks(answer)


def print_clauses(answer: ClauseAnswer) -> None:
    """Clauses with their counts and wordings."""
    click.echo(f"{answer.total} clauses")
    for group in answer.groups:
        employers = ", ".join(one.employer for one in group.employers)
        click.echo(f"\n{group.positions}  {group.text}" + (f"  [{employers}]" if employers else ""))
        for variant in group.variants[1:]:
            click.echo(f"   {variant.positions}  {variant.text}")


def print_versions(answer: VersionsAnswer) -> None:
    """Versions, the oldest first, and what changed between them."""
    for number, one in enumerate(answer.versions):
        if number:
            print_comparison(answer.changes[number - 1])
            click.echo("")
        click.echo(f"{one.year or one.ingested_at}  {one.title}  [{one.id}]  {one.path}")


def _print_checks(answer: DraftAnswer) -> None:
    checks = answer.checks
    for high in checks.unusually_high:
        click.echo(
            f"unusually high: {high.kind} {high.value} ({high.share:.0%} of similar positions, usual: {high.usual})"
        )
    for twice in checks.said_twice:
        click.echo(f"said twice: {twice.a}\n            {twice.b}")
    for one in checks.plainer:
        click.echo(f"plainer: „{one.phrase}“ → {one.plain}")


def _marked(cell: Cell) -> str:
    parts, at = [], 0
    for start, end in cell.marks:
        parts += [cell.text[at:start], "«", cell.text[start:end], "»"]
        at = end
    return "".join([*parts, cell.text[at:]])
