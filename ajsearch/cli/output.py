"""What commands print: JSON for programs on stdout, short lines for people, progress on stderr."""

import shutil
import sys
import time
from collections.abc import Iterable

import click

from ajsearch.correction import KeptCorrection
from ajsearch.ingest import IngestReport
from ajsearch.mending import MendedFile
from ajsearch.model import Position, Token, encode
from ajsearch.passages import item_text
from ajsearch.paths import on_one_line, shown_name
from ajsearch.reanalysis import Progress
from ajsearch.records import Problem
from ajsearch.search import Passage, Results


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
        click.echo(f"not read  {on_one_line(problem.path)}: {problem.message} [{problem.reason}]", err=True)
    for problem in report.warnings:
        click.echo(f"note      {on_one_line(problem.path)}: {problem.message} [{problem.reason}]", err=True)
    for one in report.duplicates:
        click.echo(f"duplicate {on_one_line(one.path)}: the same content as position {one.id}", err=True)
    click.echo(
        f"{count_positions(report.positions)}: {report.added} added, {report.updated} updated, "
        f"{report.unchanged} unchanged, {report.removed} removed, "
        f"{len(report.duplicates)} duplicates, {len(report.failed)} not read; {report.seconds:.1f} s"
    )


def count_positions(number: int) -> str:
    """ "1 position", "12 positions"."""
    return f"{number} position{'' if number == 1 else 's'}"


def print_results(results: Results, offset: int) -> None:
    """Hits for people: matches stand between « and »."""
    if results.notice:
        click.echo(results.notice, err=True)
    if results.did_you_mean:
        click.echo(f"Did you mean: {results.did_you_mean}?", err=True)
    click.echo(count_positions(results.total))
    for number, hit in enumerate(results.hits, start=offset + 1):
        place = " · ".join(part for part in (hit.employer, hit.unit) if part)
        click.echo(f"\n{number}. {hit.title}  [{hit.id}]" + (f"\n   {place}" if place else ""))
        if hit.elsewhere and not hit.passages:
            click.echo("   (the words stand in different places)")
        for passage in (hit.passages or hit.elsewhere)[:3]:
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
        ("File", on_one_line(", ".join(position.paths))),
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


def print_corrections(kept: Iterable[KeptCorrection]) -> None:
    """Corrections for people, a line each."""
    for one in kept:
        made = one.correction
        wrong = "" if made.target in (None, made.value) else f" instead of {made.target}"
        right = "none" if made.value is None else " ".join(filter(None, (made.value, made.level)))
        need = "" if made.value is None else f" ({'required' if made.required else 'welcome'})"
        click.echo(f"{made.number}. [{one.position}] {made.kind}: {right}{need}{wrong}  {made.made_at}")


def token_json(text: str, token: Token) -> dict[str, object]:
    """A token in the contract's form."""
    return {
        "text": text[token.start : token.end],
        "start": token.start,
        "end": token.end,
        "lemmas": token.lemmas,
        "parts": token.parts,
        "families": _families(token),
        "repairs": token.repairs,
        "known": token.known,
    }


def mended_json(mended: MendedFile) -> dict[str, object]:
    """A repaired file in the contract's form."""
    changes = [
        {"start": one.start, "end": one.end, "from": one.original, "to": one.replacement, "reason": one.reason}
        for one in mended.changes
    ]
    return {"path": shown_name(mended.path), "damaged": mended.damaged, "text": mended.text, "changes": changes}


def print_tokens(text: str, tokens: Iterable[Token]) -> None:
    """Tokens for people, a line each."""
    for token in tokens:
        fields = (("lemmas", token.lemmas), ("parts", token.parts), ("families", _families(token)))
        known = "" if token.known else " (unknown)"
        click.echo(
            f"{text[token.start : token.end]}: "
            + "; ".join(f"{name} {', '.join(values)}" for name, values in fields if values)
            + known
        )


def _families(token: Token) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*token.families, *token.part_families)))


def progress_line() -> Progress:
    """A progress line on stderr with rate and estimate; silent where stderr is no terminal."""
    if not sys.stderr.isatty():
        return lambda done, total, name: None
    return _terminal_progress()


def _terminal_progress() -> Progress:
    begun = time.monotonic()

    def show(done: int, total: int, name: str) -> None:
        rate = done / max(0.001, time.monotonic() - begun)
        left = f"{(total - done) / rate:.0f} s left" if done < total else "done"
        line = f"{done}/{total} files, {rate:.1f} a second, {left}  {name}"
        click.echo(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}", err=True, nl=done == total)

    return show


def _problems_json(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [{"path": one.path, "reason": str(one.reason), "message": one.message} for one in problems]
