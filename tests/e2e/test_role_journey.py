"""A personnel officer writes a role, in Debian's Chromium without JavaScript; its pages are accessible."""

import pytest

from tests.e2e.test_journeys import picture

pytestmark = pytest.mark.e2e


def test_a_role_is_written_by_ticking_without_javascript_and_taken_along(browser, address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    page.get_by_role("link", name="Uus ametijuhend").click()
    page.get_by_label("Ametinimetus", exact=True).fill("hankespetsialist")
    page.get_by_label("Ülesanded", exact=True).fill("Koostab hankeplaani.")
    page.get_by_role("button", name="Näita soovitusi").click()
    page.locator('input[name="take_duty"]').first.check()
    page.get_by_role("button", name="Lisa valitud ja uuenda").first.click()
    assert len(page.get_by_label("Ülesanded", exact=True).input_value().strip().split("\n")) == 2
    picture(page, "draft")
    with page.expect_download() as download:
        page.get_by_role("button", name="DOCX", exact=True).click()
    assert download.value.suggested_filename == "ametijuhend.docx"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_about_roles_are_accessible(page, address, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/?q=jurist")
    ids = [link.get_attribute("href").split("?")[0] for link in page.locator(".hits h3 a").all()[:2]]
    compared = "&".join(f"id={one.rpartition('/')[2]}" for one in ids)
    for name, path in (
        ("similar", f"{ids[0]}/similar"),
        ("similar-text", "/similar"),
        ("versions", f"{ids[0]}/versions"),
        ("family", f"{ids[0]}/family"),
        ("compare", f"/compare?{compared}"),
        ("compare-none", "/compare"),
        ("clauses", "/clauses"),
        ("wordings", "/clauses?q=lepingute koostamine"),
        ("draft-empty", "/draft"),
        ("draft-from", f"/draft?from={ids[0].rpartition('/')[2]}"),
    ):
        page.goto(address + path)
        found = Axe().run(page)
        assert found.violations_count == 0, name + found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        picture(page, f"{name}-{width}-{scheme}")
