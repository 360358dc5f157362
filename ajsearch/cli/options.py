"""Options that several commands share, each written once."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import click

from ajsearch.errors import FileProblem
from ajsearch.model import Background, Citizenship
from ajsearch.search import MAX_LIMIT, Need, SearchField, SearchRequest, Sort
from ajsearch.settings import load_settings

Command = TypeVar("Command", bound=Callable[..., Any])


def values(kind: type[StrEnum]) -> list[str]:
    """The values of a closed set: click would offer the names of its members."""
    return [one.value for one in kind]


def data_option(command: Command) -> Command:
    """``--data DIR``; the command gets ``settings``."""

    @click.option("--data", type=click.Path(path_type=Path), help="Folder of the store and the index (default ./var).")
    @functools.wraps(command)
    def run(*args: Any, data: Path | None, **options: Any) -> Any:
        return command(*args, settings=load_settings(data=data), **options)

    return run  # type: ignore[return-value]


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Put the file's name before what is wrong with it."""
    try:
        yield
    except FileProblem as problem:
        raise FileProblem(problem.reason, f"{path}: {problem.message}") from None


def json_option(command: Command) -> Command:
    """``--json``; the command gets ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(command)


SEARCH_OPTIONS = (
    click.option(
        "--in",
        "field",
        type=click.Choice(values(SearchField)),
        default=SearchField.ANY.value,
        help="Where to look for the words.",
    ),
    click.option("--language", "languages", multiple=True, metavar="LANG[:MIN[-MAX]]", help="ru:B2 is B2 or better."),
    click.option("--no-language", "no_languages", multiple=True, metavar="LANG", help="Not mentioned at all."),
    click.option(
        "--speaks", multiple=True, metavar="LANG[:LEVEL]", help="What the searcher speaks: no more is needed."
    ),
    click.option(
        "--need", type=click.Choice(values(Need)), default=Need.ANY.value, help="How binding the requirement must be."
    ),
    click.option("--required-only", is_flag=True, help="The same as --need required."),
    click.option("--approximate", is_flag=True, help="Also levels that are only guessed from words."),
    click.option("--education", metavar="LEVEL", help="The highest that the searcher has."),
    click.option("--min-education", metavar="LEVEL", help="Positions that require at least this."),
    click.option(
        "--education-level", "education_levels", multiple=True, metavar="LEVEL", help="Exactly this, or none at all."
    ),
    click.option("--max-experience", type=float, metavar="YEARS", help="Positions that require no more."),
    click.option("--min-experience", type=float, metavar="YEARS", help="Positions that require at least this."),
    click.option("--licence", "licences", multiple=True, metavar="CATEGORY", help="Driving licence, such as B."),
    click.option("--clearance", is_flag=True, help="Positions that need a security clearance."),
    click.option("--tool", "tools", multiple=True, metavar="NAME", help="One of these programs or systems."),
    click.option("--certificate", "certificates", multiple=True, metavar="NAME", help="One of these certificates."),
    click.option("--competency", "competencies", multiple=True, metavar="NAME", help="One of these competencies."),
    click.option("--citizenship", multiple=True, type=click.Choice(values(Citizenship)), help="Whose citizens."),
    click.option("--background", multiple=True, type=click.Choice(values(Background)), help="One of these demands."),
    click.option("--employer", "employers", multiple=True, metavar="NAME", help="One of these employers."),
    click.option("--unit", "units", multiple=True, metavar="NAME", help="One of these units."),
    click.option("--sort", type=click.Choice(values(Sort)), default=Sort.RELEVANCE.value, help="Order of the hits."),
)

WINDOW_OPTIONS = (
    click.option("--limit", type=click.IntRange(0, MAX_LIMIT), default=10, show_default=True, help="Hits to show."),
    click.option("--offset", type=click.IntRange(0), default=0, help="Hits to skip."),
)

Decorator = Callable[[Any], Any]


def search_options(window: bool = True) -> Decorator:
    """All options of a search; the command gets them as one ``request`` beside its QUERY."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def run(query: str, **options: Any) -> Any:
            return command(request=_request(query, options), **options)

        wrapped: Any = run
        for option in reversed((*SEARCH_OPTIONS, *(WINDOW_OPTIONS if window else ()))):
            wrapped = option(wrapped)
        return click.argument("query", default="")(wrapped)  # type: ignore[no-any-return]

    return decorate


def _request(query: str, options: dict[str, Any]) -> SearchRequest:
    """Take a search's options out of a command's and build the request."""
    from ajsearch.asking import build_request

    names = [option.name for option in _parameters() if option.name in options]
    return build_request(query, **{name: options.pop(name) for name in names})


@functools.cache
def _parameters() -> tuple[click.Parameter, ...]:
    """The search options as click knows them, read off a command made only for that."""

    def nothing() -> None:
        """Carry the options."""

    for option in (*SEARCH_OPTIONS, *WINDOW_OPTIONS):
        nothing = option(nothing)
    return tuple(click.command(nothing).params)
