"""Facts read from judged phrasings: floors for precision, recall and whole phrasings right."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from ajsearch.model import Item, LanguageRequirement, Requirements, Section, SectionKind
from ajsearch.requirements import extract

FOLDER = Path(__file__).parent / "requirements"
FLOORS = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))
MARKS = {"exact": "", "law": "§", "approx": "~", "none": ""}


@dataclass(frozen=True)
class Judged:
    text: str
    sections: list[Section]
    languages: Counter[str]
    others: frozenset[str]


def read_judged(path: Path) -> list[Judged]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    if any(line.startswith("@") for line in lines):
        return read_documents(lines)
    parts = [line.partition(" => ") for line in lines]
    return [judged(text, sections_of(text), facts) for text, _, facts in parts]


def read_documents(lines: list[str]) -> list[Judged]:
    result: list[Judged] = []
    sections: list[Section] = []
    for line in lines:
        if line.startswith("=> "):
            result.append(judged(f"description {len(result) + 1}", sections, line[3:]))
            sections = []
        elif line.startswith("@"):
            kind, _, heading = line[1:].partition(" ")
            sections.append(Section(kind=SectionKind(kind), heading=heading, items=()))
        else:
            last = sections[-1]
            sections[-1] = Section(kind=last.kind, heading=last.heading, items=(*last.items, item_of(line)))
    return result


def item_of(line: str) -> Item:
    number = re.match(r"([\d.]+)\| ", line)
    rest = line[number.end() :] if number else line
    name, _, text = rest.rpartition(" :: ")
    text = text.replace(" | ", "\t").replace("\\n", "\n")
    return Item(text=text, name=name or None, number=number.group(1) if number else None)


def judged(text: str, sections: list[Section], facts: str) -> Judged:
    tokens = re.findall(r"\[[^\]]*\]\d?|\S+", "" if facts.strip() == "-" else facts)
    others = frozenset(token for token in tokens if re.match(r"edu=|exp=|lic=|clr", token))
    languages = Counter(one for token in tokens if token not in others for one in spread(token))
    return Judged(text, sections, languages, others)


def spread(token: str) -> list[str]:
    """The facts of a group, each with its companions' codes and the number needed."""
    if not token.startswith("["):
        return [token]
    inside, _, needed = token[1:].partition("]")
    members = inside.split()
    codes = "|".join(sorted(re.split(r"[.{]", one.lstrip("?"))[0] for one in members))
    return [f"{one}[{codes}]{needed or 1}" for one in members]


def sections_of(text: str) -> list[Section]:
    heading = re.match(r"\{([^}]*)\} ", text)
    body = text[heading.end() :] if heading else text
    items = tuple(
        Item(text=part.replace(" | ", "\t").replace("¦", "|").replace("\\n", "\n")) for part in body.split(" || ")
    )
    return [Section(kind=SectionKind.REQUIREMENT, heading=heading.group(1) if heading else "Nõuded", items=items)]


def notation(fact: LanguageRequirement, all_facts: tuple[LanguageRequirement, ...]) -> str:
    level = f".{fact.level.value}{MARKS[fact.certainty.value]}" if fact.level else ""
    code = "any" if fact.language == "any-foreign" else fact.language
    skills = ",".join(f"{name}={one.value}" for name, one in sorted((fact.skills or {}).items()))
    result = (
        ("" if fact.required else "?") + code + level + ("{" + skills + "}" if skills and fact_varies(fact) else "")
    )
    if fact.group is None:
        return result
    mates = sorted("any" if o.language == "any-foreign" else o.language for o in all_facts if o.group == fact.group)
    return f"{result}[{'|'.join(mates)}]{fact.group_min}"


def fact_varies(fact: LanguageRequirement) -> bool:
    return len(set((fact.skills or {}).values())) > 1 or len(fact.skills or {}) == 4


def normal(token: str) -> str:
    """The notation with its skills in order."""
    return re.sub(
        r"\{([^}]*)\}",
        lambda m: "{" + ",".join(sorted(m.group(1).split(","))) + "}" if "=" in m.group(1) else "",
        token,
    )


def other_notation(found: Requirements) -> frozenset[str]:
    result = set()
    if found.education:
        welcome = "" if found.education.required else "?"
        more = f"+{found.education.recommended.value}" if found.education.recommended else ""
        result.add(f"edu={welcome}{found.education.level.value}{more}")
    if found.experience_years is not None:
        result.add(f"exp={'' if found.experience_required else '?'}{found.experience_years:g}")
    elif found.experience_required:
        result.add("exp=!")
    if found.driving_licence:
        result.add("lic=" + ",".join(("" if one.required else "?") + one.category for one in found.driving_licence))
    if found.security_clearance:
        result.add("clr")
    return frozenset(result)


@dataclass
class Score:
    hits: int = 0
    found: int = 0
    wanted: int = 0
    phrases: int = 0
    right: int = 0
    others_right: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, self.found + self.wanted)

    def figures(self) -> dict[str, float]:
        return {
            "precision": round(self.hits / max(1, self.found), 4),
            "recall": round(self.hits / max(1, self.wanted), 4),
            "f1": round(self.f1, 4),
            "languages_right": round(self.right / self.phrases, 4),
            "others_right": round(self.others_right / self.phrases, 4),
        }


def measure(path: Path, misses: list[str] | None = None) -> Score:
    score = Score()
    for phrase in read_judged(path):
        found = extract(phrase.sections)
        languages = Counter(notation(fact, found.languages) for fact in found.languages)
        wanted = Counter({normal(token): count for token, count in phrase.languages.items()})
        score.hits += (languages & wanted).total()
        score.found += languages.total()
        score.wanted += wanted.total()
        score.phrases += 1
        score.right += languages == wanted
        score.others_right += other_notation(found) == phrase.others
        if misses is not None and (languages != wanted or other_notation(found) != phrase.others):
            misses.append(
                f"{phrase.text}\n    wanted {sorted(wanted)} {sorted(phrase.others)}\n"
                f"    found  {sorted(languages)} {sorted(other_notation(found))}"
            )
    return score


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_judged_requirements_do_not_fall_below_what_was_reached(name: str) -> None:
    misses: list[str] = []
    figures = measure(FOLDER / f"{name}.txt", misses).figures()
    below = {key: (figures[key], floor) for key, floor in FLOORS[name].items() if figures[key] < floor}
    assert not below, f"{below}\n" + "\n".join(misses)
