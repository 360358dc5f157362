"""What is new for a linguist in a corpus."""

import json

import pytest
from click.testing import CliRunner

from ajsearch.cli import cli
from ajsearch.estonian.analyser import analyse
from ajsearch.estonian.review import Finding, FindingKind, findings
from ajsearch.settings import Settings


def found(*texts: str) -> tuple[Finding, ...]:
    return findings((text, analyse(text)) for text in texts)


def test_new_families_and_compounds_are_listed_most_frequent_first() -> None:
    text = "Koolituskava koostamine; koolituskava; arhiiv ja taotlus"
    news = found(text)
    assert news[0] == Finding(FindingKind.COMPOUND, "koolituskava", ("koolitus", "kava"), 2, news[0].examples)
    taotlus = next(one for one in news if one.lemma == "taotlus")
    assert (taotlus.kind, taotlus.result, taotlus.count) == (FindingKind.FAMILY, ("taotlema",), 1)
    assert "arhiiv ja taotlus" in taotlus.examples[0]


def test_examples_are_few_and_each_once() -> None:
    (compound,) = [one for one in found(*["Koolituskava."] * 5, *map(str, range(3))) if one.lemma == "koolituskava"]
    assert (compound.count, compound.examples) == (5, ("Koolituskava.",))
    many = found(*[f"{number}. koolituskava" for number in range(9)])
    assert len(many[0].examples) == 3


def test_what_was_reviewed_is_not_listed_again() -> None:
    assert found("Klienditeenindus. Tööülesanne. Nõustamine.") == ()


def test_simple_words_and_guesses_are_no_news() -> None:
    assert found("klient ja amet ning klienditeenlndus") == ()


@pytest.mark.parametrize("as_json", [True, False])
def test_the_command_lists_what_is_new_in_the_store(samples: Settings, as_json: bool) -> None:
    arguments = ["lexicon", "review", "--data", str(samples.data), "--limit", "5", *(["--json"] if as_json else [])]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0
    if as_json:
        answer = json.loads(result.stdout)
        assert answer["total"] > 5
        assert len(answer["findings"]) == 5
        assert {"kind", "lemma", "result", "count", "examples"} == answer["findings"][0].keys()
    else:
        assert "docs/lexicon.md" in result.stderr
        assert len([line for line in result.stdout.splitlines() if not line.startswith(" ")]) == 5
