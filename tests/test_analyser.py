"""The analyser of documents and queries, and which words find which."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajsearch.estonian.analyser import ANALYSIS_VERSION, Mended, analyse, analyse_query
from ajsearch.estonian.matching import FOUND_IN, INDEXED, REASON, Tier, match, terms_of, terms_sought, tier_of
from ajsearch.estonian.synonyms import synonyms
from ajsearch.estonian.wordlists import FOLDER, digest, table, words
from ajsearch.model import Token
from ajsearch.search import Why


def only(text: str) -> Token:
    (token,) = analyse(text)
    return token


def asked(text: str) -> Token:
    (token,) = analyse_query(text)
    return token


def reasons(query: str, text: str) -> dict[str, Why]:
    word = asked(query)
    return {text[t.start : t.end]: why for t in analyse(text) if (why := match(word, t))}


def test_a_token_says_all_that_is_known_of_a_word() -> None:
    token = only("Kliendinõustajatele")
    assert token.form == "kliendinõustajatele"
    assert token.lemmas == ("kliendinõustaja",)
    assert token.parts == ("klient", "nõustaja")
    assert token.families == ("kliendinõustama",)
    assert set(token.part_families) == {"klient", "nõustama"}
    assert token.known


def test_neighbours_decide_between_readings() -> None:
    tee = next(t for t in analyse("Hooldab teid ja teeb ettepanekuid teede remondiks.") if t.form == "teede")
    assert tee.lemmas == ("tee",)


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("töö- või teenistusülesanded", "töö", "tööülesanne"),
        ("TÖÖ- VÕI TEENISTUSÜLESANDED", "TÖÖ", "tööülesanne"),
        ("sise- ja väliskliendid", "sise", "siseklient"),
        ("sise-ja välisklientide", "sise", "siseklient"),
        ("info- ja kommunikatsioonitehnoloogia", "info", "infotehnoloogia"),
        ("suhtlemis- ja mõjutamisoskus", "suhtlemis", "suhtlemisoskus"),
        ("kontoritehnika ja -mööbel", "mööbel", "kontorimööbel"),
        ("töövahendeid ja -tingimusi", "tingimusi", "töötingimus"),
        ("äri-, tööstus- ja intellektuaalse omandi saladus", "äri", "ärisaladus"),
        ("äri-, tööstus- ja intellektuaalse omandi saladus", "tööstus", "tööstussaladus"),
        ("valitsus- ja riigiasutustelt", "valitsus", "valitsusasutus"),
        ("personali-, finants- ja hankejuhtimine", "personali", "personalijuhtimine"),
    ],
)
def test_suspended_compounds_are_completed(text: str, word: str, lemma: str) -> None:
    token = next(t for t in analyse(text) if text[t.start : t.end] == word)
    assert lemma in token.lemmas


def test_a_suspended_word_that_nothing_completes_stays_itself() -> None:
    assert "töö" in analyse("töö- ja")[0].lemmas


def test_an_item_that_begins_with_a_hyphen_is_no_suspended_compound() -> None:
    assert only("-mööbel").lemmas == ("mööbel",)


def test_repaired_places_mark_the_tokens_that_they_touch() -> None:
    tokens = analyse("koostab õigusakte ja juhendeid", mended=(Mended(8, 10), Mended(20, 20)))
    assert [token.form for token in tokens if token.repaired] == ["õigusakte"]


@pytest.mark.parametrize(
    ("query", "lemmas"),
    [("tee", ("tee",)), ("palk", ("palk",)), ("juht", ("juht",)), ("kord", ("kord",)), ("kohus", ("kohus",))],
)
def test_a_citation_form_asks_for_itself_only(query: str, lemmas: tuple[str, ...]) -> None:
    assert asked(query).lemmas == lemmas


def test_other_forms_ask_for_all_their_readings() -> None:
    assert {"palk", "palkama"} <= set(asked("palgata").lemmas)


@pytest.mark.parametrize(
    ("query", "text", "why"),
    [
        ("klientidele", "klientidele", Why.EXACT),
        ("klientidele", "kliendi", Why.LEMMA),
        ("klient", "klienditeenindus", Why.PART),
        ("nõustamine", "nõustab", Why.FAMILY),
        ("nõustamine", "kliendinõustaja", Why.FAMILY),
        ("andmebaas", "andmekogud", Why.SYNONYM),
        ("jira", "JIRA", Why.EXACT),
        ("jira", "JIRAs", Why.LEMMA),
        ("c1", "C1", Why.EXACT),
        ("koostöö", "koostööpartner", Why.PART),
        ("sotsiaalkindlustus", "sotsiaalkindlustusamet", Why.PART),
        ("väljatöötamine", "töötab koos kolleegidega välja", Why.FAMILY),
        ("ettevalmistamine", "valmistab ette", Why.FAMILY),
        ("EL", "Euroopa Liidu", Why.LEMMA),
        ("exceli", "MS Excel", Why.LEMMA),
        ("tallinnas", "Tallinna linn", Why.LEMMA),
        ("b", "B-kategooria juhiluba", Why.PART),
        ("test", "automaattestide", Why.PART),
        ("keeleoskus", "eesti keele oskus", Why.FAMILY),
        ("osakonnajuhataja", "osakonna juhatajale", Why.FAMILY),
        ("seadusemuudatus", "seaduse muutmine", Why.FAMILY),
    ],
)
def test_why_a_word_is_found(query: str, text: str, why: Why) -> None:
    assert why in reasons(query, text).values()


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("klienditeenindus", "kliendid"),
        ("tee", "teenindus ja teenus"),
        ("palk", "palkab ja pakub"),
        ("kohus", "kohustused"),
        ("kasu", "kasutab"),
        ("osa", "osakond"),
        ("aeg", "õigeaegne"),
        ("juht", "juhul, kui"),
        ("juht", "ametijuhend"),
        ("EL", "Eesti elu liidus"),
        ("keeleoskus", "keelt ja oskusi"),
        ("keeleoskus", "keele, oskuse ja kogemuse"),
    ],
)
def test_look_alikes_are_not_found(query: str, text: str) -> None:
    assert reasons(query, text) == {}


def test_a_name_of_several_words_and_its_abbreviation_find_each_other() -> None:
    liidu = [t for t in analyse("EL õigus") if any(match(q, t) for q in analyse_query("Euroopa Liit"))]
    assert [t.form for t in liidu] == ["EL"]
    assert not any(match(asked("euroopa"), t) for t in analyse("EL õigus"))


def test_both_words_of_a_particle_verb_in_a_query_find_the_joined_word() -> None:
    word = only("läbiviimine")
    assert all(match(query, word) for query in analyse_query("viib läbi"))


def test_an_ocr_reading_is_the_last_reason() -> None:
    word = Token(0, 5, "digus", ("digus",), repairs=("õigus",))
    assert match(asked("õigus"), word) is Why.OCR


@given(st.text(alphabet="aeiklmnoprstuõäöü -,", max_size=40), st.sampled_from(["klient", "töö", "juhtima", "EL"]))
@settings(deadline=None)
def test_index_terms_and_marks_agree(text: str, query: str) -> None:
    sought = terms_sought(asked(query))
    for token in analyse(f"{text} klienditeenindus ja tööjuhid"):
        has = terms_of(token)
        hits = [tier for tier in Tier if set(sought[tier]) & set(has[FOUND_IN[tier]])]
        assert tier_of(asked(query), token) == (hits[0] if hits else None)
        assert set(has) == set(INDEXED)


def test_reasons_are_in_the_order_of_the_tiers() -> None:
    order = list(Why)
    ranks = [order.index(REASON[tier]) for tier in Tier]
    assert ranks == sorted(ranks)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_analysed(text: str) -> None:
    for tokens in (analyse(text, (Mended(0, 3, ("juhend",)), Mended(2, 9)), damaged=True), analyse_query(text)):
        end = 0
        for token in tokens:
            assert end <= token.start < token.end <= len(text)
            assert token.form
            assert token.lemmas
            end = token.end


@pytest.mark.parametrize(
    "text",
    [
        "\0",
        "\ud800koostab",
        "a" * 100_000,
        "työ- " * 500,
        "🙂👩‍👩‍👧",
        "مرحبا بالعالم",
        "Русский язык",
        "-",
        "ja- ja -ja",
        "¹²³ ½ Ⅳ",
    ],
)
def test_odd_texts_are_analysed(text: str) -> None:
    for token in analyse(text):
        assert text[token.start : token.end].strip()


def test_synonyms_are_symmetric_and_never_the_word_itself() -> None:
    for group in (*table("synonyms")["same"], *table("synonyms")["near"]):
        for lemma in group:
            assert lemma.lower() not in {other.lower() for other in synonyms(lemma)}
            for other in group if " " not in lemma else ():
                assert other == lemma or " " in other or lemma.lower() in {back.lower() for back in synonyms(other)}
    assert synonyms("sõnadeta") == ()


def test_the_word_lists_are_sound() -> None:
    families = table("families")
    assert not set(families["stops"]) & set(families["overrides"])
    assert not set(families["overrides"]) & set(families["nominal_verbs"])
    for entry in FOLDER.iterdir():
        if entry.name.endswith(".txt"):
            assert words(entry.name.removesuffix(".txt"))


def test_the_version_holds_the_word_lists() -> None:
    assert ANALYSIS_VERSION.endswith(digest())
