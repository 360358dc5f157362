"""How far a denial, a wish and a label reach: what stands in another clause or bracket keeps its own demand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch.model import EducationLevel, Item, Section, SectionKind
from ajsearch.requirements import extract
from tests.test_odd_phrasings import assert_states, read


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Magistrikraad (õppesuund ei ole oluline)", "edu=master"),
        ("Rakenduskõrgharidus – õppekava ei ole määrav", "edu=applied_higher"),
        ("Kutseharidus, erialale nõudeid ei esitata", "edu=vocational"),
        ("Põhiharidus (väljaõppe läbimine ei ole vajalik)", "edu=basic"),
        ("Keskharidus või kutseharidus (eriala pole tähtis)", "edu=secondary"),
        ("Haridus: kesk. Õppeasutus: ei ole oluline.", "edu=secondary"),
        ("Doktorikraad (ei ole nõutav)", "-"),
        ("Haridustase (keskharidus) ei ole oluline", "-"),
        ("Põhiharidus, töökogemust ei nõuta", "edu=basic"),
        ("Põhiharidus (tunnistust ei küsita)", "edu=basic"),
        ("Magistrikraad, nõue ei kehti", "-"),
        ("Magistrikraad, nõuet ei ole", "-"),
        ("Magistrikraadi ei nõuta", "-"),
        ("Magistrikraad (soovitavalt loodusteadus) ei ole nõutav", "-"),
    ],
)
def test_a_denial_of_something_else_leaves_the_education(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("läti keel C1, juhiluba ei ole kohustuslik", "lv.C1"),
        ("poola keele oskus B2, arvutioskus ei ole vajalik", "pl.B2"),
        ("poola keel B2 (töökogemus ei ole vajalik)", "pl.B2"),
        ("poola keel A2 (tunnistus ei ole vajalik)", "pl.A2"),
        ("poola keel A2 (tõend ei ole kohustuslik)", "pl.A2"),
        ("poola keel A2, töökogemust ei nõuta", "pl.A2"),
        ("poola keele oskus A2, nõuet ei ole", "-"),
        ("poola keele oskus A2 ei ole vajalik", "-"),
    ],
)
def test_a_denial_of_something_else_leaves_the_language(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Leedu k.: algtase, ei ole kohustuslik", "?lt.B1~"),
        ("Leedu keel B1 (pole kohustuslik), eesti keel C1 (kohustuslik)", "?lt.B1 et.C1"),
        ("leedu keele oskus A2-tasemel, kuid see ei ole kohustuslik", "?lt.A2"),
        ("eesti keel C1, leedu keel A2 (mittekohustuslik)", "et.C1 ?lt.A2"),
        ("leedu keel A2-tasemel, aga kohustuslik see ei ole", "?lt.A2"),
        ("leedu ja poola keel A2, kumbki ei ole kohustuslik", "?lt.A2 ?pl.A2"),
        ("eesti keel C1 ja leedu keel A2 (viimane pole kohustuslik)", "et.C1 ?lt.A2"),
        ("leedu keele oskus ei ole kohustuslik", "-"),
        ("Võõrkeel ei ole kohustuslik, soovitav leedu keel A2", "?lt.A2"),
    ],
)
def test_what_is_not_obligatory_at_a_level_is_welcome(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Kolmas keel (läti või poola) – soovitavalt A2", "[?lv.A2 ?pl.A2]1"),
        ("Teine võõrkeel (läti, leedu või poola), eelistatult B1", "[?lv.B1 ?lt.B1 ?pl.B1]1"),
        ("Kolmas keel (läti või poola) – A2", "[lv.A2 pl.A2]1"),
        ("Kolmas keel (läti või poola) – A2, soovitavalt B1", "[lv.A2 pl.A2]1"),
    ],
)
def test_a_wish_behind_a_further_language_is_of_all_its_choice(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    "rest",
    [
        ", teine neist on eeliseks",
        ", teine neist keeltest tuleb kasuks",
        ", teine nimetatud keeltest tuleb kasuks",
        "; teine loetletud keeltest annab eelise",
        " (teine neist soovitav)",
        " (teise oskamine tuleb kasuks)",
    ],
)
def test_a_wish_for_the_rest_of_a_choice_leaves_the_demand_for_one(rest: str) -> None:
    assert_states(f"läti, leedu või poola keel vähemalt B1{rest}", "[lv.B1 lt.B1 pl.B1]1")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Poola keel? Tuleb kasuks.", "?pl"),
        ("Poola keel? Kui räägid, on see suur pluss.", "?pl"),
        ("Eesti keel C1. Läti keel? Boonus!", "et.C1 ?lv"),
        ("Läti keel? Eelis, aga mitte nõue.", "?lv"),
        ("Läti keel? Nõutav, vähemalt B1.", "lv.B1"),
        ("Läti keel? Ei ole vajalik.", "-"),
        ("Viipekeel? Suur pluss.", "?eso"),
    ],
)
def test_a_question_about_a_language_is_a_label(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    "wish",
    [
        "Oleme rõõmsad, kui",
        "Meil on hea meel, kui",
        "Rõõmustame, kui",
        "Meile teeb rõõmu, kui",
        "Hindame, kui",
        "Meil on väga hea meel, kui",
    ],
)
def test_a_wish_whose_verb_leads_reaches_all_but_what_its_own_bracket_demands(wish: str) -> None:
    assert_states(f"{wish} valdad ka poola keelt", "?pl")
    assert_states(f"{wish} valdad eesti keelt (C1, nõutav) ja poola keelt", "et.C1 ?pl")
    assert_states(f"{wish} lisaks eesti keelele (B2) valdad ka poola keelt", "et.B2 ?pl")
    assert_states(f"Eesti keel C1. {wish} valdad ka poola keelt", "et.C1 ?pl")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("poola keel vestlustasandil", "pl.B1~"),
        ("poola keele oskus vestluse tasandil", "pl.B1~"),
        ("läti k. vestlustase; poola k. suhtlemiseks", "lv.B1~ pl.B1~"),
        ("poola keel suhtluseks, läti keel kirjas", "pl.B1~ lv"),
        ("poola keele oskus patsientidega suhtlemiseks", "pl"),
    ],
)
def test_a_language_for_conversation_is_at_its_level(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("ringijuht valdab riigikeelt seaduse nõuetele vastavalt, läti keelt hästi", "et lv.B2~"),
        ("oskab eesti keelt keeleseaduse nõuete kohaselt", "et"),
        ("riigikeelt seaduse nõuete järgi", "et"),
        ("keeleseaduse tundmine", "-"),
        ("ladinakeelsete putukanimetuste tundmine", "-"),
        ("ladinakeelse teksti mõistmine", "la"),
    ],
)
def test_the_law_asks_for_estonian_and_names_ask_for_no_language(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize("level", ["ai", "al", "bi", "bl", "bll", "ci", "cl", "cii"])
def test_a_scanned_level_that_stands_alone_behind_a_language_is_read(level: str) -> None:
    code = f"{level[0].upper()}{len(level) - 1}"
    assert_states(f"poola keel {level}", f"pl.{code}")
    assert_states(f"eesti keel C1, poola keel: {level}", f"et.C1 pl.{code}")
    assert_states(f"| poola keel | {level} |", f"pl.{code}")
    assert_states(f"poola keel {level} (kohustuslik)", f"pl.{code}")
    assert [one.level for one in read(f"poola keel {level} tunnid").languages if one.level] == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("üld- või kutsekeskharidus", EducationLevel.SECONDARY),
        ("Haridus: üld- või kutsekesk", EducationLevel.SECONDARY),
        ("vähemalt üld- või kutsekeskharidusega (eriala ei ole oluline)", EducationLevel.SECONDARY),
        ("üld-, kutse- või keskeriharidus", EducationLevel.SECONDARY),
        ("kutsekeskharidus", EducationLevel.VOCATIONAL),
    ],
)
def test_general_or_vocational_secondary_asks_for_secondary(text: str, level: EducationLevel) -> None:
    found = read(text).education
    assert found is not None
    assert (found.level, found.required) == (level, True)


@given(
    st.sampled_from(["poola keel", "läti keele oskus", "Viipekeel"]),
    st.text(alphabet="abcõ ABC12?!.,;:()-", max_size=40),
)
def test_whatever_answers_a_question_each_quote_is_verbatim(asked: str, answer: str) -> None:
    text = f"{asked}? {answer}"
    found = extract([Section(kind=SectionKind.REQUIREMENT, heading="Nõuded", items=(Item(text=text),))])
    assert all(one.quote in text for one in found.languages)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Soome keelt räägib ta vabalt", "fi.C1~"),
        ("Soome keelt valdab töötaja tasemel B2", "fi.B2"),
        ("Soome keelt räägid ja kirjutad nagu emakeelt", "fi.C2~"),
        ("Soome keel aitab, aga pole kohustuslik", "?fi"),
        ("Ei sobi see, kelle soome keel jääb alla B1-taseme", "fi.B1"),
        ("Eesti keel: keeleseaduse kohaselt", "et"),
        ("Soome keel B1, sest kolmandik külalistest räägib soome ja rootsi keelt", "fi.B1"),
    ],
)
def test_who_has_a_skill_stands_between_it_and_its_level(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Hea eesti ja rootsi keel, läti keel tuleb kasuks", "et.B2~ sv.B2~ ?lv"),
        ("valdad vabalt eesti keelt, leedu keele oskus on eeliseks", "et.C1~ ?lt"),
        ("eesti, läti ja leedu keel tulevad kasuks", "?et ?lv ?lt"),
        (
            "kahte võõrkeelt, millest saksa keelt tasemel B2 ja teist vabalt valitud võõrkeelt tasemel B1",
            "de.B2 any.B1",
        ),
        ("soome keel, hea", "fi.B2~"),
        ("läti keel, hea suhtlemisoskus", "lv"),
        ("eesti keel C1 · läti keel B2 · kasuks tuleb saksa keel (B1)", "et.C1 lv.B2 ?de.B1"),
        ("Eesti keele oskus keeleseaduse ja selle alusel antud määruse kohaselt kõrgtasemel", "et.C1§"),
        ("Võõrkeel: saksa keel erialakirjanduse lugemiseks", "de"),
        ("soome keele oskus igapäevaseks suhtlemiseks lugejatega", "fi.B1~"),
        ("Rootsi keel: üksikud väljendid", "sv.A1~"),
        ("Soovime, et oskaksid läti keelt tasemel B1", "?lv.B1"),
        ("Tööandja hüvitab läti keele B2-taseme eksami kulu", "-"),
        ("Lisatasu makstakse läti keele oskuse eest", "-"),
    ],
)
def test_a_wish_and_a_level_reach_the_language_that_they_speak_of(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize("text", ["D-kategooria load ja soov bussi juhtida", "juhib D-kategooria sõidukit"])
def test_a_category_beside_what_is_driven_is_a_licence(text: str) -> None:
    assert [one.category for one in read(text).driving_licence] == ["D"]


def test_half_a_year_may_be_a_fraction() -> None:
    assert read("Tööstaaž laomehena vähemalt 1/2 aastat").experience_years == 0.5
