"""Kills ajsearch with SIGKILL at random moments: ``python -m tests.crash --points 200 --seed 1``.

At each point a process ingests, ingests changes, rebuilds, or upgrades what other rules have analysed and an older
index holds, and is killed with all its workers. What is left must answer searches as before or after, and the same
command run again must end in the state of an undisturbed run. Only kills that met a living process count.
"""

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from ajsearch import bootstrap
from ajsearch.model import encode
from ajsearch.search import SearchRequest
from ajsearch.settings import Settings
from tests.texts import ARCHIVIST, DRIVER

State = Mapping[str, bytes]
"""Path of a position → all that is kept of it but the time."""

COMMANDS = ("first", "change", "rebuild", "upgrade")

EARLIEST, LATEST = 0.2, 1.1
"""Shares of an undisturbed run's time between which it is killed: before, it only starts; after, it may have ended."""

TOLD_EVERY = 10


def folder_of(place: Path, *, changed: bool) -> Path:
    """A folder of descriptions; ``changed``: one more, one less, one with another text."""
    place.mkdir()
    for number in range(6):
        text = (ARCHIVIST if number % 2 else DRIVER).replace("arhivaar", f"arhivaar {number}")
        (place / f"{number}.txt").write_text(f"{text}\nLisa {number}.\n", encoding="utf-8")
    if changed:
        (place / "0.txt").unlink()
        (place / "1.txt").write_text(f"{ARCHIVIST}\nUus tekst.\n", encoding="utf-8")
        (place / "6.txt").write_text(f"{DRIVER}\nUus fail.\n", encoding="utf-8")
    return place


def make_old(settings: Settings) -> None:
    """Have the data directory look as if an older version had made it: other rules, no later tables, another index."""
    with closing(sqlite3.connect(settings.store_path)) as connection, connection:
        connection.execute("UPDATE positions SET analysis_version = '0'")
        for table in ("as_they_are", "learned", "corrections"):
            connection.execute(f"DROP TABLE {table}")
    next(settings.index_path.glob("g*/version.json")).write_text("{}", encoding="utf-8")


class Trial:
    """A data directory in a known state, a command over it, and what it should lead to; may be put back for another."""

    def __init__(self, place: Path, command: str, workers: int = 2) -> None:
        self.command = command
        self.settings = Settings(data=place / "data", workers=workers)
        self._files, self._kept = place / "files", place / "kept"
        self._reading = ["ingest", str(self._files), "--prune", "--workers", str(workers)]
        self._arguments = {"rebuild": ["rebuild"], "upgrade": ["rebuild", "--if-needed"]}.get(command, self._reading)
        self._prepare()

    def _prepare(self) -> None:
        folder_of(self._files, changed=False)
        self.settings.data.mkdir()
        if self.command != "first":
            self._run(self._reading)
        if self.command == "change":
            shutil.rmtree(self._files)
            folder_of(self._files, changed=True)
        if self.command == "upgrade":
            make_old(self.settings)
        shutil.copytree(self.settings.data, self._kept)

    def put_back(self) -> None:
        """Have the data directory as it was before the command."""
        shutil.rmtree(self.settings.data)
        shutil.copytree(self._kept, self.settings.data)

    def start(self) -> subprocess.Popen[bytes]:
        """The command as a process group of its own."""
        return self._start(self._arguments)

    def run(self) -> None:
        """The command to its end."""
        self._run(self._arguments)

    def _start(self, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "ajsearch", *arguments, "--data", str(self.settings.data)]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def _run(self, arguments: Sequence[str]) -> None:
        code = self._start(arguments).wait()
        assert code == 0, f"{arguments[0]} ended with {code}"


def state_of(settings: Settings) -> State:
    """All positions that searches show; the index and the store must agree and be sound."""
    with bootstrap.reading_up_to_date(settings) as app:
        assert not app.service.damage(), app.service.damage()
        found = [hit.id for hit in app.service.search(SearchRequest(limit=100)).hits]
        positions = app.service.positions(found)
        assert len(positions) == app.store.count()
        return {one.path: encode(replace(one, ingested_at="")) for one in positions}


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """Seconds that a run takes when nobody kills it, and where it leads."""

    seconds: float
    goal: State


def measured(trial: Trial) -> Undisturbed:
    """A run of the trial's command to its end."""
    begun = time.monotonic()
    trial.run()
    return Undisturbed(time.monotonic() - begun, state_of(trial.settings))


def kill_once(trial: Trial, share: float, undisturbed: Undisturbed) -> bool:
    """Kill after ``share`` of the time that the command takes; returns whether it still ran.

    Raises ``AssertionError`` when something was lost.
    """
    trial.put_back()
    process = trial.start()
    time.sleep(share * undisturbed.seconds)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    met = process.wait() == -signal.SIGKILL
    if trial.settings.store_path.exists():
        state_of(trial.settings)
    trial.run()
    assert state_of(trial.settings) == undisturbed.goal, "the positions differ"
    return met


@dataclass(slots=True)
class Tally:
    """How many kills met a living process, by command, and what went wrong."""

    met: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """In one line."""
        each = ", ".join(f"{command} {count}" for command, count in self.met.items())
        return f"{self.met.total()} kills ({each}), {len(self.bad)} lost something"


def kill_often(root: Path, points: int, seed: int, workers: int) -> Tally:
    """So many kills of living processes, the commands in turn; tells how far it is."""
    chance, tally = random.Random(seed), Tally()
    trials = {command: Trial(_new(root), command, workers) for command in COMMANDS}
    undisturbed = {command: measured(trial) for command, trial in trials.items()}
    while tally.met.total() < points:
        command, share = COMMANDS[tally.met.total() % len(COMMANDS)], chance.uniform(EARLIEST, LATEST)
        try:
            tally.met[command] += kill_once(trials[command], share, undisturbed[command])
        except AssertionError as error:
            tally.met[command] += 1
            tally.bad.append(f"{command} killed at {share:.2f}: {error}")
            print(tally.bad[-1], flush=True)
            kept = shutil.copytree(trials[command].settings.data, Path(tempfile.mkdtemp(prefix="lost-")) / "data")
            print(f"what was left of it: {kept}", flush=True)
        if tally.met.total() % TOLD_EVERY == 0:
            print(tally, flush=True)
    return tally


def main() -> None:
    """Kills at so many points and prints each that lost something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as root:
        tally = kill_often(Path(root), options.points, options.seed, options.workers)
    print(f"{tally} (seed {options.seed})")
    sys.exit(bool(tally.bad))


def _new(root: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=root))


if __name__ == "__main__":
    main()
