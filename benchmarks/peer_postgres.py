"""PostgreSQL's full text in a server of its own; it has no Estonian, so that its configuration is "simple"."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.contenders import PAGE
from benchmarks.peers import WORDS_ONLY
from benchmarks.queries import Kind, Query

PROGRAMS = ("initdb", "pg_ctl")
USER = "postgres"


class Postgres:
    """A table with a generated tsvector under a GIN index, as its documentation recommends."""

    name = "PostgreSQL"
    largest = 1_000_000

    @staticmethod
    def missing() -> str | None:
        """Why it is left out."""
        if not all(map(shutil.which, PROGRAMS)):
            return "PostgreSQL's server is not installed"
        return None if find_spec("pg8000") else "the package pg8000 is not installed"

    def build(self, files: Sequence[Path], folder: Path, workers: int) -> None:
        """One transaction, then the index."""
        folder.mkdir(parents=True)
        _run(folder, "initdb", "-D", str(folder / "db"), "-U", USER, "-E", "UTF8", "--locale=C", "-A", "trust")
        with _served(folder) as database:
            database.run(
                "CREATE TABLE page (number int PRIMARY KEY, content text, "
                "words tsvector GENERATED ALWAYS AS (to_tsvector('simple', content)) STORED)"
            )
            database.run("START TRANSACTION")
            for path in files:
                content = path.read_text(encoding="utf-8")
                database.run("INSERT INTO page VALUES (:number, :content)", number=int(path.stem), content=content)
            database.run("COMMIT")
            database.run("CREATE INDEX page_words ON page USING gin (words)")
            database.run("ANALYZE page")

    def open(self, folder: Path) -> None:
        """Start the server and connect."""
        self._serving = _served(folder)
        self._database = self._serving.__enter__()

    def can(self, query: Query) -> bool:
        """Words and phrases."""
        return query.kind in WORDS_ONLY

    def page(self, query: Query) -> None:
        """The count, and the best with headlines."""
        function, text = _asked(query)
        self._database.run(f"SELECT count(*) FROM page WHERE words @@ {function}('simple', :text)", text=text)
        self._database.run(
            f"SELECT number, ts_headline('simple', content, query) FROM "
            f"(SELECT number, content, query FROM page, {function}('simple', :text) query WHERE words @@ query "
            f"ORDER BY ts_rank(words, query) DESC LIMIT {PAGE}) best",
            text=text,
        )

    def numbers(self, query: Query) -> frozenset[int]:
        """All rows."""
        function, text = _asked(query)
        rows = self._database.run(f"SELECT number FROM page WHERE words @@ {function}('simple', :text)", text=text)
        return frozenset(number for (number,) in rows)

    def close(self) -> None:
        """Disconnect and stop the server."""
        self._serving.__exit__(None, None, None)


def _asked(query: Query) -> tuple[str, str]:
    return ("phraseto_tsquery" if query.kind is Kind.PHRASE else "plainto_tsquery"), " ".join(query.words)


@contextmanager
def _served(folder: Path) -> Iterator[Any]:
    """A connection to a server over ``folder``, which listens on a socket in it only."""
    import pg8000.native

    options = f"-k {folder} -c listen_addresses=''"
    _run(folder, "pg_ctl", "-D", str(folder / "db"), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        database = pg8000.native.Connection(USER, unix_sock=str(folder / ".s.PGSQL.5432"))
        try:
            yield database
        finally:
            database.close()
    finally:
        _run(folder, "pg_ctl", "-D", str(folder / "db"), "-w", "-m", "fast", "stop")


def _run(folder: Path, *command: str) -> None:
    """Run a program; PostgreSQL refuses to be root, so that its own user is taken then."""
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:
        entry = pwd.getpwnam(USER)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        as_user = {"user": USER, "group": entry.pw_gid, "extra_groups": []}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **as_user)
