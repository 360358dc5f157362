"""Floors of structure and facts over judged papers of many templates, read as files."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from ajsearch.facts import Requirements
from ajsearch.model import Item, Structure
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.dispatch import read_content
from ajsearch.requirements import extract
from ajsearch.sections import parse
from tests.eval.floors import Measured, assert_reached
from tests.eval.structure import judging

PAPERS = Path(__file__).parent / "papers"
LEAST_PAPERS = 30
NO_PAPERS = {".judged", ".json", ".md"}


def test_papers_reach_the_floors() -> None:
    papers = sorted(path for path in PAPERS.iterdir() if path.suffix not in NO_PAPERS)
    assert len(papers) >= LEAST_PAPERS
    score, languages, others = judging.Score(), judging.Tally(), judging.Tally()
    for path in papers:
        found = _read(path)
        judging.add_case(score, path.name, found, _unlabelled(_judged(path), found))
        facts = json.loads((PAPERS / f"{path.stem}.facts.json").read_text(encoding="utf-8"))
        _count_facts(extract(found.sections), facts, languages, others)
    figures = {
        "items": score.items.f1,
        "duties": score.duties.f1,
        "pairs": score.pairs.f1,
        **{name: tally.f1 for name, tally in score.names.items()},
        "languages": languages.f1,
        "education_experience_licence_clearance": others.f1,
    }
    assert_reached("papers", Measured(figures, tuple(score.misses)))


def _read(path: Path) -> Structure:
    outcome = read_content(path.read_bytes(), path.name, ReadLimits(), 0)
    return parse(outcome.documents[0], file_name=path.name)


def _judged(path: Path) -> Structure:
    return judging.structure_of((PAPERS / f"{path.stem}.judged").read_text(encoding="utf-8").splitlines())


def _unlabelled(judged: Structure, found: Structure) -> Structure:
    """The judgement with "Haridus: kõrgharidus" as the structure keeps it: the label is the heading over the item."""
    headings = {section.heading.strip(" :.0123456789").casefold() for section in found.sections}

    def bare(item: Item) -> Item:
        label, _, text = item.text.partition(": ")
        return replace(item, text=text) if text and label.casefold() in headings else item

    sections = (replace(one, items=tuple(map(bare, one.items))) for one in judged.sections)
    return replace(judged, sections=tuple(sections))


def _count_facts(
    found: Requirements, facts: Mapping[str, object], languages: judging.Tally, others: judging.Tally
) -> None:
    wanted = Counter((one["language"], one["level"], one["required"]) for one in facts["languages"])  # type: ignore[attr-defined]
    got = Counter((one.language, one.level and one.level.value, one.required) for one in found.languages)
    languages.right += (wanted & got).total()
    languages.found += got.total()
    languages.judged += wanted.total()
    education = found.education and {"level": found.education.level.value, "required": found.education.required}
    pairs = (
        (_plain(education), _plain(facts["education"])),
        (found.experience_years or None, facts["experience_years"] or None),
        (sorted(one.category for one in found.driving_licence), sorted(facts["driving_licence"] or ())),  # type: ignore[call-overload]
        (found.security_clearance, bool(facts["security_clearance"])),
    )
    others.right += sum(one == other for one, other in pairs)
    others.found += len(pairs)
    others.judged += len(pairs)


def _plain(education: object) -> object:
    """A degree without a name ranks as a bachelor's."""
    if not isinstance(education, Mapping):
        return education
    return ("bachelor" if education["level"] == "higher" else education["level"], education["required"])
