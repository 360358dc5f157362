"""Kills ajsearch with SIGKILL at random moments: ``python -m tests.crash --points 200 --seed 1``.

At each point a process ingests, ingests changes, rebuilds, or upgrades what other rules have analysed and an older
index holds, and is killed with all its workers. What is left must answer searches as before or after, and the same
command run again must end in the state of an undisturbed run.
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
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from ajsearch import bootstrap
from ajsearch.model import encode
from ajsearch.search import SearchRequest
from ajsearch.settings import Settings
from tests.texts import ARCHIVIST, DRIVER

State = Mapping[str, bytes]
"""Path of a position → all that is kept of it but the time."""

COMMANDS = ("first", "change", "rebuild", "upgrade")


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
    """One point: a data directory in a known state, a command over it, and what it should lead to."""

    def __init__(self, place: Path, command: str) -> None:
        self.settings = Settings(data=place / "data", workers=2)
        self.arguments = ["ingest", str(place / "files"), "--prune", "--workers", "2"]
        folder_of(place / "files", changed=False)
        if command != "first":
            self.run()
        if command == "change":
            shutil.rmtree(place / "files")
            folder_of(place / "files", changed=True)
        if command == "rebuild":
            self.arguments = ["rebuild"]
        if command == "upgrade":
            make_old(self.settings)
            self.arguments = ["rebuild", "--if-needed"]

    def start(self) -> subprocess.Popen[bytes]:
        """The command as a process group of its own."""
        command = [sys.executable, "-m", "ajsearch", *self.arguments, "--data", str(self.settings.data)]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def run(self) -> None:
        """The command to its end."""
        code = self.start().wait()
        assert code == 0, f"{self.arguments[0]} ended with {code}"


def state_of(settings: Settings) -> State:
    """All positions that searches show; the index and the store must agree and be sound."""
    with bootstrap.reading_up_to_date(settings) as app:
        assert not app.service.damage(), app.service.damage()
        found = [hit.id for hit in app.service.search(SearchRequest(limit=100)).hits]
        positions = app.service.positions(found)
        assert len(positions) == app.store.count()
        return {one.path: encode(replace(one, ingested_at="")) for one in positions}


def kill_once(place: Path, command: str, share: float, whole: float, goal: State) -> None:
    """Kill after ``share`` of the time that the command takes; raises ``AssertionError`` when something was lost."""
    trial = Trial(place, command)
    process = trial.start()
    time.sleep(share * whole)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if trial.settings.store_path.exists():
        state_of(trial.settings)
    trial.run()
    assert state_of(trial.settings) == goal, f"{command} killed at {share:.2f}: the positions differ"


def measured(place: Path, command: str) -> tuple[float, State]:
    """Seconds of an undisturbed run, and where it leads."""
    trial = Trial(place, command)
    begun = time.monotonic()
    trial.run()
    return time.monotonic() - begun, state_of(trial.settings)


def main() -> None:
    """Kills at so many points and prints each that lost something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as root:
        undisturbed = {command: measured(_new(root), command) for command in COMMANDS}
        bad = 0
        for number in range(options.points):
            command, share = COMMANDS[number % len(COMMANDS)], chance.uniform(0.2, 1.1)
            place = _new(root)
            try:
                kill_once(place, command, share, *undisturbed[command])
            except AssertionError as error:
                bad += 1
                print(f"point {number}: {error}")
            shutil.rmtree(place)
    print(f"{options.points} points (seed {options.seed}), {bad} lost something")
    sys.exit(bool(bad))


def _new(root: str) -> Path:
    return Path(tempfile.mkdtemp(dir=root))


if __name__ == "__main__":
    main()
