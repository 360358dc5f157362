"""Starts and kills OpenSearch nodes of the jars that ``make opensearch`` brought."""

import json
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
JARS = HERE.parent.parent / "build" / "opensearch"
START_SECONDS = 90
HEAP = "384m"


def is_here() -> bool:
    """Whether nodes can be started."""
    return shutil.which("java") is not None and any(JARS.glob("opensearch-2*.jar"))


@dataclass(slots=True)
class Node:
    """A running node."""

    url: str
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """Kill -9: the node says goodbye to nobody."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def nodes(folder: Path, count: int = 1) -> Iterator[Sequence[Node]]:
    """A cluster of so many nodes that are all of them masters and hold data; killed at the end."""
    ports = _free_ports(2 * count)
    web, inner = ports[:count], ports[count:]
    with ExitStack() as stack:
        started = []
        for number in range(count):
            log = stack.enter_context((folder / f"node{number}.log").open("wb"))
            node = _start(folder / f"node{number}", number, web, inner, log)
            stack.callback(node.kill)
            started.append(node)
        for node in started:
            _await(node, count)
        yield started


def _start(home: Path, number: int, web: Sequence[int], inner: Sequence[int], log: object) -> Node:
    (home / "config").mkdir(parents=True, exist_ok=True)
    names = [f"node{one}" for one in range(len(web))]
    settings = {
        "cluster.name": "ajsearch-tests",
        "node.name": names[number],
        "network.host": "127.0.0.1",
        "http.port": web[number],
        "transport.port": inner[number],
        "transport.type": "netty4",
        "http.type": "netty4",
        "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in inner),
        "cluster.initial_cluster_manager_nodes": ",".join(names),
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        # Time limits hold to the millisecond; usual is a clock that goes on every 200 of them.
        "thread_pool.estimated_time_interval": "0ms",
        # A killed node is missed soon, so that tests need not wait for it.
        "cluster.fault_detection.follower_check.interval": "500ms",
        "cluster.fault_detection.leader_check.interval": "500ms",
    }
    command = ["java", f"-Xms{HEAP}", f"-Xmx{HEAP}", "-cp", f"{JARS}/*", str(HERE / "TestNode.java"), str(home)]
    command += [f"{key}={value}" for key, value in settings.items()]
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=home)  # type: ignore[call-overload]
    return Node(f"http://127.0.0.1:{web[number]}", process)


def _await(node: Node, count: int) -> None:
    """Until the node sees the whole cluster."""
    until = time.monotonic() + START_SECONDS
    address = f"{node.url}/_cluster/health?wait_for_nodes={count}&timeout=5s"
    while time.monotonic() < until and node.process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                if json.load(answer)["number_of_nodes"] == count:
                    return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"{node.url} did not start: see the log in the test's folder")


def await_green(url: str) -> None:
    """Until every shard has its copies."""
    address = f"{url}/_cluster/health?wait_for_status=green&timeout={START_SECONDS}s"
    with urllib.request.urlopen(address, timeout=START_SECONDS + 5) as answer:
        assert json.load(answer)["status"] == "green"


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
