"""What is new for a linguist in a corpus."""

from ajsearch.estonian.analyser import analyse
from ajsearch.estonian.review import Finding, FindingKind, findings


def test_new_families_and_compounds_are_listed_most_frequent_first() -> None:
    found = findings(analyse("Koolituskava koostamine; koolituskava; arhiiv ja taotlus"))
    assert found[0] == Finding(FindingKind.COMPOUND, "koolituskava", ("koolitus", "kava"), 2)
    assert Finding(FindingKind.FAMILY, "taotlus", ("taotlema",), 1) in found


def test_what_was_reviewed_is_not_listed_again() -> None:
    assert findings(analyse("Klienditeenindus. Tööülesanne. Nõustamine.")) == ()


def test_simple_words_are_no_news() -> None:
    assert findings(analyse("klient ja amet")) == ()
