"""What the documents say is what the program does."""

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest

from tests.commands_page import PAGE, page

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_page_of_commands_is_what_the_commands_say():
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.commands_page"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_documents_name_exist(document):
    for target in re.findall(r"`((?:ajsearch|index|web|tests|docs)/[\w./-]+)`", document.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_no_other_distribution_has_packages_of_our_names():
    ours = {"ajsearch", "index", "web"}
    for distribution in distributions():
        if distribution.metadata["Name"] != "ajsearch":
            tops = {Path(str(path)).parts[0].removesuffix(".py") for path in distribution.files or () if path.parts}
            assert not ours & tops, distribution.metadata["Name"]


def test_every_folder_of_the_house_states_its_rule():
    for folder in (
        "index",
        "web",
        "ajsearch/estonian",
        "ajsearch/readers",
        "ajsearch/sections",
        "ajsearch/requirements",
        "ajsearch/roles",
    ):
        lines = (ROOT / folder / "README.md").read_text(encoding="utf-8").splitlines()
        assert 2 <= len(lines) <= 12, folder
