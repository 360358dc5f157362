"""The facts that requirements state: what is asked for, how strongly, how surely, in which sentence.

``quote`` is always verbatim from the description; ``place`` says where in ``Position.sections`` it stands. ``required``
is false for what is only welcome ("soovitavalt", "kasuks tuleb").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact's sentence stands: indices from 0 into the sections and its items; None for a heading itself."""

    section: int
    item: int | None = None


class CefrLevel(StrEnum):
    """Levels of the Common European Framework of Reference for Languages, ordered by their names."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


class Certainty(StrEnum):
    """How sure a level is: written as CEFR, by law of a legal word, guessed from a word, or no level at all."""

    EXACT = "exact"
    LAW = "law"
    APPROX = "approx"
    NONE = "none"


ANY_FOREIGN = "any-foreign"
"""The language code of "a foreign language" where none is named."""


class EducationLevel(StrEnum):
    """Levels of education; see ``EDUCATION_RANK`` for their order."""

    BASIC = "basic"
    SECONDARY = "secondary"
    VOCATIONAL = "vocational"
    APPLIED_HIGHER = "applied_higher"
    BACHELOR = "bachelor"
    HIGHER = "higher"
    MASTER = "master"
    DOCTOR = "doctor"


EDUCATION_RANK: Mapping[EducationLevel, int] = {
    EducationLevel.BASIC: 1,
    EducationLevel.SECONDARY: 2,
    EducationLevel.VOCATIONAL: 3,
    EducationLevel.APPLIED_HIGHER: 4,
    EducationLevel.BACHELOR: 5,
    EducationLevel.HIGHER: 5,
    EducationLevel.MASTER: 6,
    EducationLevel.DOCTOR: 7,
}
"""Order of the levels; kõrgharidus with no degree named ranks with the bachelor's degree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRequirement:
    """One language that a description requires or welcomes, with the sentence that says so.

    Alternatives share a ``group`` name, of which ``group_min`` are needed. ``level`` is the lowest of ``skills``
    (speaking, writing, reading, listening) where the text names several.
    """

    language: str
    level: CefrLevel | None
    required: bool
    certainty: Certainty
    quote: str
    group: str | None = None
    group_min: int | None = None
    skills: dict[str, CefrLevel] | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationRequirement:
    """The education that a description asks for: of several branches, the lowest one's level.

    ``alternatives`` are the levels of the other branches ("kutse- või kõrgharidus"). ``fields`` are the fields of study
    that are asked for in the nominative ("sotsiaaltöö"), ``recommended_fields`` those that are only welcome.
    ``acquiring`` says that an education which is still being acquired will do ("omandamisel").
    """

    level: EducationLevel
    required: bool
    quote: str
    recommended: EducationLevel | None = None
    alternatives: tuple[EducationLevel, ...] = ()
    fields: tuple[str, ...] = ()
    recommended_fields: tuple[str, ...] = ()
    acquiring: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceRequirement:
    """One mention of experience: ``years`` is None where no span is named.

    ``area`` is in what, as the text words it ("riigihangete valdkonnas"); ``leading`` that it is in leading people.
    """

    years: float | None
    required: bool
    quote: str
    area: str | None = None
    leading: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceRequirement:
    """A driving licence category ("B", "C", "BE") that is required or welcome."""

    category: str
    required: bool
    quote: str = ""
    place: Place | None = None


class ClearanceLevel(StrEnum):
    """Levels of state secrets of the Estonian State Secrets and Classified Information of Foreign States Act."""

    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"
    SECRET = "secret"  # noqa: S105 - a level of secrecy
    TOP_SECRET = "top_secret"  # noqa: S105


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceRequirement:
    """Access to state secrets, of a level where one is named; ``ready``: being ready to apply for it is enough."""

    required: bool
    quote: str
    level: ClearanceLevel | None = None
    ready: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolRequirement:
    """A program, information system or the like by its name in the catalogue ("Excel").

    ``known`` is false for a product-like name that only its context gives away ("infosüsteemi X kasutamise oskus").
    ``alternative`` says that another one would do ("QGIS või muu"), or that it is but an example ("nt Trados").
    ``in_duties`` says that no requirement names it, only the duties: the work uses it; it is then not ``required``.
    """

    name: str
    required: bool
    quote: str
    known: bool = True
    alternative: bool = False
    in_duties: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRequirement:
    """A professional certificate, occupational qualification or proof of training by its name ("raamatupidaja").

    ``level`` is one of the Estonian qualifications framework (1–8), None where none is named.
    """

    name: str
    required: bool
    quote: str
    level: int | None = None
    place: Place | None = None


class Citizenship(StrEnum):
    """Whose citizens may hold the position: Estonia's only, or those of the European Union too."""

    ESTONIA = "estonia"
    EUROPEAN_UNION = "european_union"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenshipRequirement:
    """The citizenship that a description asks for; of alternatives the widest."""

    citizenship: Citizenship
    required: bool
    quote: str
    place: Place | None = None


class Background(StrEnum):
    """What is asked of a person's background."""

    CHECK = "check"
    NO_CONVICTION = "no_conviction"
    NO_LEGAL_BAR = "no_legal_bar"
    LEGAL_CAPACITY = "legal_capacity"
    HEALTH = "health"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundRequirement:
    """One demand on a person's background: a check, no conviction, no bar by law, legal capacity, health."""

    background: Background
    required: bool
    quote: str
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyRequirement:
    """A competency under its one name in the catalogue ("meeskonnatöö" for koostöövõime, koostööoskus …).

    ``known`` is false for a named competency that the catalogue lacks: ``name`` is then as the text has it.
    """

    name: str
    required: bool
    quote: str
    known: bool = True
    place: Place | None = None


class FactKind(StrEnum):
    """What a requirement, or a sentence that may state one, is about."""

    LANGUAGE = "language"
    EDUCATION = "education"
    EXPERIENCE = "experience"
    LICENCE = "licence"
    CLEARANCE = "clearance"
    TOOL = "tool"
    CERTIFICATE = "certificate"
    COMPETENCY = "competency"
    CITIZENSHIP = "citizenship"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements:
    """All facts read from a description's requirements.

    ``experience_years`` is the longest span required (else welcome), ``experience`` each mention;
    ``security_clearance`` whether ``clearance`` is required.
    """

    languages: tuple[LanguageRequirement, ...] = ()
    education: EducationRequirement | None = None
    experience_years: float | None = None
    experience_required: bool = False
    driving_licence: tuple[LicenceRequirement, ...] = ()
    security_clearance: bool = False
    experience: tuple[ExperienceRequirement, ...] = ()
    clearance: ClearanceRequirement | None = None
    tools: tuple[ToolRequirement, ...] = ()
    certificates: tuple[CertificateRequirement, ...] = ()
    citizenship: CitizenshipRequirement | None = None
    background: tuple[BackgroundRequirement, ...] = ()
    competencies: tuple[CompetencyRequirement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadSentence:
    """A sentence that mentions a kind of fact but gave none."""

    kind: FactKind
    quote: str
    place: Place | None = None
