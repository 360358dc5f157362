"""The page of licences is what the installed packages say, and none of them forbids what ajsearch does."""

from tests.licences_page import PAGE, licence, names, page


def test_the_page_of_licences_is_what_the_packages_say():
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.licences_page"


def test_every_package_may_be_used_under_a_licence_that_binds_nothing_else():
    for name in names():
        choices = licence(name).split(" OR ")
        assert any("GPL" not in choice for choice in choices), name
