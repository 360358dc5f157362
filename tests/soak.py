"""Many clients for a long time, while files are read: ``python -m tests.soak --minutes 10 --clients 50``.

A served data directory is asked for pages, searches, similar positions and exports as people ask, each client with a
pause between two requests. All the while another process ingests files that have changed, and now and then rebuilds.
No answer may be an error, the slowest hundredth must stay within bounds, and the server's memory must not grow.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote, urlsplit

from benchmarks.generate import Generated, generate, write
from tests.command_line import COMMAND
from tests.serving import WAIT_SECONDS, Served, serving

QUERIES = (
    *("klientide nõustamine", "eelarve koostamine", "lepingute ettevalmistamine", "arhiv*", '"vene keel"', "juhtimine"),
    *("õigusakt OR määrus", "keel:vene>=B1", "amet:spetsialist", "aruanne -eelarve", "raamtupidaja", "kodukülastus"),
)
ROUTES = (
    *("/?q={query}",) * 6,
    *("/positions/{id}?q={query}",) * 4,
    *("/api/v1/search?q={query}", "/api/v1/complete?q={beginning}") * 2,
    *(
        "/",
        "/overview?q={query}",
        "/positions/{id}/similar",
        "/export.csv?q={query}",
        "/feed.atom?q={query}",
        "/healthz",
    ),
)
"""What is asked for, the frequent ones more than once."""

REBUILD_EVERY = 4
"""Rounds of reading between two rebuilds."""

CHANGED = 10
"""Files that change between two rounds."""

SETTLED = 0.2
"""Share of the time after which the server has all in memory that it keeps: growth counts from there."""

GROWTH = 1.15
"""How many times the memory of that moment the server may take at the end: caches that fill, no leak."""


@dataclass(slots=True)
class Asked:
    """What became of the requests: the time of each in seconds, and what was wrong."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The time within which such a share of the requests was answered."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))] if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Soaked:
    """What a run saw: the requests, the server's memory in MB over time and what it logged, the rounds of reading."""

    asked: Asked
    megabytes: Sequence[float]
    log: Sequence[str]
    rounds: int
    rebuilds: int

    @property
    def growth(self) -> float:
        """How many times the settled memory the last is."""
        return self.megabytes[-1] / self.megabytes[int(SETTLED * len(self.megabytes))]

    def faults(self, slowest_seconds: float) -> list[str]:
        """What is not as it must be."""
        found = self.asked.problems[:20]
        if (late := self.asked.percentile(0.99)) > slowest_seconds:
            found.append(f"the slowest hundredth takes {late:.2f} s or more")
        if self.growth > GROWTH:
            found.append(f"the server's memory grew {self.growth:.2f} times")
        if self.log:
            found.append(f"the server logged {len(self.log)} lines, the first: {self.log[0]}")
        if not self.rounds:
            found.append("nothing was read meanwhile")
        return found

    def __str__(self) -> str:
        """In a few lines."""
        asked = self.asked
        times = ", ".join(f"{name} {asked.percentile(share):.3f} s" for name, share in PERCENTILES.items())
        memory = ", ".join(
            f"{self.megabytes[int(at * (len(self.megabytes) - 1))]:.0f}" for at in (0, 0.2, 0.4, 0.6, 0.8, 1)
        )
        return (
            f"{len(asked.seconds)} requests, {len(asked.problems)} problems, {dict(asked.statuses)}; {times}\n"
            f"memory in MB: {memory}; files were read {self.rounds} times, the index was rebuilt {self.rebuilds} times"
        )


PERCENTILES = {"half": 0.5, "95 %": 0.95, "99 %": 0.99, "all": 1.0}


def ask(served: Served, ids: Sequence[str], asked: Asked, is_over: Callable[[], bool], pause: float, seed: int) -> None:
    """One client: a request, a pause, another one."""
    chance = random.Random(seed)
    host = urlsplit(served.address).netloc
    while not is_over():
        time.sleep(chance.uniform(0, 2 * pause))
        query = chance.choice(QUERIES)
        path = chance.choice(ROUTES).format(id=chance.choice(ids), query=quote(query), beginning=quote(query[:4]))
        begun = time.monotonic()
        try:
            connection = HTTPConnection(host, timeout=WAIT_SECONDS)
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            connection.close()
        except (OSError, HTTPException) as error:
            asked.problems.append(f"{path}: {error!r}")
            continue
        asked.seconds.append(time.monotonic() - begun)
        asked.statuses[answer.status] += 1
        if answer.status != 200:
            asked.problems.append(f"{path}: {answer.status}")


def change(positions: Sequence[Generated], folder: Path, turn: int) -> None:
    """Give some files another text; how many there are stays the same."""
    for number in range(CHANGED):
        path = sorted(folder.iterdir())[(turn * CHANGED + number) % len(positions)]
        path.write_text(path.read_text(encoding="utf-8") + f"\nMuudetud {turn} korda.\n", encoding="utf-8")


def soak(place: Path, *, positions: int, clients: int, seconds: float, pause: float) -> Soaked:
    """Serve so many generated positions to so many clients for so long, and read files meanwhile."""
    folder, data, generated = place / "files", place / "data", list(generate(positions))
    write(generated, folder)
    _command("ingest", str(folder), data=data)
    asked, megabytes, rounds, rebuilds = Asked(), list[float](), 0, 0
    with serving(data) as served:
        ids = [hit["id"] for hit in served.get("/api/v1/search", limit=str(positions))["hits"]]
        end = time.monotonic() + seconds
        threads = [
            threading.Thread(target=ask, args=(served, ids, asked, lambda: time.monotonic() > end, pause, number))
            for number in range(clients)
        ]
        watch = threading.Thread(target=_watch, args=(served, megabytes, end))
        for thread in (*threads, watch):
            thread.start()
        while time.monotonic() < end:
            change(generated, folder, rounds)
            _command("ingest", str(folder), data=data)
            rounds += 1
            if rounds % REBUILD_EVERY == 1:
                _command("rebuild", data=data)
                rebuilds += 1
        for thread in (*threads, watch):
            thread.join()
        assert served.get("/healthz")["positions"] == positions
    return Soaked(asked, megabytes, served.log, rounds, rebuilds)


def _watch(served: Served, megabytes: list[float], end: float) -> None:
    while time.monotonic() < end:
        megabytes.append(served.resident_megabytes())
        time.sleep(0.5)


def _command(name: str, *arguments: str, data: Path) -> None:
    workers = ("--workers", "1") if name == "ingest" else ()
    subprocess.run([*COMMAND, name, *arguments, *workers, "--data", str(data)], check=True, capture_output=True)


def main() -> None:
    """Soak and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--positions", type=int, default=300)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two requests of a client, on average")
    parser.add_argument("--slowest", type=float, default=5.0, help="seconds within which 99 of 100 must be answered")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        soaked = soak(
            Path(place),
            positions=options.positions,
            clients=options.clients,
            seconds=options.minutes * 60,
            pause=options.pause,
        )
    print(soaked)
    faults = soaked.faults(options.slowest)
    print("\n".join(faults))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
