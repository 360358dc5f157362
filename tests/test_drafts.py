"""Drafts: what similar roles have that could be taken, what deserves a look, and the draft's way out and back in."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given as given_any
from hypothesis import settings
from hypothesis import strategies as st

from ajsearch.errors import FileProblem
from ajsearch.estonian import analyser
from ajsearch.model import encode
from ajsearch.roles.advice import Advice
from ajsearch.roles.document import DraftDocument, DraftItem, given_draft, read_draft
from ajsearch.roles.docx_plain import plain_docx
from ajsearch.roles.docx_template import fill
from ajsearch.roles.given import given_text
from ajsearch.roles.outline import item_terms
from ajsearch.roles.plain import plainer
from ajsearch.roles.similar import Neighbour
from ajsearch.roles.suggest import basis
from ajsearch.roles.take import draft_text, taken
from ajsearch.roles.upkeep import Upkeep
from ajsearch.store import Store
from tests.roles import keep, structure

BUYERS = [
    structure(
        "hankespetsialist",
        ["Koostab hankeplaani.", ("Avaldab hanketeateid registris.", "Teated on õigel ajal registris."), other],
        requirements=["Kõrgharidus.", "Eesti keele oskus tasemel C1.", "Töökogemus hangete alal vähemalt 2 aastat."],
        employer=f"Asutus {number}",
    )
    for number, other in enumerate(
        ["Hindab pakkumusi.", "Pakkumuste hindamine.", "Nõustab osakondi.", "Peab lepingute registrit."]
    )
]
NURSES = [structure("õde", ["Seob haavu.", "Annab patsientidele ravimeid."], employer=f"Haigla {n}") for n in range(4)]
OTHER_TASKS = (
    "Täidab vahetu juhi antud muid ühekordseid ülesandeid.",
    "täidab muid vallavanema ja vallasekretäri antud ülesandeid",
    "Täidab direktori muid suulisi ja kirjalikke korraldusi.",
    "Muude osakonna juhataja ühekordsete tööülesannete täitmine",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.create(tmp_path_factory.mktemp("store") / "ajsearch.db")
    for number, role in enumerate([*BUYERS, *NURSES]):
        keep(store, f"{number}.txt", role)
    yield store
    store.close()


@pytest.fixture(scope="module")
def advice(store: Store) -> Advice:
    return Advice(store, Upkeep(store, None))


def test_what_similar_roles_have_and_the_draft_lacks_is_suggested_with_results_and_counts(advice: Advice) -> None:
    answer = advice.draft(given_text("hangete spetsialist\nKoostab asutuse hankeplaani"))
    duties = answer.suggestions["duty"]
    first = duties[0]
    assert (first.text, first.results) == ("Avaldab hanketeateid registris.", ("Teated on õigel ajal registris.",))
    assert (first.used_by, first.of, len(first.sources)) == (4, 4, 4)
    assert len(answer.based_on) == 4
    assert not {"Koostab hankeplaani.", "Seob haavu."} & {one.text for one in duties}


def test_wordings_of_one_duty_are_one_suggestion(advice: Advice) -> None:
    answer = advice.draft(given_text("hangete spetsialist\nKoostab asutuse hankeplaani"))
    evaluating = [one for one in answer.suggestions["duty"] if "akkumus" in one.text]
    assert [one.used_by for one in evaluating] == [2]


@pytest.mark.parametrize(
    ("scores", "similar"),
    [
        ((0.9, 0.55, 0.5), 2),
        ((0.5, 0.41, 0.39), 2),
        ((0.35, 0.34, 0.2), 1),
        ((0.25, 0.24), 0),
        ((), 0),
        ((0.8,) * 40, 20),
    ],
)
def test_a_draft_is_based_on_positions_of_similar_work_alone(scores: tuple[float, ...], similar: int) -> None:
    found = basis([Neighbour(row, score) for row, score in enumerate(scores)])
    assert (found.similar, len(found.near)) == (similar, len(scores))


def test_a_duty_of_every_office_is_one_suggestion_after_those_of_the_field(tmp_path: Path) -> None:
    with closing(Store.create(tmp_path / "ajsearch.db")) as store:
        works = [
            ("kokk", "Keedab suppi."),
            ("aednik", "Istutab puid."),
            ("tõlk", "Tõlgib kirju."),
            ("õde", "Seob haavu."),
        ]
        for number, ((title, duty), other) in enumerate(zip(works, OTHER_TASKS, strict=True)):
            keep(store, f"{number}.txt", structure(title, [duty, other, "Peab päevikut."]))
        answer = Advice(store, Upkeep(store, None)).draft(given_text("kokk\nKeedab suppi.\nPeab päevikut."))
    duties = answer.suggestions["duty"]
    assert [one.text for one in duties if one.text in OTHER_TASKS] == [OTHER_TASKS[0]]
    tasks = next(one for one in duties if one.text == OTHER_TASKS[0])
    assert (tasks.used_by, tasks.of, tasks.elsewhere) == (1, 1, 3)


def test_where_nothing_is_similar_only_what_many_have_is_suggested(tmp_path: Path) -> None:
    works = [
        "Keedab suppi",
        "Istutab puid",
        "Tõlgib kirju",
        "Seob haavu",
        "Õmbleb lippe",
        "Veab kive",
        "Laulab ooperit",
    ]
    with closing(Store.create(tmp_path / "ajsearch.db")) as store:
        for number, work in enumerate(works):
            other = OTHER_TASKS[number % len(OTHER_TASKS)]
            others = ["Peab päevikut.", "Koristab ruume.", "Hoiab võtmeid.", f"{work}.", f"{work} laupäeviti kodus."]
            keep(store, f"{number}.txt", structure(f"amet {number}", [other, *others]))
        answer = Advice(store, Upkeep(store, None)).draft(given_text("kellassepp\nParandab kellasid\nPeab päevikut"))
    assert answer.based_on == ()
    suggested = {one.text for one in answer.suggestions["duty"]}
    assert len(suggested & set(OTHER_TASKS)) == 1
    assert suggested - set(OTHER_TASKS) == {"Koristab ruume.", "Hoiab võtmeid."}


@pytest.mark.parametrize("text", OTHER_TASKS)
def test_other_tasks_are_one_duty_whoever_gives_them(text: str) -> None:
    assert item_terms(analyser.analyse(text)) == {"=muud ülesanded": 1.0}


@pytest.mark.parametrize(
    "text",
    [
        "Täidab vahetuse päevikut ja annab valve üle.",
        "Koostab aruandeid, peab lepingute registrit, nõustab kodanikke ning täidab muid juhi antud ülesandeid.",
        "Valmistab ette muid materjale koosoleku ülesannete jaoks",
    ],
)
def test_duties_with_matter_of_their_own_keep_their_words(text: str) -> None:
    assert "=muud ülesanded" not in item_terms(analyser.analyse(text))


def test_usual_requirements_are_shares_of_the_similar_roles(advice: Advice) -> None:
    usual = advice.draft(given_text("hangete spetsialist\nKoostab asutuse hankeplaani")).usual_requirements
    assert [(one.language, one.level, one.share) for one in usual.languages] == [("et", "C1", 1.0)]
    assert (usual.education[0].level, usual.education[0].share) == ("higher", 1.0)
    assert usual.experience_years is not None
    assert (usual.experience_years.years, usual.experience_years.share) == (2, 1.0)


def test_usual_education_goes_up_and_competencies_are_counted_under_one_name(tmp_path: Path) -> None:
    asked = [
        ["Keskharidus.", "Koostöövõime.", "Exceli kasutamise oskus."],
        ["Kõrgharidus.", "Meeskonnatöö oskus.", "MS Excel heal tasemel."],
        ["Bakalaureusekraad.", "Pingetaluvus."],
        ["Kõrgharidus.", "Pingetaluvus, koostööoskus."],
    ]
    with closing(Store.create(tmp_path / "ajsearch.db")) as store:
        for number, requirements in enumerate(asked):
            role = structure("hankespetsialist", ["Koostab hankeplaani."], requirements=requirements)
            keep(store, f"{number}.txt", role)
        usual = (
            Advice(store, Upkeep(store, None)).draft(given_text("hankespetsialist\nKoostab plaani")).usual_requirements
        )
    assert [(one.level, one.share) for one in usual.education] == [("secondary", 1.0), ("higher", 0.75)]
    assert usual.competencies == (("koostöö", 0.75), ("pingetaluvus", 0.5))
    assert usual.tools == (("Excel", 0.5),)


def test_checks_tell_what_is_missing_too_high_and_said_twice(advice: Advice) -> None:
    draft = DraftDocument(
        title="hankespetsialist",
        duty=(DraftItem("Koostab hankeplaani."), DraftItem("Hankeplaani koostamine.")),
        requirement=(DraftItem("Doktorikraad."), DraftItem("Vene keele oskus vähemalt tasemel B2.")),
    )
    checks = advice.draft(given_draft(draft), draft).checks
    assert "Avaldab hanketeateid registris." in [one.text for one in checks.missing]
    assert {(one.kind, one.value) for one in checks.unusually_high} >= {("education", "doctor"), ("language", "ru B2")}
    assert [(one.a, one.b) for one in checks.said_twice] == [("Koostab hankeplaani.", "Hankeplaani koostamine.")]


@pytest.mark.parametrize(
    ("text", "phrase", "plain"),
    [
        ("Teostab regulaarselt järelevalvet koolide üle.", "Teostab regulaarselt järelevalvet", "kontrollima"),
        ("Järelevalve teostamine ettevõtetes", "Järelevalve teostamine", "kontrollima"),
        ("Osutab abi liiklusõnnetuse korral", "Osutab abi", "aitama"),
    ],
)
def test_phrases_of_office_could_be_plainer(text: str, phrase: str, plain: str) -> None:
    found = plainer(text)
    assert [one.phrase for one in found] == [phrase]
    assert plain in found[0].plain
    assert text[found[0].start : found[0].end] == phrase


def test_a_long_sentence_is_told_and_the_short_one_beside_it_is_not() -> None:
    long = "Koostab " + " ".join(["aruande", "ja", "ülevaate"] * 9) + "."
    assert [(one.phrase, one.start) for one in plainer(f"Seob haavu. {long}")] == [(long, 12)]
    assert plainer(long.replace("ülevaate aruande", "ülevaate. Koostab aruande")) == ()


def test_plain_words_are_left_alone() -> None:
    assert plainer("Kontrollib koole, nõustab vanemaid ja koostab aruande.") == ()


def test_a_draft_comes_back_in_as_it_went_out(advice: Advice) -> None:
    answer = advice.draft(given_text("hangete spetsialist\nKoostab asutuse hankeplaani"))
    whole = taken(answer, 3)
    assert read_draft(encode(whole)) == whole
    assert read_draft(encode(answer)) == answer.draft
    borrowed = [item for item in whole.duty if item.source]
    assert borrowed
    assert all(item.source in answer.based_on for item in borrowed)
    assert "Oodatav tulemus: Teated on õigel ajal registris." in draft_text(whole)


@pytest.mark.parametrize(
    "data", [b'{"title": 3}', b'{"duty": []}', b'{"title": "x", "duty": [1]}', b"{", b'{"draft": 1}']
)
def test_json_of_another_form_is_refused(data: bytes) -> None:
    with pytest.raises(FileProblem):
        read_draft(data)


def test_what_is_no_json_is_no_draft() -> None:
    assert read_draft("õde\nseob haavu".encode()) is None


FULL = DraftDocument(
    title="hankespetsialist",
    employer="Metsalinna Vallavalitsus",
    purpose=(DraftItem("Ostude korraldamine."),),
    duty=(DraftItem("Koostab plaani.", ("Plaan on olemas.",), "abc"), DraftItem("Hindab <pakkumusi> & valib.")),
    requirement=(DraftItem("Kõrgharidus."),),
)


def _texts(content: bytes) -> list[str]:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def test_a_plain_docx_holds_all_items_their_results_and_sources() -> None:
    texts = _texts(plain_docx(FULL))
    for part in ("Ametinimetus: hankespetsialist", "2.1. Koostab plaani.", "Plaan on olemas.", "3.1. Kõrgharidus."):
        assert part in texts
    assert "2.2. Hindab <pakkumusi> & valib." in texts
    assert "Koostab plaani. – abc" in texts


@settings(deadline=None)
@given_any(st.text(max_size=50))
def test_any_text_makes_a_docx_that_opens(text: str) -> None:
    _texts(plain_docx(DraftDocument(title=text, duty=(DraftItem(text, (text,)),))))


def _template() -> bytes:
    document = docx.Document()
    document.add_heading("{{asutus}}", 0)
    split = document.add_paragraph("Amet: {{ameti")
    split.add_run("nimetus}}.").bold = True
    document.add_paragraph("{{nr}}) {{nõue}}", style="List Bullet")
    document.add_paragraph("{{pädevus}}")
    table = document.add_table(2, 2)
    table.rows[0].cells[0].text = "Mida teeb"
    table.rows[1].cells[0].text = "{{nr}}. {{ülesanne}}"
    table.rows[1].cells[1].text = "{{tulemus}}"
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_template_is_filled_and_its_rows_and_paragraphs_repeated() -> None:
    texts = _texts(fill(_template(), FULL))
    for part in ("Metsalinna Vallavalitsus", "Amet: hankespetsialist.", "1) Kõrgharidus.", "1. Koostab plaani."):
        assert part in texts
    assert texts[-2:] == ["2. Hindab <pakkumusi> & valib.", ""]
    assert not any("{{" in text for text in texts)


def test_a_file_that_is_no_template_is_refused_in_a_sentence() -> None:
    empty = BytesIO()
    docx.Document().save(empty)
    for content in (b"", b"PK\x03\x04", empty.getvalue()):
        with pytest.raises(FileProblem, match="template"):
            fill(content, FULL)


def test_a_template_with_entities_is_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;{{asutus}}</a>')
    with pytest.raises(FileProblem):
        fill(file.getvalue(), FULL)


def test_the_answer_has_the_names_of_the_contract(advice: Advice) -> None:
    answer = json.loads(encode(advice.draft(given_text("hangete spetsialist\nKoostab asutuse hankeplaani"))))
    assert {"title", "based_on", "suggestions", "usual_requirements"} <= answer.keys()
    assert {"duty", "competency", "requirement"} <= answer["suggestions"].keys()
    assert {"text", "results", "used_by", "of", "sources"} <= answer["suggestions"]["duty"][0].keys()
    assert {"languages", "education", "experience_years"} <= answer["usual_requirements"].keys()
    assert {"language", "level", "share"} <= answer["usual_requirements"]["languages"][0].keys()


def test_a_template_file_is_read_by_the_command(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "mall.docx"
    path.write_bytes(_template())
    assert "Metsalinna Vallavalitsus" in _texts(fill(path.read_bytes(), FULL))
