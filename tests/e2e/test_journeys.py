"""What a user does, in Debian's Chromium over a really served data directory."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

OUTPUT = Path(__file__).parent.parent.parent / "test-output"


def picture(page, name):
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / f"{name}.png", full_page=True)


def test_a_search_by_duty_shows_a_marked_passage_and_leads_to_the_position(page, address):
    page.goto(address)
    page.get_by_label("Otsi ülesande").fill("klientide nõustamine")
    page.get_by_label("Kust otsida").select_option("duty")
    page.get_by_role("button", name="Otsi").click()
    first = page.locator(".hits mark").first
    first.wait_for()
    assert first.is_visible()
    marked = page.locator(".hits li").first.locator("mark").all_inner_texts()
    assert any(word.lower().startswith(("klien", "nõust")) for word in marked)
    picture(page, "results")
    page.locator(".hits h3 a").first.click()
    page.locator("h1").wait_for()
    assert page.locator("article mark").count() > 0
    picture(page, "position")
    page.get_by_role("link", name="Tagasi otsingusse").click()
    assert "in=duty" in page.url


def test_a_filter_narrows_and_its_chip_widens_again(page, address):
    page.goto(address)
    before = page.locator("#arv").inner_text()
    page.locator('input[name="language"]').first.check()
    page.get_by_role("button", name="Rakenda").click()
    assert page.locator("#arv").inner_text() != ""
    assert "language=" in page.url
    page.locator(".chips a").first.click()
    assert page.locator("#arv").inner_text() == before


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(page, address, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/?q=klient")
    position = page.locator(".hits h3 a").first.get_attribute("href")
    page.goto(f"{address}/?view=table")
    sentence = page.locator(".requirements td a").first.get_attribute("href")
    for name, path in (
        ("position", position),
        ("sentence", sentence),
        ("first", "/"),
        ("found", "/?q=klient"),
        ("none", "/?q=allveelaevnik"),
        ("help", "/help"),
        ("table", "/?view=table&language=ru&no_language=fi"),
        ("overview", "/overview"),
        ("review", "/review"),
        ("unread", "/unread"),
        ("about", "/about"),
        ("accessibility", "/accessibility"),
        ("missing", "/puudub"),
    ):
        page.goto(address + path)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        picture(page, f"{name}-{width}-{scheme}")
