"""Realistic descriptions from a number: clauses of the bundled samples, recombined with Zipf's frequencies.

Position ``n`` is the same in every run and at every size, so that a small corpus is the beginning of a large one.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Generic, TypeVar

SAMPLES = Path(__file__).parent.parent / "tests" / "eval" / "samples"
SEED = "ajsearch"
ZIPF = 1.0
"""Exponent of Zipf's law as it is found for words of running text."""

OWN_CLAUSES = 0.7
"""Share of a section's clauses that stay with their own kind of work: enough for positions of one work to be alike."""

RARE_DUTIES = (0, 2)
"""How many duties with a compound of the long tail a position has, at least and at most."""

KINDS = ("purpose", "duty", "right", "responsibility", "competency", "requirement")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Clause:
    """One item as it is printed; ``kind`` is its section's."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A bundled sample as stock: headings and clauses by kind, and the languages (code, level) that it names."""

    work: str
    title: str
    unit: str
    headings: dict[str, str]
    clauses: dict[str, tuple[Clause, ...]]
    languages: tuple[tuple[str, str | None], ...]
    names_all_languages_in_requirements: bool


@dataclass(frozen=True, slots=True)
class Generated:
    """A description and what is known of it: ``head`` is title, employer and unit, ``languages`` its requirements'."""

    number: int
    work: str
    title: str
    head: tuple[str, ...]
    headings: tuple[str, ...]
    clauses: tuple[Clause, ...]
    languages: tuple[tuple[str, str | None], ...]
    text: str

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return f"{self.number:06}"


class Zipf(Generic[T]):
    """Draws the n-th of ``values`` with a probability that falls as 1/n."""

    def __init__(self, values: Sequence[T]) -> None:
        self._values = values
        self._weights = list(accumulate(1 / rank**ZIPF for rank in range(1, len(values) + 1)))

    def draw(self, random: Random, count: int) -> list[T]:
        """``count`` values, each once; fewer where there are not so many."""
        found: dict[int, T] = {}
        while len(found) < min(count, len(self._values)):
            at = random.choices(range(len(self._values)), cum_weights=self._weights)[0]
            found[at] = self._values[at]
        return list(found.values())


def generate(count: int) -> Iterator[Generated]:
    """The first ``count`` descriptions."""
    return (_position(number) for number in range(count))


def write(positions: Sequence[Generated], folder: Path) -> list[Path]:
    """Each description as a text file in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{one.name}.txt" for one in positions]
    for path, one in zip(paths, positions, strict=True):
        path.write_text(one.text, encoding="utf-8")
    return paths


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


@cache
def _samples() -> tuple[Sample, ...]:
    files = sorted(SAMPLES.glob("*.toml"))
    found = [_sample(tomllib.loads(path.read_text(encoding="utf-8"))) for path in files]
    return tuple(one for one in _shuffled(found) if all(one.clauses[kind] for kind in ("duty", "requirement")))


def _sample(data: dict[str, Any]) -> Sample:
    headings: dict[str, str] = {}
    clauses: dict[str, list[Clause]] = {kind: [] for kind in KINDS}
    for section in data["sections"]:
        kind = section["kind"]
        headings.setdefault(kind, section["heading"])
        if kind in clauses:
            clauses[kind] += [Clause(kind, _item_text(item)) for item in section["items"]]
    # A language outside of the requirements would be a fact that the generator does not know of.
    for kind in set(KINDS) - {"requirement"}:
        clauses[kind] = [one for one in clauses[kind] if not _speaks_of_language(one.text)]
    required = " ".join(one.text for one in clauses["requirement"])
    return Sample(
        data["work"],
        data["title"],
        data.get("unit", "üldosakond"),
        headings,
        {kind: tuple(ones) for kind, ones in clauses.items()},
        tuple((one["language"], _sure_level(one)) for one in data.get("languages", ())),
        _speaks_of_language(required),
    )


def _item_text(item: dict[str, Any]) -> str:
    name = f"{item['name']}: " if "name" in item else ""
    results = item.get("results", ())
    return name + item["text"] + (f" Oodatav tulemus: {' '.join(results)}" if results else "")


def _sure_level(language: dict[str, Any]) -> str | None:
    """The level that a filter by level counts: not one that is only guessed from a word."""
    return language.get("level") if language["certainty"] in {"exact", "law"} else None


def _speaks_of_language(text: str) -> bool:
    return any(sign in text.casefold() for sign in ("keele", "keelt", "keelel", "keeles"))


@cache
def _stock(kind: str) -> Zipf[Clause]:
    return Zipf(_shuffled([clause for sample in _samples() for clause in sample.clauses[kind]]))


@cache
def _donors() -> tuple[Sample, ...]:
    return tuple(one for one in _samples() if one.names_all_languages_in_requirements)


@cache
def _compounds() -> Zipf[tuple[str, str]]:
    words = _words()
    pairs = [
        (first + nominative, first + genitive) for first in words["first"] for nominative, genitive in words["last"]
    ]
    return Zipf(_shuffled(pairs))


def _shuffled(values: Sequence[T]) -> list[T]:
    return Random(SEED).sample(values, len(values))


def _position(number: int) -> Generated:
    random = Random(f"{SEED}-{number}")
    words = _words()
    base = Zipf(_samples()).draw(random, 1)[0]
    donor = random.choice(_donors())
    title = _ranked(random.choice(words["ranks"]), base.title)
    employer = f"{random.choice(words['places'])} {random.choice(words['authorities'])}"
    sections = {kind: _section(random, base, kind) for kind in KINDS if kind != "requirement"}
    sections["requirement"] = list(donor.clauses["requirement"])
    sections["duty"] += _rare_duties(random)
    headings = {kind: (donor if kind == "requirement" else base).headings.get(kind) for kind in KINDS}
    printed = [(heading, sections[kind]) for kind, heading in headings.items() if heading and sections[kind]]
    head = (title, employer, base.unit)
    return Generated(
        number,
        base.work,
        title,
        head,
        tuple(heading for heading, _ in printed),
        tuple(clause for _, clauses in printed for clause in clauses),
        donor.languages,
        _text(head, printed),
    )


def _ranked(rank: str, title: str) -> str:
    """The title with a rank before it: a rank that is no word of its own joins only a title of one word."""
    joins = rank.endswith(" ") or (" " not in title and title[0].islower())
    return rank + title if joins else title


def _section(random: Random, base: Sample, kind: str) -> list[Clause]:
    """About as many clauses as the base has: most its own, the others drawn from the whole stock."""
    own = [clause for clause in base.clauses[kind] if random.random() < OWN_CLAUSES]
    drawn = _stock(kind).draw(random, len(base.clauses[kind]) - len(own))
    mixed = list(dict.fromkeys(own + drawn)) or drawn
    random.shuffle(mixed)
    return mixed


def _rare_duties(random: Random) -> list[Clause]:
    compounds = _compounds().draw(random, random.randint(*RARE_DUTIES))
    return [
        Clause("duty", random.choice(_words()["duties"]).format(nominative=nominative, genitive=genitive))
        for nominative, genitive in compounds
    ]


def _text(head: tuple[str, ...], sections: Sequence[tuple[str, Sequence[Clause]]]) -> str:
    title, employer, unit = head
    lines = [employer.upper(), "", "AMETIJUHEND", "", "ÜLDANDMED", f"Asutus: {employer}", f"Ametikoht: {title}"]
    lines += [f"Struktuuriüksus: {unit}", ""]
    for heading, clauses in sections:
        lines += [heading, *(f"- {clause.text}" for clause in clauses), ""]
    return "\n".join(lines)
