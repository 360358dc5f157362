"""A person's correction of a fact, kept beside the document: it outlives every new reading of the text."""

from dataclasses import dataclass

from ajsearch.facts import FactKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One fact of a kind is wrong, missing, or no fact at all.

    ``target`` is the value of the fact that is wrong ("ru", "master", "2", "B", "Excel"), None where one was missing;
    ``target_quote`` tells it from others of that value. ``value`` is the right value, None where there is no such fact;
    ``level`` that of a language ("B2"), of a certificate ("6") or of secrecy. ``quote`` is the sentence that says so.
    With neither ``target`` nor ``value`` it is a dismissal: the quoted sentence states no fact of the kind.
    ``number`` is given when it is kept, ``made_at`` is RFC 3339.
    """

    kind: FactKind
    target: str | None = None
    target_quote: str = ""
    value: str | None = None
    level: str | None = None
    required: bool = True
    quote: str = ""
    number: int = 0
    made_at: str = ""

    @property
    def is_dismissal(self) -> bool:
        """Whether it only says that a sentence states nothing."""
        return self.target is None and self.value is None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCorrection:
    """A correction with the position and the content hash of the document that it was made for."""

    position: str
    hash: str
    correction: Correction
