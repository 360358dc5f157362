"""Languages as texts name them: adjectives, abbreviations, words that hold "keel", named sets."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ajsearch.model import ANY_FOREIGN
from ajsearch.requirements.phrases import PhraseTable, words_of


@cache
def language_data() -> dict[str, Any]:
    """The content of ``data/languages.toml``."""
    return tomllib.loads(files("ajsearch").joinpath("data/languages.toml").read_text(encoding="utf-8"))


@cache
def language_table() -> PhraseTable[str]:
    """Names and abbreviations of languages → code."""
    return PhraseTable(
        (name, one["code"])
        for one in language_data()["language"]
        for name in (one["estonian"], one["english"], *one.get("also", ()))
    )


@cache
def whole_words() -> PhraseTable[str]:
    """Words that hold a language and "keel" in one ("riigikeel", "viipekeel") → code."""
    return PhraseTable((word, code) for code, group in language_data()["words"].items() for word in group)


@cache
def sets() -> PhraseTable[str]:
    """Named sets of languages → the codes of their members, with commas."""
    return PhraseTable((word, ",".join(one["members"])) for one in language_data()["set"] for word in one["words"])


@cache
def compound_language(folded: str) -> tuple[str, bool] | None:
    """The code of a word such as "inglisekeele" or "venekeelse", and whether it is an adjective."""
    head, keel, tail = folded.partition("keel")
    if not keel or not head:
        return None
    found = language_table().match(words_of(head), 0)
    if head == "voor":
        return ANY_FOREIGN, tail.startswith(("ne", "se", "ses"))
    return (found[1], tail.startswith(("ne", "se"))) if found else None


@cache
def codes() -> dict[str, str]:
    """All codes of languages, of two and three letters → ours."""
    return {short: one["code"] for one in language_data()["language"] for short in (one["code"], *one.get("short", ()))}
