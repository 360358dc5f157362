"""Really served data directories: a process that answers, its address, and the memory that it takes."""

import json
import os
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.command_line import COMMAND

WAIT_SECONDS = 60
"""How long an answer may take before a test gives up: other work may keep the machine busy."""


@dataclass(frozen=True, slots=True)
class Served:
    """A process that serves a data directory, and what it has written to standard error after its address."""

    address: str
    process: subprocess.Popen[str]
    log: list[str]

    def get(self, path: str, **query: str) -> Any:
        """The JSON that is answered; raises ``HTTPError`` for an error's status."""
        with urllib.request.urlopen(f"{self.address}{path}?{urlencode(query)}", timeout=WAIT_SECONDS) as answered:
            return json.load(answered)

    def resident_megabytes(self) -> float:
        """Memory that the process holds now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


@contextmanager
def serving(data: Path, **environment: str) -> Iterator[Served]:
    """``ajsearch serve`` over a data directory until the end, on a free port."""
    command = [*COMMAND, "serve", "--port", "0", "--data", str(data)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment})
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        assert "serves" in line, line
        served = Served(line.split()[2], process, [])
        # A pipe that nobody empties would stop the server when it is full.
        reading = threading.Thread(target=served.log.extend, args=(process.stderr,))
        reading.start()
        yield served
    finally:
        process.terminate()
        process.wait(WAIT_SECONDS)
    reading.join()
    process.stderr.close()
