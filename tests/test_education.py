"""Education: the lowest branch, what is welcome beyond it, and what only looks like education."""

import json
from pathlib import Path

import pytest

from ajsearch.model import EducationLevel, EducationRequirement, Item, Section, SectionKind
from ajsearch.requirements import extract

SHARED = Path(__file__).parents[2] / "shared" / "dev" / "requirement_phrases.json"
LEVELS = {"vocational_secondary": "vocational", "post_secondary_vocational": "vocational"}


def read(*texts: str, heading: str = "Nõuded") -> EducationRequirement | None:
    items = tuple(Item(text=text) for text in texts)
    return extract([Section(kind=SectionKind.REQUIREMENT, heading=heading, items=items)]).education


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("põhiharidus", EducationLevel.BASIC),
        ("vähemalt üldkeskharidus", EducationLevel.SECONDARY),
        ("keskeriharidus aianduse alal", EducationLevel.VOCATIONAL),
        ("kesk-eri haridus", EducationLevel.VOCATIONAL),
        ("rakenduslik kõrgharidus", EducationLevel.APPLIED_HIGHER),
        ("bakalaureusekraad", EducationLevel.BACHELOR),
        ("kõrgharidus", EducationLevel.HIGHER),
        ("kõrgem haridus", EducationLevel.HIGHER),
        ("magistrikraad või sellele vastav kvalifikatsioon", EducationLevel.MASTER),
        ("kõrgharidus (magistrikraad)", EducationLevel.MASTER),
        ("doktorikraad", EducationLevel.DOCTOR),
        ("Korgharidus", EducationLevel.HIGHER),
    ],
)
def test_each_level_is_read_by_its_words(text: str, level: EducationLevel) -> None:
    found = read(text)
    assert found is not None
    assert (found.level, found.required, found.quote) == (level, True, text)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("magistrikraad või rakenduskõrgharidus", EducationLevel.APPLIED_HIGHER),
        ("kesk- või kõrgharidus", EducationLevel.SECONDARY),
        ("kutse- või kõrgharidus", EducationLevel.VOCATIONAL),
        ("kõrgharidus või viis aastat kogemust", EducationLevel.HIGHER),
        ("bakalaureuse- või magistrikraad", EducationLevel.BACHELOR),
    ],
)
def test_the_lowest_branch_counts(text: str, level: EducationLevel) -> None:
    found = read(text)
    assert found is not None
    assert found.level is level


@pytest.mark.parametrize(
    ("text", "level", "recommended"),
    [
        ("kutseharidus, soovitavalt kõrgharidus", EducationLevel.VOCATIONAL, EducationLevel.HIGHER),
        ("kõrgharidus (eelistatult magister)", EducationLevel.HIGHER, EducationLevel.MASTER),
        ("keskharidus, kõrgharidus annab eelise", EducationLevel.SECONDARY, EducationLevel.HIGHER),
        ("bakalaureusekraad, soovitavalt magistrikraad", EducationLevel.BACHELOR, EducationLevel.MASTER),
        ("kõrgharidus, soovitavalt ajaloo erialal", EducationLevel.HIGHER, None),
        ("keskharidus, kõrgharidus omandamisel", EducationLevel.SECONDARY, EducationLevel.HIGHER),
    ],
)
def test_what_is_welcome_beyond_is_recommended(
    text: str, level: EducationLevel, recommended: EducationLevel | None
) -> None:
    found = read(text)
    assert found is not None
    assert (found.level, found.required, found.recommended) == (level, True, recommended)


@pytest.mark.parametrize("text", ["kõrgharidus on soovitav", "omandamisel kõrgharidus", "Kasuks tuleb kõrgharidus"])
def test_education_that_is_only_welcome_is_not_required(text: str) -> None:
    found = read(text)
    assert found is not None
    assert (found.level, found.required) == (EducationLevel.HIGHER, False)


@pytest.mark.parametrize(
    "text", ["kõrgharidus ei ole nõutav", "kõrghariduse valdkonna tundmine", "koostöö ülikoolidega", "täpsus"]
)
def test_what_asks_for_no_education_gives_none(text: str) -> None:
    assert read(text) is None


def test_under_its_label_a_shortened_word_is_enough() -> None:
    found = read("Haridus", "kõrgem")
    assert found is not None
    assert found.level is EducationLevel.HIGHER


def test_the_label_of_education_counts_before_other_sentences() -> None:
    found = read("Haridus: keskharidus", "Meeskonnas on kõrgharidus au sees")
    assert found is not None
    assert found.level is EducationLevel.SECONDARY


@pytest.mark.skipif(not SHARED.is_file(), reason="the development data is not here")
def test_judged_phrasings_of_the_development_data_are_read() -> None:
    for phrase in json.loads(SHARED.read_text(encoding="utf-8"))["phrases"]:
        found = read(phrase["text"])
        judged = [one for one in phrase["requirements"] if one["kind"] == "education"]
        required = [LEVELS.get(one["min_level"], one["min_level"]) for one in judged if one["strength"] == "mandatory"]
        assert (found.level.value if found and found.required else None) == (required[0] if required else None)
        welcome = [one["min_level"] for one in judged if one["strength"] == "recommended"]
        assert (found.recommended.value if found and found.recommended else None) == (welcome[0] if welcome else None)
