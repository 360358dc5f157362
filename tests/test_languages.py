"""Language requirements: levels, certainty, wishes, groups, labels, damage, and what gives no fact."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajsearch.model import CefrLevel, Certainty, Item, LanguageRequirement, Section, SectionKind
from ajsearch.requirements import extract, language_code, language_name, unread

SHARED = Path(__file__).parents[2] / "shared" / "dev" / "language_phrases.json"


def section(*texts: str, kind: SectionKind = SectionKind.REQUIREMENT, heading: str = "Nõuded") -> Section:
    return Section(kind=kind, heading=heading, items=tuple(Item(text=text) for text in texts))


def read(
    *texts: str, kind: SectionKind = SectionKind.REQUIREMENT, heading: str = "Nõuded"
) -> list[LanguageRequirement]:
    return list(extract([section(*texts, kind=kind, heading=heading)]).languages)


def brief(facts: list[LanguageRequirement]) -> list[tuple[str, str | None, bool]]:
    return [(one.language, one.level and one.level.value, one.required) for one in facts]


@pytest.mark.parametrize(
    "text",
    [
        "Poola keele oskus tasemel B2",
        "poola keel В2",
        "Poola keele oskus b2",
        "Poola keel: B 2",
        "poola k. B-2 tasemel",
        "B2-tasemel poola keele oskus",
        "Poola keele oskus (B2)",
        "poola keele väga hea oskus ehk B2",
        "poola keele oskus tasemel 82",
    ],
)
def test_a_code_is_read_as_an_exact_level_however_it_is_written(text: str) -> None:
    (fact,) = read(text)
    assert (fact.language, fact.level, fact.certainty) == ("pl", CefrLevel.B2, Certainty.EXACT)


@pytest.mark.parametrize(
    ("text", "level", "certainty"),
    [
        ("eesti keele oskus algtasemel", CefrLevel.B1, Certainty.LAW),
        ("eesti keele oskus kesktasemel", CefrLevel.B2, Certainty.LAW),
        ("eesti keele oskus kõrgtasemel", CefrLevel.C1, Certainty.LAW),
        ("rootsi keele oskus kõrgtasemel", CefrLevel.C1, Certainty.APPROX),
        ("eesti keele oskus, D-kategooria", CefrLevel.B2, Certainty.LAW),
        ("eesti keele oskus, F-kategooria", CefrLevel.C1, Certainty.LAW),
        ("eesti keele oskus, kategooria B", CefrLevel.B1, Certainty.LAW),
        ("rootsi keele oskus väga heal tasemel", CefrLevel.C1, Certainty.APPROX),
        ("hea rootsi keele oskus", CefrLevel.B2, Certainty.APPROX),
        ("rootsi keel suhtlustasandil", CefrLevel.B1, Certainty.APPROX),
        ("rootsi keel emakeelena", CefrLevel.C2, Certainty.APPROX),
        ("rootsi keele oskus", None, Certainty.NONE),
    ],
)
def test_words_for_levels_bind_by_law_for_estonian_only(
    text: str, level: CefrLevel | None, certainty: Certainty
) -> None:
    (fact,) = read(text)
    assert (fact.level, fact.certainty) == (level, certainty)


def test_the_lowest_level_of_a_range_counts() -> None:
    assert brief(read("Taani keele oskus B1–C1")) == [("da", "B1", True)]


def test_skills_keep_their_levels_and_the_lowest_is_the_languages_level() -> None:
    (fact,) = read("Taani keel kõnes C1 ja kirjas B2")
    assert fact.level is CefrLevel.B2
    assert fact.skills == {"speaking": CefrLevel.C1, "writing": CefrLevel.B2}


def test_alternatives_share_a_group_of_which_one_is_needed() -> None:
    facts = read("Läti või leedu keele oskus tasemel B1")
    assert brief(facts) == [("lv", "B1", True), ("lt", "B1", True)]
    assert {(one.group, one.group_min) for one in facts} == {("g1", 1)}


def test_groups_of_one_description_have_different_names() -> None:
    facts = read("läti või leedu keele oskus", "rootsi või taani keele oskus")
    assert [one.group for one in facts] == ["g1", "g1", "g2", "g2"]


def test_a_bracket_of_wishes_names_members_of_a_mandatory_group() -> None:
    facts = read("Vähemalt ühe võõrkeele (soovitavalt poola või tšehhi) oskus tasemel B1")
    assert brief(facts) == [("any-foreign", "B1", True), ("pl", "B1", False), ("cs", "B1", False)]
    assert {(one.group, one.group_min) for one in facts} == {("g1", 1)}


def test_a_bracket_without_a_wish_lists_what_to_choose_from() -> None:
    facts = read("Kahe võõrkeele (poola, tšehhi, ungari) oskus tasemel B1")
    assert brief(facts) == [("pl", "B1", True), ("cs", "B1", True), ("hu", "B1", True)]
    assert {one.group_min for one in facts} == {2}


def test_two_foreign_languages_of_which_one_is_named() -> None:
    facts = read("Kaks võõrkeelt, millest üks hispaania keel tasemel B2")
    assert brief(facts) == [("any-foreign", None, True), ("es", "B2", True)]
    assert [one.group_min for one in facts] == [2, None]


def test_a_set_of_languages_becomes_alternatives() -> None:
    facts = read("Vähemalt ühe Euroopa Liidu töökeele oskus tasemel B2")
    assert sorted(one.language for one in facts) == ["de", "en", "fr"]
    assert {(one.group, one.group_min, one.required) for one in facts} == {("g1", 1, True)}


@pytest.mark.parametrize(
    "text",
    [
        "Kasuks tuleb islandi keele oskus",
        "islandi keele oskus on soovituslik",
        "Soovitavalt islandi keele oskus",
        "islandi keel (soovitav)",
        "islandi keele oskus annab eelise",
        "Hea, kui oskad islandi keelt",
    ],
)
def test_a_wish_makes_a_language_welcome(text: str) -> None:
    assert [(one.language, one.required) for one in read(text)] == [("is", False)]


def test_a_wish_reaches_only_its_own_clause() -> None:
    facts = read("Eesti keel C1, kreeka keel B1 ja soovitavalt malta keel A2")
    assert brief(facts) == [("et", "C1", True), ("el", "B1", True), ("mt", "A2", False)]


def test_a_heading_of_wishes_makes_its_items_welcome() -> None:
    assert brief(read("iiri keele oskus", heading="Kasuks tuleb")) == [("ga", None, False)]


def test_a_heading_that_also_demands_makes_nothing_welcome() -> None:
    assert brief(read("iiri keele oskus", heading="Nõutavad ja soovitavad oskused")) == [("ga", None, True)]


def test_a_label_of_wishes_ends_with_its_numbering() -> None:
    items = (
        Item(number="4.1.", text="Kasuks tuleb"),
        Item(number="4.1.1.", text="iiri keele oskus"),
        Item(number="4.2.", text="malta keele oskus"),
    )
    facts = extract([Section(kind=SectionKind.REQUIREMENT, heading="Nõuded", items=items)]).languages
    assert [(one.language, one.required) for one in facts] == [("ga", False), ("mt", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Ungari keele oskus ei ole nõutav",
        "Võõrkeelte oskust ei nõuta",
        "Tõlgib lepinguid ungari keelest eesti keelde",
        "Töökeel on eesti keel",
        "Keelekursuste korraldamine",
        "Ungari keele õpetaja kutse",
        "Ungari õigussüsteemi tundmine",
        "Programmeerimiskeelte tundmine",
        "C1-kategooria juhiluba",
        "A2 suuruses plakatite kujundamine",
    ],
)
def test_what_asks_for_no_language_gives_no_fact(text: str) -> None:
    assert read(text) == []


def test_a_denial_that_ends_in_a_wish_is_a_wish() -> None:
    assert brief(read("Korea keele oskus ei ole kohustuslik, kuid tuleb kasuks")) == [("ko", None, False)]


@pytest.mark.parametrize("kind", [SectionKind.DUTY, SectionKind.RIGHT, SectionKind.PURPOSE, SectionKind.RESPONSIBILITY])
def test_only_requirements_give_facts(kind: SectionKind) -> None:
    assert read("Valdab eesti keelt tasemel C1", kind=kind) == []


def test_a_labelled_cell_of_general_data_gives_facts() -> None:
    general = Section(
        kind=SectionKind.GENERAL,
        heading="Üldandmed",
        items=(Item(name="Keeleoskus", text="eesti keel C1"), Item(name="Asukoht", text="Eesti, Soome")),
    )
    assert brief(list(extract([general]).languages)) == [("et", "C1", True)]


def test_a_level_in_the_next_cell_belongs_to_the_language() -> None:
    assert brief(read("Jaapani keel", "B1", "Hiina keel", "A2")) == [("ja", "B1", True), ("zh", "A2", True)]
    assert brief(read("Jaapani keel\tB1")) == [("ja", "B1", True)]


def test_a_language_as_an_items_name_takes_the_level_from_its_text() -> None:
    named = Section(kind=SectionKind.REQUIREMENT, heading="Nõuded", items=(Item(name="Jaapani keel", text="B1"),))
    assert brief(list(extract([named]).languages)) == [("ja", "B1", True)]


def test_a_heading_that_names_the_language_takes_the_level_from_below() -> None:
    (fact,) = read("Oskus tasemel B2 on soovitav.", heading="Jaapani keel")
    assert (fact.language, fact.level, fact.required) == ("ja", CefrLevel.B2, False)
    assert fact.quote == "Oskus tasemel B2 on soovitav."


def test_a_wish_for_something_else_leaves_the_language_required() -> None:
    assert brief(read("Jaapani keele oskus, B-kategooria juhiluba on eeliseks")) == [("ja", None, True)]


def test_a_level_of_another_skill_is_not_the_languages_level() -> None:
    assert brief(read("Eesti keele oskus, arvutioskus kesktasemel")) == [("et", None, True)]


def test_under_the_label_of_languages_names_need_no_word_for_language() -> None:
    assert brief(read("Keeleoskus", "eesti C1, soome A2")) == [("et", "C1", True), ("fi", "A2", True)]


def test_the_quote_is_the_sentence_that_says_so() -> None:
    (fact,) = read("Kõrgharidus. Oskab vietnami keelt; on täpne.")
    assert fact.quote == "Oskab vietnami keelt"


def test_a_requirement_said_twice_is_one_fact() -> None:
    assert brief(read("Eesti keel C1", "Valdab eesti keelt tasemel C1", "eesti keele oskus")) == [("et", "C1", True)]


def test_alternatives_said_twice_are_one_group() -> None:
    facts = read("Poola või tšehhi keele oskus tasemel B1.", "Tšehhi või poola keele oskus tasemel B1.")
    assert sorted(brief(facts)) == [("cs", "B1", True), ("pl", "B1", True)]
    assert len({fact.group for fact in facts}) == 1


@pytest.mark.parametrize("texts", [("Poola keele oskus.", "Poola keele oskus B2."), ("Poola keel B2.", "Poola keel.")])
def test_a_language_with_a_level_is_not_said_again_without_one(texts: tuple[str, ...]) -> None:
    assert brief(read(*texts)) == [("pl", "B2", True)]


def test_a_heading_of_alternatives_takes_the_level_of_one_language_from_below() -> None:
    facts = read("Ühe keele oskus vähemalt tasemel B1.", heading="Poola või tšehhi keel")
    assert brief(facts) == [("pl", "B1", True), ("cs", "B1", True)]
    assert {(fact.group_min, fact.quote) for fact in facts} == {(1, "Ühe keele oskus vähemalt tasemel B1.")}


def test_alternatives_in_one_item_take_the_level_from_the_next() -> None:
    facts = read("Poola või tšehhi keel", "Ühe keele oskus vähemalt tasemel B1")
    assert brief(facts) == [("pl", "B1", True), ("cs", "B1", True)]
    assert len({fact.group for fact in facts}) == 1


def row(*cells: str) -> Section:
    return section(*cells[1:], heading=cells[0])


def test_the_cells_of_a_row_say_one_thing() -> None:
    rows = [row("Keel", "Tase", "Märkus"), row("Poola", "B1", "soovitav"), row("Rootsi", "B2", "kohustuslik")]
    assert brief(list(extract(rows).languages)) == [("pl", "B1", False), ("sv", "B2", True)]


def test_skills_that_head_the_columns_go_to_the_levels_below() -> None:
    head = ("Keel", "Mõistmine", "Rääkimine", "Kirjutamine")
    (fact,) = extract([row(*head), row("Poola", "C1", "B2", "B1")]).languages
    assert fact.skills == {"reading": "C1", "listening": "C1", "speaking": "B2", "writing": "B1"}
    assert (fact.level, fact.quote) == ("B1", "B1")


def test_skills_that_head_the_cells_of_items_go_to_the_levels_below() -> None:
    (fact,) = read("Keel\tKõnes\tKirjas", "Poola keel\tB2\tA2")
    assert (fact.skills, fact.quote) == ({"speaking": "B2", "writing": "A2"}, "Poola keel\tB2\tA2")


@pytest.mark.parametrize("text", ["poola keele oskus tasemelB2", "poola keelB2", "poola keel B2tase"])
def test_a_code_is_found_without_the_space_before_or_behind_it(text: str) -> None:
    assert brief(read(text)) == [("pl", "B2", True)]


def test_a_group_may_have_a_level_for_one_of_its_languages() -> None:
    facts = read("Kahe võõrkeele oskus, neist üks B2-tasemel")
    assert [(one.language, one.level, one.group_min) for one in facts] == [
        ("any-foreign", None, 2),
        ("any-foreign", "B2", None),
    ]


def test_sentences_about_languages_without_a_fact_are_listed() -> None:
    sections = [
        section("Kirjutab lihtsas keeles", "Täpsus", "Eesti keel C1"),
        section("Keelekohvik", kind=SectionKind.DUTY),
    ]
    assert unread(sections) == ("Kirjutab lihtsas keeles",)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("vene", "ru"),
        ("Vene keel", "ru"),
        ("russian", "ru"),
        ("RU", "ru"),
        ("läti", "lv"),
        ("lati keele", "lv"),
        ("võõrkeel", "any-foreign"),
        ("any-foreign", "any-foreign"),
        ("riigikeel", "et"),
        ("eso", "eso"),
        ("Eesti viipekeel", "eso"),
        ("klingoni", None),
        ("", None),
    ],
)
def test_names_of_languages_become_codes(name: str, code: str | None) -> None:
    assert language_code(name) == code


def test_every_languages_name_leads_back_to_its_code() -> None:
    for code in ("et", "en", "ru", "cs", "eso", "any-foreign"):
        assert (
            language_code(language_name(code) + " keel") == code or language_code(language_name(code) + "keel") == code
        )


@settings(deadline=None)  # the first text loads the catalogues, and a busy machine makes any text slow
@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_text_is_read_without_an_error_and_quotes_are_verbatim(texts: list[str]) -> None:
    found = section(*texts)
    facts = extract([found]).languages
    assert all(any(one.quote in text for text in texts) for one in facts)
    assert all(any(one in text for text in texts) for one in unread([found]))


WORDS = [
    "eesti",
    "vene",
    "inglise",
    "keel",
    "keele",
    "oskus",
    "C1",
    "B2",
    "või",
    "ja",
    ",",
    "(",
    ")",
    "soovitavalt",
    ":",
]
WORDS += [
    "võõrkeel",
    "kaks",
    "millest üks",
    "hea",
    "kasuks",
    "ei ole nõutav",
    "kõnes",
    "kirjas",
    "\n",
    "\t",
    "kategooria",
    "A",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_order_of_the_languages_words_keeps_groups_and_levels_consistent(words: list[str]) -> None:
    facts = extract([section(" ".join(words))]).languages
    for fact in facts:
        assert (fact.group is None) == (fact.group_min is None)
        assert (fact.level is None) == (fact.certainty is Certainty.NONE)
        assert not fact.skills or fact.level == min(fact.skills.values())


@pytest.mark.skipif(not SHARED.is_file(), reason="the development data is not here")
def test_judged_phrasings_of_the_development_data_are_read() -> None:
    for phrase in json.loads(SHARED.read_text(encoding="utf-8"))["phrases"]:
        found = {(one.language, one.level, one.required, one.certainty.value) for one in read(phrase["text"])}
        assert found == {fact for one in phrase["requirements"] for fact in judged(one)}, phrase["text"]


def judged(one: dict[str, object]) -> list[tuple[object, ...]]:
    """A judged requirement in our normal form; a group from named languages is one fact for each."""
    rest = (one["min_level"], one["strength"] == "mandatory", one["certainty"])
    if one["kind"] == "lang":
        return [(one["lang"], *rest)]
    source = one["from"]
    assert isinstance(source, str | list)
    codes = (
        {"foreign": ["any-foreign"], "eu_working": ["en", "fr", "de"]}[source] if isinstance(source, str) else source
    )
    preferred = one["preferred"]
    assert isinstance(preferred, list)
    return [*((code, *rest) for code in codes), *((code, rest[0], False, rest[2]) for code in preferred)]
