"""Requirements in the odd words of authorities: old categories, damage, law, brackets, denials, names of acts.

What a phrasing states is written as in ``tests/eval/requirements/phrases_unseen.txt``: "et.B2§ ?ru" is Estonian at B2
by law and Russian welcome, "[en ru]2" a group of which two are needed, "-" nothing.
"""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch.model import Item, Requirements, Section, SectionKind
from ajsearch.requirements import extract
from ajsearch.requirements.denials import find_denials
from ajsearch.requirements.line_ends import joined
from ajsearch.requirements.phrases import words_of
from ajsearch.requirements.runs import parted_runs
from ajsearch.requirements.spelling import corrected
from ajsearch.requirements.titles import without_titles
from tests.eval.test_requirements import judged, notation, other_notation


def read(text: str) -> Requirements:
    items = (Item(text=text),)
    return extract([Section(kind=SectionKind.REQUIREMENT, heading="Nõuded", items=items)])


def assert_states(text: str, facts: str) -> None:
    found = read(text)
    wanted = judged(text, [], facts)
    assert Counter(notation(one, found.languages) for one in found.languages) == wanted.languages
    assert other_notation(found) == wanted.others
    assert all(one.quote in text for one in found.languages)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Riigikeele valdamise kategooria: E", "et.C1§"),
        ("eesti keele oskus – kategooria on C", "et.B1§"),
        ("Keelekategooria: D", "et.B2§"),
        ("Keeleoskuse kategooria (riigikeel) – F", "et.C1§"),
        ("eesti keele kategooria mitte madalam kui D", "et.B2§"),
        ("Juhtimisõiguse kategooria: C", "lic=C"),
        ("Eesti keele oskus C1, juhiluba: kategooria B", "et.C1 lic=B"),
    ],
)
def test_a_category_may_stand_apart_from_its_letter(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Soome keele oskus tasandil Bl", "fi.B1"),
        ("läti keele oskus tasandil AII", "lv.A2"),
        ("Tase: BI (soome)", "fi.B1"),
        ("rootsi keele oskus minimaalselt Al", "sv.A1"),
        ("BI raportite koostamine ja rootsi keele oskus", "sv"),
        ("et C1; fi A2", "et.C1 fi.A2"),
    ],
)
def test_a_damaged_code_is_read_where_a_level_must_stand(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("oskab eesti keelt seadusega nõutud määral", "et"),
        ("riigikeele oskus keeleseaduses sätestatud ulatuses ja soome keel B1", "et fi.B1"),
        ("eesti keel seadusest tuleneval tasemel C1", "et.C1"),
        ("eesti keele seaduse eelnõu koostamine", "-"),
    ],
)
def test_what_the_law_sets_is_no_subject_of_its_own(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Võõrkeel: vähemalt üks (kas soome või rootsi), A2", "[fi.A2 sv.A2]"),
        ("Võõrkeeled: kaks (inglise, saksa, soome) tasemel B1", "[en.B1 de.B1 fi.B1]2"),
        ("Võõrkeeled (vähemalt kaks): läti, leedu, poola", "[lv lt pl]2"),
        ("läti, leedu või poola keel (vähemalt kaks neist)", "[lv lt pl]2"),
        ("üks kolmest: läti, leedu või poola keel A2-tasemel", "[lv.A2 lt.A2 pl.A2]"),
        ("vähemalt kaks keelt järgmistest: läti, leedu, poola", "[lv lt pl]2"),
        ("saksa keel (või mõni muu võõrkeel) B1", "[de.B1 any.B1]"),
        ("ühe EL töökeele, sealhulgas saksa keele oskus", "[en fr de] de"),
        ("kahe EL töökeele (inglise, saksa või prantsuse) oskus B1", "[en.B1 fr.B1 de.B1]2"),
        ("kaks võõrkeelt, sh tingimata saksa keel", "[any]2 de"),
        ("(B2) soome keel, (A2) rootsi keel", "fi.B2 sv.A2"),
        ("suuline läti keel B1, kirjalik läti keel A2", "lv.A2{speaking=B1,writing=A2}"),
    ],
)
def test_brackets_and_lists_say_what_may_be_chosen(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Soome ega rootsi keele valdamine ei ole meie asutuses nõutav", "-"),
        ("Ei soome ega läti keele tundmine ole vajalik", "-"),
        ("Soome keelt ega teisi võõrkeeli ei nõuta", "-"),
        ("Nõuded keeleoskusele: puuduvad", "-"),
        ("Soome keele oskuse nõue meie majas puudub", "-"),
        ("Soome keel – ei", "-"),
        ("Soome keelt valdama ei pea, vene keel A2", "ru.A2"),
        ("soome keele oskus on nõutav, rootsi keele oskus mitte", "fi"),
        ("Rootsi keele oskus ei ole vähem kui B1 tasemel nõutav", "sv.B1"),
        ("Läti keele oskus ei anna eelist", "-"),
        ("Kõrgharidus ei ole sellel kohal otseselt vajalik", "-"),
        ("Haridusnõue: puudub", "-"),
        ("Juhtimisõigus kategooriaga B: puudub vajadus", "-"),
        ("Juhiluba ei ole selles ametis vajalik", "-"),
    ],
)
def test_a_denial_may_come_in_two_halves_or_alone(text: str, facts: str) -> None:
    assert_states(text, facts)


def test_a_denial_stays_in_its_clause() -> None:
    for text in ("ei ole ainult soovitav, vaid nõutav", "kui see ei ole võimalik, on nõutav tunnistus"):
        assert find_denials(words_of(text)) == []


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Ministri määrus nr 12 „Soome keele oskuse tasemed ja nõuded“", "-"),
        ("Ministri määrus nr 12 Soome keele oskuse tasemed ja nõuded", "-"),
        ("lähtub „Soome keele arengukavast“", "-"),
        ("Õppekava „Kõrgharidus ja soome keel“", "-"),
        ("kõrgharidusseaduse ja kutseharidusstandardi järgimine", "-"),
        ("eesti keele oskuse nõuete määruse tundmine", "-"),
        ("soome keele oskus „B1“", "fi.B1"),
    ],
)
def test_names_of_acts_ask_for_nothing(text: str, facts: str) -> None:
    assert_states(text, facts)


def test_a_tool_in_quotation_marks_stays() -> None:
    text = "tarkvara „AutoCAD“ ja määrus „Ehitusnõuded“"
    assert without_titles(text) == text


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("somoe keele oskus B1", "fi.B1"),
        ("rotsi keele oskus suhtlustsandil", "sv.B1~"),
        ("vnee keel algtaesmel", "ru.B1~"),
        ("eesti keele oskus k6rgtasemel", "et.C1§"),
        ("poola kee1e oskus v2ga hea", "pl.C1~"),
        ("keskharidsu", "edu=secondary"),
        ("magistrikrad", "edu=master"),
    ],
)
def test_a_letter_wrong_is_mended_in_words_of_requirements(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    "text",
    [
        "Soone pumpamine ja keele hoidmine",
        "Certified Security Professional",
        "rotsi ajalugu",
        "erialane kõrg- või kutse",
    ],
)
def test_words_of_the_lexicon_names_and_words_far_from_languages_stay(text: str) -> None:
    assert corrected(text) == text


@given(st.text(alphabet="abeghiklnorstuv6õ ", max_size=60))
def test_mending_changes_words_only_and_is_stable(text: str) -> None:
    mended = corrected(text)
    assert len(mended.split()) == len(text.split())
    assert corrected(mended) == mended


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("soome k algt., rootsi k keskt.", "fi.B1~ sv.B2~"),
        ("selge soome keel", "fi"),
        ("Väärtustame rootsi keele oskust", "?sv"),
        ("hea oleks rootsi keele oskus", "?sv"),
        ("Haridus – kõr.", "edu=higher"),
        ("Haridus: k.-eri", "edu=vocational"),
        ("kesk(eri)haridus", "edu=vocational"),
        ("kõrgem tehniline haridus", "edu=higher"),
        ("kõrgharidusega nõunike juhendamine", "-"),
        ("kõrgharidusega nõunik", "edu=higher"),
        ("kutsehariduse ja alushariduse osakond", "-"),
        ("Soovitav magistrikraad, nõutav kõrgharidus", "edu=higher+master"),
        ("keskharidus või vähemalt neli aastat tööd laos", "edu=secondary exp=?4"),
        ("kolme ja poole aastane töökogemus", "exp=3.5"),
        ("kogemuste vahetamine teiste asutustega", "-"),
        ("juhilubade kehtivuse kontroll", "-"),
    ],
)
def test_abbreviations_wishes_and_what_is_asked_of_nobody(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Restauraator, tase 5", {"restauraator": 5}),
        ("Maaler, tase 4, kutsetunnistus", {"maaler": 4}),
        ("ADR-tunnistus", {"ADR-tunnistus": None}),
        ("rahvusvaheline sertifikaat (PMP)", {"PMP": None}),
        ("soome keele oskuse B1-taseme tunnistus", {}),
        ("õpetaja kutse andmise komisjoni töö", {}),
    ],
)
def test_certificates_are_named_by_occupation_and_level(text: str, names: dict[str, int | None]) -> None:
    assert {one.name: one.level for one in read(text).certificates} == names


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Ootused: haridus – kesk; staaž – 4 a.; keeleoskus – soome k. B1; juhiluba – C kat.",
            "fi.B1 edu=secondary exp=4 lic=C",
        ),
        ("2.1 Kogemus: soovitavalt kaks aastat. 2.2 Keeled: soome keel B1", "fi.B1 exp=?2"),
        ("Nõutavad keeled – soome ja läti; soovitav – leedu", "fi lv ?lt"),
    ],
)
def test_labels_may_be_parted_by_dashes_and_numbers(text: str, facts: str) -> None:
    assert_states(text, facts)


def test_a_list_of_tools_gives_each() -> None:
    assert [one.name for one in read("Word, Excel, Delta").tools] == ["Word", "Excel", "DHS Delta"]


@pytest.mark.parametrize(
    ("run", "parted"),
    [
        ("Rootsikeeleoskusalgtasemel", "Rootsi keeleoskus algtasemel"),
        ("vähemalt2aastattöökogemust", "vähemalt 2 aastat töökogemust"),
        ("lätikeeleoskusB1", "läti keeleoskus B1"),
        ("võõrkeelteoskus", "võõrkeelteoskus"),
        ("rakenduskõrgharidusega", "rakenduskõrgharidusega"),
        ("keeleoskustasemete", "keeleoskustasemete"),
        ("raamatukogutöötaja", "raamatukogutöötaja"),
    ],
)
def test_a_run_is_parted_only_where_words_of_requirements_are_all_of_it(run: str, parted: str) -> None:
    assert parted_runs(run) == parted


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("kõrg-\ntasemel", "kõrgtasemel"),
        ("suhtlus- tasandil", "suhtlustasandil"),
        ("kesk- või kõrgharidus", "kesk- või kõrgharidus"),
        ("kesk-\nja kõrgharidus", "kesk- ja kõrgharidus"),
        ("vene- ja saksa keel", "vene- ja saksa keel"),
        ("läti-vene sõnastik", "läti-vene sõnastik"),
    ],
)
def test_a_word_that_a_line_parted_is_one_again(text: str, whole: str) -> None:
    assert joined(text) == whole


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Läti, soome ja rootsi keel: kaks esimest B2-tasemel, kolmas A2-tasemel", "lv.B2 fi.B2 sv.A2"),
        ("Läti ja soome keele oskus, esimene heal tasemel", "lv fi"),
        ("Kaks võõrkeelt, neist läti keel tasemel B2, teine tasemel A2", "lv.B2 any.A2"),
        ("Soome keele oskus B1 (eksamitunnistus soovitav)", "fi.B1"),
        ("Neli võõrkeelt, neist üks C1-tasemel, ülejäänud A2-tasemel", "any.C1 [any.A2]3"),
        ("Läti keelest arusaamine, soovitavalt ka kirjutamine", "lv"),
        ("läti keel suhtlustasandi1", "lv.B1~"),
        ("soome keel alg- kuni kesktasemel", "fi.B1~"),
        ("teise võõrkeelena läti keel B1", "lv.B1"),
        ("Kolmest keelest (läti, soome, rootsi) vähemalt kaks algtasemel", "[lv.B1~ fi.B1~ sv.B1~]2"),
        ("Juhiluba ei ole nõutav, kuid tuleb kasuks", "lic=?B"),
        ("Juhiluba ei ole nõutav", "-"),
        ("vähemalt 4-\naastane töökogemus", "exp=4"),
        ("Soome keele oskus A2, tunnistust ei nõuta", "fi.A2"),
        ("B- ning kraana juhtimisõigus", "lic=B"),
        ("kaks võõrkeelt, esimene tasemel C1, teine tasemel A2", "any.C1 any.A2"),
        ("Soome keele oskus B1 (soovitav)", "?fi.B1"),
        ("Läti keele kesine oskus ei ole meie majas takistuseks", "-"),
        ("Läti kcclc oskus a1gtasemel", "lv.B1~"),
        ("lätikeeletasemelB1", "lv.B1"),
        ("Põhiharidus ei ole määrav, nõutav on kaheaastane töökogemus", "exp=2"),
        ("Kõrgharidus ja 1-aastane staaž või keskharidus ja 4-aastane staaž", "edu=secondary exp=1"),
        ("vähemalt 3 aastat lasteaias", "exp=3"),
        ("2 aastat tagasi lõppenud leping", "-"),
        ("Esimese kursuse tudengid on oodatud", "edu=?higher"),
        ("CE-kategooria ja kraana juhtimisõigus", "lic=CE"),
        ("kraana juhtimisõigus", "-"),
    ],
)
def test_order_proof_and_alternatives_decide_what_is_asked(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Läti keele oskus pole tingimus, kuid annab valikul lisapunkte", "?lv"),
        ("Läti keele oskus pole tingimus, kuid juhiluba annab lisapunkte", "lic=?B"),
        ("Soovitav on läti keel A2, muud keeled ei ole olulised", "?lv.A2"),
        ("Läti keele oskus ei ole nõutav. Selle olemasolu annab eelise.", "?lv"),
        ("Muid keeli peale eesti keele (C1) ei nõuta", "et.C1"),
        ("Ühe võõrkeele (peale vene keele) oskus", "any"),
    ],
)
def test_a_denial_may_turn_to_a_gain_or_leave_an_exception(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Soome keelt mittevaldav kandidaat ei sobi", "fi"),
        ("Ei saa läbi ilma soome keeleta (B1)", "fi.B1"),
        ("Ilma soome keeleta ei ole see töö võimalik", "fi"),
        ("Soome keele oskuse puudumine ei välista kandideerimist", "-"),
        ("Ilma soome keeleta saab hakkama", "-"),
    ],
)
def test_who_lacks_what_is_asked_for_is_turned_away(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("KOHUSTUSLIK\n- eesti keel C1\nSOOVITUSLIK\n- läti keel A2\n- poola keel", "et.C1 ?lv.A2 ?pl"),
        ("Eelistame kandidaate, kes oskavad\n• läti keelt\n• poola keelt B1-tasemel", "?lv ?pl.B1"),
        ("Keel: läti. Kohustuslik: ei. Tase: A2.", "?lv.A2"),
        ("| Keel | Nõutav | Tase |\n|---|---|---|\n| eesti | jah | C1 |\n| läti | ei | A2 |", "et.C1 ?lv.A2"),
        ("kahe keele oskus järgmistest: läti, leedu, poola; tase B1", "[lv.B1 lt.B1 pl.B1]2"),
    ],
)
def test_a_need_or_a_level_may_stand_apart_from_its_language(text: str, facts: str) -> None:
    assert_states(text, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Vähemalt 3-aastane juhtimiskogemus, selle puudumisel 6 aastat erialast tööd", "exp=3"),
        ("Kõrgharidus (erandina keskharidus ja 10 aastat erialast tööd)", "edu=secondary exp=?10"),
        ("Eesti keele oskus C1 (erandina B2)", "et.C1"),
    ],
)
def test_an_exception_and_an_alternative_in_lack_ask_for_no_more(text: str, facts: str) -> None:
    assert_states(text, facts)
