"""``ajsearch serve`` over a data directory as its users meet it: a process of its own, asked over HTTP."""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Answered:
    """One page: milliseconds from sending the request to the first byte of the answer, and its bytes."""

    first_byte_ms: float
    size: int


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers at ``place`` (host and port); ``ready_seconds`` is from its start to its first answer."""

    place: str
    process: int
    ready_seconds: float = float("nan")

    def connected(self) -> "closing[http.client.HTTPConnection]":
        """A new connection, to be closed after use."""
        return closing(http.client.HTTPConnection(self.place))

    def cpu_ms(self) -> float:
        """Milliseconds of the processor's time that its threads have taken; not a number where Linux does not tell."""
        threads = list(Path(f"/proc/{self.process}/task").glob("*/schedstat"))
        spent = sum(int(one.read_text().split()[0]) for one in threads) / 1e6
        return spent if threads else float("nan")


@contextmanager
def served(data: Path, first: str) -> Iterator[Server]:
    """A server over a data directory, which has answered the path ``first``, and is stopped at the end."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "ajsearch", "serve", "--port", "0", "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            place = _announced(process)
            server = Server(place, process.pid)
            with server.connected() as connection:
                answered(connection, first)
            yield replace(server, ready_seconds=time.perf_counter() - begun)
        finally:
            process.terminate()


def answered(connection: http.client.HTTPConnection, path: str) -> Answered:
    """Ask for a page and read it; raises ``RuntimeError`` where it is none."""
    begun = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    took = (time.perf_counter() - begun) * 1000
    content = answer.read()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path} gave {answer.status}")
    return Answered(took, len(content))


def _announced(process: "subprocess.Popen[str]") -> str:
    """Host and port, from the line in which the server says where it listens."""
    assert process.stderr
    for line in process.stderr:
        for word in line.split():
            if word.startswith("http://"):
                return urlsplit(word).netloc
    raise RuntimeError("ajsearch serve did not start")
