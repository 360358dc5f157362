"""Every setting, once: this list feeds the run, ``--help``, docs/configuration.md and its test.

A setting is read from the environment as ``AJSEARCH_`` and its name in capitals; an option of the command line wins.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path

from ajsearch.errors import UsageError

PREFIX = "AJSEARCH_"


class Engine(StrEnum):
    """The engines that there are."""

    WHOOSH = "whoosh"
    OPENSEARCH = "opensearch"


def _help(text: str) -> dict[str, str]:
    return {"help": text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in force."""

    data: Path = field(default=Path("var"), metadata=_help("Folder of the store and the index."))
    workers: int = field(
        default=max(1, min(8, os.cpu_count() or 1)), metadata=_help("Processes that read and analyse files.")
    )
    file_seconds: float = field(default=180.0, metadata=_help("Longest time that one file may take to read."))
    file_memory_mb: int = field(default=2048, metadata=_help("Most memory that one reading process may take."))
    host: str = field(default="127.0.0.1", metadata=_help("Address that the web server listens on."))
    port: int = field(default=8000, metadata=_help("Port that the web server listens on."))
    url: str = field(
        default="", metadata=_help("Address under which people reach the pages, for links in files (default: its own).")
    )
    threads: int = field(default=8, metadata=_help("Requests that the web server answers at once."))

    hosts: str = field(
        default="",
        metadata=_help(
            "Names that the pages answer to, with commas between them; empty: any. Monitors may use others."
        ),
    )
    query_seconds: float = field(
        default=10.0, metadata=_help("Processor's time that one query may take; what is found by then is answered.")
    )
    request_log: bool = field(
        default=False, metadata=_help("Write a JSON line for every request to standard error: `1` or `0`.")
    )
    admin_secret: str = field(
        default="",
        repr=False,
        metadata=_help("Secret that opens the administrator's pages; empty: there are none. Better in a file."),
    )
    admin_secret_file: str = field(
        default="", metadata=_help("File that holds the secret of the administrator's pages.")
    )
    classification: str = field(
        default="", metadata=_help("CSV file of job families and levels: columns family, level, description.")
    )
    theme: str = field(
        default="",
        metadata=_help("Style sheet of the authority's own: colours and type, as in `web/static/theme.css`."),
    )
    upload_mb: int = field(
        default=200, metadata=_help("Most megabytes that the administrator's pages take in one sending.")
    )
    engine: Engine = field(
        default=Engine.WHOOSH, metadata=_help("Search engine: `whoosh` on this machine, or `opensearch`.")
    )
    opensearch_url: str = field(
        default="http://127.0.0.1:9200", metadata=_help("Addresses of OpenSearch's nodes, with commas between them.")
    )
    opensearch_index: str = field(default="ajsearch", metadata=_help("Name of the index in OpenSearch."))
    opensearch_user: str = field(default="", metadata=_help("User of OpenSearch; empty where it asks for none."))
    opensearch_password: str = field(
        default="",
        repr=False,
        metadata=_help("Password of that user; better in a file, which other programs cannot see."),
    )
    opensearch_password_file: str = field(default="", metadata=_help("File that holds the password of that user."))
    opensearch_ca_file: str = field(
        default="", metadata=_help("Certificate of the authority that signed OpenSearch's; empty: the system's.")
    )
    opensearch_shards: int = field(default=1, metadata=_help("Shards of a new index in OpenSearch."))
    opensearch_replicas: int = field(default=1, metadata=_help("Copies of each shard beside the first one."))

    @property
    def pages(self) -> str:
        """The address of the pages without a slash at its end."""
        return self.url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def store_path(self) -> Path:
        """The store's database file."""
        return self.data / "ajsearch.db"

    @property
    def index_path(self) -> Path:
        """The folder of the embedded engine's generations."""
        return self.data / "index"

    @property
    def uploads_path(self) -> Path:
        """The folder of the files that were sent to the administrator's pages."""
        return self.data / "uploads"

    @property
    def outlines_path(self) -> Path:
        """The file that keeps all positions' outlines: a cache that can be thrown away."""
        return self.data / "outlines.npz"

    @property
    def words_path(self) -> Path:
        """The file that keeps what is known of words and texts: a cache that can be thrown away."""
        return self.data / "words.db"

    @property
    def attempts_path(self) -> Path:
        """The file that counts who tried to log in of late: it can be thrown away."""
        return self.data / "attempts.db"

    @property
    def lock_path(self) -> Path:
        """The file that the one writer locks."""
        return self.data / "lock"


def secret(settings: Settings, name: str) -> str:
    """The value of a secret setting, or the content of the file of ``name_file`` where that is set.

    Raises ``UsageError`` when the file cannot be read.
    """
    file = getattr(settings, f"{name}_file")
    if not file:
        return str(getattr(settings, name))
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{environment_name(name)}_FILE names {file}, which cannot be read.") from None


def environment(settings: Settings, own: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of a process that works for this one: its ``own`` with the settings in force.

    The administrator's secret stays here: the other process reads files of strangers.
    """
    own = {name: value for name, value in own.items() if not name.startswith(environment_name("admin_"))}
    values = {one.name: getattr(settings, one.name) for one in fields(settings) if not one.name.startswith("admin_")}
    ours = {
        environment_name(name): str(int(value)) if isinstance(value, bool) else str(value)
        for name, value in values.items()
    }
    return {**own, **ours}


def environment_name(name: str) -> str:
    """The environment variable of a setting ("data" → "AJSEARCH_DATA")."""
    return PREFIX + name.upper()


def load_settings(environ: Mapping[str, str] = os.environ, **overrides: object) -> Settings:
    """Settings from defaults, then the environment, then ``overrides`` that are not None.

    Raises ``UsageError`` for a value of the wrong type or an unknown ``AJSEARCH_`` variable.
    """
    kinds = {f.name: type(f.default) for f in fields(Settings)}
    values: dict[str, object] = {}
    for name, kind in kinds.items():
        text = environ.get(environment_name(name))
        if text is not None:
            values[name] = _convert(name, kind, text)
    values.update({name: value for name, value in overrides.items() if value is not None})
    settings = Settings(**values)  # type: ignore[arg-type]
    for name in (
        "workers",
        "threads",
        "file_seconds",
        "query_seconds",
        "file_memory_mb",
        "upload_mb",
        "opensearch_shards",
    ):
        if getattr(settings, name) <= 0:
            raise UsageError(f"{environment_name(name)} must be more than 0.")
    return settings


def _convert(name: str, kind: type, text: str) -> object:
    if issubclass(kind, Path) and not text.strip():
        raise UsageError(f"{environment_name(name)} is empty: give a folder or leave it out.")
    try:
        return {"0": False, "1": True}[text] if kind is bool else kind(text)
    except (KeyError, ValueError):
        choices = "0, 1" if kind is bool else ", ".join(kind) if issubclass(kind, StrEnum) else ""
        wanted = f"but one of {choices}" if choices else f"which is no {kind.__name__}"
        raise UsageError(f"{environment_name(name)} is {text!r}, {wanted}.") from None
