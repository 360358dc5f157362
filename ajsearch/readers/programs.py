"""Other programs (Tesseract, LibreOffice, antiword, Poppler) run so that they can neither hang nor stay behind."""

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ajsearch.errors import FileProblem, Reason

KILL_WAIT = 5.0
"""Seconds that a killed program has to be gone."""
_KEPT = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
"""All of the environment that a program gets; no secret of the service is among it."""


def find_program(*names: str) -> str | None:
    """The path of the first of the programs that is installed, None when none is."""
    return next((path for name in names if (path := shutil.which(name))), None)


def run_program(command: Sequence[str], folder: Path, seconds: float) -> bytes:
    """What a program prints, run in ``folder``, which is also its home and its place for temporary files.

    It has its own process group, which is killed as a whole after ``seconds``. Raises ``FileProblem`` TIMEOUT then,
    UNREADABLE when the program fails; files that it left in ``folder`` are the caller's.
    """
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"HOME": str(folder), "TMPDIR": str(folder), "OMP_THREAD_LIMIT": "1"}
    with subprocess.Popen(  # noqa: S603 – fixed programs, no shell
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        _limit_cpu(process.pid, seconds)
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            name = Path(command[0]).name
            raise FileProblem(Reason.TIMEOUT, f"{name} took more than {seconds:g} s and was stopped.") from error
        finally:
            _kill_group(process)
    if process.returncode:
        raise FileProblem(Reason.UNREADABLE, f"{Path(command[0]).name} could not read it.")
    return output


def _limit_cpu(pid: int, seconds: float) -> None:
    """Bound the program also for the case that this process is killed and cannot end it."""
    limit = int(seconds) + 1
    try:
        resource.prlimit(pid, resource.RLIMIT_CPU, (limit, limit))
    except (ProcessLookupError, PermissionError, ValueError):
        return  # it has ended already, or a lower limit is set


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started; also what a program that ended well left behind."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
    process.wait(KILL_WAIT)
