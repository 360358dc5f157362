"""Tools, certificates, citizenship, background and competencies: named things with one name each."""

import pytest

from ajsearch.model import Background, Citizenship, FactKind, Item, Place, Requirements, Section, SectionKind
from ajsearch.requirements import extract, unread_sentences


def read(*texts: str, heading: str = "Nõuded") -> Requirements:
    items = tuple(Item(text=text) for text in texts)
    return extract([Section(kind=SectionKind.REQUIREMENT, heading=heading, items=items)])


def competencies(*items: Item) -> list[tuple[str, bool]]:
    section = Section(kind=SectionKind.COMPETENCY, heading="Pädevused", items=items)
    return [(one.name, one.known) for one in extract([section]).competencies]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exceli ja Wordi väga hea tundmine", ["Excel", "Word"]),
        ("MS Office'i (Word, Excel) kasutamise oskus", ["MS Office", "Word", "Excel"]),
        ("oskab kasutada JIRA-t ja Confluence'i", ["JIRA", "Confluence"]),
        ("DHS Delta ja riigihangete registri kasutamise oskus", ["DHS Delta", "riigihangete register"]),
        ("Pythoni ja SQLi tundmine", ["Python", "SQL"]),
        ("SQL ja R", ["SQL", "R"]),
        ("R-kategooria juhtimisõigus", []),
        ("äriregistri seaduse tundmine", []),
        ("suuline ja kirjalik väljendusoskus", []),
    ],
)
def test_tools_are_found_by_any_form_of_their_name(text, expected):
    assert [one.name for one in read(text).tools] == expected


def test_an_unknown_product_is_found_beside_its_kind_only():
    found = read("infosüsteemi Lumivara tundmine", "Lumivara linnas elamine").tools
    assert [(one.name, one.known) for one in found] == [("Lumivara", False)]
    assert not read("programmi ja eelarve koostamise oskus").tools


def test_a_tool_that_is_welcome_or_one_of_several_is_said_to_be_so():
    (welcome,) = read("ArcGISi oskus tuleb kasuks").tools
    assert not welcome.required
    assert [one.alternative for one in read("AutoCAD, QGIS või muu tarkvara oskus").tools] == [True, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("raamatupidaja kutsetunnistus (tase 5)", [("raamatupidaja", 5, True)]),
        ("ehitusinseneri kutse, vähemalt tase 6", [("ehitusinsener", 6, True)]),
        ("Kutsetunnistus on eeliseks", [("kutsetunnistus", None, False)]),
        ("arhivaari või dokumendihalduri kutse (tase 6)", [("arhivaar", 6, True), ("dokumendihaldur", 6, True)]),
        ("läbitud esmaabikoolitus ja tõstukijuhi luba", [("esmaabi", None, True), ("tõstukijuht", None, True)]),
        ("kutsekeskharidus", []),
        ("kutse-eetika järgimine", []),
    ],
)
def test_certificates_have_a_name_and_a_level(text, expected):
    assert [(one.name, one.level, one.required) for one in read(text).certificates] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eesti Vabariigi kodakondsus", Citizenship.ESTONIA),
        ("Eesti või mõne muu Euroopa Liidu liikmesriigi kodanik", Citizenship.EUROPEAN_UNION),
        ("kodanike nõustamise oskus", None),
    ],
)
def test_citizenship_is_a_requirement_of_the_person_only(text, expected):
    found = read(text).citizenship
    assert (found.citizenship if found else None) == expected


def test_background_has_each_kind_once_with_its_sentence():
    found = read("Läbib taustakontrolli; ei ole karistatud tahtlikult toimepandud kuriteo eest", "kehtiv tervisetõend")
    assert [one.background for one in found.background] == [
        Background.CHECK, Background.NO_CONVICTION, Background.HEALTH,
    ]  # fmt: skip
    assert found.background[2].quote == "kehtiv tervisetõend"
    assert found.background[2].place == Place(0, 1)


def test_competencies_have_one_name_whatever_the_text_calls_them():
    assert [one.name for one in read("Koostöövõime ja hea pingetaluvus").competencies] == ["koostöö", "pingetaluvus"]
    assert competencies(Item(name="Meeskonnatöö", text="Aitab kolleege."), Item(name="Looduse tundmine", text="")) == [
        ("koostöö", True),
        ("looduse tundmine", False),
    ]


def test_the_description_of_a_competency_names_no_further_ones():
    named = Item(name="Kliendikesksus", text="Kuulab ära; säilitab pingetaluvuse ja teeb koostööd.")
    assert competencies(named) == [("kliendikesksus", True)]


def test_a_product_that_only_duties_name_is_not_required():
    duties = Section(
        kind=SectionKind.DUTY, heading="Ülesanded", items=(Item(text="Haldab Linuxi servereid ja e-posti."),)
    )
    (tool,) = extract([duties]).tools
    assert (tool.name, tool.required, tool.in_duties) == ("Linux", False, True)


def test_sentences_that_speak_of_a_fact_but_give_none_are_listed_with_their_kind():
    items = (Item(text="Sobiv haridus ja hea tuju"), Item(text="Kõrgharidus"), Item(text="tasemel C1 kirjutamine"))
    found = unread_sentences([Section(kind=SectionKind.REQUIREMENT, heading="Nõuded", items=items)])
    assert {(one.kind, one.quote, one.place) for one in found} == {
        (FactKind.EDUCATION, "Sobiv haridus ja hea tuju", Place(0, 0)),
        (FactKind.LANGUAGE, "tasemel C1 kirjutamine", Place(0, 2)),
    }
