"""Filters that act as they are set, positions chosen for a comparison, and a fixed layout, in Chromium."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e


def test_a_filter_acts_as_it_is_set_and_the_page_stays_where_it_is(page, address):
    page.goto(f"{address}/?q=klient")
    page.evaluate("window.same = true")
    before = page.locator("#arv").inner_text()
    box = page.get_by_role("checkbox", name=re.compile("^vene keel, vähemalt B2"))
    box.scroll_into_view_if_needed()
    at = page.evaluate("scrollY")
    box.check()
    page.wait_for_url("**language=ru**")
    expect(page.locator("#arv")).not_to_have_text(before)
    expect(page.get_by_role("status")).to_have_text(page.locator("#arv").inner_text())
    expect(page.get_by_role("checkbox", name=re.compile("^vene keel, vähemalt B2"))).to_be_focused()
    assert page.evaluate("window.same"), "the page was loaded anew"
    assert abs(page.evaluate("scrollY") - at) < 5
    page.get_by_label("Haridus", exact=True).select_option("secondary")
    page.wait_for_url("**education=secondary**")
    assert "in=&" not in page.url
    page.go_back()
    expect(page.get_by_label("Haridus", exact=True)).to_have_value("")
    page.go_back()
    expect(page.locator("#arv")).to_have_text(before)
    expect(page.get_by_role("checkbox", name=re.compile("^vene keel, vähemalt B2"))).not_to_be_checked()


def test_the_keyboard_skips_to_the_filters(page, address):
    page.goto(f"{address}/?q=klient")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Otse kitsenduste juurde")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "language")


@pytest.mark.parametrize("javascript", [True, False])
def test_positions_are_ticked_among_the_results_and_compared(browser, address, javascript):
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    page.goto(f"{address}/?q=klient")
    expect(page.get_by_role("button", name="Võrdle valituid")).to_be_hidden()
    titles = page.locator(".hits h3 a").all_inner_texts()
    page.get_by_role("checkbox", name="Võrdle").nth(0).check()
    page.get_by_role("checkbox", name="Võrdle").nth(2).check()
    page.get_by_role("button", name="Võrdle valituid").click()
    expect(page.locator(".comparison thead a")).to_have_text([titles[0], titles[2]])
    assert "in=" not in page.url
    page.get_by_role("link", name="Ainult erinevused").click()
    page.get_by_role("link", name="Tagasi otsingusse").click()
    expect(page.get_by_role("checkbox", name="Võrdle", checked=True)).to_have_count(2)
    page.get_by_label("Otsi ülesande").fill("raamatupidaja")
    page.get_by_role("button", name="Otsi", exact=True).click()
    expect(page.get_by_role("group", name="Võrdlemine").get_by_role("checkbox", checked=True)).to_have_count(2)
    context.close()


def test_what_has_the_focus_is_not_behind_the_bar_of_chosen_positions(page, address):
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(f"{address}/?q=klient")
    page.get_by_role("checkbox", name="Võrdle").first.check()
    bar = page.locator(".chosen")
    for _ in range(25):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.evaluate("e => !!e.closest('.hits')"):
            assert focused.bounding_box()["y"] < bar.bounding_box()["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/?q=klient&language=ru:B1&id={one}", "/?q=klient&language=ru:C2&licence=C&id={one}"])
def test_pages_with_choices_are_accessible(page, address, scheme, path):
    from axe_playwright_python.sync_playwright import Axe

    from tests.e2e.test_journeys import picture

    page.goto(f"{address}/?q=jurist")
    one = page.locator("[name=id]").first.get_attribute("value")
    page.emulate_media(color_scheme=scheme)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address + path.format(one=one))
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        picture(page, f"chosen-{'found' if 'B1' in path else 'none'}-{width}-{scheme}")
