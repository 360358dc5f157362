"""What reading one file gives: the descriptions in it, and the members of a container that could not be read."""

from dataclasses import dataclass

from ajsearch.errors import FileProblem
from ajsearch.model import SourceDocument

INNER_SEPARATOR = "!"
"""Stands between a container and its member: ``leping.asice!lisa.zip!juhend.pdf``."""


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """The documents of one file in their order, and its members that failed.

    A plain file gives one document and no failure (its own problem is raised). A container gives one document for each
    member that could be read; ``failures`` pairs the inner name of each other member (as ``SourceDocument.inner``
    spells it) with its problem. Both may be non-empty; a container none of whose members could be read has only
    failures.
    """

    documents: tuple[SourceDocument, ...]
    failures: tuple[tuple[str, FileProblem], ...] = ()
