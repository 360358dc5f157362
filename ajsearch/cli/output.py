"""What commands print: JSON for programs on stdout, short lines for people, progress on stderr."""

import sys
from collections.abc import Callable, Iterable

import click

from ajsearch.ingest import IngestReport, Progress
from ajsearch.model import Position, encode
from ajsearch.passages import item_text
from ajsearch.search import Passage, Results
from ajsearch.store import Problem


def print_json(value: object) -> None:
    """One JSON object on stdout, and nothing else."""
    click.echo(encode(value))


def report_json(report: IngestReport) -> dict[str, object]:
    """An ingest's report in the contract's form."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "duplicates": [{"path": one.path, "id": one.id} for one in report.duplicates],
        "failed": _problems_json(report.failed),
        "warnings": _problems_json(report.warnings),
        "positions": report.positions,
        "seconds": report.seconds,
    }


def print_report(report: IngestReport) -> None:
    """An ingest's report for people."""
    for problem in report.failed:
        click.echo(f"not read  {problem.path}: {problem.message} [{problem.reason}]", err=True)
    for problem in report.warnings:
        click.echo(f"note      {problem.path}: {problem.message} [{problem.reason}]", err=True)
    for one in report.duplicates:
        click.echo(f"duplicate {one.path}: the same content as position {one.id}", err=True)
    click.echo(
        f"{report.positions} positions: {report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.removed} removed, {len(report.duplicates)} duplicates, {len(report.failed)} not read; "
        f"{report.seconds:.1f} s"
    )


def print_results(results: Results, offset: int) -> None:
    """Hits for people: matches stand between « and »."""
    if results.notice:
        click.echo(results.notice, err=True)
    if results.did_you_mean:
        click.echo(f"Did you mean: {results.did_you_mean}?", err=True)
    click.echo(f"{results.total} positions")
    for number, hit in enumerate(results.hits, start=offset + 1):
        place = " · ".join(part for part in (hit.employer, hit.unit) if part)
        click.echo(f"\n{number}. {hit.title}  [{hit.id}]" + (f"\n   {place}" if place else ""))
        for passage in hit.passages[:3]:
            click.echo(f"   {passage.section}{f' {passage.number}' if passage.number else ''}: {marked(passage)}")


def marked(passage: Passage) -> str:
    """A passage's text with its matches between « and »."""
    parts, at = [], 0
    for start, end in passage.marks:
        parts += [passage.text[at:start], "«", passage.text[start:end], "»"]
        at = end
    return "".join([*parts, passage.text[at:]])


def print_position(position: Position) -> None:
    """A position for people."""
    click.echo(f"{position.title}  [{position.id}]")
    for label, value in (
        ("Employer", position.employer),
        ("Unit", position.unit),
        ("Manager", position.manager),
        ("File", ", ".join(position.paths)),
    ):
        if value:
            click.echo(f"{label}: {value}")
    for one in position.languages:
        need = "required" if one.required else "welcome"
        click.echo(f"Language: {one.language} {one.level or ''} ({need}) – {one.quote}")
    for section in position.sections:
        click.echo(f"\n{section.heading or section.kind} [{section.kind}]")
        for item in section.items:
            click.echo(f"  {f'{item.number}. ' if item.number else '- '}{item_text(item)}")
            for result in item.results:
                click.echo(f"      → {result}")


def progress_line() -> Progress:
    """A progress line on stderr with rate and estimate; silent where stderr is no terminal."""
    if not sys.stderr.isatty():
        return lambda done, total, name: None
    return _terminal_progress()


def _terminal_progress() -> Progress:
    bar: list[object] = []

    def show(done: int, total: int, name: str) -> None:
        if not bar:
            bar.append(click.progressbar(length=total, label="Reading", file=sys.stderr, show_pos=True).__enter__())
        current = bar[0]
        current.current_item = name  # type: ignore[attr-defined]
        current.update(1)  # type: ignore[attr-defined]
        if done == total:
            current.render_finish()  # type: ignore[attr-defined]

    return show


def counter(label: str) -> Callable[[int], None]:
    """A running count on stderr; silent where stderr is no terminal."""
    if not sys.stderr.isatty():
        return lambda count: None
    return lambda count: click.echo(f"\r{label} {count}", err=True, nl=False)


def _problems_json(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [{"path": one.path, "reason": str(one.reason), "message": one.message} for one in problems]
