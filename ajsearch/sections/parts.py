"""Parts: a heading with what stands under it, and the list of them that the outline fills."""

from dataclasses import dataclass, field

from ajsearch.model import SectionKind
from ajsearch.sections.pieces import Piece
from ajsearch.sections.resolve import Kinds

NEEDS_AND_QUALITIES: Kinds = ((SectionKind.REQUIREMENT,), (SectionKind.COMPETENCY,))
"""What "Vajalikud oskused ja omadused" may hold; the content decides."""

LISTS = frozenset({SectionKind.DUTY, SectionKind.COMPETENCY})
"""Kinds whose entries may read like headings of other sections."""


@dataclass(slots=True)
class Part:
    """A heading and what stands under it. ``linear`` marks a table of duties and results printed as lines;
    ``by_row`` that a form's row opened it, ``row_under`` the heading above the rows where it is one of their entries,
    ``known`` that a heading opened it, ``guessed`` that no phrase knows that heading, ``within`` what the main part is
    that it belongs to, ``label`` the first cell of a row whose second one is the heading, ``goes_on`` that its lines
    go on with the rows above.
    """

    kinds: Kinds
    heading: str
    pieces: list[Piece] = field(default_factory=list)
    linear: bool = False
    known: bool = True
    guessed: bool = False
    by_row: bool = False
    row_under: str | None = None
    within: Kinds | None = None
    label: str = ""
    goes_on: bool = False

    @property
    def full_heading(self) -> str:
        """The heading with the row's label before it, where what heads the part stood in the row's second cell."""
        return f"{self.label}: {self.heading}" if self.label else self.heading

    @property
    def row_name(self) -> str:
        """What a row's entry is called: "Keeleoskus: eesti keel", but "Eesti keel" is a label of its own."""
        return self.full_heading if self.heading[:1].islower() else self.heading

    @property
    def first(self) -> SectionKind:
        """The likeliest kind."""
        return self.kinds[0][0]

    @property
    def entries(self) -> list[str]:
        """What its lines say, and of each row the longest cell."""
        return [max(piece.cells, key=len) if piece.is_row else piece.text for piece in self.pieces]

    @property
    def texts(self) -> list[str]:
        """What its lines say, without tables."""
        return [piece.text for piece in self.pieces if not piece.is_row]

    def has(self, kind: SectionKind) -> bool:
        """Whether the heading may mean this kind."""
        if kind in self.kinds[0]:
            return True
        return len(self.kinds) > 1 and any(kind in options for options in self.kinds)


@dataclass(slots=True)
class Parts:
    """All parts so far; ``main`` is the last one that is no part of another."""

    all: list[Part] = field(default_factory=lambda: [Part(((SectionKind.GENERAL,),), "", known=False)])
    main: Part = field(init=False)

    def __post_init__(self) -> None:
        self.main = self.all[0]

    @property
    def current(self) -> Part:
        """The part that is being filled."""
        return self.all[-1]

    def open(self, kinds: Kinds, heading: str, *, known: bool = True, sub: bool = False) -> Part:
        """Begin a part; ``sub`` says that it belongs to the main one before it."""
        part = Part(kinds, heading.strip().rstrip(":").strip(), known=known, within=self.main.kinds if sub else None)
        self.all.append(part)
        if not sub:
            self.main = part
        return part
