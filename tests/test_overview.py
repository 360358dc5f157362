"""Every number of the overview is the total of the search that it leads to."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from ajsearch import bootstrap
from web import create_app


@pytest.fixture(scope="module")
def client(samples):
    with bootstrap.reading(samples) as app:
        yield create_app(app.service).test_client()


def numbers(page: str) -> list[tuple[str, int]]:
    """Address and number of each figure of a page."""
    found = re.findall(r'<td><a href="([^"]+)">([\d\u00a0]+)</a>', page)
    return [(unescape(href), int(number.replace("\u00a0", ""))) for href, number in found]


def main_of(page: str) -> str:
    """What a page has between its head and its foot."""
    return page.partition("<main")[2].partition("<footer")[0]


def total(client: FlaskClient, href: str) -> int:
    return client.get(f"/api/v1/search{href.removeprefix('/')}&limit=0").json["total"]


@pytest.mark.parametrize("address", ["/overview", "/overview?approximate=1", "/overview?q=keel"])
def test_every_number_is_the_total_of_its_search(client, address):
    found = numbers(client.get(address).text)
    assert len(found) > 60
    for href, number in found:
        assert total(client, href) == number, href


def test_the_overview_of_one_employer_counts_its_positions_only(client):
    employer = client.get("/api/v1/search?limit=0").json["facets"]["employer"][0]
    page = client.get("/overview", query_string={"employer": employer["value"]}).text
    assert f">{employer['count']} ametikoh" in page
    for href, number in numbers(page):
        assert total(client, href) == number, href


def test_the_api_has_the_same_numbers(client):
    parts = client.get("/api/v1/overview").json["parts"]
    figures = [
        figure
        for lines in parts.values()
        for line in lines
        for figure in (*line["figures"].values(), *line["levels"].values())
    ]
    assert {"language", "education", "experience", "competency", "employer"} <= {
        name for name, one in parts.items() if one
    }
    assert sorted(one["count"] for one in figures if one["count"]) == sorted(
        number for _, number in numbers(client.get("/overview").text)
    )
    for figure in figures:
        assert client.get("/api/v1/search", query_string=figure["search"]).json["total"] == figure["count"]


def test_levels_of_a_language_fall_and_parts_are_most_frequent_first(client):
    parts = client.get("/api/v1/overview").json["parts"]
    for line in parts["language"]:
        counts = [line["levels"][level]["count"] for level in ("A1", "A2", "B1", "B2", "C1", "C2")]
        assert counts == sorted(counts, reverse=True)
        assert counts[0] <= line["figures"]["required"]["count"] <= line["figures"]["mentioned"]["count"]
    assert parts["experience"][0]["value"] == "none"


def test_a_filter_of_requirements_does_not_narrow_the_overview(client):
    narrowed, whole = (client.get(address).text for address in ("/overview?language=ru:C2", "/overview"))
    assert main_of(narrowed) == main_of(whole)


def test_the_overview_of_nothing_is_a_page(client):
    assert "0 ametikohta" in client.get("/overview?q=allveelaevnik").text
