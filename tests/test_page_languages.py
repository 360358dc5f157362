"""The pages in Estonian and English: every text has its translation, every link keeps its language."""

import re
from html import unescape

import pytest

from ajsearch import bootstrap
from tests.page_messages import english, messages
from web import create_app
from web.i18n import read_catalogue

PAGES = ("/", "/?q=klient", "/?view=table", "/?q=allveelaevnik", "/overview", "/draft", "/clauses", "/compare")
MORE = ("/unread", "/review", "/help", "/about", "/accessibility")
ESTONIAN = re.compile(r"[õäöüÕÄÖÜ]")
PLACEHOLDERS = re.compile(r"%\(\w+\)s|\{\w+\}|<[^>]+>")


@pytest.fixture(scope="module")
def app(samples):
    opened = bootstrap.opened(samples)
    yield create_app(opened.service)
    opened.close()


@pytest.fixture
def client(app):
    return app.test_client()


def position_of(client):
    return client.get("/api/v1/search?q=klient").json["hits"][0]["id"]


def own_words(page):
    """The text of a page that is not said to be Estonian: its own words."""
    page = re.sub(r"<(script|style|code|textarea|option)\b.*?</\1>", " ", page, flags=re.S)
    page = re.sub(r'<(\w+)[^>]* lang="et"[^>]*>.*?</\1>', " ", page, flags=re.S)
    return unescape(re.sub(r"<[^>]+>", " ", page))


def test_every_text_has_an_english_one_and_none_is_left_over(app):
    assert set(english()) == messages(app)


def test_translations_keep_what_the_program_puts_in():
    for estonian, translated in english().items():
        assert sorted(PLACEHOLDERS.findall(re.sub(r"<code>.*?</code>", "", estonian))) == sorted(
            PLACEHOLDERS.findall(re.sub(r"<code>.*?</code>", "", translated))
        ), estonian
        assert estonian.count("|") == translated.count("|"), estonian
    for catalogue in ("errors.toml", "notices.toml"):
        for source, translated in read_catalogue(catalogue).items():
            assert set(re.findall(r"\{\w+\}", translated)) <= set(re.findall(r"\{\w+\}", source)), source


@pytest.mark.parametrize("address", [*PAGES, *MORE])
def test_a_page_says_its_language_and_leads_to_the_other(client, address):
    estonian, english_page = client.get(address), client.get("/en" + address)
    assert (estonian.status_code, english_page.status_code) == (200, 200)
    assert '<html lang="et">' in estonian.text
    assert '<html lang="en">' in english_page.text
    assert f'href="/en{address}" lang="en"' in unescape(estonian.text)
    assert f'href="{address}" lang="et"' in unescape(english_page.text)


def test_every_link_of_an_english_page_stays_english(client):
    for address in (*PAGES, f"/positions/{position_of(client)}?q=klient"):
        page = client.get("/en" + address).text
        links = re.findall(r'(?:href|action|data-complete)="(/[^"]*)"(?! (?:href)?lang="et")', page)
        assert len(links) > 5
        assert {link for link in links if not link.startswith("/en/")} == set(), address


@pytest.mark.parametrize("address", ["/overview", "/help", "/about", "/accessibility", "/compare", "/unread", "/draft"])
def test_an_english_page_has_no_estonian_words_of_its_own(client, address):
    words = own_words(client.get("/en" + address).text)
    quoted = re.sub(r"[“(„][^”“)]*[”“)]", "", words)
    names = set(re.findall(r"\S*[õäöüÕÄÖÜ]\S*", quoted))
    kept = {one["value"] for counts in client.get("/api/v1/search").json["facets"].values() for one in counts}
    assert {name for name in names if not any(name.strip(".,") in one for one in kept)} == set()


def test_facts_numbers_and_counts_are_english(client):
    page = client.get(f"/en/positions/{position_of(client)}?q=klient").text
    assert re.search(r"\d+ match(es)? found\.", page)
    assert "Estonian" in own_words(page)
    found = client.get("/en/?language=ru:B2&max_experience=1").text
    assert "Russian, at least B2" in found
    assert re.search(r"<h2 id=\"arv\" tabindex=\"-1\">\d+ positions?", found)
    assert "years of experience" in client.get("/en/?view=table").text


def test_document_text_is_estonian_in_both_languages(client):
    address = f"/positions/{position_of(client)}"
    for page in (client.get(address).text, client.get("/en" + address).text):
        assert '<h1 lang="et">' in page
        assert re.search(r'<(tbody|ul class="items"|p id="s1-1") ?(class="items" )?lang="et"', page)


def test_words_of_documents_are_estonian_wherever_they_stand(client):
    employer = client.get("/api/v1/search").json["facets"]["employer"][0]["value"]
    page = unescape(client.get("/en/", query_string={"employer": employer}).text)
    assert f'<span lang="et">{employer}</span> <span class="count">' in page
    assert f'<span lang="et">{employer}</span> <span aria-hidden="true">×' in page
    assert f'<th scope="row" lang="et">{employer}</th>' in unescape(client.get("/en/overview").text)
    similar = client.get(f"/en/positions/{position_of(client)}/similar").text
    assert re.search(r'<h2><a [^>]*lang="et">', similar)


def test_errors_are_estonian_on_estonian_pages_and_english_for_programs(client):
    page = client.get("/?language=klingoni").text
    assert "„klingoni“ ei ole keel, mida ajsearch tunneb" in page
    assert "is no language that ajsearch knows" in unescape(client.get("/en/?language=klingoni").text)
    assert "is no language that ajsearch knows" in client.get("/api/v1/search?language=klingoni").json["detail"]
    missing = client.get("/positions/puudub")
    assert "Ametikohta tunnusega „puudub“ ei ole." in missing.text
    assert '<html lang="en">' in client.get("/en/positions/puudub").text


@pytest.mark.parametrize(
    "wrong",
    [
        *({name: "vale"} for name in ("language", "speaks", "education", "min_education", "need", "sort", "in")),
        *({name: "palju"} for name in ("max_experience", "min_experience", "limit", "offset")),
        *({"language": "ru:X9"}, {"language": "ru:C1-A1"}, {"speaks": "ru:B1-B2"}, {"citizenship": "vale"}),
        *({"background": "vale"}, {"education_level": "vale"}, {"max_experience": "200"}, {"limit": "99999"}),
        {"offset": "-1"},
    ],
    ids=str,
)
def test_whatever_is_wrong_in_an_address_is_said_in_estonian(client, wrong):
    page = client.get("/", query_string=wrong).text
    assert 'role="alert"' in page
    assert '<span lang="en">' not in page


def test_what_the_engine_tells_is_english_on_english_pages(client):
    for query in ('"', "()", "keel:klingoni", "klient arhivaar kokk bussijuht", "s*", "sõna " * 300):
        notice = client.get("/api/v1/search", query_string={"q": query}).json["notice"]
        if notice:
            shown = re.search(r'<p class="notice">(.*?)</p>', client.get("/en/", query_string={"q": query}).text, re.S)
            assert shown
            assert not ESTONIAN.search(re.sub(r"“.*?”", "", unescape(shown[1]))), query


def test_a_position_in_a_feed_is_under_the_feeds_language(client):
    feed = client.get("/en/feed.atom?q=klient").text
    assert 'xml:lang="en"' in feed
    assert 'href="http://localhost/en/?q=klient"' in feed
    assert "http://localhost/en/positions/" in feed
    assert 'template="http://localhost/en/?q={searchTerms}"' in client.get("/en/opensearch.xml").text


def test_an_unknown_prefix_is_no_language(client):
    for address in ("/et/", "/de/", "/english/"):
        assert client.get(address).status_code == 404
    assert client.get("/en").status_code == 200
    assert 'href="//' not in client.get("/en//kurjategija.example/").text
    assert client.get("/en/api/v1/search").status_code == 200
