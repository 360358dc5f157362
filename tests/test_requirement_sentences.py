"""How texts of requirements are parted, and where each fact says that it stands."""

import pytest

from ajsearch.model import ClearanceLevel, EducationLevel, Item, Place, Requirements, Section, SectionKind
from ajsearch.requirements import extract
from ajsearch.requirements.sentences import split_sentences, ticked


def read(*texts: str, heading: str = "Nõuded") -> Requirements:
    items = tuple(Item(text=text) for text in texts)
    return extract([Section(kind=SectionKind.REQUIREMENT, heading=heading, items=items)])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Haridus: keskharidus keeleoskus: eesti keel B2", ["Haridus: keskharidus", "keeleoskus: eesti keel B2"]),
        ("Nõutav haridus: kõrgharidus Soovitav haridus: magistrikraad", [
            "Nõutav haridus: kõrgharidus", "Soovitav haridus: magistrikraad",
        ]),
        ("Eesti keel: kõnes C1, kirjas B2", ["Eesti keel: kõnes C1, kirjas B2"]),
        ("Soovituslik keeleoskus: inglise B2", ["Soovituslik keeleoskus: inglise B2"]),
        ("B-kat. juhiluba. Kõrgharidus.", ["B-kat. juhiluba.", "Kõrgharidus."]),
    ],
)  # fmt: skip
def test_labels_inside_a_line_part_it(text, parts):
    assert split_sentences(text) == parts


def test_only_ticked_boxes_of_a_form_are_read():
    assert " ".join(ticked("Tase: ☐ B1 ☐ B2 ☒ C1").split()) == "Tase: C1"
    assert ticked("Tase: ☐ B1 ☐ B2") == "Tase: ☐ B1 ☐ B2"
    (language,) = read("Eesti keele oskus: ☐ B1 ☐ B2 ☒ C1").languages
    assert (language.level, language.quote) == ("C1", "Eesti keele oskus: ☐ B1 ☐ B2 ☒ C1")


def test_what_the_person_does_asks_for_nothing():
    assert read("Korraldab eesti keele C1-taseme eksameid ja menetleb juhilubade taotlusi.") == Requirements()


def test_every_fact_says_where_it_stands():
    title = Section(kind=SectionKind.GENERAL, heading="Üldosa", items=(Item(text="Ametikoht: jurist"),))
    texts = ("Magistrikraad", "Eesti keel C1; B-kategooria juhiluba", "kaks aastat kogemust juristina", "Excel")
    needs = Section(kind=SectionKind.REQUIREMENT, heading="Nõuded", items=tuple(Item(text=text) for text in texts))
    found = extract([title, needs])
    assert found.education is not None
    assert found.education.place == Place(1, 0)
    assert [one.place for one in (*found.languages, *found.driving_licence)] == [Place(1, 1), Place(1, 1)]
    assert [one.place for one in (*found.experience, *found.tools)] == [Place(1, 2), Place(1, 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vähemalt kaks aastat töökogemust riigihangete valdkonnas", [(2, "riigihangete valdkonnas", False)]),
        ("viis aastat raamatupidamises, neist kaks aastat meeskonna juhtimise kogemust", [
            (5, "raamatupidamises", False), (2, "meeskonna juhtimise", True),
        ]),
        ("Töökogemus juristina", [(None, "juristina", False)]),
        ("l aasta töökogemust", [(1, None, False)]),
    ],
)  # fmt: skip
def test_each_mention_of_experience_says_in_what_it_is(text, expected):
    assert [(one.years, one.area, one.leading) for one in read(text).experience] == expected


def test_of_two_alternative_spans_the_shorter_one_will_do():
    assert read("2-aastane juhtimiskogemus või selle puudumisel 3-aastane töökogemus").experience_years == 2


@pytest.mark.parametrize(
    ("text", "level", "ready"),
    [
        ("riigisaladuse luba tasemel „piiratud“ või valmisolek seda taotleda", ClearanceLevel.RESTRICTED, True),
        ("juurdepääsuluba riigisaladusele, täiesti salajane", ClearanceLevel.TOP_SECRET, False),
        ("valmisolek vajadusel taotleda riigisaladuse luba", None, True),
        ("riigisaladuse luba ei ole nõutav, kuid valmisolek seda taotleda on vajalik", None, True),
    ],
)
def test_clearance_has_a_level_and_says_whether_being_ready_is_enough(text, level, ready):
    found = read(text)
    assert found.security_clearance
    assert found.clearance is not None
    assert (found.clearance.level, found.clearance.ready) == (level, ready)


def test_education_names_its_fields_and_other_branches():
    found = read("Majandusalane kutse- või kõrgharidus, soovitavalt raamatupidamise erialal").education
    assert found is not None
    assert (found.level, found.alternatives) == (EducationLevel.VOCATIONAL, (EducationLevel.HIGHER,))
    assert (found.fields, found.recommended_fields) == (("majandus",), ("raamatupidamine",))


def test_an_education_that_is_not_required_may_still_be_welcome():
    found = read("magistrikraad ei ole nõutav, kuid tuleb kasuks").education
    assert found is not None
    assert (found.level, found.required) == (EducationLevel.MASTER, False)


def test_a_wish_for_something_else_leaves_the_language_required():
    for wish in ("kasuks tuleb juhiluba", "soovitavalt kogemus kliendiga", "eelistatud on kohalik elanik"):
        (language,) = read(f"Eesti keele oskus C1, {wish}").languages
        assert language.required
    (welcome,) = read("Soome keele oskus, mis tuleb kasuks").languages
    assert not welcome.required
