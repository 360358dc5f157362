"""The command line as its users meet it: started as a process, its answers and its sentences."""

import json
import os
import subprocess
import sys
from pathlib import Path

COMMAND = [str(Path(sys.executable).with_name("ajsearch"))]


def run(*arguments, stdin=None, env=None, **options):
    """The command run to its end; ``options`` go to ``subprocess.run``."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        input=stdin,
        timeout=120,
        env={**os.environ, **(env or {})},
        check=False,
        **options,
    )


def answer(*arguments, code=0, **options):
    """What a command prints with ``--json``."""
    command, *rest = arguments
    done = run(command, "--json", *rest, **options)
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def one_sentence(done, code):
    """The error is one line on stderr, with the right exit code, and no traceback; returns it."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr
