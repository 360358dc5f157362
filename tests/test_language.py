"""The language of a text is told without the network."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajsearch.estonian.language import UNDETERMINED, detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Aednik hoolitseb pargi lillede ja puude eest ning juhendab abilisi.", "et"),
        ("Aednlk hoolitseb 6igel ajal lillede ja puude eest ning tédtab iseseisvalt, taidab téodplaani.", "et"),
        ("Noustab kulastajaid ja taidab muid ulesandeid vastavalt tookorraldusele.", "et"),
        ("Kliendinõustaja", "et"),
        ("The gardener takes care of the flowers in the park and is guided by the head of the unit.", "en"),
        ("Puutarhuri hoitaa puiston kukkia ja vastaa siitä, että työ on tehty ajoissa.", "fi"),
        ("Садовник заботится о цветах и деревьях парка.", "ru"),
        ("Садівник піклується про квіти та дерева парку.", "uk"),
        ("Dārznieks rūpējas par parka puķēm un ir atbildīgs par to, lai darbs tiktu paveikts.", "lv"),
        ("Sodininkas rūpinasi parko gėlėmis ir yra atsakingas už tai, kad darbai būtų atlikti.", "lt"),
        ("Trädgårdsmästaren tar hand om parkens blommor och ser till att arbetet blir klart för alla.", "sv"),
        ("Der Gärtner kümmert sich um die Blumen und ist für das Personal verantwortlich.", "de"),
        ("12 345 67", UNDETERMINED),
        ("", UNDETERMINED),
        ("JIRA SQL QGIS", UNDETERMINED),
    ],
)
def test_the_main_language_is_found(text: str, code: str) -> None:
    assert detect_language(text) == code


def test_a_foreign_quotation_does_not_change_the_language() -> None:
    own = "Spetsialist koostab aruandeid, vastab kirjadele ja osaleb koosolekutel. " * 4
    assert detect_language(own + "The head of the unit is to be informed.") == "et"


@given(st.text(max_size=100))
@settings(max_examples=50, deadline=None)
def test_any_text_has_an_answer(text: str) -> None:
    assert len(detect_language(text)) in (2, 3)
