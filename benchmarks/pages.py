"""``python -m benchmarks.pages``: how soon the page of a search comes over HTTP, what it costs, and how heavy it is.

Positions and queries are those of the other measurements. The server is waitress over the pages, as ``ajsearch serve``
has it. A time is to the first byte of the answer; the processor's time is the server's own, which other work on the
machine moves least.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import click

from benchmarks.apart import apart
from benchmarks.contenders import PAGE, p95
from benchmarks.generate import generate, write
from benchmarks.own import Detail
from benchmarks.product import run_ingest
from benchmarks.queries import Kind, Query, choose
from benchmarks.served import Answered, Server, answered, served

ROUNDS = 3
"""How often one client asks for all pages: the first time words are new to the server, then they are known."""

CLIENTS = 8
"""Clients that ask at once."""


@click.command()
@click.option("--size", default=2000, show_default=True, help="Number of positions.")
@click.option("--per-kind", default=30, show_default=True, help="Queries of each kind.")
@click.option(
    "--data", type=click.Path(path_type=Path), help="Where these positions are kept, or will be, to be asked again."
)
def main(size: int, per_kind: int, data: Path | None) -> None:
    """Print the first byte in milliseconds, the server's time and kilobytes of the pages of results."""
    positions = list(generate(size))
    with tempfile.TemporaryDirectory() as folder:
        data = data or Path(folder) / "data"
        if not data.exists():
            click.echo(f"Ingesting {size:,} positions.", err=True)
            apart(run_ingest, write(positions, Path(folder) / "files"), data, 2)
        for one in pages(data, size, choose(positions, per_kind)):
            click.echo(f"{one.what}: {one.value:.3g} {one.unit}")


def pages(data: Path, size: int, queries: Sequence[Query]) -> list[Detail]:
    """What the pages of the queries take: of one client the first time and later, by kind, and of several at once."""
    paths = {path_of(one): one.kind for one in queries if one.like is None}
    with served(data, "/") as server:
        rounds = [list(_one_by_one(server, list(paths))) for _ in range(ROUNDS)]
        found = [*_of_rounds(rounds), *_of_kinds(list(paths.values()), rounds), *_at_once(server, list(paths))]
    return [Detail(f"page over HTTP, {what}", size, value, unit) for what, value, unit in found]


Figure = tuple[str, float, str]
"""What it is, its value and unit."""

Asked = tuple[Answered, float]
"""A page and the milliseconds of the server's processor that it took."""


def _one_by_one(server: Server, paths: Sequence[str]) -> Iterator[Asked]:
    with server.connected() as connection:
        for path in paths:
            before = server.cpu_ms()
            page = answered(connection, path)
            yield page, server.cpu_ms() - before


def _of_rounds(rounds: Sequence[Sequence[Asked]]) -> Iterator[Figure]:
    for when, asked in (("asked first", rounds[0]), ("asked again", rounds[-1])):
        for what, times in (
            ("first byte", [page.first_byte_ms for page, _ in asked]),
            ("server's processor", [cpu for _, cpu in asked]),
        ):
            yield f"{when}, {what}, p50", statistics.median(times), "ms"
            yield f"{when}, {what}, p95", p95(times), "ms"
    yield "heaviest", max(page.size for page, _ in rounds[0]) / 1000, "kB"


def _of_kinds(kinds: Sequence[Kind], rounds: Sequence[Sequence[Asked]]) -> Iterator[Figure]:
    for kind in dict.fromkeys(kinds):
        medians = [
            statistics.median(one[at][0].first_byte_ms for one in rounds) for at, own in enumerate(kinds) if own is kind
        ]
        yield f"{kind}, first byte, p50", statistics.median(medians), "ms"


def _at_once(server: Server, paths: Sequence[str]) -> Iterator[Figure]:
    """All pages for every client, each of which begins with another."""

    def ask(client: int) -> list[float]:
        start = client * len(paths) // CLIENTS
        with server.connected() as connection:
            return [answered(connection, path).first_byte_ms for path in (*paths[start:], *paths[:start])]

    before, begun = server.cpu_ms(), time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        times = [took for own in clients.map(ask, range(CLIENTS)) for took in own]
    seconds = time.perf_counter() - begun
    yield f"{CLIENTS} clients, first byte, p50", statistics.median(times), "ms"
    yield f"{CLIENTS} clients, first byte, p95", p95(times), "ms"
    yield f"{CLIENTS} clients, pages", len(times) / seconds, "a second"
    yield f"{CLIENTS} clients, server's processor a page", (server.cpu_ms() - before) / len(times), "ms"


def path_of(query: Query) -> str:
    """The address of the query's page, as the form makes it."""
    text = " ".join(query.words)
    keys = {
        "q": f'"{text}"' if query.kind is Kind.PHRASE else text,
        "in": "duty" if query.kind is Kind.FIELD else "",
        "language": ":".join(query.language) if query.language else "",
    }
    return "/?" + urlencode({name: value for name, value in keys.items() if value} | {"limit": PAGE})


if __name__ == "__main__":
    main()
