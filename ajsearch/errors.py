"""Every exception that ajsearch raises on purpose.

AjsearchError                 one sentence for the user: what is wrong and what to do
├── UsageError                wrong options or configuration (exit code 2)
├── FileProblem               one file could not be read; carries a closed-set ``Reason``
├── UnknownPosition           no position has that id
├── StoreError                the store cannot be opened, read or written
├── LockedError               another process is writing to the same data directory
└── EngineError               the search engine cannot answer or write

The message of each is a full sentence for people: it names the file or the position and the cure, and never holds a
person's name or a document's text.
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why a file was not read, or what is doubtful in one that was (closed set of the ingest report)."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    NO_TEXT = "no_text"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    UNSAFE = "unsafe"
    NOT_A_DESCRIPTION = "not_a_description"
    PERMISSION = "permission"
    MISSING = "missing"
    OCR_DAMAGED = "ocr_damaged"
    OTHER_LANGUAGE = "other_language"
    REMOVED = "removed"


class AjsearchError(Exception):
    """Base of all errors whose message is meant for the user."""


class UsageError(AjsearchError):
    """Wrong options or configuration."""


class FileProblem(AjsearchError):
    """A file cannot be read as a job description; the others go on.

    ``message`` does not repeat the path: whoever reports the problem names the file beside it.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message

    def __reduce__(self) -> tuple[type["FileProblem"], tuple[Reason, str]]:
        """Pickle with both arguments: problems travel from worker processes."""
        return type(self), (self.reason, self.message)


class UnknownPosition(AjsearchError):
    """No position in the store has the given id."""

    def __init__(self, position_id: str) -> None:
        super().__init__(f"No position has the id {position_id!r}; find ids with: ajsearch search --json.")
        self.position_id = position_id


class StoreError(AjsearchError):
    """The store cannot be opened, read or written."""


class LockedError(AjsearchError):
    """Another process is writing to the same data directory."""


class EngineError(AjsearchError):
    """The search engine cannot answer or write."""
