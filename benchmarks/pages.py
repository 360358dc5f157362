"""``python -m benchmarks.pages``: how soon the page of a search comes over HTTP, and how heavy it is.

Positions and queries are those of the other measurements. The server is waitress over the pages, as ``ajsearch serve``
has it, in a process of its own; a time is from sending the request to the first byte of the answer.
"""

import http.client
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import click

from benchmarks.contenders import PAGE
from benchmarks.generate import generate, write
from benchmarks.measure import apart
from benchmarks.product import run_ingest
from benchmarks.queries import Kind, Query, choose

ROUNDS = 3
"""How often a page is asked for; its time is the median, which one disturbance cannot move."""


@click.command()
@click.option("--size", default=2000, show_default=True, help="Number of positions.")
@click.option("--per-kind", default=30, show_default=True, help="Queries of each kind.")
@click.option("--data", type=click.Path(path_type=Path), help="Where the positions are kept, to be asked again.")
def main(size: int, per_kind: int, data: Path | None) -> None:
    """Print p50 and p95 in milliseconds, and kilobytes, of each kind of query's page."""
    positions = list(generate(size))
    queries = [one for one in choose(positions, per_kind) if one.like is None]
    with tempfile.TemporaryDirectory() as folder:
        data = data or Path(folder) / "data"
        if not data.exists():
            files = write(positions, Path(folder) / "files")
            apart(run_ingest, files, data, 2)
        for line in measured(queries, data):
            click.echo(line)


def measured(queries: Sequence[Query], data: Path) -> Iterable[str]:
    """A line a kind of query and one for all."""
    command = [sys.executable, "-m", "ajsearch", "serve", "--port", "0", "--data", str(data)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr
        address = urlsplit(server.stderr.readline().split()[2])
        connection = http.client.HTTPConnection(address.netloc)
        asked(connection, "/")
        times: dict[str, list[float]] = defaultdict(list)
        sizes: dict[str, list[int]] = defaultdict(list)
        for query in queries:
            rounds = [asked(connection, path_of(query)) for _ in range(ROUNDS)]
            for kind in (query.kind.value, "all"):
                times[kind].append(statistics.median(took for took, _ in rounds))
                sizes[kind].append(rounds[0][1])
        for kind, found in times.items():
            p95 = statistics.quantiles(found, n=20)[-1]
            heaviest = max(sizes[kind]) / 1000
            yield f"{kind}: p50 {statistics.median(found):.1f} ms, p95 {p95:.1f} ms, heaviest {heaviest:.0f} kB"
    finally:
        server.terminate()
        server.wait()


def path_of(query: Query) -> str:
    """The address of the query's page, as the form makes it."""
    text = " ".join(query.words)
    keys = {
        "q": f'"{text}"' if query.kind is Kind.PHRASE else text,
        "in": "duty" if query.kind is Kind.FIELD else "",
        "language": ":".join(query.language) if query.language else "",
    }
    return "/?" + urlencode({name: value for name, value in keys.items() if value} | {"limit": PAGE})


def asked(connection: http.client.HTTPConnection, path: str) -> tuple[float, int]:
    """Milliseconds to the first byte of a page, and its bytes."""
    begun = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    took = (time.perf_counter() - begun) * 1000
    return took, len(answer.read())


if __name__ == "__main__":
    main()
